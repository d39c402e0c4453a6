"""What pages show of copies: the card on a plan, and the form that asks for one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.copies import CopyPdfRow, CopyRow
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.domain.copies import (
    FORM_LABELS,
    KIND_LABELS,
    CopyForm,
    CopyKind,
    has_opening,
    refusal,
)
from webapp.domain.people import Actor
from webapp.services import numbering
from webapp.services.copies import copy_type, demand_copyable, is_recalled, signers_of
from webapp.services.copy_values import CopyItem, PlanCopies
from webapp.services.followers import standing_of
from webapp.services.numbering import Expected, number_and_notation, number_text_of
from webapp.services.papers import numbered_text
from webapp.services.part_labels import PartOffer, offered_appendixes, offered_blocks
from webapp.services.plan_access import open_plan
from webapp.services.plan_pages import Choice
from webapp.services.sent_papers import signed_paper


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The form of a copy."""

    plan_id: int
    number_text: str
    """Of the plan."""
    subject: str
    kind: CopyKind
    kind_label: str
    expected: Expected | None
    """None where there is no number to be had; `refused` says why."""
    refused: str
    waits: bool
    """There is none because a restored book waits for «Đối chiếu»."""
    signers: tuple[Choice, ...]
    has_signed: bool
    """The signed and sealed paper is kept as a file."""
    blocks: tuple[PartOffer, ...]
    appendixes: tuple[PartOffer, ...]
    has_opening: bool
    has_closing: bool


def copies_on(session: Session, actor: Actor, plan: PlanRow) -> PlanCopies:
    """Return the copies of a plan that has a number; readers outside its agency see none."""
    if plan.agency_id != actor.agency_id or plan.code_number is None:
        return PlanCopies()
    query = (
        select(CopyRow, RegisterRow, CopyPdfRow)
        .join(RegisterRow, RegisterRow.id == CopyRow.register_row_id)
        .join(CopyPdfRow, CopyPdfRow.copy_id == CopyRow.id)
        .where(CopyRow.plan_id == plan.id)
        .order_by(CopyRow.id.desc())
    )
    rows = session.execute(query).all()
    names = plans.names_of(session, {copy.made_by for copy, _, _ in rows})
    recalled = is_recalled(session, plan.id)
    # What ended is given out marked, as PDF alone.
    ended = standing_of(session, plan.id).ended_by is not None
    may_copy = refusal(plan.state, actor, recalled=recalled) is None
    return PlanCopies(
        items=tuple(
            _item(copy, line, pdf, names[copy.made_by], in_word=not ended)
            for copy, line, pdf in rows
        ),
        may_copy=may_copy,
        recalled=recalled,
        shown=may_copy or bool(rows),
    )


def copy_page(
    database: Database, actor: Actor, plan_id: int, kind: CopyKind, now: datetime
) -> CopyPage:
    """Return the form; refuse whoever may not copy the plan now."""
    today = vietnam_today(now)
    with database.reading() as session:
        plan = open_plan(session, actor, plan_id)
        demand_copyable(session, actor, plan)
        text = numbered_text(plan, plans.current_revision(session, plan.id))
        expected, none = _expected(session, plan, kind, now)
        signers = signers_of(session, plan, today)
        return CopyPage(
            plan_id=plan.id,
            number_text=number_text_of(plan.code_number, plan.code_notation),
            subject=plan.subject,
            kind=kind,
            kind_label=KIND_LABELS[kind],
            expected=expected,
            refused=str(none or ""),
            waits=isinstance(none, numbering.UnconfirmedBookError),
            signers=tuple(
                Choice(row.id, f"{name} – {row.position.capitalize()}") for row, name in signers
            ),
            has_signed=signed_paper(session, plan) is not None,
            blocks=offered_blocks(text),
            appendixes=offered_appendixes(text),
            has_opening=has_opening(text),
            has_closing=bool(text.closing),
        )


def _expected(
    session: Session, plan: PlanRow, kind: CopyKind, now: datetime
) -> tuple[Expected | None, numbering.NoNumberError | None]:
    type_id = copy_type(session, kind).id
    try:
        return numbering.expected(session, plan.agency_id, type_id, vietnam_today(now)), None
    except numbering.NoNumberError as error:
        return None, error


def _item(
    copy: CopyRow, line: RegisterRow, pdf: CopyPdfRow, who: str, *, in_word: bool
) -> CopyItem:
    return CopyItem(
        id=copy.id,
        row_id=line.id,
        kind_label=KIND_LABELS[CopyKind(copy.kind)],
        form_label=FORM_LABELS[CopyForm(copy.form)],
        number_text=number_and_notation(line.number, line.notation),
        day=line.promulgated_on,
        signer=line.signer_name,
        places=line.recipients,
        amount=copy.amount,
        purpose=copy.purpose,
        parts=copy.parts,
        who=who,
        at=copy.made_at,
        is_void=line.status == "void",
        void_reason=line.void_reason,
        has_word=in_word and copy.word_sha256 is not None,
        pdf_state=pdf.state,
        pdf_reason=pdf.reason,
        sha256=pdf.sha256 or copy.word_sha256 or "",
    )
