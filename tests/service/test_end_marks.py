"""What every list and every copy of a paper says once a later one ended it."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from pikepdf import Pdf
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON, an_office
from tests.service.chains import a_common_series, an_issued_plan, follow
from tests.service.directories import add, send_to
from tests.service.signed_papers import a_scan, hand_in
from webapp.db.models.audit import AuditRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.domain.errors import ForbiddenError
from webapp.domain.stages import Stage
from webapp.services import papers, pdf_making, pdf_papers, reading, signed_files
from webapp.services.end_marks import mark_for, words_to
from webapp.services.found_rows import found_lines, found_plans
from webapp.services.pdf_papers import PdfWish
from webapp.services.reading_lists import PlanFilter
from webapp.services.reading_register import RegisterFilter
from webapp.services.result_columns import Shape

NOTICE = "Thông báo số 21/TB-UBND ngày 02 tháng 3 năm 2026"
MARK = f"ĐÃ THU HỒI theo {NOTICE}"


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def issued(database, rules, office):
    a_common_series(database, office)
    return an_issued_plan(database, rules, office)


def word_of(database, rules, actor, plan_id, **more):
    return papers.download(database, rules, actor, plan_id, Stage.ISSUED, now=NOON, **more)


def heads_of(data):
    with ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/header")]
        return [archive.read(name).decode() for name in names]


def test_the_word_file_of_a_recalled_plan_says_so_on_every_page_and_in_its_name(
    database, rules, office, issued
):
    before = word_of(database, rules, office.clerk, issued)
    follow(database, rules, office, issued, "recalls")

    file = word_of(database, rules, office.drafter, issued)

    assert file.file_name == f"da-thu-hoi-{before.file_name}"
    assert all(MARK in head for head in heads_of(file.data))


def test_the_kept_bytes_are_for_whoever_needs_the_evidence_and_the_log_says_so(
    database, rules, office, issued
):
    before = word_of(database, rules, office.clerk, issued)
    follow(database, rules, office, issued, "recalls")

    for actor in (office.clerk, office.administrator):
        assert word_of(database, rules, actor, issued, original=True) == before
    with pytest.raises(ForbiddenError, match="làm chứng cứ"):
        word_of(database, rules, office.drafter, issued, original=True)
    with database.reading() as session:
        query = select(AuditRow.details).where(AuditRow.action == "download")
        assert "original" in session.scalars(query.order_by(AuditRow.ordinal.desc())).first()


def test_the_signed_copy_of_a_replaced_plan_is_marked_and_its_kept_bytes_stay(
    database, rules, office, issued
):
    scan = a_scan(2)
    hand_in(database, office.clerk, issued, scan)
    follow(database, rules, office, issued, "replaces")
    with database.reading() as session:
        row = session.scalars(select(SignedCopyRow)).one()

    file = signed_files.taken(database, office.drafter, issued, row.id, NOON)

    assert file.file_name.startswith("da-bi-thay-the-115-KH-UBND-2026-")
    assert file.data != scan
    with Pdf.open(BytesIO(file.data)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"].startswith("ĐÃ BỊ THAY THẾ bởi Kế hoạch số 116/KH-UBND")
    kept = signed_files.taken(database, office.clerk, issued, row.id, NOON, original=True)
    assert sha256(kept.data).hexdigest() == row.sha256
    assert signed_files.opened(database, office.drafter, issued, row.id, NOON).data != scan


def test_only_its_readers_are_told_on_its_pages_that_a_plan_is_over(
    database, rules, office, issued
):
    follow(database, rules, office, issued, "recalls")
    stranger = an_office(database, short_name="UBND xã Tân Lập").drafter

    assert words_to(database, office.drafter, issued) == MARK
    assert words_to(database, stranger, issued) == ""


def test_a_replaced_plan_is_not_sent_on(database, rules, office, issued):
    follow(database, rules, office, issued, "replaces")

    with pytest.raises(ForbiddenError, match="gửi văn bản đó"):
        send_to(database, rules, office, issued, add(database, office))


def test_the_list_of_plans_and_its_export_say_what_became_of_a_plan(
    database, rules, office, issued
):
    follow(database, rules, office, issued, "corrects")
    follow(database, rules, office, issued, "recalls")

    items = reading.plan_list(database, office.clerk, PlanFilter(), NOON).items

    assert {one.plan_id: one.badges for one in items}[issued] == ("Đã thu hồi",)
    with database.reading() as session:
        shape = Shape(("trang-thai",))
        found = found_plans(session, office.clerk, PlanFilter(), shape, NOON.date())
    assert ("Đã phát hành, Đã thu hồi",) in [tuple(row) for row in found.rows]


def test_no_list_that_is_taken_along_leaves_out_what_became_of_a_plan(
    database, rules, office, issued
):
    shape, day = Shape(("so", "ngay")), NOON.date()
    wishes = RegisterFilter(year=2026, series_id=office.series_id)

    def columns():
        with database.reading() as session:
            plans = found_plans(session, office.clerk, PlanFilter(), shape, day)
            lines = found_lines(session, office.clerk, wishes, shape, day)
        return [[column.key for column in found.columns] for found in (plans, lines)]

    assert columns() == [["so", "ngay"], ["so", "ngay"]]

    follow(database, rules, office, issued, "recalls")

    assert columns() == [["so", "ngay", "trang-thai"], ["so", "ngay", "ghi-chu"]]


def test_the_book_says_it_in_the_column_of_notes(database, rules, office, issued):
    follow(database, rules, office, issued, "recalls")

    wishes = RegisterFilter(year=2026, series_id=office.series_id)
    (item,) = reading.register(database, office.clerk, wishes, NOON).items

    assert item.marks == f"Đã thu hồi theo {NOTICE}."
    with database.reading() as session:
        row = session.scalars(select(RegisterRow).where(RegisterRow.plan_id == issued)).one()
        assert row.note == ""
        shape = Shape(("ghi-chu",))
        found = found_lines(session, office.clerk, wishes, shape, NOON.date())
    assert any(item.marks in str(cell) for line in found.rows for cell in line)


def test_the_pdf_and_its_pictures_carry_the_mark(
    database, rules, office, issued, tmp_path, monkeypatch
):
    fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))
    wish = PdfWish(issued, Stage.ISSUED)
    pdf_papers.ask(database, rules, office.clerk, wish, NOON)
    pdf_making.make_waiting(database, NOON)

    def taken():
        file = pdf_papers.download(database, rules, office.drafter, wish, NOON)
        seen = pdf_papers.picture(
            database, rules, office.drafter, wish, page=2, width=300, now=NOON
        )
        return file, seen

    before = taken()
    follow(database, rules, office, issued, "recalls")
    after = taken()

    assert after[0].file_name == f"da-thu-hoi-{before[0].file_name}"
    assert after[0].data != before[0].data
    assert after[1] != before[1]


def test_a_clerk_of_another_agency_takes_no_unmarked_file(database, rules, office, issued):
    follow(database, rules, office, issued, "recalls")
    elsewhere = replace(office.clerk, agency_id=office.agency_id + 1)

    with database.reading() as session:
        plan = session.get_one(PlanRow, issued)
        with pytest.raises(ForbiddenError, match="làm chứng cứ"):
            mark_for(session, elsewhere, plan, original=True)
