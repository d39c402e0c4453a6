"""PDF files of a plan: who may ask, what is kept, what is handed out."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import func, select

from tests import fake_office
from tests.service.builders import (
    NOON,
    a_person,
    a_plan,
    a_revision,
    a_text,
    an_office,
    bring_to,
    save,
    take,
    words,
)
from webapp.db.models.audit import AuditRow
from webapp.db.models.papers import PdfRow
from webapp.db.models.plans import BlobRow
from webapp.documents.pdf.finishing import VIEW_COPY
from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.domain.stages import Stage
from webapp.services import papers, pdf_making, pdf_papers, reading
from webapp.services.pdf_papers import PdfKind, PdfWish

SUBJECT = "tuyen-truyen-pho-bien-phap-luat-tren-dia-ban-xa-nam-2026"


@pytest.fixture(autouse=True)
def calls(tmp_path, monkeypatch):
    """The log of a LibreOffice that makes two empty pages of everything."""
    return fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(pages=2))


@pytest.fixture
def draft(plan_id):
    """The wish for the PDF of the office's draft."""
    return PdfWish(plan_id, Stage.DRAFT)


def rows(database):
    with database.reading() as session:
        return session.scalars(select(PdfRow).order_by(PdfRow.id)).all()


def looks(database):
    """Who is in the log as having seen the text."""
    with database.reading() as session:
        query = select(AuditRow.actor_id).where(AuditRow.action == "view")
        return session.scalars(query.order_by(AuditRow.ordinal)).all()


def made(database, rules, actor, wish):
    """Ask for the PDF and let the worker make it."""
    pdf_papers.ask(database, rules, actor, wish, NOON)
    pdf_making.make_waiting(database, NOON)
    return pdf_papers.panel(database, rules, actor, wish, NOON)


def test_nobody_asked_so_there_is_none(database, rules, office, draft):
    panel = pdf_papers.panel(database, rules, office.drafter, draft, NOON)

    assert [item.state for item in panel.items] == ["", ""]
    assert (panel.pages, panel.sha256, panel.label) == (0, "", "Bản dự thảo")


def test_who_asks_sees_it_wait_and_then_has_it(database, rules, office, draft):
    pdf_papers.ask(database, rules, office.drafter, draft, NOON)

    plain, archival = pdf_papers.panel(database, rules, office.drafter, draft, NOON).items
    assert (plain.kind, plain.state, plain.under_way) == ("pdf", "waiting", True)
    assert (archival.kind, archival.state, archival.under_way) == ("pdfa", "", False)
    assert pdf_making.make_waiting(database, NOON) == 1
    panel = pdf_papers.panel(database, rules, office.drafter, draft, NOON)
    assert (panel.items[0].state, panel.pages, panel.view_copy) == ("ready", 2, VIEW_COPY)


def test_the_page_of_the_plan_shows_it(database, rules, office, plan_id, draft):
    made(database, rules, office.drafter, draft)

    page = reading.plan_page(database, rules, office.drafter, plan_id, NOON)

    assert [(one.stage, one.pages) for one in page.pdfs] == [("draft", 2)]
    assert "Lê Thị Hạnh yêu cầu làm PDF bản dự thảo." in [item.sentence for item in page.history]


def test_it_is_made_once_however_many_ask(database, rules, office, draft, calls):
    for actor in (office.drafter, office.unit_head, office.drafter):
        made(database, rules, actor, draft)

    assert len(rows(database)) == 1
    assert len(calls.read_text().splitlines()) == 1


def test_its_name_says_what_it_is_and_the_log_who_took_it(database, rules, office, draft):
    made(database, rules, office.drafter, draft)

    file = pdf_papers.download(database, rules, office.unit_head, draft, NOON)

    assert file.file_name == f"du-thao-{SUBJECT}-lan-1-ban-xem.pdf"
    assert file.media_type == "application/pdf"
    with pikepdf.open(BytesIO(file.data)) as pdf:
        assert str(pdf.docinfo.Title).startswith("Bản xem – Kế hoạch: Tuyên truyền")
    with database.reading() as session:
        event = session.scalars(select(AuditRow).where(AuditRow.action == "download")).one()
    assert json.loads(event.details)["kind"] == "pdf"
    assert event.actor_id == office.unit_head.person_id


def test_what_is_not_made_yet_cannot_be_taken(database, rules, office, draft):
    with pytest.raises(NotFoundError, match="bấm nút làm PDF"):
        pdf_papers.download(database, rules, office.drafter, draft, NOON)
    with pytest.raises(NotFoundError):
        pdf_papers.picture(database, rules, office.drafter, draft, page=1, width=50, now=NOON)


def test_a_page_is_a_picture(database, rules, office, draft):
    made(database, rules, office.drafter, draft)

    def picture(page):
        return pdf_papers.picture(
            database, rules, office.drafter, draft, page=page, width=50, now=NOON
        )

    assert picture(2).startswith(b"\x89PNG")
    assert picture(1).startswith(b"\x89PNG")
    assert looks(database) == [office.drafter.person_id]
    with pytest.raises(NotFoundError):
        picture(3)


def test_a_pdf_has_the_rules_of_its_docx(database, rules, office, plan_id, draft):
    stranger = replace(office.drafter, person_id=a_person(database, 1).person_id, unit_id=None)
    other = an_office(database, short_name="UBND xã Tân Lập")

    for deed in (pdf_papers.ask, pdf_papers.panel, pdf_papers.download):
        with pytest.raises(ForbiddenError, match="chưa được xem"):
            deed(database, rules, stranger, draft, NOON)
        with pytest.raises(NotFoundError):
            deed(database, rules, other.clerk, draft, NOON)
        with pytest.raises(ForbiddenError, match="không có bản phát hành"):
            deed(database, rules, office.drafter, PdfWish(plan_id, Stage.ISSUED), NOON)


def test_a_later_text_needs_a_pdf_of_its_own_and_drops_the_old(
    database, rules, office, plan_id, draft
):
    old = made(database, rules, office.drafter, draft).sha256
    text = a_text(subject=words("Tuyên truyền pháp luật năm 2026"))
    save(database, lambda _: a_revision(plan_id, 2, text, office.drafter.person_id))

    assert pdf_papers.panel(database, rules, office.drafter, draft, NOON).items[0].state == ""
    new = made(database, rules, office.drafter, draft).sha256

    assert [row.sha256 for row in rows(database)] == [new]
    with database.reading() as session:
        assert session.get(BlobRow, old) is None


def test_a_pdf_under_way_is_not_dropped(database, rules, office, plan_id, draft):
    pdf_papers.ask(database, rules, office.drafter, draft, NOON)
    with database.transaction() as session:
        session.scalars(select(PdfRow)).one().becomes("running")
    text = a_text(subject=words("Tuyên truyền pháp luật năm 2026"))
    save(database, lambda _: a_revision(plan_id, 2, text, office.drafter.person_id))

    pdf_papers.ask(database, rules, office.drafter, draft, NOON)

    assert [row.state for row in rows(database)] == ["running", "waiting"]


def test_an_issued_plan_gets_its_pdf_by_the_sweep_and_loses_its_drafts(
    database, rules, office, plan_id, draft
):
    made(database, rules, office.drafter, draft)
    bring_to(database, rules, office, plan_id, "issued")

    assert pdf_making.ask_for_issued(database, rules, NOON) == 1
    assert pdf_making.ask_for_issued(database, rules, NOON) == 0
    pdf_making.make_waiting(database, NOON)

    assert [(row.stage, row.state) for row in rows(database)] == [("issued", "ready")]
    wish = PdfWish(plan_id, Stage.ISSUED)
    file = pdf_papers.download(database, rules, office.clerk, wish, NOON)
    assert file.file_name == f"115-KH-UBND-2026-{SUBJECT}-ban-xem.pdf"
    page = reading.plan_page(database, rules, office.clerk, plan_id, NOON)
    assert "Hệ thống yêu cầu làm PDF bản phát hành." in [item.sentence for item in page.history]


def test_the_sweep_and_the_download_share_one_original(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    pdf_making.ask_for_issued(database, rules, NOON)

    docx = papers.download(database, rules, office.clerk, plan_id, None, now=NOON).data

    (row,) = rows(database)
    with database.reading() as session:
        assert session.get_one(BlobRow, row.source_sha256).content == docx
        assert session.scalar(select(func.count()).select_from(AuditRow)) > 0


def test_a_voided_plan_is_left_alone(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "issued")
    take(database, rules, office.clerk, plan_id, "void")

    assert pdf_making.ask_for_issued(database, rules, NOON) == 0


def test_the_sweep_looks_back_until_nothing_is_missing(
    database, rules, office, plan_id, monkeypatch
):
    monkeypatch.setattr(pdf_making, "_LOOKED_BACK_AT", 1)
    others = [a_plan(database, office) for _ in range(2)]
    for one in (plan_id, *others):
        bring_to(database, rules, office, one, "issued")

    assert pdf_making.ask_for_issued(database, rules, NOON) == 3

    assert [row.plan_id for row in rows(database)] == [plan_id, *others]


def test_the_sweep_looks_back_only_so_far(database, rules, office, plan_id, monkeypatch):
    monkeypatch.setattr(pdf_making, "_LOOKED_BACK_AT", 1)
    monkeypatch.setattr(pdf_making, "_FARTHEST", 1)
    newest = a_plan(database, office)
    for one in (plan_id, newest):
        bring_to(database, rules, office, one, "issued")

    assert pdf_making.ask_for_issued(database, rules, NOON) == 1

    assert [row.plan_id for row in rows(database)] == [newest]


def test_a_signing_copy_of_another_month_is_another_paper(database, rules, office, plan_id):
    bring_to(database, rules, office, plan_id, "signature")
    wish = PdfWish(plan_id, Stage.SIGNING)
    made(database, rules, office.clerk, wish)

    later = pdf_papers.panel(database, rules, office.clerk, wish, NOON + timedelta(days=40))

    assert later.items[0].state == ""


def test_an_archival_file_says_so_in_its_name(
    database, rules, office, draft, tmp_path, monkeypatch
):
    fake_office.install(tmp_path, monkeypatch, fake_office.a_pdf(archival=True))
    wish = replace(draft, kind=PdfKind.ARCHIVAL)

    panel = made(database, rules, office.drafter, wish)

    assert (panel.items[1].state, panel.pages) == ("ready", 1)
    file = pdf_papers.download(database, rules, office.drafter, wish, NOON)
    assert file.file_name == f"du-thao-{SUBJECT}-lan-1-ban-xem-pdfa.pdf"


def test_what_is_no_archival_file_is_not_called_one(database, rules, office, draft):
    panel = made(database, rules, office.drafter, replace(draft, kind=PdfKind.ARCHIVAL))

    assert panel.items[1].state == "failed"
    assert "không tạo được PDF/A-2b" in panel.items[1].reason
