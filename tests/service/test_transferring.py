"""A question of a step that the person asked passes on to another."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, bring_to, take, version_of
from tests.service.detours import REASON, pass_to
from tests.service.records import (
    decisions,
    last_event,
    state_of,
    steps,
    told,
    told_last,
    waiting_for,
)
from tests.service.test_transition_groups import CHECK, an_opinion, change_role, rules_with
from webapp.db.models.organisations import MembershipRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, StalePageError
from webapp.domain.people import Role
from webapp.services import audit
from webapp.services.transferring import Transferring, transfer
from webapp.services.transitions import refresh_assignees


@pytest.fixture
def second(database, office):
    return a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")


@pytest.fixture
def outsider(database, office):
    return a_person(database, office.agency_id, Role.DRAFTER, full_name="Trịnh Thu Hà")


@pytest.fixture
def at_check(database, rules, office, plan_id):
    return bring_to(database, rules, office, plan_id, "format_check")


@pytest.fixture
def opinion_rules(tmp_path):
    """The shipped workflow with an opinion of the clerks before the format check."""
    return rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("any", "deadline_days = 1"))


@pytest.fixture
def at_opinion(database, opinion_rules, office, plan_id):
    take(database, opinion_rules, office.drafter, plan_id, "submit")
    take(database, opinion_rules, office.unit_head, plan_id, "approve")
    return plan_id


# --- a check


def test_a_check_passes_to_another_who_holds_the_role(database, rules, office, second, at_check):
    said = pass_to(database, rules, office.format_checker, at_check, second)

    assert said == "Đã chuyển bước «Kiểm tra thể thức» cho Hồ Văn Lâm."
    assert state_of(database, at_check) == "format_check"
    assert waiting_for(database, at_check) == [second.person_id]
    assert take(database, rules, second, at_check, "approve").state == "approval"


def test_the_row_of_the_first_says_to_whom_and_why(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)

    row = next(one for one in steps(database, at_check) if one.decision == "transferred")
    assert (row.assignee_id, row.transferred_to, row.note) == (
        office.format_checker.person_id,
        second.person_id,
        REASON,
    )


def test_both_are_told(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)

    kind, message = told_last(database, second)
    assert kind == "waiting"
    assert message.endswith(
        f"Ngô Thanh Mai chuyển anh/chị xử lý bước «Kiểm tra thể thức»: {REASON}"
    )
    kind, message = told_last(database, office.format_checker)
    assert kind == "transferred"
    assert message.endswith("bước «Kiểm tra thể thức» của anh/chị đã chuyển cho Hồ Văn Lâm xử lý.")


def test_a_transfer_is_an_event_with_its_reason(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)

    name, action, details = last_event(database, at_check)
    assert (name, action) == ("Ngô Thanh Mai", "transfer")
    assert (details["to"], details["note"]) == ("Hồ Văn Lâm", REASON)


def test_who_passed_it_on_has_no_word_there(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)

    with pytest.raises(ForbiddenError, match="đã chuyển bước «Kiểm tra thể thức» cho người khác"):
        take(database, rules, office.format_checker, at_check, "approve")


def test_it_may_be_passed_back(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)

    pass_to(database, rules, second, at_check, office.format_checker)

    assert waiting_for(database, at_check) == [office.format_checker.person_id]
    assert take(database, rules, office.format_checker, at_check, "approve").state == "approval"


def test_it_keeps_its_deadline(database, rules, office, second, at_check):
    before = {row.due_on for row in steps(database, at_check) if row.step_key == "format_check"}

    pass_to(database, rules, office.format_checker, at_check, second)

    after = {row.due_on for row in steps(database, at_check) if row.decision == "waiting"}
    assert after == before


def test_a_check_does_not_pass_to_somebody_without_the_role(
    database, rules, office, outsider, at_check
):
    with pytest.raises(InvalidInputError, match="Chọn một người khác được phép") as refused:
        pass_to(database, rules, office.format_checker, at_check, outsider)

    assert refused.value.field == "to_id"


def test_a_transfer_needs_a_reason_of_bearable_length(database, rules, office, second, at_check):
    for reason in (" ", "x" * 2001):
        with pytest.raises(InvalidInputError) as refused:
            pass_to(database, rules, office.format_checker, at_check, second, reason)
        assert refused.value.field == "reason"


def test_a_second_tap_is_one_transfer(database, rules, office, second, at_check):
    version = version_of(database, at_check)
    wish = Transferring(at_check, version, second.person_id, REASON)
    transfer(database, rules, office.format_checker, wish, NOON)

    again = transfer(database, rules, office.format_checker, wish, NOON)

    assert again.startswith("Anh/chị đã «Chuyển người khác xử lý» lúc 12:00")
    assert decisions(database, at_check).count(("format_check", "transferred")) == 1


def test_a_stale_page_passes_nothing_on(database, rules, office, second, at_check):
    with pytest.raises(StalePageError):
        wish = Transferring(at_check, 1, second.person_id, REASON)
        transfer(database, rules, office.format_checker, wish, NOON)


def test_the_approval_is_never_passed_on(database, rules, office, plan_id):
    deputy = a_person(database, office.agency_id, Role.SIGNER, full_name="Hồ Văn Lâm")
    bring_to(database, rules, office, plan_id, "approval")

    with pytest.raises(ForbiddenError, match="không chuyển cho người khác được"):
        pass_to(database, rules, office.signer, plan_id, deputy)


def test_a_new_round_asks_the_first_again(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)
    take(database, rules, second, at_check, "return")
    take(database, rules, office.unit_head, at_check, "pass_on")

    bring_to(database, rules, office, at_check, "format_check")

    assert set(waiting_for(database, at_check)) == {
        office.format_checker.person_id,
        second.person_id,
    }


def test_the_taker_may_withdraw_what_he_decided_and_is_asked_again(
    database, rules, office, second, at_check
):
    pass_to(database, rules, office.format_checker, at_check, second)
    take(database, rules, second, at_check, "approve")

    take(database, rules, second, at_check, "withdraw")

    assert waiting_for(database, at_check) == [second.person_id]


# --- an opinion


def test_an_opinion_passes_to_anybody_of_the_agency(
    database, opinion_rules, office, outsider, at_opinion
):
    pass_to(database, opinion_rules, office.clerk, at_opinion, outsider)

    assert waiting_for(database, at_opinion) == [outsider.person_id]
    assert take(database, opinion_rules, outsider, at_opinion, "approve").state == "format_check"


def test_an_opinion_does_not_pass_to_the_drafter(database, opinion_rules, office, at_opinion):
    with pytest.raises(InvalidInputError, match="Chọn một người khác được phép"):
        pass_to(database, opinion_rules, office.clerk, at_opinion, office.drafter)


def test_an_opinion_does_not_pass_to_who_reads_nothing(database, opinion_rules, office, at_opinion):
    nobody = a_person(database, office.agency_id, full_name="Trần Văn Bốn")

    with pytest.raises(InvalidInputError):
        pass_to(database, opinion_rules, office.clerk, at_opinion, nobody)


def test_the_taker_of_an_opinion_may_pass_it_on_further(
    database, opinion_rules, office, outsider, at_opinion
):
    pass_to(database, opinion_rules, office.clerk, at_opinion, outsider)

    pass_to(database, opinion_rules, outsider, at_opinion, office.administrator)

    assert waiting_for(database, at_opinion) == [office.administrator.person_id]
    done = take(database, opinion_rules, office.administrator, at_opinion, "approve")
    assert done.state == "format_check"


def test_an_opinion_that_each_gives_goes_to_nobody_who_gives_his_own(
    database, office, plan_id, tmp_path
):
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("all"))
    colleague = a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")

    with pytest.raises(InvalidInputError):
        pass_to(database, rules, office.clerk, plan_id, colleague)


def test_a_step_for_all_waits_for_the_taker_instead(database, office, outsider, plan_id, tmp_path):
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("all"))
    colleague = a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    pass_to(database, rules, office.clerk, plan_id, outsider)

    assert take(database, rules, colleague, plan_id, "approve").state == "opinion"
    assert take(database, rules, outsider, plan_id, "approve").state == "format_check"


# --- the taker cannot answer any more


def leave(database, office, person):
    """Take the person out of the agency, as the administration does."""
    with database.transaction() as session:
        query = select(MembershipRow).where(MembershipRow.person_id == person.person_id)
        session.scalars(query).one().active = False
        refresh_assignees(session, office.agency_id, NOON)
        audit.record(session, office.administrator, "save_person", now=NOON)


def test_a_check_comes_back_when_the_taker_loses_the_role(
    database, rules, office, second, at_check
):
    pass_to(database, rules, office.format_checker, at_check, second)

    change_role(database, office, second, Role.FORMAT_CHECKER, to=False)

    assert waiting_for(database, at_check) == [office.format_checker.person_id]
    assert take(database, rules, office.format_checker, at_check, "approve").state == "approval"


def test_an_opinion_comes_back_to_the_last_who_can_give_it(
    database, opinion_rules, office, outsider, at_opinion
):
    last = a_person(database, office.agency_id, Role.DRAFTER, full_name="Mai Đức Anh")
    pass_to(database, opinion_rules, office.clerk, at_opinion, outsider)
    pass_to(database, opinion_rules, outsider, at_opinion, last)

    leave(database, office, last)

    assert waiting_for(database, at_opinion) == [outsider.person_id]


def test_a_transfer_stands_while_the_taker_can_answer(database, rules, office, second, at_check):
    pass_to(database, rules, office.format_checker, at_check, second)
    before = told(database, second)

    change_role(database, office, office.clerk, Role.SIGNER, to=True)

    assert waiting_for(database, at_check) == [second.person_id]
    assert told(database, second) == before


def test_a_transfer_stands_once_the_taker_has_decided(
    database, office, outsider, plan_id, tmp_path
):
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("all"))
    colleague = a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    pass_to(database, rules, office.clerk, plan_id, outsider)
    take(database, rules, outsider, plan_id, "approve")

    change_role(database, office, office.signer, Role.CLERK, to=True)

    assert waiting_for(database, plan_id) == [colleague.person_id, office.signer.person_id]
