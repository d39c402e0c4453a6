"""What a later paper does to the older one when it is issued, and what a recall freezes."""

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, take
from tests.service.chains import a_common_series, an_issued_plan, begin, follow
from tests.service.directories import CODE, add, send_to
from webapp.adapters.mail import Post
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.process import NotificationRow
from webapp.db.models.recipients import DispatchLetterRow, DispatchRow
from webapp.documents.edxml import read
from webapp.domain.edxml_message import Business
from webapp.domain.errors import ForbiddenError
from webapp.domain.people import Role
from webapp.services import dispatch_letters, reading
from webapp.services.book_entries import BookEntry
from webapp.services.book_lines import FillIn, fill_in, line_page
from webapp.services.chain_pages import beginning_page
from webapp.services.dispatch_pages import sending_page
from webapp.services.dispatches import Recording, record_return
from webapp.services.edxml_packages import package
from webapp.services.outgoing import PaperKey
from webapp.services.recipients import RecipientInput, save_recipient

NOBODY = Post("127.0.0.1", 1, "xa@example.vn")
"""A mail server that nobody keeps: what is sent to it fails."""
NOTICE = "Thông báo số 21/TB-UBND ngày 02 tháng 3 năm 2026"


@pytest.fixture
def issued(sqlite_database, rules, office):
    a_common_series(sqlite_database, office)
    return an_issued_plan(sqlite_database, rules, office)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def recalled(database, rules, office, issued):
    follow(database, rules, office, issued, "recalls")
    return issued


def page_of(database, rules, actor, plan_id):
    return reading.plan_page(database, rules, actor, plan_id, NOON)


def line_of(database, plan_id):
    with database.reading() as session:
        return session.scalars(select(RegisterRow).where(RegisterRow.plan_id == plan_id)).one()


def test_the_issue_of_a_recall_is_told_in_the_plans_history_and_to_its_people(
    database, office, recalled
):
    with database.reading() as session:
        event = session.scalars(
            select(AuditRow).where(AuditRow.action == "followed", AuditRow.plan_id == recalled)
        ).one()
        told = session.scalars(
            select(NotificationRow).where(NotificationRow.kind == "followed")
        ).all()
    assert event.actor_name == office.clerk.full_name
    assert {one.person_id for one in told} == {office.drafter.person_id}
    assert told[0].message.endswith(f"đã thu hồi theo {NOTICE}.")


def test_the_plans_page_names_what_became_of_it_and_the_whole_chain(
    database, rules, office, issued
):
    newer = follow(database, rules, office, issued, "replaces")
    notice = follow(database, rules, office, newer, "recalls")

    page = page_of(database, rules, office.clerk, newer)

    assert [(one.plan_id, one.deed, one.badges, one.is_here) for one in page.chain.items] == [
        (issued, "", (), False),
        (newer, "Thay thế Kế hoạch số 115/KH-UBND", ("Đã thu hồi",), True),
        (notice, "Thu hồi Kế hoạch số 116/KH-UBND", (), False),
    ]
    (mark,) = page.chain.marks
    assert (mark.sentence, mark.plan_id, mark.ends) == (f"Đã thu hồi theo {NOTICE}.", notice, True)
    assert page.chain.begins == ()


def test_what_ended_the_plan_is_said_before_what_only_changed_it(database, rules, office, issued):
    follow(database, rules, office, issued, "corrects")
    follow(database, rules, office, issued, "recalls")

    marks = page_of(database, rules, office.clerk, issued).chain.marks

    assert [one.ends for one in marks] == [True, False]


def test_a_plan_that_stands_alone_has_no_chain(database, rules, office, issued):
    chain_shown = page_of(database, rules, office.drafter, issued).chain

    assert (chain_shown.items, chain_shown.marks) == ((), ())
    assert [str(kind) for kind in chain_shown.begins] == [
        "amends", "replaces", "corrects", "recalls",
    ]  # fmt: skip
    assert page_of(database, rules, office.signer, issued).chain.begins == ()


def test_of_a_draft_that_is_not_his_the_reader_learns_nothing(database, rules, office, issued):
    later = begin(database, office.drafter, issued, "recalls")
    stranger = a_person(database, office.agency_id, Role.UNIT_HEAD, full_name="Hà Văn Lục")

    assert page_of(database, rules, stranger, issued).chain.items[1:] == ()
    shown = page_of(database, rules, office.drafter, later).chain.items
    assert [(one.plan_id, one.deed) for one in shown] == [
        (issued, ""),
        (later, "Thu hồi Kế hoạch số 115/KH-UBND"),
    ]


def test_the_choice_says_why_a_kind_cannot_be_begun(database, office, issued):
    page = beginning_page(database, office.clerk, issued)

    assert [(one.label, bool(one.refused)) for one in page.choices] == [
        ("Sửa đổi, bổ sung", True),
        ("Thay thế", True),
        ("Đính chính", False),
        ("Thu hồi", False),
    ]


def test_there_is_no_choice_for_a_notice(database, rules, office, issued):
    notice = follow(database, rules, office, issued, "recalls")

    with pytest.raises(ForbiddenError, match="hủy số rồi lập lại"):
        beginning_page(database, office.clerk, notice)
    assert page_of(database, rules, office.drafter, notice).chain.begins == ()


def test_a_recall_whose_number_is_voided_lets_the_plan_go_on(database, rules, office, recalled):
    notice = recalled + 1
    take(database, rules, office.clerk, notice, "void")

    page = page_of(database, rules, office.clerk, recalled)

    assert page.chain.marks == ()
    assert page.history[0].action == "unfollowed"
    assert page.history[0].note == (f"{NOTICE} đã bị hủy số, nên văn bản này trở lại như trước đó.")


def test_a_paper_about_a_plan_that_was_recalled_meanwhile_goes_no_further(
    database, rules, office, issued
):
    amending = begin(database, office.drafter, issued, "amends")
    follow(database, rules, office, issued, "recalls")

    with pytest.raises(ForbiddenError, match=f"đã có {NOTICE}"):
        take(database, rules, office.drafter, amending, "submit")


def test_a_paper_about_a_plan_whose_number_was_voided_meanwhile_goes_no_further(
    database, rules, office, issued
):
    amending = begin(database, office.drafter, issued, "amends")
    take(database, rules, office.clerk, issued, "void")

    with pytest.raises(ForbiddenError, match="nói đến đã hủy số"):
        take(database, rules, office.drafter, amending, "submit")


def test_a_recalled_plan_is_sent_to_nobody_and_takes_no_word_from_its_places(
    database, rules, office, issued
):
    first, second = add(database, office), add(database, office, "Các thôn")
    send_to(database, rules, office, issued, first)
    follow(database, rules, office, issued, "recalls")
    with database.reading() as session:
        dispatch_id = session.scalars(select(DispatchRow.id)).one()

    with pytest.raises(ForbiddenError, match="giữ nguyên cùng dữ liệu"):
        send_to(database, rules, office, issued, second)
    with pytest.raises(ForbiddenError, match="giữ nguyên cùng dữ liệu"):
        wanted = Recording(dispatch_id, "received", NOON.date())
        record_return(database, office.clerk, wanted, NOON)
    card = page_of(database, rules, office.clerk, issued).dispatches
    assert (card.may_send, card.may_record, card.may_export) == (False, False, False)


def test_a_replaced_plan_is_sent_to_nobody(database, rules, office, issued):
    place = add(database, office)
    follow(database, rules, office, issued, "replaces")

    with pytest.raises(ForbiddenError, match="thay thế bởi Kế hoạch số 116/KH-UBND"):
        send_to(database, rules, office, issued, place)


def test_a_letter_that_waits_is_not_sent_once_its_plan_is_recalled(database, rules, office, issued):
    place = add(database, office, "Hội Nông dân", email="hnd@xa.example.vn")
    send_to(database, rules, office, issued, place)
    follow(database, rules, office, issued, "recalls")

    assert dispatch_letters.deliver(database, NOBODY, "", lambda: NOON) == 0

    with database.reading() as session:
        assert session.scalars(select(DispatchLetterRow)).one().gave_up
    (item,) = page_of(database, rules, office.clerk, issued).dispatches.items
    assert item.letter == "Văn bản đã thu hồi nên thư không gửi nữa."


def test_the_line_of_a_recalled_plan_is_filled_in_no_more(database, office, recalled):
    row = line_of(database, recalled)

    assert not line_page(database, office.clerk, row.id).may_fill_in
    with pytest.raises(ForbiddenError, match="giữ nguyên cùng dữ liệu"):
        fill_in(database, office.clerk, FillIn(row.id, row.version, BookEntry(note="x")), NOON)


def test_the_notice_is_offered_to_every_place_that_has_the_plan(database, rules, office, issued):
    first, second = add(database, office, "Hội Nông dân"), add(database, office, "Sở Nội vụ")
    send_to(database, rules, office, issued, first, second)
    closed = RecipientInput(second, "Sở Nội vụ", version=1, active=False)
    save_recipient(database, office.clerk, closed, NOON)
    notice = follow(database, rules, office, issued, "recalls")

    page = sending_page(database, office.clerk, PaperKey(notice), "", NOON)

    assert {one.recipient.recipient_id for one in page.offers if one.suggested} == {first}
    assert page.followed == "Kế hoạch số 115/KH-UBND"
    assert page.unreachable == ("Sở Nội vụ",)


@pytest.mark.parametrize(
    ("kind", "business", "says_why"),
    [("recalls", Business.RECALL, True), ("corrects", Business.NEW, False)],
)
def test_the_exchange_package_names_what_the_paper_is_about(
    database, rules, office, issued, kind, business, says_why
):
    own = f"agency:{office.agency_id}"
    add(database, office, "UBND xã An Phước", code=CODE, inside=own, email="vt@xa.example.vn")
    later = follow(database, rules, office, issued, kind)
    place = add(database, office, "Sở Nội vụ", code="000.00.13.H56")
    send_to(database, rules, office, later, place)

    old = read(package(database, rules, office.clerk, PaperKey(later), NOON).data).follows

    assert old is not None
    assert (old.business, old.code_number, old.code_notation) == (business, "115", "KH-UBND")
    assert bool(old.reason) is says_why


def test_whoever_decides_sees_what_the_paper_does_and_how_the_older_one_stands(
    database, rules, office, issued
):
    follow(database, rules, office, issued, "corrects")
    later = begin(database, office.drafter, issued, "amends")
    take(database, rules, office.drafter, later, "submit", waiver="Nêu rõ nội dung sửa đổi")

    about = reading.decision_page(database, rules, office.unit_head, later, NOON).about

    assert about is not None
    assert (about.deed, about.target_id) == ("Sửa đổi, bổ sung Kế hoạch số 115/KH-UBND", issued)
    assert about.standing.startswith("Được đính chính bởi Công văn số 21/UBND-VHXH")
