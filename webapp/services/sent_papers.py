"""The file that goes out: the signed and sealed PDF where it is there, else the issued .docx."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from webapp.db.models.plans import BlobRow, PlanRow
from webapp.domain.people import Actor
from webapp.domain.stages import Stage
from webapp.services import audit
from webapp.services.originals import leading_copy
from webapp.services.papers import WORD, paper_bytes, paper_of
from webapp.services.rules import Rules


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A file under its readable ASCII name; its bytes are kept by the hash."""

    file_name: str
    media_type: str
    sha256: str
    data: bytes


def paper_to_send(
    session: Session, rules: Rules, actor: Actor, plan: PlanRow, *, now: datetime
) -> SentPaper:
    """Return the file; the .docx is made and kept now where nobody fetched it yet.

    The caller records an event in the same transaction.
    """
    paper = paper_of(session, plan, Stage.ISSUED)
    signed = signed_paper(session, plan)
    if signed is not None:
        name = paper.file_name(".pdf")
        return SentPaper(name, signed.media_type, signed.sha256, signed.content)
    data = paper_bytes(session, rules, paper, actor.person_id, now=now)
    audit.write_ahead(session)
    return SentPaper(paper.file_name(".docx"), WORD, sha256(data).hexdigest(), data)


def signed_paper(session: Session, plan: PlanRow) -> BlobRow | None:
    """Return the signed and sealed PDF of the text that was issued; None where none is kept."""
    newest = leading_copy(session, plan)
    return session.get_one(BlobRow, newest.sha256) if newest is not None else None
