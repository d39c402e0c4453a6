"""The worker makes the pages of Word files in a dossier."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import fake_office
from tests.service.builders import NOON
from tests.service.dossier_files import DOCX, attach
from tests.unit.old_word_samples import old_word
from webapp.adapters import libreoffice
from webapp.db.models.dossier import DossierPagesRow
from webapp.services import dossier_files, dossier_pages, pdf_queue


@pytest.fixture
def made(tmp_path, monkeypatch):
    """The log of a LibreOffice that makes two empty pages of everything."""
    return fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))


def page(database, office, plan_id, paper_id):
    return dossier_files.paper_page(database, office.signer, plan_id, paper_id, NOON)


def test_they_are_shown_once_they_are_made(database, office, plan_id, made):
    first = attach(database, office.drafter, plan_id, DOCX, "a.docx")

    assert dossier_pages.make_waiting(database, NOON) == 1

    found = page(database, office, plan_id, first)
    assert (found.pages, found.under_way, found.failed) == (2, False, False)
    assert dossier_pages.make_waiting(database, NOON) == 0
    drawn = dossier_files.picture(database, office.signer, plan_id, first, page=1, width=90)
    assert drawn.startswith(b"\x89PNG")
    assert "--infilter=MS Word 2007 XML" in made.read_text()


@pytest.fixture
def old_file():
    """A .doc, made before LibreOffice is faked."""
    return old_word(DOCX)


def test_word_of_old_is_read_as_such(database, office, plan_id, old_file, made):
    attach(database, office.drafter, plan_id, old_file, "a.doc")

    dossier_pages.make_waiting(database, NOON)

    assert "--infilter=MS Word 97" in made.read_text()


def test_without_an_office_the_page_says_what_is_missing(database, office, plan_id, monkeypatch):
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)
    first = attach(database, office.drafter, plan_id, DOCX, "a.docx")

    assert dossier_pages.make_waiting(database, NOON) == 0

    found = page(database, office, plan_id, first)
    assert "chưa có LibreOffice" in found.reason
    assert not found.failed


def fail(database):
    with database.transaction() as session:
        row = session.scalars(select(DossierPagesRow)).one()
        row.becomes("failed", pdf_queue.NOT_CONVERTED)


def test_whoever_reads_it_has_a_failed_one_tried_again(database, office, plan_id):
    first = attach(database, office.drafter, plan_id, DOCX, "a.docx")
    fail(database)
    assert page(database, office, plan_id, first).failed

    dossier_files.draw_again(database, office.signer, plan_id, first)
    dossier_files.draw_again(database, office.signer, plan_id, first)

    assert page(database, office, plan_id, first).under_way


def test_a_worker_that_comes_too_late_changes_nothing(database, office, plan_id, monkeypatch):
    attach(database, office.drafter, plan_id, DOCX, "a.docx")

    def meanwhile(files, *_):
        fail(database)
        return [fake_office.a_pdf() for _ in files]

    monkeypatch.setattr(libreoffice, "convert_all", meanwhile)
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: "soffice")
    dossier_pages.make_waiting(database, NOON + timedelta(hours=1))

    with database.reading() as session:
        assert session.scalars(select(DossierPagesRow)).one().state == "failed"


def test_a_file_that_cannot_be_converted_fails_with_a_sentence(
    database, office, plan_id, monkeypatch
):
    first = attach(database, office.drafter, plan_id, DOCX, "a.docx")
    monkeypatch.setattr(libreoffice, "convert_all", lambda files, *_: [None for _ in files])
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: "soffice")

    dossier_pages.make_waiting(database, NOON)

    assert page(database, office, plan_id, first).reason == pdf_queue.NOT_CONVERTED
