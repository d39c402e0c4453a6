"""A signed paper on its way into the database: looked at, held against the text, kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.papers import PdfRow
from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.db.models.signed_copies import SignedCopyRow
from webapp.db.queries import plans
from webapp.documents.known_files import PDF_TYPE, known_file
from webapp.documents.pdf.form_fields import read_form
from webapp.documents.pdf.scanned import Scan, read_scan
from webapp.domain.digital_signatures import DigitalSignature
from webapp.domain.errors import InvalidInputError
from webapp.domain.form_rules.paper import Paper
from webapp.domain.people import Actor
from webapp.domain.plan import Medium
from webapp.domain.signed_copy import Checks, complaints, count_words, kept_text, warnings
from webapp.domain.signed_form import contradiction, given
from webapp.domain.stages import Stage
from webapp.services import audit, blobs, notices
from webapp.services.freshness import clock
from webapp.services.originals import holds
from webapp.services.plain_names import plain_name
from webapp.services.plan_texts import text_of
from webapp.services.secret_marks import refuse_secret_text
from webapp.services.signature_checks import checked_signatures
from webapp.services.situations import situation_at
from webapp.services.uploads import Upload

_NO_FILE = "Chọn tệp PDF của bản đã ký, đóng dấu."
_NO_PDF = "Bản đã ký phải là tệp PDF; hãy quét hoặc xuất bản đã ký thành PDF rồi đưa lên lại."
_WRONG_FILE = "đưa lên đúng tệp của văn bản này, hoặc điền lại cho đúng rồi ký số lại."


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file by itself."""

    file: Upload
    pages: int
    scan: Scan
    signatures: tuple[DigitalSignature, ...]
    form: Mapping[str, str]
    """What it says of number and date, where it has fields for them."""
    filled: Mapping[str, str] = field(default_factory=dict)
    """What the system wrote into its fields a moment ago."""

    @property
    def checks(self) -> Checks:
        """Return what is said of the file before it is held against a text."""
        return Checks(
            pages=self.pages,
            scanned_pages=self.scan.pages,
            dpi=self.scan.dpi,
            is_coloured=self.scan.is_coloured,
            words=count_words(self.scan.words).total(),
            signatures=self.signatures,
        )


def look(file: Upload | None, roots: Sequence[bytes], now: datetime) -> Looked:
    """Read the file before anything waits for the database; refuse what is no sound PDF."""
    if file is None:
        raise InvalidInputError(_NO_FILE, "file")
    known = known_file(file.data)
    if known.media_type != PDF_TYPE:
        raise InvalidInputError(_NO_PDF, "file")
    refuse_secret_text(known.words, "file")
    signatures = checked_signatures(file.data, roots, now)
    scan = read_scan(file.data)
    return Looked(file, known.pages, scan, signatures, read_form(file.data, scan.words))


def given_to(plan: PlanRow) -> dict[str, str]:
    """Return the number and date that an electronic paper has to bear; empty: none yet."""
    number, day = plan.code_number, plan.promulgated_on
    if plan.medium != Medium.ELECTRONIC or number is None or day is None:
        return {}
    return given(number, day)


def keep(session: Session, actor: Actor, plan: PlanRow, looked: Looked, now: datetime) -> str:
    """Keep the file as the newest signed copy, and tell people; return a sentence for the clerk.

    The same file is kept again where it is found to be another: other roots may be trusted by now.
    """
    register = given_to(plan)
    if wrong := contradiction(looked.form, register):
        raise InvalidInputError(f"{wrong}; {_WRONG_FILE}", "file")
    newest = _newest(session, plan.id)
    digest = blobs.keep(session, looked.file.data, PDF_TYPE, now)
    revision = plans.current_revision(session, plan.id)
    checks = replace(_checks(session, revision, looked), signed_on=str(plan.signed_on))
    kept = kept_text(checks)
    known = newest is not None and (newest.sha256, newest.checks) == (digest, kept)
    if newest is not None and known and holds(newest, plan, revision):
        return f"Bản đã ký này đã được nhận lúc {clock(newest.added_at)}; không cần đưa lại."
    row = SignedCopyRow(
        plan_id=plan.id,
        ordinal=newest.ordinal + 1 if newest is not None else 1,
        revision_id=revision.id,
        round=plan.round,
        signed_on=plan.signed_on,
        file_name=plain_name(looked.file.name),
        size=len(looked.file.data),
        sha256=digest,
        checks=kept,
        added_by=actor.person_id,
        added_at=now,
    )
    session.add(row)
    said = warnings(checks, register) + complaints(checks)
    _record(session, actor, plan, row, said, filled=looked.filled, now=now)
    left = f" Có {len(said)} điểm cần xem lại, ghi bên cạnh tệp." if said else ""
    return f"Đã nhận bản đã ký, đóng dấu (bản {row.ordinal}).{left}"


def _newest(session: Session, plan_id: int) -> SignedCopyRow | None:
    query = select(SignedCopyRow).where(SignedCopyRow.plan_id == plan_id)
    return session.scalar(query.order_by(SignedCopyRow.ordinal.desc()).limit(1))


def _checks(session: Session, revision: RevisionRow, looked: Looked) -> Checks:
    text = text_of(revision)
    passages = Paper(text, Stage.SIGNING, text.medium).passages
    approved = count_words("\n".join(one.text for one in passages))
    missing = approved - count_words(looked.scan.words)
    made = (
        select(PdfRow.pages)
        .where(
            PdfRow.revision_id == revision.id,
            PdfRow.stage.in_((Stage.SIGNING, Stage.ISSUED)),
            PdfRow.state == "ready",
        )
        .order_by(PdfRow.id.desc())
        .limit(1)
    )
    return replace(
        looked.checks,
        approved_pages=session.scalar(made) or 0,
        approved_words=approved.total(),
        missing_words=missing.total(),
        signer=text.signer.full_name,
        form=looked.form,
        filled_here=bool(looked.filled),
    )


def _record(
    session: Session,
    actor: Actor,
    plan: PlanRow,
    row: SignedCopyRow,
    said: tuple[str, ...],
    *,
    filled: Mapping[str, str],
    now: datetime,
) -> None:
    people = {plan.drafter_id, situation_at(session, plan).signer_person_id} - {actor.person_id}
    message = f"{actor.full_name} đưa lên bản đã ký, đóng dấu (bản {row.ordinal})."
    if filled:
        message = f"Hệ thống điền số, ngày vào bản người ký đã ký số (bản {row.ordinal})."
    told = (one for one in people if one is not None)
    notices.tell(session, plan, told, "signed_copy", message=message, now=now)
    details = {**details_of(row), "warnings": list(said)}
    if filled:
        details["filled"] = dict(filled)
    action = "fill_signed" if filled else "add_signed"
    audit.record(session, actor, action, now=now, plan=plan, details=details)


def details_of(row: SignedCopyRow) -> dict[str, object]:
    """Return what events say of a signed copy."""
    return {"ordinal": row.ordinal, "sha256": row.sha256}
