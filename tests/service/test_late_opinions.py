"""Opinions: all, any one, a share, optional; late ones are kept and marked."""

import pytest

from tests.service.builders import NOON, a_person, take, version_of
from tests.service.detours import late
from tests.service.places import confirmed, seen
from tests.service.records import last_event, state_of, steps, told_last, waiting_for
from tests.service.test_transition_groups import CHECK, an_opinion, rules_with
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role
from webapp.services import opinions as opinion_pages
from webapp.services import reading
from webapp.services.late_opinions import LateOpinion, speak_late

WORDS = "Nên lùi hạn sang quý IV"


@pytest.fixture
def second(database, office):
    return a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")


def opinions(folder, mode, *more):
    return rules_with(folder, f"[[steps]]\n{CHECK}", an_opinion(mode, *more))


@pytest.fixture
def rules(tmp_path):
    return opinions(tmp_path, "any")


@pytest.fixture
def passed(database, rules, office, second, plan_id):
    """A plan whose opinion the second clerk gave while the first was silent."""
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, second, plan_id, "approve")
    return plan_id


def row_of(database, plan_id, person):
    return next(
        row
        for row in steps(database, plan_id)
        if (row.step_key, row.assignee_id) == ("opinion", person.person_id)
    )


# --- the modes


def modes_of(database, rules, office, second, plan_id):
    """Return the states after each of two clerks spoke."""
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    states = [take(database, rules, office.clerk, plan_id, "approve").state]
    if states == ["opinion"]:
        states.append(take(database, rules, second, plan_id, "approve").state)
    return states


@pytest.mark.parametrize(
    ("mode", "states"),
    [
        (("any",), ["format_check"]),
        (("all",), ["opinion", "format_check"]),
        (("share", "share = 0.5"), ["format_check"]),
        (("share", "share = 0.6"), ["opinion", "format_check"]),
        (("optional", "deadline_days = 1"), ["format_check"]),
    ],
    ids="-".join,
)
def test_an_opinion_waits_for_as_many_as_its_mode_says(
    database, office, second, plan_id, tmp_path, mode, states
):
    rules = opinions(tmp_path, *mode)

    assert modes_of(database, rules, office, second, plan_id) == states


# --- late


def test_an_opinion_after_its_step_is_kept_and_marked(database, rules, office, passed):
    said = late(database, rules, office.clerk, passed)

    assert said == "Đã ghi ý kiến, đánh dấu là ý kiến muộn; văn bản vẫn ở bước hiện tại."
    row = row_of(database, passed, office.clerk)
    assert (row.decision, row.note, row.decided_by) == ("late", WORDS, office.clerk.person_id)
    assert len(row.revision_sha256 or "") == 64
    assert state_of(database, passed) == "format_check"


def test_those_it_concerns_are_told_of_it(database, rules, office, passed):
    late(database, rules, office.clerk, passed)

    for person in (office.drafter, office.format_checker):
        kind, message = told_last(database, person)
        assert kind == "opinion"
        assert message.endswith(f"Đỗ Minh Châu gửi ý kiến muộn về bước «Ý kiến văn phòng»: {WORDS}")


def test_a_late_opinion_is_an_event(database, rules, office, passed):
    late(database, rules, office.clerk, passed)

    name, action, details = last_event(database, passed)
    assert (name, action) == ("Đỗ Minh Châu", "speak_late")
    assert (details["step"], details["note"]) == ("Ý kiến văn phòng", WORDS)


def test_a_late_opinion_stops_nobody(database, rules, office, passed):
    late(database, rules, office.clerk, passed)

    assert take(database, rules, office.format_checker, passed, "approve").state == "approval"


def test_a_late_opinion_makes_older_pages_stale(database, rules, office, passed):
    before = version_of(database, passed)

    late(database, rules, office.clerk, passed)

    assert version_of(database, passed) == before + 1


def test_it_outlives_a_return_of_the_plan(database, rules, office, passed):
    late(database, rules, office.clerk, passed)

    take(database, rules, office.format_checker, passed, "return")

    assert row_of(database, passed, office.clerk).decision == "late"


def test_it_may_come_while_the_drafter_works_on_the_returned_plan(database, rules, office, passed):
    take(database, rules, office.format_checker, passed, "return")

    late(database, rules, office.clerk, passed)

    assert row_of(database, passed, office.clerk).decision == "late"


def test_a_second_tap_is_one_opinion(database, rules, office, passed):
    wish = LateOpinion(passed, version_of(database, passed), "opinion", WORDS)
    speak_late(database, rules, office.clerk, wish, NOON)

    again = speak_late(database, rules, office.clerk, wish, NOON)

    assert again.startswith("Anh/chị đã «Gửi ý kiến muộn» lúc 12:00")


def test_who_spoke_in_time_does_not_speak_late(database, rules, second, passed):
    with pytest.raises(ForbiddenError, match="Không có ý kiến nào của anh/chị còn thiếu"):
        late(database, rules, second, passed)


def test_a_late_opinion_has_words_of_bearable_length(database, rules, office, passed):
    for words in (" ", "x" * 2001):
        with pytest.raises(InvalidInputError) as refused:
            late(database, rules, office.clerk, passed, words)
        assert refused.value.field == "words"


def test_it_belongs_to_a_step_that_asked(database, rules, office, passed):
    wish = LateOpinion(passed, version_of(database, passed), "format_check", WORDS)

    with pytest.raises(InvalidInputError) as refused:
        speak_late(database, rules, office.clerk, wish, NOON)

    assert refused.value.field == "step_key"


def test_a_new_round_asks_again_and_forgets_the_silence(database, rules, office, passed):
    take(database, rules, office.format_checker, passed, "return")
    take(database, rules, office.unit_head, passed, "pass_on")
    take(database, rules, office.drafter, passed, "submit")
    take(database, rules, office.unit_head, passed, "approve")

    assert office.clerk.person_id in waiting_for(database, passed)
    with pytest.raises(ForbiddenError):
        late(database, rules, office.clerk, passed)


def test_a_stand_in_speaks_late_for_the_absent_person(database, rules, office, passed):
    deputy = a_person(
        database, office.agency_id, Role.UNIT_HEAD, full_name="Tạ Thị Nhàn", unit_id=office.unit_id
    )
    stand_in_id = confirmed(database, office, office.clerk, deputy)
    page = reading.plan_page(database, rules, seen(database, deputy), passed, NOON)
    (step,) = page.detours.late_steps
    assert (step.key, step.in_place_of) == ("opinion", office.clerk.person_id)
    wish = LateOpinion(
        passed, version_of(database, passed), "opinion", WORDS, in_place_of=office.clerk.person_id
    )

    speak_late(database, rules, deputy, wish, NOON)

    row = row_of(database, passed, office.clerk)
    assert (row.decision, row.decided_by, row.stand_in_id) == (
        "late",
        deputy.person_id,
        stand_in_id,
    )
    assert (
        "Tạ Thị Nhàn xử lý thay Đỗ Minh Châu gửi ý kiến muộn"
        in (told_last(database, office.drafter)[1])
    )
    (item, _) = sorted(
        opinion_pages.opinions_page(database, office.drafter, passed, NOON).steps,
        key=lambda one: not one.late,
    )
    assert item.who == "Tạ Thị Nhàn (xử lý thay Đỗ Minh Châu)"
