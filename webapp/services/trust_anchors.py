"""The certificates that an agency holds digital signatures against; nothing else is trusted."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import AgencyRow
from webapp.db.models.signing import TrustAnchorRow
from webapp.documents.certificates import authority_certificate
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor
from webapp.services import audit
from webapp.services.setting_changes import demand_administrator
from webapp.services.uploads import Upload

MOST = 20
_NO_FILE = "Chọn tệp chứng thư của tổ chức cấp chứng thư."
_TOO_MANY = f"Cơ quan đã có {MOST} chứng thư tin cậy; bỏ chứng thư không còn dùng rồi thêm lại."
_KNOWN = "Chứng thư này đã có trong danh sách; không cần thêm lại."
_GONE = "Không tìm thấy chứng thư này trong cơ quan; tải lại trang để xem danh sách."


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trusted certificate as the page shows it."""

    id: int
    subject: str
    issuer: str
    valid_from: datetime
    valid_to: datetime
    sha256: str
    ended: bool

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 in groups of four, as authorities publish it."""
        return " ".join(self.sha256[at : at + 4] for at in range(0, len(self.sha256), 4)).upper()


def anchors_of(database: Database, actor: Actor, now: datetime) -> tuple[Anchor, ...]:
    """Return what the agency trusts, by name."""
    demand_administrator(actor)
    with database.reading() as session:
        return tuple(
            Anchor(
                id=row.id,
                subject=row.subject,
                issuer=row.issuer,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                sha256=row.sha256,
                ended=row.valid_to < now,
            )
            for row in _rows(session, actor.agency_id)
        )


def roots_of(session: Session, agency_id: int) -> tuple[bytes, ...]:
    """Return the trusted certificates as DER."""
    return tuple(b64decode(row.certificate) for row in _rows(session, agency_id))


def add_anchor(database: Database, actor: Actor, file: Upload | None, now: datetime) -> str:
    """Trust an authority's certificate from now on; return its name."""
    demand_administrator(actor)
    if file is None:
        raise InvalidInputError(_NO_FILE, "file")
    held = authority_certificate(file.data)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        known = _rows(session, actor.agency_id)
        if any(row.sha256 == held.sha256 for row in known):
            raise InvalidInputError(_KNOWN, "file")
        if len(known) >= MOST:
            raise InvalidInputError(_TOO_MANY, "file")
        row = TrustAnchorRow(
            agency_id=actor.agency_id,
            sha256=held.sha256,
            subject=held.subject,
            issuer=held.issuer,
            valid_from=held.valid_from,
            valid_to=held.valid_to,
            certificate=b64encode(held.der).decode(),
            added_by=actor.person_id,
            added_at=now,
        )
        session.add(row)
        _record(session, actor, "add_trust_anchor", row, now)
        return held.subject


def remove_anchor(database: Database, actor: Actor, anchor_id: int, now: datetime) -> str:
    """Trust the certificate no more; what was found before stays as it was. Return its name."""
    demand_administrator(actor)
    with database.transaction() as session:
        session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)  # one change at a time
        row = session.get(TrustAnchorRow, anchor_id)
        if row is None or row.agency_id != actor.agency_id:
            raise NotFoundError(_GONE)
        session.delete(row)
        _record(session, actor, "remove_trust_anchor", row, now)
        return row.subject


def _rows(session: Session, agency_id: int) -> list[TrustAnchorRow]:
    query = select(TrustAnchorRow).where(TrustAnchorRow.agency_id == agency_id)
    return list(session.scalars(query.order_by(TrustAnchorRow.subject, TrustAnchorRow.id)))


def _record(
    session: Session, actor: Actor, action: str, row: TrustAnchorRow, now: datetime
) -> None:
    details = {"subject": row.subject, "sha256": row.sha256}
    audit.record(
        session, actor, action, now=now, subject=f"trust_anchor:{row.sha256}", details=details
    )
