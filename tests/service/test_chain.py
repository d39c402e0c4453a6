"""Papers that amend, replace, correct and recall a plan: begun, issued, and what they do."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, a_plan, a_text, bring_to, take, words
from tests.service.chains import REASON, a_common_series, an_issued_plan, begin, follow
from webapp.db.models.audit import AuditRow
from webapp.db.models.organisations import DocumentTypeRow, MembershipRow
from webapp.db.models.plans import PlanLinkRow, PlanRow
from webapp.db.models.process import NotificationRow
from webapp.db.queries import plans
from webapp.domain.chain import LinkKind
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Role
from webapp.domain.plan import plain
from webapp.services import audit, chain
from webapp.services.chain import Beginning
from webapp.services.follow_up_texts import first_text
from webapp.services.followers import demand_not_recalled, standing_of, standings_of
from webapp.services.plan_texts import text_of

NAMED = "Kế hoạch số 115/KH-UBND ngày 02 tháng 3 năm 2026"


@pytest.fixture
def database(sqlite_database):
    """What both databases decide is asked in the tests of the guards and in the race."""
    return sqlite_database


@pytest.fixture
def issued(database, rules, office):
    return an_issued_plan(database, rules, office)


def text_at(database, plan_id):
    with database.reading() as session:
        return text_of(plans.current_revision(session, plan_id))


def type_of(database, plan_id):
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        return session.get_one(DocumentTypeRow, plan.document_type_id).name, plan.code_notation


def standing(database, plan_id):
    with database.reading() as session:
        return standing_of(session, plan_id)


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("amends", ("Kế hoạch", "KH-UBND")),
        ("replaces", ("Kế hoạch", "KH-UBND")),
        ("corrects", ("Công văn", "UBND-VHXH")),
        ("recalls", ("Thông báo", "TB-UBND")),
    ],
)
def test_the_draft_is_of_the_type_and_notation_that_its_kind_asks(
    database, office, issued, kind, named
):
    later = begin(database, office.drafter, issued, kind)

    assert type_of(database, later) == named
    with database.reading() as session:
        link = session.scalars(select(PlanLinkRow)).one()
    assert (link.plan_id, link.kind, link.target_id) == (later, kind, issued)


def test_an_amending_plan_names_what_it_amends_in_its_subject_and_its_bases(
    database, office, issued
):
    text = text_at(database, begin(database, office.drafter, issued, "amends"))

    assert plain(text.subject) == f"Sửa đổi, bổ sung một số nội dung của {NAMED}"
    assert plain(text.legal_bases[-1]).startswith(f"Căn cứ {NAMED}")


def test_a_replacing_plan_keeps_the_words_and_says_what_it_replaces(database, office, issued):
    text = text_at(database, begin(database, office.drafter, issued, "replaces"))
    old = text_at(database, issued)

    words = [plain(block.runs) for block in text.body]
    assert words[:3] == [plain(block.runs) for block in old.body[:3]]
    after = [*words, *(plain(one) for one in text.closing)]
    assert any("thay thế" in one and NAMED in one for one in after)


@pytest.mark.parametrize("kind", ["corrects", "recalls"])
def test_a_correction_and_a_recall_say_why(database, office, issued, kind):
    text = text_at(database, begin(database, office.drafter, issued, kind))

    said = [plain(one) for one in (*text.opening, *(block.runs for block in text.body))]
    assert NAMED in plain(text.subject)
    assert any(REASON in one for one in said)


@pytest.mark.parametrize("reason", ["", "x" * 501, "TỐI MẬT"])
def test_a_recall_without_a_sound_reason_is_refused(database, office, issued, reason):
    with pytest.raises(InvalidInputError) as caught:
        begin(database, office.drafter, issued, "recalls", reason=reason)

    assert caught.value.field == "reason"


def test_what_is_no_kind_is_refused(database, office, issued):
    with pytest.raises(InvalidInputError):
        begin(database, office.drafter, issued, "cloned_from")


def test_a_plan_that_is_not_issued_is_followed_by_nothing(database, office, plan_id):
    with pytest.raises(ForbiddenError, match="kế hoạch đã phát hành"):
        begin(database, office.drafter, plan_id, "amends")


def test_a_notice_is_followed_by_nothing(database, rules, office, issued):
    a_common_series(database, office)
    notice = follow(database, rules, office, issued, "recalls")

    with pytest.raises(ForbiddenError, match="hủy số rồi lập lại"):
        begin(database, office.drafter, notice, "recalls")


def test_a_clerk_who_does_not_draft_has_the_draft_written_by_the_plans_drafter(
    database, office, issued
):
    begun = chain.begin(database, office.clerk, Beginning(issued, "recalls", REASON), NOON)

    assert not begun.drafts
    assert begun.message == "Đã tạo dự thảo và giao Lê Thị Hạnh soạn thảo."
    with database.reading() as session:
        assert session.get_one(PlanRow, begun.plan_id).drafter_id == office.drafter.person_id
        told = session.scalars(
            select(NotificationRow)
            .where(NotificationRow.kind == "follow_up")
            .order_by(NotificationRow.id)
        ).all()
    assert {(one.person_id, one.plan_id) for one in told} == {
        (office.signer.person_id, issued),
        (office.drafter.person_id, begun.plan_id),
    }


def test_where_the_plans_drafter_is_gone_a_clerk_cannot_begin(database, office, issued):
    with database.transaction() as session:
        found = select(MembershipRow).where(MembershipRow.person_id == office.drafter.person_id)
        session.scalars(found).one().active = False
        audit.record(session, None, "built", now=NOON)

    with pytest.raises(ForbiddenError, match="không còn soạn thảo"):
        begin(database, office.clerk, issued, "recalls")


def test_where_the_plans_drafter_drafts_no_more_a_head_cannot_begin(database, rules, office):
    other = a_person(database, office.agency_id, Role.CLERK, unit_id=office.unit_id)
    plan_id = a_plan(database, office)
    issued = bring_to(database, rules, office, plan_id, "issued")
    with database.transaction() as session:
        session.get_one(PlanRow, issued).drafter_id = other.person_id
        audit.record(session, None, "built", now=NOON)

    with pytest.raises(ForbiddenError, match="không còn soạn thảo"):
        begin(database, office.unit_head, issued, "amends")


def test_both_papers_keep_the_event_of_the_beginning(database, office, issued):
    later = begin(database, office.drafter, issued, "recalls")

    with database.reading() as session:
        events = session.execute(
            select(AuditRow.plan_id, AuditRow.action)
            .where(AuditRow.action.in_(("begin", "follow_up")))
            .order_by(AuditRow.ordinal)
        ).all()
    assert [tuple(one) for one in events] == [(later, "begin"), (issued, "follow_up")]


def test_a_paper_on_its_way_changes_nothing_and_lets_no_other_end_the_plan(
    database, office, issued
):
    begin(database, office.drafter, issued, "replaces")

    stands = standing(database, issued)
    assert (stands.marks, stands.ending_open) == ((), "dự thảo kế hoạch")
    with pytest.raises(ForbiddenError, match="Đang có dự thảo kế hoạch"):
        begin(database, office.drafter, issued, "recalls")


def test_a_draft_that_is_given_up_lets_another_begin(database, rules, office, issued):
    later = begin(database, office.drafter, issued, "replaces")
    take(database, rules, office.drafter, later, "cancel")

    begin(database, office.drafter, issued, "recalls")

    assert standing(database, issued).ending_open == "dự thảo thông báo"


def test_each_issued_paper_marks_the_plan_in_the_order_of_their_coming(
    database, rules, office, issued
):
    a_common_series(database, office)
    for kind in ("corrects", "amends", "recalls"):
        follow(database, rules, office, issued, kind)

    stands = standing(database, issued)
    assert stands.marks == (
        "Được đính chính bởi Công văn số 21/UBND-VHXH ngày 02 tháng 3 năm 2026",
        "Được sửa đổi, bổ sung bởi Kế hoạch số 116/KH-UBND ngày 02 tháng 3 năm 2026",
        "Đã thu hồi theo Thông báo số 22/TB-UBND ngày 02 tháng 3 năm 2026",
    )
    assert stands.ended_by is not None
    assert stands.ended_by.kind is LinkKind.RECALLS
    assert stands.recalled_by == "Thông báo số 22/TB-UBND ngày 02 tháng 3 năm 2026"
    with database.reading() as session:
        assert standings_of(session, [issued]) == {issued: stands}
        assert standings_of(session, []) == {}
        with pytest.raises(ForbiddenError, match="giữ nguyên cùng dữ liệu"):
            demand_not_recalled(session, issued)


def test_a_recalled_replacement_puts_the_older_plan_in_force_again(database, rules, office, issued):
    a_common_series(database, office)
    newer = follow(database, rules, office, issued, "replaces")
    assert standing(database, issued).replaced_by.startswith("Kế hoạch số 116/KH-UBND")
    assert standing(database, issued).badges == ("Đã bị thay thế",)

    follow(database, rules, office, newer, "recalls")

    assert standing(database, issued).marks == ()
    begin(database, office.drafter, issued, "replaces")
    with database.reading() as session:
        demand_not_recalled(session, issued)


def test_a_saved_correction_keeps_its_type_and_notation(database, rules, office, issued):
    a_common_series(database, office)
    later = follow(database, rules, office, issued, "corrects")

    text = text_at(database, later)
    assert (text.document_type, text.code_notation) == ("CÔNG VĂN", "UBND-VHXH")


def test_a_very_long_subject_is_left_out_of_the_notices_own(database, rules, office):
    long = a_text(subject=words("Tuyên truyền " * 30))
    plan_id = bring_to(database, rules, office, a_plan(database, office, long), "issued")

    text = text_at(database, begin(database, office.drafter, plan_id, "recalls"))

    assert "Tuyên truyền" not in plain(text.subject)


def test_only_an_issued_paper_has_a_first_text_after_it(database, plan_id):
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        with pytest.raises(RuntimeError, match="issued"):
            first_text(session, plan, LinkKind.RECALLS, REASON)
