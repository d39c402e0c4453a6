"""Who issues plans: the agency, or one of its advisory bodies."""

from sqlalchemy.orm import Session

from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AdvisoryBodyRow, AgencyRow
from webapp.domain.errors import NotFoundError
from webapp.domain.people import Actor
from webapp.services.administration_bodies import one_line


def issuer_of(session: Session, agency_id: int, body_id: int | None) -> AgencyRow | AdvisoryBodyRow:
    """Return the row of the advisory body, where there is one, else of the agency."""
    if body_id is not None:
        return session.get_one(AdvisoryBodyRow, body_id)
    return session.get_one(AgencyRow, agency_id)


def label_of(row: AgencyRow | AdvisoryBodyRow) -> str:
    """Return what pages call the issuer, on one line."""
    return row.short_name if isinstance(row, AgencyRow) else one_line(row.name)


def issuer_row(session: Session, actor: Actor, body_id: int | None) -> AgencyRow | AdvisoryBodyRow:
    """Return the row of the actor's agency, or of its body, locked for a change."""
    if body_id is None:
        return session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)
    row = session.get(AdvisoryBodyRow, body_id, with_for_update=LOCKED)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy tổ chức tư vấn này; chọn một dòng trong danh sách.")
    return row
