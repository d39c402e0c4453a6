"""The templates of an agency: which are in use, their files, and which one each issuer takes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow, PersonRow
from webapp.db.models.papers import TemplateVersionRow
from webapp.db.models.plans import BlobRow
from webapp.documents.template_files import unpack
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.issuers import issuer_row, label_of
from webapp.services.papers import WORD, Download
from webapp.services.rules import Rules
from webapp.services.setting_changes import assign, demand_administrator, demand_fresh
from webapp.services.template_versions import version_on

_NOT_FOUND = "Không tìm thấy bản mẫu này; chọn một bản trong danh sách."


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues plans, and on which template: the agency, or one of its advisory bodies."""

    body_id: int | None
    label: str
    template_name: str
    version: int
    missing_file: str = ""
    """What to do where the template has no file on this machine."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """An own version as the page of administration shows it."""

    id: int
    ordinal: int
    label: str
    used_from: date
    used_now: bool
    waits: bool
    """Its day is still to come."""
    active: bool
    uploaded_by: str
    uploaded_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template with the agency's own versions, newest first."""

    name: str
    label: str
    issuers: tuple[str, ...]
    """Who has chosen it."""
    versions: tuple[VersionView, ...]

    @property
    def shipped_now(self) -> bool:
        """Tell whether new plans begin on the shipped file."""
        return not any(version.used_now for version in self.versions)


def list_templates(
    database: Database, rules: Rules, actor: Actor, now: datetime
) -> tuple[TemplateView, ...]:
    """Return every template, those that somebody has chosen first."""
    demand_administrator(actor)
    with database.reading() as session:
        chosen = _issuers(session, rules, actor)
        views = [
            TemplateView(
                name=name,
                label=label,
                issuers=tuple(issuer.label for issuer in chosen if issuer.template_name == name),
                versions=_versions(session, actor, name, now),
            )
            for name, label in rules.template_labels().items()
        ]
    return tuple(sorted(views, key=lambda view: (not view.issuers, view.name)))


def issuers(database: Database, rules: Rules, actor: Actor) -> tuple[Issuer, ...]:
    """Return who issues plans in the agency, each with its template."""
    demand_administrator(actor)
    with database.reading() as session:
        return _issuers(session, rules, actor)


def choose_template(
    database: Database, rules: Rules, actor: Actor, wanted: Issuer, now: datetime
) -> None:
    """Let the agency, or one of its advisory bodies, begin new plans on another template."""
    demand_administrator(actor)
    if wanted.template_name not in rules.plan_template_labels():
        raise InvalidInputError("Chọn một mẫu trong danh sách.", "template_name")
    with database.transaction() as session:
        row = issuer_row(session, actor, wanted.body_id)
        demand_fresh(row.version, wanted.version, "mẫu văn bản")
        changes = assign(row, {"template_name": wanted.template_name})
        kind = "agency" if wanted.body_id is None else "advisory_body"
        subject, details = f"{kind}:{row.id}", {"changes": changes}
        audit.record(session, actor, "choose_template", now=now, subject=subject, details=details)


def download_shipped(rules: Rules, actor: Actor, name: str) -> Download:
    """Return the shipped Word file, to begin an own one from."""
    demand_administrator(actor)
    return Download(_file_name(name), rules.template_files(name).docx, WORD)


def download_version(database: Database, actor: Actor, version_id: int) -> Download:
    """Return the Word file of one of the agency's versions."""
    demand_administrator(actor)
    with database.reading() as session:
        row = _own(session, actor, version_id)
        packed = session.get_one(BlobRow, row.sha256).content
        file_name = _file_name(row.name, f"-ban-{row.ordinal}")
        return Download(file_name, unpack(row.name, packed).docx, WORD)


def withdraw(
    database: Database, actor: Actor, version_id: int, page_version: int, now: datetime
) -> None:
    """Let no new plan begin on a version; plans that began on it keep it."""
    demand_administrator(actor)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        row = _own(session, actor, version_id)
        demand_fresh(row.version, page_version, "bản mẫu này")
        if not row.active:
            raise InvalidInputError("Bản mẫu này đã được rút trước đó; tải lại trang.")
        row.active = False
        subject = f"template_version:{row.id}"
        details = {"name": row.name, "ordinal": row.ordinal}
        audit.record(session, actor, "withdraw_template", now=now, subject=subject, details=details)


def version_view(database: Database, actor: Actor, version_id: int, now: datetime) -> VersionView:
    """Return one version, for the question before it is withdrawn."""
    demand_administrator(actor)
    with database.reading() as session:
        row = _own(session, actor, version_id)
        return next(
            view for view in _versions(session, actor, row.name, now) if view.id == version_id
        )


def _versions(session: Session, actor: Actor, name: str, now: datetime) -> tuple[VersionView, ...]:
    today = vietnam_today(now)
    current = version_on(session, actor.agency_id, name, today)
    rows = session.execute(
        select(TemplateVersionRow, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == TemplateVersionRow.uploaded_by)
        .where(TemplateVersionRow.agency_id == actor.agency_id, TemplateVersionRow.name == name)
        .order_by(TemplateVersionRow.ordinal.desc())
    ).all()
    return tuple(
        VersionView(
            id=row.id,
            ordinal=row.ordinal,
            label=row.label,
            used_from=row.used_from,
            used_now=current is not None and row.id == current.id,
            waits=row.active and row.used_from > today,
            active=row.active,
            uploaded_by=full_name,
            uploaded_at=row.uploaded_at,
            version=row.version,
        )
        for row, full_name in rows
    )


def _issuers(session: Session, rules: Rules, actor: Actor) -> tuple[Issuer, ...]:
    agency = session.get_one(AgencyRow, actor.agency_id)
    bodies = session.scalars(
        select(AdvisoryBodyRow)
        .where(AdvisoryBodyRow.agency_id == actor.agency_id, AdvisoryBodyRow.active)
        .order_by(AdvisoryBodyRow.name)
    )
    files = rules.files

    def issuer(row: AgencyRow | AdvisoryBodyRow, body_id: int | None) -> Issuer:
        sentence = files.missing_template(row)
        return Issuer(body_id, label_of(row), row.template_name, row.version, sentence)

    return (issuer(agency, None), *(issuer(body, body.id) for body in bodies))


def _own(session: Session, actor: Actor, version_id: int) -> TemplateVersionRow:
    row = session.get(TemplateVersionRow, version_id)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError(_NOT_FOUND)
    return row


def _file_name(name: str, more: str = "") -> str:
    return f"mau-{name.replace('_', '-')}{more}.docx"
