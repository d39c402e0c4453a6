"""An agency's own workflow: a version a save, sound or refused, for plans that begin after it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from tests.service.builders import NOON, a_plan, an_office, bring_to, take
from webapp.db.models.plans import PlanRow
from webapp.db.models.workflows import WorkflowVersionRow
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError, StalePageError
from webapp.domain.people import Role
from webapp.domain.workflow import Mode, Step, StepKind, WorkflowError
from webapp.domain.workflow_toml import load
from webapp.services import workflow_editing as editing
from webapp.services.workflow_texts import write

LATER = NOON + timedelta(hours=3)
OPINION = Step(
    "opinion", "Ý kiến Văn phòng", StepKind.OPINION, Role.CLERK, Mode.SHARE, 0.5, 2,
    voided_by_change=False,
)  # fmt: skip


def page(database, rules, actor, ordinal=None, name="ke_hoach"):
    return editing.editor(database, rules, actor, name, ordinal)


def save(database, rules, actor, workflow, *, base=0):
    return editing.save_workflow(database, rules, actor, workflow, base=base, now=LATER)


def with_opinion(rules):
    shipped = rules.workflow("ke_hoach")
    return replace(shipped, label="Quy trình có lấy ý kiến", steps=(OPINION, *shipped.steps))


def test_it_begins_with_the_shipped_steps(database, rules, office):
    shown = page(database, rules, office.administrator)

    assert shown.workflow.steps == rules.workflow("ke_hoach").steps
    assert (shown.base, shown.shown) == (0, 0)
    assert [(one.ordinal, one.current) for one in shown.versions] == [(0, True)]


def test_a_save_is_a_version_and_new_plans_begin_on_it(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "content_check")

    assert save(database, rules, office.administrator, with_opinion(rules)) == 1
    new = a_plan(database, office)
    assert take(database, rules, office.drafter, new, "submit").state == "opinion"
    assert take(database, rules, office.unit_head, plan_id, "approve").state == "format_check"
    with database.reading() as session:
        shas = {session.get_one(PlanRow, one).workflow_sha256 for one in (new, plan_id)}
    assert len(shas) == 2


def test_the_older_versions_stay_to_be_seen_and_used_again(database, rules, office):
    admin, shipped = office.administrator, rules.workflow("ke_hoach")
    save(database, rules, admin, with_opinion(rules))
    assert save(database, rules, admin, shipped, base=1) == 2

    shown = page(database, rules, admin, 1)
    assert shown.workflow.label == "Quy trình có lấy ý kiến"
    assert [(one.ordinal, one.current) for one in shown.versions] == [
        (2, True),
        (1, False),
        (0, False),
    ]
    assert page(database, rules, admin).workflow.steps == shipped.steps
    with pytest.raises(NotFoundError):
        page(database, rules, admin, 3)


def test_what_is_in_use_already_makes_no_version(database, rules, office):
    admin = office.administrator
    assert save(database, rules, admin, rules.workflow("ke_hoach")) == 0
    save(database, rules, admin, with_opinion(rules))

    assert save(database, rules, admin, with_opinion(rules), base=0) == 1
    assert page(database, rules, admin).base == 1


def test_the_second_of_two_administrators_is_told(database, rules, office):
    save(database, rules, office.administrator, with_opinion(rules))

    changed = replace(with_opinion(rules), label="Quy trình khác")
    with pytest.raises(StalePageError, match="Bùi Gia Bảo đã lưu bản 1 lúc 15:00"):
        save(database, rules, office.administrator, changed, base=0)


def test_a_workflow_against_the_decree_is_refused_and_nothing_is_kept(database, rules, office):
    shipped = rules.workflow("ke_hoach")
    without = replace(shipped, steps=shipped.steps[1:])
    with pytest.raises(WorkflowError, match="thiếu bước kiểm tra nội dung"):
        editing.checked(without)
    with pytest.raises(WorkflowError):
        save(database, rules, office.administrator, without)

    assert page(database, rules, office.administrator).base == 0


def test_a_sound_one_is_drawn(rules):
    assert "Ý kiến Văn phòng" in editing.checked(with_opinion(rules))


def test_only_administrators_and_each_agency_its_own(database, rules, office):
    other = an_office(database, short_name="UBND xã Tân Lập")
    for actor in (office.drafter, office.clerk):
        with pytest.raises(ForbiddenError):
            page(database, rules, actor)
        with pytest.raises(ForbiddenError):
            save(database, rules, actor, with_opinion(rules))

    save(database, rules, office.administrator, with_opinion(rules))
    assert page(database, rules, other.administrator).base == 0
    with pytest.raises(InvalidInputError, match="Không có quy trình"):
        page(database, rules, office.administrator, name="khong_co")


def test_the_database_keeps_every_version_as_it_was(database, rules, office):
    save(database, rules, office.administrator, with_opinion(rules))

    for change in (update(WorkflowVersionRow).values(ordinal=9), delete(WorkflowVersionRow)):
        with pytest.raises(DatabaseError), database.transaction() as session:
            session.connection().execute(change)


@given(data=st.data())
def test_a_workflow_is_read_back_as_it_was_written(rules, data):
    name = data.draw(st.sampled_from(sorted(rules.workflow_labels())))
    workflow = rules.workflow(name)
    label = data.draw(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
    days = data.draw(st.integers(1, 30))
    steps = tuple(replace(step, label=f"x{label}", deadline_days=days) for step in workflow.steps)
    changed = replace(workflow, label=f"x{label}", steps=steps)

    assert replace(load(write(changed)), sha256="") == replace(changed, sha256="")
