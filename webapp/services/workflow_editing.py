"""An agency's own versions of a workflow: looked at, changed, each save a new version."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow, PersonRow
from webapp.db.models.plans import BlobRow
from webapp.db.models.workflows import WorkflowVersionRow
from webapp.domain.errors import NotFoundError, StalePageError
from webapp.domain.people import Actor
from webapp.domain.workflow import Workflow
from webapp.domain.workflow_drawing import draw
from webapp.domain.workflow_toml import load
from webapp.services import audit, blobs
from webapp.services.freshness import clock
from webapp.services.rules import TOML, Rules
from webapp.services.setting_changes import demand_administrator
from webapp.services.workflow_texts import write
from webapp.services.workflow_versions import newest


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One saved version."""

    ordinal: int
    """0 for the shipped file."""
    author: str
    saved_at: datetime | None
    current: bool


@dataclass(frozen=True, slots=True)
class EditorPage:
    """What the editor begins with."""

    workflow: Workflow
    base: int
    """The newest version, which a save follows; 0 while the shipped file is in use."""
    shown: int
    """The version whose steps are shown."""
    versions: tuple[VersionLine, ...]
    """Newest first, the shipped file last."""


def editor(
    database: Database, rules: Rules, actor: Actor, name: str, ordinal: int | None = None
) -> EditorPage:
    """Return the editor with a version of the workflow, by default the one in use."""
    demand_administrator(actor)
    shipped = rules.workflow(name)
    with database.reading() as session:
        rows = _rows(session, actor, name)
        base = rows[0][0].ordinal if rows else 0
        shown = base if ordinal is None else ordinal
        return EditorPage(
            workflow=_shown(session, rows, shown) if shown else shipped,
            base=base,
            shown=shown,
            versions=(*_lines(rows), VersionLine(0, "", None, base == 0)),
        )


def checked(workflow: Workflow) -> str:
    """Return the drawing of a workflow that may be used; raise WorkflowError for another."""
    return draw(load(write(workflow)))


def save_workflow(
    database: Database, rules: Rules, actor: Actor, workflow: Workflow, *, base: int, now: datetime
) -> int:
    """Save a sound workflow as the version after `base`; return its ordinal.

    Plans that are under way keep theirs. Saving what is in use already makes no version.
    """
    demand_administrator(actor)
    shipped = rules.workflow(workflow.name)
    content = write(workflow)
    load(content)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        last = newest(session, actor.agency_id, workflow.name)
        in_use = shipped if last is None else _read(session, last.sha256)
        if replace(in_use, sha256="") == replace(workflow, sha256=""):
            return last.ordinal if last else 0
        _demand_newest(session, last, base)
        ordinal = 1 + (last.ordinal if last else 0)
        sha = blobs.keep(session, content.encode(), TOML, now)
        session.add(
            WorkflowVersionRow(
                agency_id=actor.agency_id,
                name=workflow.name,
                ordinal=ordinal,
                sha256=sha,
                saved_by=actor.person_id,
                saved_at=now,
            )
        )
        subject, details = f"workflow:{workflow.name}", {"ordinal": ordinal, "sha256": sha}
        audit.record(session, actor, "save_workflow", now=now, subject=subject, details=details)
        return ordinal


def _demand_newest(session: Session, last: WorkflowVersionRow | None, base: int) -> None:
    if last is None or last.ordinal == base:
        return
    who = session.get_one(PersonRow, last.saved_by).full_name
    raise StalePageError(
        f"{who} đã lưu bản {last.ordinal} lúc {clock(last.saved_at)}; xem bản đó rồi lưu lại."
    )


def _lines(rows: list[tuple[WorkflowVersionRow, str]]) -> Iterator[VersionLine]:
    for place, (row, who) in enumerate(rows):
        yield VersionLine(row.ordinal, who, row.saved_at, current=place == 0)


def _rows(session: Session, actor: Actor, name: str) -> list[tuple[WorkflowVersionRow, str]]:
    rows = session.execute(
        select(WorkflowVersionRow, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == WorkflowVersionRow.saved_by)
        .where(WorkflowVersionRow.agency_id == actor.agency_id, WorkflowVersionRow.name == name)
        .order_by(WorkflowVersionRow.ordinal.desc())
    )
    return [(row, who) for row, who in rows]


def _shown(session: Session, rows: list[tuple[WorkflowVersionRow, str]], ordinal: int) -> Workflow:
    for row, _ in rows:
        if row.ordinal == ordinal:
            return _read(session, row.sha256)
    raise NotFoundError("Không có bản quy trình này; chọn một bản trong danh sách.")


def _read(session: Session, sha: str) -> Workflow:
    return load(session.get_one(BlobRow, sha).content.decode())
