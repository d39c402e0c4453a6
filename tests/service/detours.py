"""Questions, replies and transfers from a fresh page, for tests."""

from sqlalchemy import select

from tests.service.builders import NOON, version_of
from webapp.db.models.detours import ConsultationRow
from webapp.services.consulting import Asking, Reply, ask, reply
from webapp.services.late_opinions import LateOpinion, speak_late
from webapp.services.transferring import Transferring, transfer

QUESTION = "Kinh phí ở mục II đã được giao chưa?"
REASON = "Tôi đi công tác đến hết tuần"


def put(database, rules, actor, plan_id, asked, *, now=NOON, **changes):
    """Put a question to the person; return what the asker is told."""
    values = {"kind": "ask", "question": QUESTION, "due_on": None, **changes}
    version = version_of(database, plan_id)
    wish = Asking(plan_id, version, asked_id=asked.person_id, **values)
    return ask(database, rules, actor, wish, now)


def questions(database, plan_id) -> list[ConsultationRow]:
    with database.reading() as session:
        query = select(ConsultationRow).where(ConsultationRow.plan_id == plan_id)
        return list(session.scalars(query.order_by(ConsultationRow.id)))


def answer(database, rules, actor, plan_id, said="agree", words="", *, now=NOON):
    """Reply to the plan's last question."""
    wish = Reply(plan_id, questions(database, plan_id)[-1].id, said, words)
    return reply(database, rules, actor, wish, now)


def pass_to(database, rules, actor, plan_id, to, reason=REASON, *, now=NOON):
    """Pass the actor's question on."""
    wish = Transferring(plan_id, version_of(database, plan_id), to.person_id, reason)
    return transfer(database, rules, actor, wish, now)


def late(database, rules, actor, plan_id, words="Nên lùi hạn sang quý IV", *, now=NOON):
    """Give an opinion after its step went on."""
    wish = LateOpinion(plan_id, version_of(database, plan_id), "opinion", words)
    return speak_late(database, rules, actor, wish, now)
