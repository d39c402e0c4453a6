"""Two people, or two windows of one, at the same plan or setting at the same moment."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.service.booking import MIDNIGHT
from tests.service.builders import (
    NOON,
    PASSWORD,
    a_person,
    a_plan,
    a_unit,
    bring_to,
    take,
    version_of,
)
from tests.service.meeting import one_refused, wish
from tests.service.provinces import a_draft, a_province, bring_up_to, long_way
from tests.service.records import decisions, state_of
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import MembershipRow
from webapp.db.models.plans import PlanRow
from webapp.domain.people import Role
from webapp.domain.process import Action
from webapp.services import (
    administration,
    audit,
    briefs,
    closing,
    drafting,
    handing_over,
    workflow_editing,
)
from webapp.services.administration_units import UnitInput
from webapp.services.draft_fields import DraftFields
from webapp.services.transitions import Deed, take_step

MEETINGS = {
    "submit twice": ("draft", ("drafter", "submit", "content_check"), None),
    "submit, drop": (
        "draft",
        ("drafter", "submit", "content_check"),
        ("unit_head", "cancel", "cancelled"),
    ),
    "withdraw, approve": (
        "content_check",
        ("drafter", "withdraw", "draft"),
        ("unit_head", "approve", "format_check"),
    ),
    "approve, return by another head": (
        "content_check",
        ("unit_head", "approve", "format_check"),
        ("second_head", "return", "draft"),
    ),
    "withdraw the check, approve": (
        "format_check",
        ("unit_head", "withdraw", "content_check"),
        ("format_checker", "approve", "approval"),
    ),
    "approve, return in two windows": (
        "approval",
        ("signer", "approve", "signature"),
        ("signer", "return", "returned"),
    ),
    "withdraw the approval, record the signature": (
        "signature",
        ("signer", "withdraw", "approval"),
        ("clerk", "record_signature", "numbering"),
    ),
    "record the signature twice": (
        "signature",
        ("clerk", "record_signature", "numbering"),
        ("second_clerk", "record_signature", "numbering"),
    ),
    "withdraw the signature, number": (
        "numbering",
        ("clerk", "withdraw", "signature"),
        ("second_clerk", "number", "issued"),
    ),
    "void twice": ("issued", ("clerk", "void", "voided"), ("second_clerk", "void", "voided")),
}


def a_deed(people, plan_id, version, act):
    who, action, _ = act
    signed_on = NOON.date() if action == "record_signature" else None
    deed = Deed(
        plan_id,
        version,
        Action(action),
        note="Đề nghị xem lại",
        password=PASSWORD,
        signed_on=signed_on,
    )
    return wish(take_step, people(who), deed, NOON)


def was_done(told):
    return not told.startswith(("refused: ", "Anh/chị đã «"))


def events(database, plan_id):
    with database.reading() as session:
        query = select(AuditRow.action).where(AuditRow.plan_id == plan_id)
        return len(session.scalars(query).all())


@pytest.fixture
def people(database, office):
    """Return a person of the office by his place in it; the second ones come when asked for."""

    def person(who):
        if who == "second_clerk":
            return a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
        if who == "second_head":
            unit = {"unit_id": office.unit_id}
            return a_person(database, office.agency_id, Role.UNIT_HEAD, full_name="Hồ Lâm", **unit)
        return getattr(office, who)

    return person


def meet(database, at_once, people, plan_id, acts):
    """Let both act from the same page; return where the one whose deed was done led to."""
    version, before = version_of(database, plan_id), events(database, plan_id)
    told = at_once(*(a_deed(people, plan_id, version, act) for act in acts))
    done = [act[2] for act, one in zip(acts, told, strict=True) if was_done(one)]
    assert len(done) == 1, told
    assert events(database, plan_id) == before + 1
    assert audit.verify(database) == ()
    return done[0]


@pytest.mark.parametrize("name", MEETINGS)
def test_of_two_deeds_from_one_page_one_is_done(
    database, at_once, rules, office, plan_id, people, name
):
    state, first, second = MEETINGS[name]
    bring_to(database, rules, office, plan_id, state)

    led_to = meet(database, at_once, people, plan_id, (first, second or first))

    assert state_of(database, plan_id) == led_to


def test_a_returned_plan_is_passed_on_once(database, at_once, rules, office, plan_id, people):
    bring_to(database, rules, office, plan_id, "format_check")
    take(database, rules, office.format_checker, plan_id, "return")

    acts = (("unit_head", "pass_on", "draft"), ("second_head", "pass_on", "draft"))
    led_to = meet(database, at_once, people, plan_id, acts)

    assert state_of(database, plan_id) == led_to


def test_two_clerks_take_a_dossier_in_once(database, at_once, rules):
    province = a_province(database)
    second = a_person(database, province.agency_id, Role.CLERK, full_name="Trần Thu Hà")
    plan_id = bring_up_to(database, rules, province, a_draft(database, province), "intake")
    receipt = next(more for state, _, _, more in long_way(province) if state == "intake")
    deed = Deed(plan_id, version_of(database, plan_id), Action.RECEIVE, **receipt)

    told = at_once(*(wish(take_step, one, deed, NOON) for one in (province.intake_clerk, second)))

    assert one_refused(told)
    assert decisions(database, plan_id).count(("intake", "approved")) == 1
    assert state_of(database, plan_id) == "review"


def test_no_save_slips_past_the_submission(database, at_once, office, plan_id):
    deed = Deed(plan_id, version_of(database, plan_id), Action.SUBMIT)
    fields = DraftFields(subject="Tuyên truyền pháp luật năm 2026")

    saved, submitted = at_once(
        wish(drafting.save, office.drafter, plan_id, 1, fields, now=NOON),
        wish(take_step, office.drafter, deed, NOON),
    )

    assert one_refused([str(saved), submitted])
    in_time = submitted.startswith("refused: ")
    assert state_of(database, plan_id) == ("draft" if in_time else "content_check")


def test_a_draft_is_handed_over_or_submitted(database, at_once, office, plan_id):
    unit = {"unit_id": office.unit_id}
    other = a_person(database, office.agency_id, Role.DRAFTER, full_name="Hồ Văn Lâm", **unit)
    version = version_of(database, plan_id)

    told = at_once(
        wish(
            handing_over.hand_over,
            office.unit_head,
            handing_over.HandingOver(plan_id, version, other.person_id, "Chuyển công tác"),
            NOON,
        ),
        wish(take_step, office.drafter, Deed(plan_id, version, Action.SUBMIT), NOON),
    )

    assert one_refused(told)
    handed = told[1].startswith("refused: ")
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        kept = (plan.state, plan.drafter_id)
    assert kept == (
        ("draft", other.person_id) if handed else ("content_check", office.drafter.person_id)
    )


def test_of_two_windows_one_brief_is_kept(at_once, office, plan_id):
    wishes = [
        wish(
            briefs.save_brief,
            office.drafter,
            plan_id,
            briefs.BriefTexts(text, "Đúng quy định", "Đề nghị ký"),
            base=0,
            now=NOON,
        )
        for text in ("Một", "Hai")
    ]

    assert one_refused(at_once(*wishes))


def test_two_units_are_not_put_below_each_other(database, at_once, office):
    one = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    two = a_unit(database, office.agency_id, "Phòng Nội vụ", "NV")
    wishes = [
        wish(
            administration.save_unit,
            office.administrator,
            UnitInput(unit, name, "X", version=1, parent_id=parent),
            NOON,
        )
        for unit, name, parent in ((one, "Phòng Kinh tế", two), (two, "Phòng Nội vụ", one))
    ]

    told = [str(one) for one in at_once(*wishes)]

    assert one_refused(told)
    assert any("dưới chính nó" in one for one in told)


def test_two_administrators_do_not_dismiss_each_other(database, at_once, office):
    second = a_person(database, office.agency_id, Role.ADMINISTRATOR, full_name="Hồ Văn Lâm")
    pairs = ((office.administrator, second), (second, office.administrator))

    told = at_once(
        *(
            wish(administration.deactivate_person, actor, other.person_id, 1, NOON)
            for actor, other in pairs
        )
    )

    assert one_refused([str(one) for one in told])
    with database.reading() as session:
        who = [one.person_id for one, _ in pairs]
        query = select(MembershipRow.id).where(
            MembershipRow.person_id.in_(who), MembershipRow.active
        )
        assert len(session.scalars(query).all()) == 1


def test_of_two_editors_one_saves_the_next_version(at_once, rules, office):
    shipped = rules.workflow()
    wishes = [
        wish(
            workflow_editing.save_workflow,
            office.administrator,
            replace(shipped, label=label),
            base=0,
            now=NOON,
        )
        for label in ("Quy trình một", "Quy trình hai")
    ]

    told = [str(one) for one in at_once(*wishes)]

    assert one_refused(told)
    assert "1" in told


def test_a_number_is_in_the_book_before_it_closes_or_is_not_given(database, at_once, rules, office):
    second = a_person(database, office.agency_id, Role.CLERK, full_name="Hồ Văn Lâm")
    plan_id = bring_to(database, rules, office, a_plan(database, office), "numbering")
    deed = Deed(plan_id, version_of(database, plan_id), Action.NUMBER, password=PASSWORD)
    book = closing.Closing(office.series_id, 2026, 0, confirmed=True)

    numbered, closed = at_once(
        wish(take_step, office.clerk, deed, NOON),
        wish(closing.close_book, second, book, MIDNIGHT),
    )

    with database.reading() as session:
        lines = len(session.scalars(select(RegisterRow.number)).all())
    assert one_refused([numbered, str(closed)])
    assert lines == (0 if numbered.startswith("refused: ") else 1)
    assert state_of(database, plan_id) == ("issued" if lines else "numbering")
