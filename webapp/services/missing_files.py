"""What an issuer chose and this machine has no file of: said in one sentence, never replaced.

A backup holds the choice and not the file, so a new machine may lack it; plans that began keep
their own bytes.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.services.issuers import label_of
from webapp.services.setting_changes import demand_administrator

Issuing = AgencyRow | AdvisoryBodyRow


class MissingFileError(InvalidInputError):
    """A workflow or template that was chosen and has no file on this machine."""


@dataclass(frozen=True, slots=True)
class Files:
    """What this machine has files of, by name."""

    workflows: Container[str]
    templates: Container[str]
    """Of plans alone: an issuer chooses no other."""

    def missing_workflow(self, row: Issuing) -> str:
        """Say that the issuer's workflow has no file; empty where it has."""
        name = row.workflow_name
        return "" if name in self.workflows else _sentence("Quy trình", name, row)

    def missing_template(self, row: Issuing) -> str:
        """Say that the issuer's template has no file; empty where it has."""
        name = row.template_name
        return "" if name in self.templates else _sentence("Mẫu", name, row)

    def missing(self, rows: Sequence[Issuing]) -> Iterator[str]:
        """Yield a sentence for each file that is missing."""
        for row in rows:
            yield from filter(None, (self.missing_workflow(row), self.missing_template(row)))


def everywhere(database: Database, files: Files) -> tuple[str, ...]:
    """Return a sentence for each file that an agency or body of the installation misses."""
    with database.reading() as session:
        agencies = session.scalars(select(AgencyRow).order_by(AgencyRow.id)).all()
        return tuple(
            sentence
            for agency in agencies
            for sentence in files.missing((agency, *_bodies(session, agency.id)))
        )


def in_agency(database: Database, files: Files, actor: Actor) -> tuple[str, ...]:
    """Return a sentence for each file that the administrator's agency or its bodies miss."""
    demand_administrator(actor)
    with database.reading() as session:
        agency = session.get_one(AgencyRow, actor.agency_id)
        return tuple(files.missing((agency, *_bodies(session, agency.id))))


def _bodies(session: Session, agency_id: int) -> Sequence[AdvisoryBodyRow]:
    return session.scalars(
        select(AdvisoryBodyRow)
        .where(AdvisoryBodyRow.agency_id == agency_id, AdvisoryBodyRow.active)
        .order_by(AdvisoryBodyRow.name)
    ).all()


def _sentence(what: str, name: str, row: Issuing) -> str:
    return (
        f"{what} «{name}» mà {label_of(row)} chọn không có tệp trên máy này; "
        "chép tệp vào rồi khởi động lại."
    )
