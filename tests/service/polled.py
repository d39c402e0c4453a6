"""Opinions and polls as tests of several rooms make them."""

from datetime import date, timedelta

from tests.service.builders import NOON, a_person, take
from tests.service.rulebooks import rules_of, shipped_text
from webapp.domain.opinions import Asked, OutsideFacts, Stance, Vote
from webapp.domain.people import Role
from webapp.services import opinion_deeds, opinions, polls

POLICE = OutsideFacts(
    "Công an xã", Stance.REMARKS, "Bổ sung lực lượng bảo vệ.", "12/CAX", NOON.date()
)
QUESTION = "Thống nhất ban hành Kế hoạch theo dự thảo?"
DUE = date(2026, 3, 6)
LATE = NOON + timedelta(days=5)


def page(database, actor, plan_id, now=NOON):
    return opinions.opinions_page(database, actor, plan_id, now)


def enter(database, actor, plan_id, facts=POLICE, now=NOON):
    return opinion_deeds.enter(database, actor, plan_id, facts, now)


def the_members(database, office):
    """Return two members beside the signer, whose other work shows them no draft."""
    names = ("Hồ Văn Lâm", "Trần Thị Lan")
    return [
        a_person(database, office.agency_id, Role.UNIT_HEAD, full_name=name, position="Ủy viên")
        for name in names
    ]


def ask(database, actor, plan_id, members, *, question=QUESTION, due_on=DUE, now=NOON):
    """Open a phiếu; return its id."""
    asked = Asked(question, due_on, frozenset(one.person_id for one in members))
    return polls.ask(database, actor, plan_id, asked, now)[0]


def answer(database, actor, poll_id, vote=Vote.AGREE, text="", *, now=NOON):
    return polls.answer(database, actor, poll_id, vote, text, now=now)


def rules_with_opinions():
    """Return rules whose workflow asks the clerk for an opinion before the format check."""
    step = 'key = "y_kien"\nlabel = "Ý kiến pháp chế"\nkind = "opinion"\nrole = "clerk"'
    before = '[[steps]]\nkey = "format_check"'
    return rules_of(shipped_text().replace(before, f"[[steps]]\n{step}\n\n{before}"))


def submit(database, rules, office, plan_id):
    """Bring a draft to the step that asks for the opinion."""
    take(database, rules, office.drafter, plan_id, "submit", note="")
    take(database, rules, office.unit_head, plan_id, "approve", note="")
