"""The papers of a dossier, read by whoever reads the plan; each reading is kept in the log."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, a_plan, an_office
from tests.service.dossier_files import DOCX, FACTS, a_picture, attach, events, opened, workbook
from webapp.db.models.dossier import DossierPagesRow
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.people import Role
from webapp.services import dossier_deeds, dossier_files, reading

LATER = NOON + timedelta(hours=2)
REASON = "Nhầm tệp của kế hoạch khác"


def test_reading_is_kept_once_an_hour_and_taking_each_time(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    other = attach(database, office.drafter, plan_id, a_picture(), "a.png")

    for _ in range(2):
        opened(database, office.signer, plan_id, first)
        dossier_files.opened_file(database, office.signer, plan_id, first, NOON)
        dossier_files.download(database, office.signer, plan_id, first, NOON)
    opened(database, office.signer, plan_id, other)
    opened(database, office.signer, plan_id, first, LATER)

    assert events(database, "read_paper") == 3
    assert events(database, "download_paper") == 2


def test_the_history_tells_of_papers_and_not_of_readings(database, rules, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    dossier_files.download(database, office.signer, plan_id, first, NOON)
    opened(database, office.signer, plan_id, first)
    dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    page = reading.plan_page(database, rules, office.drafter, plan_id, NOON)

    assert [one.sentence for one in page.history][:3] == [
        f"Lê Thị Hạnh gỡ khỏi hồ sơ trình tờ trình «{FACTS.title}».",
        f"Phạm Quốc Toản tải từ hồ sơ trình tờ trình «{FACTS.title}».",
        f"Lê Thị Hạnh thêm vào hồ sơ trình tờ trình «{FACTS.title}».",
    ]
    assert page.history[0].note == REASON


def test_a_paper_of_another_plan_is_not_found(database, office, plan_id):
    first = attach(database, office.drafter, a_plan(database, office))

    with pytest.raises(NotFoundError):
        opened(database, office.drafter, plan_id, first)
    with pytest.raises(NotFoundError):
        dossier_files.picture(database, office.drafter, plan_id, first, page=1, width=100)


def test_who_may_not_read_the_plan_reads_none_of_its_papers(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    stranger = a_person(database, office.agency_id, Role.DRAFTER)
    elsewhere = an_office(database, short_name="UBND xã Bình Phước")

    with pytest.raises(ForbiddenError):
        opened(database, stranger, plan_id, first)
    with pytest.raises(ForbiddenError):
        dossier_files.download(database, stranger, plan_id, first, NOON)
    with pytest.raises(ForbiddenError):
        dossier_files.picture(database, stranger, plan_id, first, page=1, width=100)
    with pytest.raises(NotFoundError):
        opened(database, elsewhere.signer, plan_id, first)
    with pytest.raises(NotFoundError):
        dossier_files.draw_again(database, elsewhere.signer, plan_id, first)


def test_a_pdf_shows_its_pages_at_once(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)

    page = opened(database, office.signer, plan_id, first)
    drawn = dossier_files.picture(database, office.signer, plan_id, first, page=2, width=100)

    assert (page.pages, page.opens, page.is_picture, page.under_way) == (2, True, False, False)
    assert drawn.startswith(b"\x89PNG")
    with pytest.raises(NotFoundError, match="không có trang đó"):
        dossier_files.picture(database, office.signer, plan_id, first, page=3, width=100)


def test_an_excel_file_is_taken_and_not_opened(database, office, plan_id):
    first = attach(database, office.drafter, plan_id, workbook(), "a.xlsx")

    page = opened(database, office.signer, plan_id, first)

    assert (page.pages, page.opens, page.failed) == (0, False, False)
    with pytest.raises(NotFoundError, match="tải tệp về"):
        dossier_files.opened_file(database, office.signer, plan_id, first, NOON)


def test_a_word_file_waits_for_its_pages(database, office, plan_id):
    first = attach(database, office.drafter, plan_id, DOCX, "a.docx")

    page = opened(database, office.signer, plan_id, first)

    assert (page.pages, page.under_way, page.reason) == (0, True, "")
    with database.reading() as session:
        assert session.scalars(select(DossierPagesRow)).one().paper_id == first


def test_the_papers_that_hold_are_offered_without_those_removed(database, office, plan_id):
    first = attach(database, office.drafter, plan_id)
    second = attach(database, office.drafter, plan_id, a_picture(), "a.png")
    dossier_deeds.remove(database, office.drafter, first, REASON, LATER)

    papers = dossier_files.standing_papers(database, office.drafter, plan_id)

    assert [one.id for one in papers] == [second]
