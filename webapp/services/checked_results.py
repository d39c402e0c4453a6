"""What the page of a checked file shows: findings, the pages with numbered marks, earlier files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.db.database import Database
from webapp.db.models.papers import CheckedFileRow, UploadRow
from webapp.db.models.plans import BlobRow
from webapp.documents.pdf.marks import Mark
from webapp.documents.pdf.printed_text import Area
from webapp.domain.errors import NotFoundError
from webapp.domain.form_rules.unchecked import NotRun
from webapp.domain.people import Actor
from webapp.domain.text import squeeze
from webapp.services import check_reports
from webapp.services.check_reports import TITLES, Examined, Sheet
from webapp.services.checked_mending import is_mendable
from webapp.services.checking_files import own_check
from webapp.services.page_pictures import drawn
from webapp.services.uploads import KEPT

_SAID = 30
"""Letters of the words at fault; a message that has them says enough."""
_NO_PAGE = "Chưa có hình của trang này; mở lại trang kết quả kiểm tra."


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as a person reads it."""

    number: int
    """The same on the page's picture."""
    severity: str
    rule: str
    title: str
    """What a right paper does."""
    message: str
    quote: str
    """The words at fault where the message does not say them."""
    place: str
    """«Căn cứ 2»."""
    source: str
    page: int
    """On which it is marked; 0 where it is not."""
    mendable: bool
    """«Sửa tự động» corrects it, as far as is known before."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark on the picture of a page."""

    number: int
    severity: str
    title: str
    areas: tuple[Area, ...]
    badge: Area


@dataclass(frozen=True, slots=True)
class PageView:
    """A page whose picture can be had."""

    number: int
    width: float
    height: float
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A checked file and what is to be had of it."""

    id: int
    file_name: str
    checked_at: datetime
    kept_until: datetime
    stage: str
    stage_told: bool
    medium: str
    counts: tuple[int, int, int]
    """Errors, warnings, hints."""
    findings: tuple[FindingView, ...]
    rules: int
    """How many rules there are."""
    not_run: tuple[NotRun, ...]
    """Those that wait for data, each with its reason."""
    is_mended: bool
    """«Sửa tự động» made this file."""
    state: str
    """Of the PDF: waiting, running, ready, failed."""
    reason: str
    pages: tuple[PageView, ...]
    """Empty until the PDF is there."""
    all_pages: int
    """How many the paper has; of a long one the first alone are shown."""
    sha256: str

    @property
    def under_way(self) -> bool:
        """Tell whether the pictures will come by themselves before long."""
        return self.state in {"waiting", "running"} and not self.reason


@dataclass(frozen=True, slots=True)
class EarlierCheck:
    """One line of the list of files that are still kept."""

    id: int
    file_name: str
    checked_at: datetime
    counts: tuple[int, int, int]


def result(database: Database, actor: Actor, check_id: int, now: datetime) -> CheckResult:
    """Return what was found in the person's own file."""
    with database.reading() as session:
        own = own_check(session, actor, check_id, now)
        row, upload = own.row, own.upload
        examined = check_reports.from_kept(row.report)
        sheets, marks = check_reports.marks_from_kept(row.marks)
        views = tuple(_views(examined, marks))
        return CheckResult(
            id=row.id,
            file_name=upload.file_name,
            checked_at=upload.created_at,
            kept_until=upload.created_at + KEPT,
            stage=row.stage,
            stage_told=row.stage_told,
            medium=row.medium,
            counts=examined.counts,
            findings=views,
            rules=len(TITLES),
            not_run=examined.not_run,
            is_mended=row.changes != "[]",
            state=row.state,
            reason=row.reason,
            pages=tuple(_pages(sheets, views, marks)),
            all_pages=row.pages,
            sha256=row.sha256 or "",
        )


def earlier(database: Database, actor: Actor, now: datetime) -> tuple[EarlierCheck, ...]:
    """Return the person's files that are still kept, newest first."""
    query = (
        select(CheckedFileRow, UploadRow)
        .join(UploadRow, UploadRow.id == CheckedFileRow.upload_id)
        .where(
            UploadRow.person_id == actor.person_id,
            UploadRow.agency_id == actor.agency_id,
            UploadRow.created_at > now - KEPT,
        )
        .order_by(CheckedFileRow.id.desc())
    )
    with database.reading() as session:
        return tuple(
            EarlierCheck(
                row.id,
                upload.file_name,
                upload.created_at,
                check_reports.from_kept(row.report).counts,
            )
            for row, upload in session.execute(query)
        )


def picture(
    database: Database, actor: Actor, check_id: int, page: int, width: int, *, now: datetime
) -> bytes:
    """Return a page of the file, counted from 1, as a PNG that is so many pixels wide."""
    with database.reading() as session:
        row = own_check(session, actor, check_id, now).row
        if row.sha256 is None or page not in range(1, row.pages + 1):
            raise NotFoundError(_NO_PAGE)
        data = session.get_one(BlobRow, row.sha256).content
    return drawn(data, page, width)


def _views(examined: Examined, marks: Sequence[Mark | None]) -> Iterator[FindingView]:
    placed = {number: mark.page for number, mark in enumerate(marks, start=1) if mark}
    pairs = zip(examined.findings, examined.labels, strict=True)
    for number, (finding, label) in enumerate(pairs, start=1):
        yield FindingView(
            number=number,
            severity=finding.severity.value,
            rule=finding.rule,
            title=TITLES.get(finding.rule, ""),
            message=finding.message,
            quote="" if squeeze(finding.quote)[:_SAID] in finding.message else finding.quote,
            place=label,
            source=finding.source,
            page=placed.get(number, 0),
            mendable=is_mendable(finding.rule),
        )


def _pages(
    sheets: Sequence[Sheet], findings: Sequence[FindingView], marks: Sequence[Mark | None]
) -> Iterator[PageView]:
    for number, sheet in enumerate(sheets, start=1):
        here = tuple(
            MarkView(one.number, one.severity, one.message, mark.areas, mark.badge)
            for one, mark in zip(findings, marks, strict=True)
            if mark and mark.page == number
        )
        yield PageView(number, sheet.width, sheet.height, here)
