"""The worker makes the PDF of copies: of the Word file, or laid on the signed one."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON, bring_to
from tests.service.chains import a_common_series, follow
from tests.service.copied import a_copies_series, copy
from tests.service.signed_papers import a_scan, hand_in
from webapp.adapters import libreoffice
from webapp.db.models.copies import CopyPdfRow
from webapp.documents.pdf.reading import page_count
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.services import blobs, copy_files, pdf_queue
from webapp.services.copy_files import WantedFile, copy_file


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def issued(database, rules, office, plan_id):
    a_copies_series(database, office)
    return bring_to(database, rules, office, plan_id, "issued")


@pytest.fixture
def two_pages(tmp_path, monkeypatch):
    """A LibreOffice that makes two empty pages of everything."""
    fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))


def the_row(database):
    with database.reading() as session:
        return session.scalars(select(CopyPdfRow)).one()


@pytest.mark.usefixtures("two_pages")
def test_the_pdf_is_made_of_the_word_file(database, rules, office, issued):
    made = copy(database, rules, office, issued)
    wanted = WantedFile(issued, made.copy_id)
    with pytest.raises(NotFoundError, match="chưa có tệp ở dạng đó"):
        copy_file(database, office.clerk, wanted, NOON)

    assert copy_files.make_waiting(database, NOON) == 1

    file = copy_file(database, office.clerk, wanted, NOON)
    assert (the_row(database).pages, page_count(file.data)) == (2, 2)
    assert file.file_name.startswith("03-SY-UBND-2026-sao-y-tuyen-truyen")
    assert file.file_name.endswith(".pdf")
    assert copy_files.make_waiting(database, NOON) == 0


@pytest.mark.parametrize(("form", "pages"), [("electronic", 1), ("paper", 3)])
@pytest.mark.usefixtures("two_pages")
def test_it_is_laid_on_the_signed_file(database, rules, office, issued, form, pages):
    hand_in(database, office.clerk, issued, a_scan())
    copy(database, rules, office, issued, form=form)
    copy_files.make_waiting(database, NOON)

    assert (the_row(database).state, the_row(database).pages) == ("ready", pages)


@pytest.mark.usefixtures("two_pages")
def test_what_fails_is_tried_again_when_the_clerk_asks(database, rules, office, issued):
    made = copy(database, rules, office, issued)
    with database.transaction() as session:
        crashing = blobs.keep(session, b"CRASHES", "text/plain", NOON)
        row = session.scalars(select(CopyPdfRow)).one()
        good, row.source_sha256 = row.source_sha256, crashing
    copy_files.make_waiting(database, NOON)
    assert the_row(database).state == "failed"
    with database.transaction() as session:
        session.scalars(select(CopyPdfRow)).one().source_sha256 = good

    wanted = WantedFile(issued, made.copy_id)
    copy_files.try_again(database, office.clerk, wanted, NOON)
    copy_files.try_again(database, office.clerk, wanted, NOON)  # it waits already
    copy_files.make_waiting(database, NOON)

    assert the_row(database).state == "ready"


def test_only_the_clerk_has_it_tried_again(database, rules, office, issued):
    made = copy(database, rules, office, issued)

    with pytest.raises(ForbiddenError, match="do văn thư làm"):
        copy_files.try_again(database, office.drafter, WantedFile(issued, made.copy_id), NOON)


def test_without_libreoffice_the_page_says_what_is_missing(
    database, rules, office, issued, monkeypatch
):
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)
    copy(database, rules, office, issued)

    assert copy_files.make_waiting(database, NOON) == 0
    assert "chưa có LibreOffice" in the_row(database).reason


def test_of_two_workers_one_notes_the_end(database, rules, office, issued, monkeypatch):
    copy(database, rules, office, issued)

    def slow(files, *_):
        with pdf_queue.ending(database, CopyPdfRow, the_row(database).id) as (session, row):
            assert row is not None
            row.sha256 = blobs.keep(session, b"%PDF", "application/pdf", NOON)
            row.becomes("ready")
        return [fake_office.a_pdf() for _ in files]

    monkeypatch.setattr(libreoffice, "find_soffice", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "convert_all", slow)

    copy_files.make_waiting(database, NOON)

    assert the_row(database).pages == 0


@pytest.mark.usefixtures("two_pages")
def test_a_copy_of_a_recalled_plan_is_given_out_with_the_mark_alone(
    database, rules, office, issued
):
    made = copy(database, rules, office, issued)
    copy_files.make_waiting(database, NOON)
    wanted = WantedFile(issued, made.copy_id)
    before = copy_file(database, office.clerk, wanted, NOON)
    a_common_series(database, office)
    follow(database, rules, office, issued, "recalls")

    after = copy_file(database, office.clerk, wanted, NOON)

    assert after.file_name == f"da-thu-hoi-{before.file_name}"
    assert after.data != before.data
    word = copy_file(database, office.clerk, replace(wanted, kind="word"), NOON)
    assert word.file_name == after.file_name.replace(".pdf", ".docx")
