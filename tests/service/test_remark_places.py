"""What a remark of a return is about: chosen, quoted, found again in a later text."""

from dataclasses import replace

import pytest

from tests.service.builders import NOON, a_plan, a_revision, a_text, bring_to, save, take, words
from tests.service.records import last_event, state_of, told_last
from webapp.db.models.remarks import RemarkRow
from webapp.domain.comment_anchors import Hold
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Appendix, Block, BlockKind, Run
from webapp.domain.remarks import Remark
from webapp.domain.word_differences import Change
from webapp.services import reading

OFFICE_LINE = a_text().body[4].id
"""«1. Phòng Văn hóa - Xã hội chủ trì thực hiện.»"""
WORDS = Remark("Thêm thời hạn", OFFICE_LINE, "chủ trì")
APPENDIX = Appendix("Danh mục", (Block(BlockKind.PARAGRAPH, (Run("Việc một"),), id="pl1"),))


@pytest.fixture
def sent_back(database, rules, office):
    """Return a plan with the remarks from the check of its content."""

    def send(*remarks, text=None):
        plan_id = bring_to(database, rules, office, a_plan(database, office, text), "content_check")
        take(database, rules, office.unit_head, plan_id, "return", note="", remarks=remarks)
        return plan_id

    return send


def edit(database, office, plan_id, ordinal, **changes):
    later = replace(a_text(), **changes)
    save(database, lambda _: a_revision(plan_id, ordinal, later, office.drafter.person_id))


def with_line(text):
    body = a_text().body
    return (*body[:4], replace(body[4], runs=words(text)), body[5])


def remarks_on(database, rules, office, plan_id):
    page = reading.plan_page(database, rules, office.drafter, plan_id, NOON)
    return [one for item in page.returns for one in item.remarks]


def test_selected_words_are_kept_with_their_block(database, rules, office, sent_back):
    (found,) = remarks_on(database, rules, office, sent_back(WORDS))

    assert (found.quote, found.at.hold, found.at.name) == (
        "chủ trì",
        Hold.EXACT,
        f"body/{OFFICE_LINE}",
    )
    assert (found.at.start, found.at.end, found.at.area) == (23, 30, "body")
    assert found.at.where.startswith("Nội dung, đoạn «1. Phòng Văn hóa")
    assert found.at.change == ()


def test_a_passage_chosen_as_a_whole_is_quoted_whole(database, rules, office, sent_back):
    opening = words("Ủy ban nhân dân xã An Phước ban hành Kế hoạch (kèm theo Phụ lục) như sau:")
    text = a_text(opening=(opening,), appendixes=(APPENDIX,))
    remarks = Remark("Bỏ", "legal_bases/0"), Remark("Xem", "appendixes/0/pl1")
    plan_id = sent_back(*remarks, text=text)

    basis, line = remarks_on(database, rules, office, plan_id)

    assert basis.quote.startswith("Căn cứ Luật Phổ biến")
    assert (basis.at.where, basis.at.area) == ("Căn cứ 1", "legal_bases")
    assert (line.at.where, line.at.area) == ("Phụ lục 1, đoạn «Việc một»", "appendix-0-body")


def test_a_remark_about_the_whole_plan_stands_nowhere(database, rules, office, sent_back):
    (found,) = remarks_on(database, rules, office, sent_back(Remark("Quá dài")))

    assert (found.at.hold, found.at.where, found.at.name) == (Hold.WHOLE, "", "")


def test_the_words_before_tell_like_passages_apart(database, sent_back):
    plan_id = sent_back(Remark("Rõ hơn", OFFICE_LINE, "thực hiện"))

    with database.reading() as session:
        row = session.query(RemarkRow).filter_by(plan_id=plan_id).one()
    assert row.context == "Phòng Văn hóa - Xã hội chủ trì "


def test_an_edit_is_shown_beside_the_remark_that_asked_for_it(database, rules, office, sent_back):
    plan_id = sent_back(WORDS)

    edit(
        database, office, plan_id, 2, body=with_line("Phòng Văn hóa - Xã hội chủ trì trong quý II.")
    )

    (found,) = remarks_on(database, rules, office, plan_id)
    assert found.at.hold is Hold.EXACT
    changed = {piece.change: piece.text for piece in found.at.change}
    assert "trong quý II" in changed[Change.ADDED]


def test_a_dropped_passage_keeps_its_words_and_says_that_it_is_gone(
    database, rules, office, sent_back
):
    plan_id = sent_back(WORDS)

    edit(database, office, plan_id, 2, body=a_text().body[:4])

    (found,) = remarks_on(database, rules, office, plan_id)
    assert (found.quote, found.at.hold, found.at.where) == ("chủ trì", Hold.GONE, "")
    assert [piece.change for piece in found.at.change] == [Change.REMOVED]


def test_an_answer_that_was_sent_keeps_the_difference_it_was_sent_with(
    database, rules, office, sent_back
):
    plan_id = sent_back(WORDS)
    edit(database, office, plan_id, 2, body=with_line("Phòng Văn hóa - Xã hội chủ trì, báo cáo."))
    take(database, rules, office.drafter, plan_id, "submit")

    edit(database, office, plan_id, 3, body=with_line("Phòng Văn hóa - Xã hội."))

    (found,) = remarks_on(database, rules, office, plan_id)
    assert ", báo cáo" in "".join(piece.text for piece in found.at.change)


@pytest.mark.parametrize(
    "wrong", [Remark("Sửa", "body/khong"), Remark("Sửa", "subject", "Công an")]
)
def test_words_that_the_text_has_not_are_refused(database, rules, office, wrong):
    plan_id = bring_to(database, rules, office, a_plan(database, office), "content_check")

    with pytest.raises(InvalidInputError, match="đoạn của ý kiến 2") as refused:
        take(database, rules, office.unit_head, plan_id, "return", note="Một", remarks=(wrong,))

    assert refused.value.field == "note"
    assert state_of(database, plan_id) == "content_check"


def test_letter_and_history_say_what_a_remark_is_about(database, office, sent_back):
    plan_id = sent_back(WORDS)

    about = "Về nội dung, đoạn «1. Phòng Văn hóa - Xã hội chủ trì thực h…», chữ «chủ trì»: Thêm"
    assert about in last_event(database, plan_id)[2]["note"]
    assert about in told_last(database, office.drafter)[1]
