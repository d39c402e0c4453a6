"""Opinions of offices, entered by the drafter, and what he made of each opinion."""

from dataclasses import replace

import pytest

from tests.service.builders import NOON, a_plan, bring_to, take
from tests.service.dossier_files import attach
from tests.service.polled import (
    POLICE,
    answer,
    ask,
    enter,
    page,
    rules_with_opinions,
    submit,
    the_members,
)
from tests.service.records import last_event
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError, StalePageError
from webapp.domain.opinions import OutsideFacts, Stance
from webapp.services import opinion_deeds, reading
from webapp.services.opinion_deeds import Explaining

SILENT = OutsideFacts("Trạm Y tế xã", Stance.SILENT)
TAKEN = "Tiếp thu, bổ sung tại mục II."


def explain(database, actor, plan_id, one, text=TAKEN, *, version=0):
    wish = Explaining(plan_id, one.source, one.id, version, text)
    return opinion_deeds.explain(database, actor, wish, NOON)


def change(database, actor, one, facts, *, version=None):
    at = one.version if version is None else version
    return opinion_deeds.change(database, actor, one.id, at, facts, now=NOON)


@pytest.fixture
def opinion(database, office, plan_id):
    enter(database, office.drafter, plan_id)
    return page(database, office.drafter, plan_id).outside[0]


def test_an_opinion_is_listed_with_its_paper(database, office, plan_id):
    paper_id = attach(database, office.drafter, plan_id)

    said = enter(database, office.drafter, plan_id, replace(POLICE, paper_id=paper_id))

    (one,) = page(database, office.signer, plan_id).outside
    assert said == "Đã nhập ý kiến của Công an xã."
    assert (one.who, one.answer, one.text) == ("Công an xã", "Có ý kiến", POLICE.text)
    assert one.about == "số 12/CAX ngày 02/03/2026"
    assert (one.paper_id, one.paper_title.split()[0]) == (paper_id, "Tờ")
    assert last_event(database, plan_id)[1] == "collect"


def test_a_second_tap_enters_nothing(database, office, plan_id, opinion):
    assert enter(database, office.drafter, plan_id) == (
        "Ý kiến của Công an xã đã có; không cần nhập lại."
    )
    assert len(page(database, office.drafter, plan_id).outside) == 1
    del opinion


def test_only_the_drafter_enters(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "approval")

    with pytest.raises(ForbiddenError, match="Người soạn thảo nhập"):
        enter(database, office.signer, plan_id)
    assert not page(database, office.signer, plan_id).may_collect
    assert page(database, office.signer, plan_id).may_poll


def test_a_paper_of_another_dossier_is_refused(database, office, plan_id):
    paper_id = attach(database, office.drafter, a_plan(database, office))

    for wrong in (paper_id, 999):
        with pytest.raises(InvalidInputError) as refused:
            enter(database, office.drafter, plan_id, replace(POLICE, paper_id=wrong))
        assert refused.value.field == "paper_id"


def test_a_slip_is_mended(database, office, plan_id, opinion):
    said = change(database, office.drafter, opinion, replace(POLICE, office="Công an xã An Phước"))

    (one,) = page(database, office.drafter, plan_id).outside
    assert said == "Đã sửa ý kiến của Công an xã An Phước."
    assert (one.who, one.version) == ("Công an xã An Phước", 2)


def test_a_stale_page_mends_nothing(database, office, opinion):
    change(database, office.drafter, opinion, replace(POLICE, text="Khác."))

    with pytest.raises(StalePageError):
        change(database, office.drafter, opinion, replace(POLICE, text="Khác nữa."))


def test_what_is_not_there_is_not_found(database, office, plan_id, opinion):
    with pytest.raises(NotFoundError):
        change(database, office.drafter, replace(opinion, id=999), POLICE)
    with pytest.raises(NotFoundError):
        explain(database, office.drafter, plan_id, replace(opinion, id=999))


def test_what_was_entered_by_mistake_is_dropped(database, office, plan_id, opinion):
    said = opinion_deeds.drop(database, office.drafter, opinion.id, opinion.version, NOON)

    assert said == "Đã bỏ ý kiến của Công an xã khỏi danh sách."
    assert page(database, office.drafter, plan_id).outside == ()
    with pytest.raises(StalePageError):
        change(database, office.drafter, opinion, POLICE, version=2)
    assert enter(database, office.drafter, plan_id).startswith("Đã nhập")


# --- tiếp thu, giải trình


def test_an_explanation_stands_beside_its_opinion(database, office, plan_id, opinion):
    explain(database, office.drafter, plan_id, opinion)

    (one,) = page(database, office.signer, plan_id).outside
    assert (one.explanation, one.explanation_version) == (TAKEN, 1)
    assert last_event(database, plan_id)[2]["who"] == "Công an xã"


def test_an_explanation_is_changed_from_a_fresh_page_alone(database, office, plan_id, opinion):
    explain(database, office.drafter, plan_id, opinion)

    assert explain(database, office.drafter, plan_id, opinion) == "Đã lưu tiếp thu, giải trình."
    with pytest.raises(StalePageError):
        explain(database, office.drafter, plan_id, opinion, "Giữ nguyên.")
    explain(database, office.drafter, plan_id, opinion, "Giữ nguyên.", version=1)

    assert page(database, office.drafter, plan_id).outside[0].explanation == "Giữ nguyên."


def test_silence_leaves_nothing_to_explain(database, office, plan_id):
    enter(database, office.drafter, plan_id, SILENT)

    (one,) = page(database, office.drafter, plan_id).outside
    assert (one.answer, one.may_be_explained) == ("Không trả lời", False)


def test_each_kind_of_opinion_is_explained(database, office, plan_id):
    members = the_members(database, office)
    poll_id = ask(database, office.drafter, plan_id, members)
    answer(database, members[0], poll_id)
    one = page(database, office.drafter, plan_id).polls[0].answers[0]

    explain(database, office.drafter, plan_id, one)

    assert page(database, office.drafter, plan_id).polls[0].answers[0].explanation == TAKEN


# --- opinions of steps


@pytest.fixture
def with_opinions():
    """Rules whose workflow asks the clerk for an opinion before the format check."""
    return rules_with_opinions()


@pytest.mark.parametrize(("note", "told"), [("", "Thống nhất"), ("Cần rõ kinh phí.", "Có ý kiến")])
def test_opinions_of_steps_join_the_list(database, with_opinions, office, plan_id, note, told):
    submit(database, with_opinions, office, plan_id)
    take(database, with_opinions, office.clerk, plan_id, "approve", note=note)

    (one,) = page(database, office.drafter, plan_id).steps

    assert (one.who, one.answer, one.text) == ("Đỗ Minh Châu", told, note)
    assert one.about == "Ý kiến pháp chế"
    explain(database, office.drafter, plan_id, one)
    assert page(database, office.drafter, plan_id).steps[0].explanation == TAKEN


def test_a_return_at_such_a_step_is_an_opinion(database, with_opinions, office, plan_id):
    submit(database, with_opinions, office, plan_id)
    take(database, with_opinions, office.clerk, plan_id, "return", note="Trái luật.")

    (one,) = page(database, office.drafter, plan_id).steps
    assert (one.answer, one.text) == ("Trả lại", "Trái luật.")


def test_the_history_tells_of_opinions(database, rules, office, plan_id, opinion):
    explain(database, office.drafter, plan_id, opinion)
    poll_id = ask(database, office.drafter, plan_id, [office.signer])
    answer(database, office.signer, poll_id)

    history = reading.plan_page(database, rules, office.drafter, plan_id, NOON).history

    assert [one.sentence for one in history][:4] == [
        "Phạm Quốc Toản trả lời phiếu lấy ý kiến.",
        "Lê Thị Hạnh mở phiếu lấy ý kiến 1 thành viên.",
        "Lê Thị Hạnh ghi tiếp thu, giải trình ý kiến của Công an xã.",
        "Lê Thị Hạnh nhập ý kiến của Công an xã (có ý kiến).",
    ]
