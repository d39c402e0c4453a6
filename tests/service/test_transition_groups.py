"""Who is asked: empty groups, changed memberships, opinions, and several who have to agree."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import (
    NOON,
    a_membership,
    a_person,
    a_plan,
    a_revision,
    a_text,
    an_office,
    save,
    take,
    version_of,
)
from tests.service.records import decisions, last_event, state_of, told, told_last, waiting_for
from tests.service.rulebooks import rules_of, shipped_text
from webapp.db.models.organisations import MembershipRoleRow, MembershipRow
from webapp.db.models.process import StepRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role
from webapp.domain.plan import Medium
from webapp.services import assignments, audit
from webapp.services.transitions import pass_overdue_opinions, refresh_assignees

CHECK = 'key = "format_check"'


def rules_with(folder, old, new):
    """Return the shipped rules with one change of the workflow's text."""
    text = shipped_text()
    assert old in text
    (folder / "ke_hoach.toml").write_text(text.replace(old, new), encoding="utf-8")
    return rules_of(text.replace(old, new))


def an_opinion(mode, *more):
    lines = ("[[steps]]", 'key = "opinion"', 'label = "Ý kiến văn phòng"', 'kind = "opinion"')
    step = "\n".join((*lines, 'role = "clerk"', f'mode = "{mode}"', *more))
    return f"{step}\n\n[[steps]]\n{CHECK}"


def change_role(database, office, person, role, *, to):
    """Give or take a role, as the administration does."""
    with database.transaction() as session:
        query = select(MembershipRow).where(MembershipRow.person_id == person.person_id)
        membership = session.scalars(query).one()
        if to:
            membership.roles.append(MembershipRoleRow(role=role))
        else:
            membership.roles = [one for one in membership.roles if one.role != role]
        refresh_assignees(session, office.agency_id, NOON)
        audit.record(session, office.administrator, "save_person", now=NOON)


@pytest.fixture
def small_office(database):
    """An office whose only format checker lost the role."""
    office = an_office(database)
    change_role(database, office, office.format_checker, Role.FORMAT_CHECKER, to=False)
    return office


@pytest.fixture
def blocked(database, rules, small_office):
    plan_id = a_plan(database, small_office)
    take(database, rules, small_office.drafter, plan_id, "submit")
    take(database, rules, small_office.unit_head, plan_id, "approve")
    return plan_id


def test_an_empty_group_blocks_and_tells_the_administrator(database, small_office, blocked):
    assert state_of(database, blocked) == "format_check"
    assert waiting_for(database, blocked) == [None]
    kind, message = told_last(database, small_office.administrator)
    assert kind == "blocked"
    assert "Chưa có ai giữ vai trò Người kiểm tra thể thức" in message


def test_who_moves_a_plan_into_an_empty_group_is_told(database, rules, small_office):
    plan_id = a_plan(database, small_office)
    take(database, rules, small_office.drafter, plan_id, "submit")

    done = take(database, rules, small_office.unit_head, plan_id, "approve")

    assert done.message.endswith("báo quản trị cơ quan phân công.")


def test_naming_somebody_frees_a_blocked_plan(database, rules, small_office, blocked):
    change_role(database, small_office, small_office.clerk, Role.FORMAT_CHECKER, to=True)

    assert waiting_for(database, blocked) == [small_office.clerk.person_id]
    assert told_last(database, small_office.clerk)[0] == "waiting"
    clerk = a_clerk_who_checks(small_office)
    assert take(database, rules, clerk, blocked, "approve").state == "approval"


def a_clerk_who_checks(office):
    return replace(office.clerk, roles=office.clerk.roles | {Role.FORMAT_CHECKER})


def test_losing_the_last_checker_blocks_a_running_plan(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")

    change_role(database, office, office.unit_head, Role.UNIT_HEAD, to=False)

    assert waiting_for(database, plan_id) == [None]
    assert told_last(database, office.administrator)[0] == "blocked"
    with pytest.raises(ForbiddenError):
        take(database, rules, office.clerk, plan_id, "approve")


def test_a_role_that_comes_back_is_asked_again(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")
    change_role(database, office, office.unit_head, Role.UNIT_HEAD, to=False)

    change_role(database, office, office.unit_head, Role.UNIT_HEAD, to=True)

    assert waiting_for(database, plan_id) == [office.unit_head.person_id]
    assert decisions(database, plan_id).count(("content_check", "not_needed")) == 1


def test_a_change_of_memberships_leaves_others_alone(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")
    before = decisions(database, plan_id), told(database, office.unit_head)

    change_role(database, office, office.clerk, Role.SIGNER, to=True)

    assert (decisions(database, plan_id), told(database, office.unit_head)) == before


def test_a_person_of_another_agency_is_not_asked(database, rules, office, plan_id):
    elsewhere = an_office(database, short_name="UBND xã Bình An")
    a_membership(database, elsewhere.unit_head.person_id, office.agency_id, Role.CLERK)

    take(database, rules, office.drafter, plan_id, "submit")

    assert waiting_for(database, plan_id) == [office.unit_head.person_id]


def test_who_was_never_asked_by_name_may_still_decide(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")
    newcomer = a_person(
        database,
        office.agency_id,
        Role.UNIT_HEAD,
        full_name="Hồ Văn Lâm",
        unit_id=office.unit_id,
    )

    take(database, rules, newcomer, plan_id, "approve")

    assert decisions(database, plan_id)[:2] == [
        ("content_check", "not_needed"),
        ("content_check", "approved"),
    ]


# --- several who have to agree


def test_a_step_for_all_waits_for_each(database, office, plan_id, tmp_path):
    rules = rules_with(tmp_path, CHECK, f'{CHECK}\nmode = "all"')
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")

    first = take(database, rules, office.format_checker, plan_id, "approve")
    assert first.state == "format_check"
    assert waiting_for(database, plan_id) == [second.person_id]
    with pytest.raises(ForbiddenError, match="Anh/chị đã quyết định ở bước này"):
        take(database, rules, office.format_checker, plan_id, "approve")

    assert take(database, rules, second, plan_id, "approve").state == "approval"


def test_each_decision_makes_older_pages_stale(database, office, plan_id, tmp_path):
    rules = rules_with(tmp_path, CHECK, f'{CHECK}\nmode = "all"')
    a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    before = version_of(database, plan_id)

    take(database, rules, office.format_checker, plan_id, "approve")

    assert version_of(database, plan_id) == before + 1


def test_a_share_of_the_group_is_enough(database, office, plan_id, tmp_path):
    rules = rules_with(tmp_path, CHECK, f'{CHECK}\nmode = "share"\nshare = 0.5')
    others = [
        a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name=name)
        for name in ("Hồ Văn Lâm", "Trịnh Thu Hà", "Mai Đức Anh")
    ]
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")

    states = [
        take(database, rules, person, plan_id, "approve").state
        for person in (office.format_checker, *others[:1])
    ]

    assert states == ["format_check", "approval"]


def test_one_of_all_takes_only_his_own_decision_back(database, office, plan_id, tmp_path):
    rules = rules_with(tmp_path, CHECK, f'{CHECK}\nmode = "all"')
    second = a_person(database, office.agency_id, Role.FORMAT_CHECKER, full_name="Hồ Văn Lâm")
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "approve")
    take(database, rules, second, plan_id, "approve")

    take(database, rules, second, plan_id, "withdraw")

    assert waiting_for(database, plan_id) == [second.person_id]
    assert decisions(database, plan_id)[1:3] == [
        ("format_check", "approved"),
        ("format_check", "withdrawn"),
    ]
    assert take(database, rules, second, plan_id, "approve").state == "approval"


def test_a_question_that_no_step_waits_for_is_left_alone(database, office, plan_id):
    def plant(_session):
        return StepRow(
            agency_id=office.agency_id, plan_id=plan_id, round=1, step_key="x", since=NOON
        )

    save(database, plant)

    change_role(database, office, office.clerk, Role.SIGNER, to=True)

    assert decisions(database, plan_id) == [("x", "waiting")]


# --- the number before the signature: an electronic document


def test_a_changed_text_that_has_its_number_stays_with_the_clerk(
    database, office, plan_id, tmp_path
):
    rules = rules_with(tmp_path, 'media = ["paper", "electronic"]', 'media = ["electronic"]')
    text = (tmp_path / "ke_hoach.toml").read_text(encoding="utf-8")
    head, signature, number = re.split(r"\n(?=\[\[steps\]\]\nkey = \"(?:sig|num))", text)
    last = '[[steps]]\nkey = "issue"\nlabel = "Phát hành"\nkind = "issue"\nrole = "clerk"\n'
    rules = rules_of(f"{head}\n{number}\n{signature}\n{last}")
    electronic = a_text(medium=Medium.ELECTRONIC)
    plan_id = a_plan(database, office, electronic)
    for actor, action in (
        (office.drafter, "submit"),
        (office.unit_head, "approve"),
        (office.format_checker, "approve"),
        (office.signer, "approve"),
        (office.clerk, "number"),
    ):
        take(database, rules, actor, plan_id, action)
    save(
        database,
        lambda _: a_revision(
            plan_id, 2, replace(electronic, code_notation="QĐ-UBND"), office.drafter.person_id
        ),
    )

    with pytest.raises(ForbiddenError, match="hủy số"):
        take(database, rules, office.clerk, plan_id, "record_signature", signed_on=NOON.date())

    assert state_of(database, plan_id) == "signature"


# --- opinions


def test_an_opinion_without_people_is_not_waited_for(database, tmp_path):
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("optional", "deadline_days = 1"))
    office = an_office(database)
    change_role(database, office, office.clerk, Role.CLERK, to=False)
    plan_id = a_plan(database, office)
    take(database, rules, office.drafter, plan_id, "submit")

    assert take(database, rules, office.unit_head, plan_id, "approve").state == "format_check"


def test_an_optional_opinion_is_waited_for_where_there_are_people(
    database, office, plan_id, tmp_path
):
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("optional", "deadline_days = 1"))
    take(database, rules, office.drafter, plan_id, "submit")

    assert take(database, rules, office.unit_head, plan_id, "approve").state == "opinion"
    assert take(database, rules, office.clerk, plan_id, "approve").state == "format_check"


def test_an_optional_opinion_ends_with_its_deadline(database, office, plan_id, tmp_path):
    rules = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("optional", "deadline_days = 1"))
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")

    assert pass_overdue_opinions(database, NOON + timedelta(days=1)) == 0
    assert pass_overdue_opinions(database, NOON + timedelta(days=2)) == 1
    assert pass_overdue_opinions(database, NOON + timedelta(days=2)) == 0

    assert state_of(database, plan_id) == "format_check"
    name, action, details = last_event(database, plan_id)
    assert (name, action) == ("Hệ thống", "pass_overdue")
    assert (details["from"], details["to"]) == ("opinion", "format_check")
    assert told_last(database, office.format_checker)[0] == "waiting"


def test_a_plan_that_another_worker_took_on_meanwhile_is_left(
    database, rules, office, plan_id, monkeypatch
):
    take(database, rules, office.drafter, plan_id, "submit")
    monkeypatch.setattr(assignments, "with_late_opinion", lambda *_: [plan_id])

    assert pass_overdue_opinions(database, NOON + timedelta(days=30)) == 0

    assert state_of(database, plan_id) == "content_check"


def test_a_check_that_is_late_is_still_waited_for(database, rules, office, plan_id):
    take(database, rules, office.drafter, plan_id, "submit")

    assert pass_overdue_opinions(database, NOON + timedelta(days=30)) == 0
    assert state_of(database, plan_id) == "content_check"


def test_an_opinion_may_outlive_a_return(database, office, plan_id, tmp_path):
    rules = rules_with(
        tmp_path, f"[[steps]]\n{CHECK}", an_opinion("any", "voided_by_change = false")
    )
    take(database, rules, office.drafter, plan_id, "submit")
    take(database, rules, office.unit_head, plan_id, "approve")
    take(database, rules, office.clerk, plan_id, "approve")
    take(database, rules, office.format_checker, plan_id, "return")
    take(database, rules, office.unit_head, plan_id, "pass_on")
    take(database, rules, office.drafter, plan_id, "submit")

    assert take(database, rules, office.unit_head, plan_id, "approve").state == "format_check"


# --- a started plan keeps its rules


def test_a_started_plan_keeps_its_rules(database, rules, office, plan_id, tmp_path):
    take(database, rules, office.drafter, plan_id, "submit")
    changed = rules_with(tmp_path, f"[[steps]]\n{CHECK}", an_opinion("any"))

    done = take(database, changed, office.unit_head, plan_id, "approve")

    assert done.state == "format_check"
    other = a_plan(database, office)
    take(database, changed, office.drafter, other, "submit")
    assert take(database, changed, office.unit_head, other, "approve").state == "opinion"


def test_a_workflow_refuses_a_medium_it_is_not_for(database, office, plan_id, tmp_path):
    rules = rules_with(tmp_path, 'media = ["paper", "electronic"]', 'media = ["electronic"]')

    with pytest.raises(InvalidInputError, match="chọn hình thức khác"):
        take(database, rules, office.drafter, plan_id, "submit")


def test_unknown_rules_are_refused_by_name(rules):
    with pytest.raises(InvalidInputError, match="Không có quy trình «bao_cao»"):
        rules.workflow("bao_cao")
    with pytest.raises(InvalidInputError, match=r"Không có mẫu «bao_cao»; chọn trong: .*ke_hoach"):
        rules.template("bao_cao")
