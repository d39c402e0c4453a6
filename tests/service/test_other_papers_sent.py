"""Other documents of the book: their signed file, whom they were sent to, what came back."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.service.booking import allow, keep, last_event, lines, register
from tests.service.builders import NOON, a_plan, a_unit, an_office, bring_to
from tests.service.chains import a_common_series, an_issued_plan, follow
from tests.service.copied import a_copies_series, copy
from tests.service.directories import CODE, add, by_hand, send_line
from tests.service.mail_server import a_mail_server
from tests.service.signed_papers import a_scan, trust
from tests.signing import a_page, a_signer, an_authority, sign
from webapp.db.models.copies import CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.recipients import DispatchRow
from webapp.documents.edxml import read
from webapp.domain.digital_signatures import Trust
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.services import audit, evidence, line_files
from webapp.services.book_lines import Crossing, FillIn, fill_in, line_page, void_line
from webapp.services.closing import Closing, close_book
from webapp.services.dispatch_letters import deliver
from webapp.services.dispatch_pages import dispatch_page, sending_page
from webapp.services.dispatches import Recording, record_return
from webapp.services.edxml_packages import package
from webapp.services.outgoing import PaperKey
from webapp.services.recall_answers import recall_page
from webapp.services.uploads import Upload

DAY = NOON.date()
OUTSIDE = "hnd@xa.example.vn"
SCAN = a_scan()


@pytest.fixture
def row_id(database, office):
    return register(database, office).row_id


def attach(database, office, row_id, data=None, *, actor=None):
    file = Upload("Công văn đã ký.pdf", data or SCAN)
    return line_files.attach(database, actor or office.clerk, row_id, file, NOON)


def card(database, office, row_id):
    return line_page(database, office.clerk, row_id).sending


def the_id(database):
    with database.reading() as session:
        return session.scalars(select(DispatchRow.id)).one()


def test_the_form_of_additions_begins_with_the_pages_of_the_file_unless_somebody_counted_them(
    database, office, row_id
):
    def line():
        return line_page(database, office.clerk, row_id)

    assert line().suggested.pages is None

    attach(database, office, row_id, a_scan(pages=3))

    assert line().suggested.pages == 3
    counted = FillIn(row_id, line().version, replace(line().suggested, pages=4))
    fill_in(database, office.clerk, counted, NOON)
    assert line().suggested.pages == 4


def test_with_its_file_it_goes_as_the_directory_says(database, rules, office, row_id):
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    ids = [
        add(database, office, "Các thôn"),
        add(database, office, "UBND tỉnh", code=CODE),
        add(database, office, "Hội Nông dân", email=OUTSIDE),
        add(database, office, "Phòng Kinh tế", inside=f"unit:{unit}"),
    ]
    assert attach(database, office, row_id) == "Đã đính tệp đã ký (bản 1)."

    done = send_line(database, rules, office, row_id, *ids)

    assert done.message == "Đã ghi gửi 4 nơi."
    sent = [one.channel_label for one in card(database, office, row_id).dispatches.items]
    assert sent == ["Bản giấy", "Trục liên thông", "Thư điện tử", "Nội bộ"]
    assert [row.sent_on for row in lines(database)] == [DAY]
    assert audit.verify(database) == ()


def test_a_file_that_is_attached_is_looked_at_anew_once_its_root_is_trusted(
    database, office, row_id
):
    authority = an_authority()
    signed = sign(a_page(), a_signer(authority))
    attach(database, office, row_id, signed)
    assert "không cần đính lại" in attach(database, office, row_id, signed)

    trust(database, office.administrator, authority.der)

    assert attach(database, office, row_id, signed).startswith("Đã đính tệp đã ký (bản 2).")
    (found,) = card(database, office, row_id).files[0].checks.signatures
    assert found.trust == Trust.TRUSTED


def test_without_a_file_it_goes_on_paper_or_by_the_axis_alone(database, rules, office, row_id):
    one, two = add(database, office, code=CODE), add(database, office, "Hội", email=OUTSIDE)

    with pytest.raises(InvalidInputError, match="đính tệp rồi gửi"):
        send_line(database, rules, office, row_id, two, channel="email")
    send_line(database, rules, office, row_id, one, two)

    sent = card(database, office, row_id).dispatches
    assert [one.channel_label for one in sent.items] == ["Trục liên thông", "Bản giấy"]
    assert (sent.may_send, sent.may_export) == (True, False)
    page = sending_page(database, office.clerk, PaperKey(row_id=row_id), "", NOON)
    assert (page.has_file, page.channels) == (False, ("paper", "axis"))


def test_the_page_suggests_what_the_line_names(database, office, row_id):
    add(database, office, "ubnd Tỉnh")

    page = sending_page(database, office.clerk, PaperKey(row_id=row_id), "", NOON)

    assert [one.suggested for one in page.offers] == [True]
    assert (page.lines, page.unknown) == (("UBND tỉnh", "Sở Nội vụ"), ("Sở Nội vụ",))
    assert page.subject.startswith("Báo cáo kết quả")


def test_an_outside_place_gets_the_file_and_a_unit_a_link(database, rules, office, row_id):
    attach(database, office, row_id)
    unit = a_unit(database, office.agency_id, "Phòng Kinh tế", "KT")
    inside = add(database, office, "Phòng Kinh tế", inside=f"unit:{unit}", email="kt@a.example.vn")
    send_line(database, rules, office, row_id, add(database, office, email=OUTSIDE), inside)

    with a_mail_server() as (box, post):
        assert deliver(database, post, "https://ban-hanh.example", lambda: NOON) == 2
        linked, outside = box.letters

    text, paper = outside.iter_parts()
    assert "gửi Kế hoạch số 115/KH-UBND: Báo cáo kết quả" in text.get_content()
    assert paper.get_content() == SCAN
    assert (
        paper.get_filename() == "115-KH-UBND-2026-bao-cao-ket-qua-phong-chong-chay-rung-quy-i.pdf"
    )
    assert f"https://ban-hanh.example/so-van-ban-di/dong/{row_id}" in linked.get_content()


def test_a_letter_of_a_crossed_out_number_goes_no_more(database, rules, office, row_id):
    attach(database, office, row_id)
    send_line(database, rules, office, row_id, add(database, office, email=OUTSIDE))
    cross_out_after_sending(database, office, row_id)
    (before,) = card(database, office, row_id).dispatches.items

    with a_mail_server() as (box, post):
        assert deliver(database, post, "", lambda: NOON) == 0
        assert box.letters == []

    (after,) = card(database, office, row_id).dispatches.items
    assert before.letter == after.letter == "Số của văn bản đã hủy nên thư không gửi nữa."


def cross_out(database, office, row_id):
    version = line_page(database, office.clerk, row_id).version
    void_line(database, office.clerk, Crossing(row_id, version, "Nhầm"), NOON)


def cross_out_after_sending(database, office, row_id):
    """As it was done before such a crossing out was refused."""
    with database.transaction() as session:
        row = session.get_one(RegisterRow, row_id)
        row.status, row.void_reason, row.voided_at = "void", "Nhầm", NOON
        audit.record(session, office.clerk, "void_line", now=NOON, subject=f"register:{row_id}")


def test_void_reserved_and_planned_lines_are_not_sent_by_themselves(database, rules, office):
    place = add(database, office)
    planned = bring_to(database, rules, office, a_plan(database, office), "issued")
    void = register(database, office).row_id
    cross_out(database, office, void)
    allow(database, office, reserves_numbers=True)
    keep(database, office, count=1)
    of_plan = next(row.id for row in lines(database) if row.plan_id == planned)
    reserved = next(row.id for row in lines(database) if row.status == "reserved")

    for row_id, words in ((of_plan, "của một kế hoạch"), (void, "đã hủy"), (reserved, "đang giữ")):
        with pytest.raises(ForbiddenError, match=words):
            send_line(database, rules, office, row_id, place)
        with pytest.raises(ForbiddenError, match=words):
            attach(database, office, row_id)
        assert not card(database, office, row_id).dispatches.shown


def test_the_database_sends_no_void_line(database, rules, office, row_id):
    send_line(database, rules, office, row_id, add(database, office))
    cross_out_after_sending(database, office, row_id)
    columns = "agency_id, register_row_id, recipient_id, name, code, email, sent_on, sent_by"

    with pytest.raises(DBAPIError, match="not sent by itself"):
        by_hand(
            database,
            f"INSERT INTO dispatches (id, channel, sent_at, {columns})"
            f" SELECT 99, 'axis', sent_at, {columns} FROM dispatches",
        )


def test_a_line_of_a_closed_book_is_sent_and_the_book_stays(database, rules, office, row_id):
    closing = Closing(office.series_id, 2026, 1, confirmed=True, confirmed_early=True)
    close_book(database, office.clerk, closing, NOON)
    attach(database, office, row_id)

    send_line(database, rules, office, row_id, add(database, office))

    assert [row.sent_on for row in lines(database)] == [None]
    assert len(card(database, office, row_id).dispatches.items) == 1


def test_a_copy_of_a_recalled_plan_is_sent_no_more(database, rules, office):
    a_copies_series(database, office)
    a_common_series(database, office)
    plan_id = an_issued_plan(database, rules, office)
    copy(database, rules, office, plan_id)
    with database.reading() as session:
        copied = session.scalars(select(CopyRow.register_row_id)).one()
    place = add(database, office)
    follow(database, rules, office, plan_id, "recalls")

    with pytest.raises(ForbiddenError, match="thu hồi"):
        send_line(database, rules, office, copied, place)


def test_what_came_back_stands_beside_the_place_and_in_the_history(database, rules, office, row_id):
    send_line(database, rules, office, row_id, add(database, office))

    wanted = Recording(the_id(database), "refused", DAY, "Gửi nhầm nơi")
    assert record_return(database, office.clerk, wanted, NOON) == PaperKey(row_id=row_id)

    page = dispatch_page(database, office.clerk, the_id(database), NOON)
    assert (page.number_text, page.item.receipt_label) == ("115/KH-UBND", "Từ chối")
    events = line_page(database, office.clerk, row_id).events
    assert [one.sentence for one in events] == [
        "ghi kết quả gửi UBND tỉnh: từ chối",
        "ghi gửi 1 nơi nhận",
        "cấp số, vào sổ",
    ]
    with pytest.raises(ForbiddenError, match="chưa bị thu hồi"):
        recall_page(database, office.clerk, the_id(database), NOON)


def test_the_package_says_what_the_line_says(database, rules, office, row_id):
    inside = f"agency:{office.agency_id}"
    add(database, office, "UBND xã An Phước", code="000.00.13.H56", inside=inside)
    send_line(database, rules, office, row_id, add(database, office, code=CODE))
    key = PaperKey(row_id=row_id)
    with pytest.raises(InvalidInputError, match="đính tệp"):
        package(database, rules, office.clerk, key, NOON)
    attach(database, office, row_id)

    made = package(database, rules, office.clerk, key, NOON)

    message = read(made.data)
    assert made.file_name.startswith("115-KH-UBND-2026-bao-cao")
    assert message.document_id == "000.00.13.H56,2026,115/KH-UBND"
    assert [one.name for one in message.receivers] == ["UBND tỉnh"]
    assert (message.type_name, message.full_name) == ("Kế hoạch", "Phạm Quốc Toản")
    assert message.to_places == ("UBND tỉnh", "Sở Nội vụ")
    assert message.files[0].data == SCAN
    assert last_event(database).action == "export_edxml"


def test_a_newer_file_follows_and_the_older_stays(database, office, row_id):
    attach(database, office, row_id)
    assert "không cần đính lại" in attach(database, office, row_id)
    said = attach(database, office, row_id, a_scan(pages=2, dpi=100))

    assert said == "Đã đính tệp đã ký (bản 2). Có 1 điểm cần xem lại, ghi bên cạnh tệp."
    newest, first = card(database, office, row_id).files
    assert (newest.ordinal, newest.checks.pages, first.ordinal) == (2, 2, 1)
    file = line_files.taken(database, office.drafter, row_id, first.id, NOON)
    assert file.data == SCAN
    assert newest.sha256.startswith(newest.short_hash)
    events = line_page(database, office.clerk, row_id).events
    assert events[0].sentence == "tải tệp đã ký bản 1"
    assert list(evidence.verify(database)) == []


def test_only_the_clerk_of_the_agency_attaches(database, office, row_id):
    other = an_office(database, short_name="Sở Nội vụ")

    with pytest.raises(ForbiddenError, match="văn thư"):
        attach(database, office, row_id, actor=office.drafter)
    with pytest.raises(NotFoundError):
        attach(database, office, row_id, actor=other.clerk)
    with pytest.raises(NotFoundError):
        line_files.taken(database, office.clerk, row_id, 99, NOON)


def test_a_file_is_had_at_its_own_line_alone(database, office, row_id):
    attach(database, office, row_id)
    (file,) = card(database, office, row_id).files
    next_row = register(database, office).row_id

    with pytest.raises(NotFoundError, match="không có tệp đó"):
        line_files.taken(database, office.clerk, next_row, file.id, NOON)


@pytest.mark.parametrize("statement", ["UPDATE line_files SET size = 1", "DELETE FROM line_files"])
def test_the_database_keeps_the_files(database, office, row_id, statement):
    attach(database, office, row_id)

    with pytest.raises(DBAPIError, match="a file of a line"):
        by_hand(database, statement)
