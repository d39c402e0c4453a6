"""A paper of the dossier, to be read page by page, opened or taken; each is kept in the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.dossier import DossierPagesRow, DossierPaperRow
from webapp.db.models.plans import BlobRow
from webapp.documents.known_files import JPEG_TYPE, PDF_TYPE, PNG_TYPE
from webapp.documents.pdf.reading import page_count
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.dossier import PaperItem, Rights, papers_of
from webapp.services.dossier_deeds import NO_PAPER
from webapp.services.handed_out import beside
from webapp.services.page_pictures import drawn
from webapp.services.papers import Download
from webapp.services.pdf_queue import try_again
from webapp.services.plan_access import NO_SUBJECT, open_plan, open_to_read, workflow_of
from webapp.services.situations import situation_at
from webapp.services.views import record_reading

MOST_PAGES = 100
"""Shown as pictures; whoever needs more takes the file."""
OPENED = frozenset({PDF_TYPE, PNG_TYPE, JPEG_TYPE})
"""What a browser shows by itself."""
_NO_PAGE = "Tài liệu này không có trang đó; mở lại trang của tài liệu."


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The page of one version of one paper."""

    plan_id: int
    subject: str
    """Of the plan."""
    paper: PaperItem
    newest: PaperItem
    """The same one, unless it was replaced."""
    pages: int
    """To be shown as pictures."""
    all_pages: int
    is_picture: bool
    opens: bool
    """A browser shows the file itself."""
    under_way: bool
    """Its pages come by themselves."""
    reason: str
    """Why there are no pages yet; may be empty."""

    @property
    def failed(self) -> bool:
        """Tell whether somebody may have it tried again."""
        return bool(self.reason) and not self.under_way


def standing_papers(database: Database, actor: Actor, plan_id: int) -> tuple[PaperItem, ...]:
    """Return the papers of a plan that the actor may read, without those removed."""
    with database.reading() as session:
        open_plan(session, actor, plan_id)
        return tuple(one for one in papers_of(session, plan_id) if one.removal is None)


def paper_page(
    database: Database, actor: Actor, plan_id: int, paper_id: int, now: datetime
) -> PaperPage:
    """Return the page, and keep in the log that the person read the paper."""
    with database.reading() as session:
        page = _page(session, actor, plan_id, paper_id)
    record_reading(database, actor, plan_id, _told(page.paper), now)
    return page


def opened_file(
    database: Database, actor: Actor, plan_id: int, paper_id: int, now: datetime
) -> Download:
    """Return the file to be shown by the browser; keep in the log that the person read it."""
    with database.reading() as session:
        paper = _page(session, actor, plan_id, paper_id).paper
        if paper.media_type not in OPENED:
            raise NotFoundError("Trình duyệt không mở được loại tệp này; hãy tải tệp về.")
        file = _taken(session, plan_id, paper)
    record_reading(database, actor, plan_id, _told(paper), now)
    return file


def download(
    database: Database, actor: Actor, plan_id: int, paper_id: int, now: datetime
) -> Download:
    """Return the file as it came, and record who took it."""
    with database.transaction() as session:
        paper = _page(session, actor, plan_id, paper_id).paper
        audit.record(session, actor, "download_paper", now=now, plan=plan_id, details=_told(paper))
        return _taken(session, plan_id, paper)


def _taken(session: Session, plan_id: int, paper: PaperItem) -> Download:
    data = _bytes(session, paper.sha256)
    return beside(session, plan_id, Download(paper.file_name, data, paper.media_type))


def picture(
    database: Database, actor: Actor, plan_id: int, paper_id: int, *, page: int, width: int
) -> bytes:
    """Return a page, counted from 1, as a PNG that is so many pixels wide."""
    with database.reading() as session:
        open_to_read(session, actor, plan_id)
        row = _row(session, plan_id, paper_id)
        digest, pages = _pdf(session, row)
        if digest is None or page not in range(1, min(pages, MOST_PAGES) + 1):
            raise NotFoundError(_NO_PAGE)
        data = _bytes(session, digest)
    return drawn(data, page, width)


def draw_again(database: Database, actor: Actor, plan_id: int, paper_id: int) -> None:
    """Have the pages tried once more; those that are there or on the way stay."""
    with database.transaction() as session:
        open_plan(session, actor, plan_id)
        made = _made(session, _row(session, plan_id, paper_id).id)
        if made is not None and made.state == "failed":
            try_again(made)


def _page(session: Session, actor: Actor, plan_id: int, paper_id: int) -> PaperPage:
    plan = open_to_read(session, actor, plan_id)
    situation = situation_at(session, plan)
    rights = Rights.of(workflow_of(session, plan.workflow_sha256), situation, actor)
    newest, paper = _found(papers_of(session, plan_id, rights), paper_id)
    row = _row(session, plan_id, paper_id)
    made = _made(session, paper_id)
    _, pages = _pdf(session, row)
    return PaperPage(
        plan_id=plan_id,
        subject=plan.subject or NO_SUBJECT,
        paper=paper,
        newest=newest,
        pages=min(pages, MOST_PAGES),
        all_pages=pages,
        is_picture=paper.media_type in {PNG_TYPE, JPEG_TYPE},
        opens=paper.media_type in OPENED,
        under_way=made is not None and made.state in {"waiting", "running"},
        reason=made.reason if made is not None else "",
    )


def _found(papers: tuple[PaperItem, ...], paper_id: int) -> tuple[PaperItem, PaperItem]:
    """Return the newest version of the paper, and the one that is meant."""
    for newest, version in _versions(papers):
        if version.id == paper_id:
            return newest, version
    raise NotFoundError(NO_PAPER)


def _versions(papers: tuple[PaperItem, ...]) -> Iterator[tuple[PaperItem, PaperItem]]:
    for newest in papers:
        yield from ((newest, version) for version in (newest, *newest.older))


def _row(session: Session, plan_id: int, paper_id: int) -> DossierPaperRow:
    row = session.get(DossierPaperRow, paper_id)
    if row is None or row.plan_id != plan_id:
        raise NotFoundError(NO_PAPER)
    return row


def _made(session: Session, paper_id: int) -> DossierPagesRow | None:
    return session.scalar(select(DossierPagesRow).where(DossierPagesRow.paper_id == paper_id))


def _pdf(session: Session, row: DossierPaperRow) -> tuple[str | None, int]:
    """Return the hash of the PDF that shows the paper, and its pages; None where there is none."""
    if row.media_type == PDF_TYPE:
        return row.sha256, page_count(_bytes(session, row.sha256))
    made = _made(session, row.id)
    return (made.sha256, made.pages) if made is not None else (None, 0)


def _bytes(session: Session, digest: str) -> bytes:
    return session.get_one(BlobRow, digest).content


def _told(paper: PaperItem) -> dict[str, object]:
    return {
        "paper": paper.id,
        "kind": paper.kind_label,
        "title": paper.title,
        "sha256": paper.sha256,
    }
