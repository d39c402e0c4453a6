"""The files of a copy: the paper as Word, and what the worker makes its PDF of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.organisations import AgencyRow, SigningAuthorityRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.documents import copy_paper
from webapp.documents.copy_paper import CopyBlock
from webapp.documents.render import render
from webapp.domain.copies import KIND_WORDS, CopyForm, CopyKind, Parts, Source, part_of
from webapp.domain.dates import date_line
from webapp.domain.organ_names import name_in_sentence
from webapp.domain.people import Actor
from webapp.domain.plan import Plan, Signer
from webapp.domain.stages import Stage
from webapp.services import blobs, papers
from webapp.services.letterheads import block_lines
from webapp.services.numbering import number_and_notation
from webapp.services.papers import WORD
from webapp.services.plan_pictures import with_pictures
from webapp.services.rules import Rules


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """A copy that may be made, looked through."""

    plan: PlanRow
    text: Plan
    """With number and date."""
    kind: CopyKind
    form: CopyForm
    source: Source
    parts: Parts | None
    """None: the whole."""
    signed: BlobRow | None
    """The signed and sealed paper, where one is kept."""
    authority: SigningAuthorityRow
    signer: Signer
    places: tuple[str, ...]
    amount: int
    purpose: str


@dataclass(frozen=True, slots=True)
class CopyFiles:
    """Hashes of the kept bytes."""

    source: str
    """What was copied."""
    word: str | None
    """The copy as Word, where it goes out on paper."""
    pdf_of: str
    """The Word file that becomes its PDF, or is laid on the signed file."""
    base: str | None
    """That signed file; None where the PDF is of the Word file alone."""


def make_files(
    session: Session,
    rules: Rules,
    actor: Actor,
    order: CopyOrder,
    row: RegisterRow,
    *,
    now: datetime,
) -> CopyFiles:
    """Make and keep the files; the caller records an event in the same transaction."""
    agency = session.get_one(AgencyRow, order.plan.agency_id)
    issued = papers.paper_of(session, order.plan, Stage.ISSUED)
    original = papers.paper_bytes(session, rules, issued, actor.person_id, now=now)
    signed = order.signed if order.source is Source.SIGNED else None
    source = signed.sha256 if signed else blobs.keep(session, original, WORD, now)
    base = signed.sha256 if signed else None
    body = _part(session, rules, order, now) if order.parts else original
    marked = copy_paper.with_signed_mark(body)
    if order.form is CopyForm.ELECTRONIC:
        line = _corner_line(agency, order, now)
        laid = copy_paper.corner_line_alone(line, now)
        whole = laid if signed else copy_paper.with_corner_line(marked, line)
        return CopyFiles(source, None, blobs.keep(session, whole, WORD, now), base)
    block = _block(agency, order, row)
    word = blobs.keep(session, copy_paper.with_block(marked, block), WORD, now)
    if signed is None:
        return CopyFiles(source, word, word, None)
    alone = blobs.keep(session, copy_paper.block_alone(block, now), WORD, now)
    return CopyFiles(source, word, alone, base)


def _part(session: Session, rules: Rules, order: CopyOrder, now: datetime) -> bytes:
    """Return the wanted parts on a paper made anew, in the template of the plan (Điều 25.3b)."""
    text = part_of(order.text, order.parts or Parts())
    template = rules.template_of(session, order.plan, vietnam_today(now))
    return render(with_pictures(session, text), template, Stage.ISSUED)


def _block(agency: AgencyRow, order: CopyOrder, row: RegisterRow) -> CopyBlock:
    return CopyBlock(
        words=KIND_WORDS[order.kind],
        organ_name=agency.name,
        number_text=number_and_notation(row.number, row.notation),
        date_line=date_line(agency.place, row.promulgated_on),
        authority=block_lines(order.signer)[:-1],
        full_name=order.signer.full_name,
        to_places=order.places,
    )


def _corner_line(agency: AgencyRow, order: CopyOrder, now: datetime) -> str:
    """Return ô 14: kind, who copied, when, with Vietnam's time zone (PL1, Phần II, I.3c)."""
    organ = name_in_sentence(Plan(organ_name=agency.name))
    at = now.astimezone(VIETNAM)
    return f"{KIND_WORDS[order.kind]}; {organ}; {at:%d/%m/%Y}; {at:%H:%M:%S}+07:00"
