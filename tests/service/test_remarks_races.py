"""Two windows of one drafter answer the same remarks, or answer and submit, at the same moment."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_plan, answer_all, bring_to, take, version_of
from tests.service.meeting import wish
from webapp.db.models.remarks import RemarkRow
from webapp.domain.process import Action
from webapp.services import audit
from webapp.services.answering import Answering, answer_page, save_answers
from webapp.services.transitions import Deed, take_step


@pytest.fixture
def plan_id(database, rules, office):
    """A plan on the drafter's desk with one remark."""
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")
    take(database, rules, office.unit_head, plan_id, "return", note="Thiếu căn cứ")
    return plan_id


def the_remark(database):
    with database.reading() as session:
        return session.scalars(select(RemarkRow)).one()


def an_answer(database, office, plan_id, text):
    stamp = answer_page(database, office.drafter, plan_id).open.stamp
    return Answering(plan_id, stamp, {the_remark(database).id: ("kept", text)})


def test_of_two_windows_one_answer_is_kept(database, at_once, office, plan_id):
    wishes = [
        wish(save_answers, office.drafter, an_answer(database, office, plan_id, text), NOON)
        for text in ("Một", "Hai")
    ]

    refused, done = sorted(at_once(*wishes))

    assert done.startswith("Đã lưu trả lời cả 1 ý kiến")
    assert refused.startswith("refused: Trả lời vừa được lưu từ một cửa sổ khác")
    assert the_remark(database).answer_text in {"Một", "Hai"}
    assert audit.verify(database) == ()


def test_no_answer_slips_past_the_submission(database, at_once, office, plan_id):
    answer_all(database, office.drafter, plan_id)
    changed = an_answer(database, office, plan_id, "Lý do khác")
    submission = Deed(plan_id, version_of(database, plan_id), Action.SUBMIT)

    saved, _ = at_once(
        wish(save_answers, office.drafter, changed, NOON),
        wish(take_step, office.drafter, submission, NOON),
    )

    remark = the_remark(database)
    assert remark.sent_at == NOON
    in_time = saved.startswith("Đã lưu trả lời")
    assert remark.answer_text == ("Lý do khác" if in_time else "Theo ý kiến đã thống nhất")
