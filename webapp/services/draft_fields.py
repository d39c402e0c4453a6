"""The fields of the drafting form: plain text in outline notation, to a Plan and back."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from webapp.domain.block_ids import align_ids, with_ids
from webapp.domain.letters import LETTER
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.inline import parse_runs, write_runs
from webapp.domain.plan import Block, Medium, Plan, Runs
from webapp.domain.text import clean
from webapp.services.draft_appendixes import (
    AppendixPart,
    names_of,
    parts_of,
    to_appendixes,
    typed_appendixes,
)
from webapp.services.draft_marks import NAMES, marks_of, to_marks
from webapp.services.draft_notes import (
    NotePart,
    names_of_notes,
    put_back,
    take_out,
    typed_notes,
    with_marked_notes,
    with_new_note,
)
from webapp.services.draft_pictures import (
    PicturePart,
    names_of_pictures,
    pictures_among,
    placed_pictures,
    refuse_misplaced_pictures,
    typed_pictures,
    with_new_picture,
    with_typed_pictures,
)
from webapp.services.draft_tables import (
    TablePart,
    names_of_tables,
    placed_tables,
    refuse_misplaced,
    tables_of,
    typed_tables,
    with_new_table,
    with_typed_tables,
)
from webapp.services.letterheads import Letterhead


@dataclass(frozen=True, slots=True)
class DraftFields:
    """What the drafting form holds; text fields carry emphasis in outline notation."""

    subject: str = ""
    addressees: str = ""
    """«Kính gửi» of a công văn: one a line, without the dash."""
    legal_bases: str = ""
    """One căn cứ a line."""
    opening: str = ""
    """One paragraph a line."""
    body: str = ""
    """Outline text."""
    closing: str = ""
    """One paragraph a line."""
    to_places: str = ""
    """One recipient a line, without the dash."""
    filing_line: str = ""
    """«Lưu: VT, NV.»"""
    promulgation_place: str = ""
    unit_id: int | None = None
    signing_authority_id: int | None = None
    advisory_body_id: int | None = None
    """None: the agency itself issues the plan."""
    priority: str = ""
    """Empty, `KHẨN`, `THƯỢNG KHẨN` or `HỎA TỐC`."""
    circulation_note: str = ""
    typer_notation: str = ""
    promulgation_amount: str = ""
    medium: str = "paper"
    """`paper` or `electronic`."""
    appendixes: tuple[AppendixPart, ...] = ()
    tables: tuple[TablePart, ...] = ()
    """Those whose rows may be edited; `[[bảng …]]` in an outline keeps the place of each."""
    pictures: tuple[PicturePart, ...] = ()
    """`[[hình …]]` in an outline keeps the place of each."""
    notes: tuple[NotePart, ...] = ()
    """The words of the marks `[[chú thích 1]]` in the texts; none where they stand inline."""


FIELD_LABELS = {
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "legal_bases": "Căn cứ",
    "opening": "Mở đầu",
    "body": "Nội dung",
    "closing": "Kết",
    "to_places": "Nơi nhận",
    "filing_line": "Dòng lưu",
    "promulgation_place": "Địa danh",
}
"""The typed fields in the order of the paper."""
_NOTED = ("subject", "legal_bases", "opening", "body", "closing", "to_places", "filing_line")
"""Where a footnote may hang, in the order of the numbers; the appendixes' bodies follow."""
_DASH = re.compile(r"^(?:[-–—•]|\\-)\s+")
_ID_DIGITS = 10


def to_plan(fields: DraftFields, head: Letterhead, previous: Plan | None = None) -> Plan:
    """Return the text as a plan; blocks keep the ids of `previous`, tables and pictures stay."""
    before = previous or Plan()
    kept = with_typed_tables(_all_blocks(before), fields.tables)
    kept = with_typed_pictures(kept, fields.pictures)
    made = replace(
        before,
        organ_in_charge=head.organ_in_charge,
        organ_name=head.organ_name,
        code_number=None,
        code_notation=head.code_notation,
        promulgation_place=fields.promulgation_place,
        promulgated_on=None,
        document_type=head.document_type,
        subject=parse_runs(fields.subject),
        addressees=_addressees(fields) if head.document_type == LETTER else (),
        legal_bases=_paragraphs(fields.legal_bases),
        opening=_paragraphs(fields.opening),
        body=align_ids(before.body, parse_body(fields.body, kept), new_id),
        closing=_paragraphs(fields.closing),
        to_places=tuple(parse_runs(_recipient(line)) for line in _lines(fields.to_places)),
        filing_line=parse_runs(_DASH.sub("", fields.filing_line)),
        signer=head.signer,
        unit=head.unit,
        priority=fields.priority,
        secrecy="",
        **to_marks(fields),
        foot_address=head.foot_address,
        medium=Medium(fields.medium),
        appendixes=to_appendixes(fields.appendixes, before.appendixes, kept, new_id),
    )
    return with_ids(made, new_id)


def from_plan(plan: Plan, unit_id: int | None, signing_authority_id: int | None) -> DraftFields:
    """Return the form's fields of a plan, its footnotes as marks with a list of their words."""
    fields = DraftFields(
        subject=write_runs(plan.subject),
        addressees=_written(plan.addressees),
        legal_bases=_written(plan.legal_bases),
        opening=_written(plan.opening),
        body=write_body(plan.body),
        closing=_written(plan.closing),
        to_places=_written(plan.to_places),
        filing_line=write_runs(plan.filing_line),
        promulgation_place=plan.promulgation_place,
        unit_id=unit_id,
        signing_authority_id=signing_authority_id,
        priority=plan.priority,
        **marks_of(plan),
        medium=plan.medium.value,
        appendixes=parts_of(plan.appendixes),
        tables=tables_of(_all_blocks(plan)),
        pictures=pictures_among(_all_blocks(plan)),
    )
    taken, notes = take_out(text for _, text in _noted_texts(fields))
    return replace(_with_texts(fields, taken), notes=notes)


def from_typed(typed: Mapping[str, str]) -> DraftFields:
    """Return fields as a form posted them, whatever was typed; unknown names are left out."""
    texts: dict[str, Any] = {name: typed.get(name, "") for name in (*FIELD_LABELS, *NAMES)}
    return DraftFields(
        **texts,
        unit_id=_id(typed.get("unit_id", "")),
        signing_authority_id=_id(typed.get("signing_authority_id", "")),
        advisory_body_id=_id(typed.get("advisory_body_id", "")),
        priority=typed.get("priority", ""),
        medium=typed.get("medium", Medium.PAPER.value),
        appendixes=typed_appendixes(typed),
        tables=typed_tables(typed),
        pictures=typed_pictures(typed),
        notes=typed_notes(typed),
    )


def to_typed(fields: DraftFields) -> dict[str, str]:
    """Return the fields as a form posts them; `from_typed` reads them back."""
    single = asdict(replace(fields, appendixes=(), tables=(), pictures=(), notes=()))
    texts = {name: str(value or "") for name, value in single.items()}
    for name in ("appendixes", "tables", "pictures", "notes"):
        del texts[name]
    parts = names_of(fields.appendixes) | names_of_tables(fields.tables)
    parts |= names_of_pictures(fields.pictures)
    return texts | parts | names_of_notes(fields.notes)


def inlined(fields: DraftFields) -> DraftFields:
    """Return the fields with each footnote in its place; refuse one without its mark or words."""
    texts = ((field, clean(text).text) for field, text in _noted_texts(fields))
    return replace(_with_texts(fields, put_back(texts, fields.notes)), notes=())


def with_room_for_marks(fields: DraftFields) -> DraftFields:
    """Return the fields with an empty footnote for each mark that has no words yet."""
    texts = [text for _, text in _noted_texts(fields)]
    return replace(fields, notes=with_marked_notes(fields.notes, texts))


def with_room_for_a_note(fields: DraftFields) -> DraftFields:
    """Return the fields with an empty footnote more, under a number that is free."""
    texts = [text for _, text in _noted_texts(fields)]
    return replace(fields, notes=with_new_note(fields.notes, texts))


def with_room_for_a_table(fields: DraftFields) -> DraftFields:
    """Return the fields with a new table more, its place at the end of the body."""
    tables = with_new_table(fields.tables, new_id)
    body = f"{fields.body.rstrip()}\n\n{tables[-1].place}".lstrip("\n")
    return replace(fields, body=body, tables=tables)


def with_picture(fields: DraftFields, part: PicturePart) -> DraftFields:
    """Return the fields with a new picture more, its place at the end of the body."""
    body = f"{fields.body.rstrip()}\n\n{part.place}".lstrip("\n")
    return replace(fields, body=body, pictures=with_new_picture(fields.pictures, part))


def _noted_texts(fields: DraftFields) -> list[tuple[str, str]]:
    """Return the texts that may carry footnotes, each with the name of its field."""
    own = [(name, getattr(fields, name)) for name in _NOTED]
    return [*own, *((part.name("body"), part.body) for part in fields.appendixes)]


def _with_texts(fields: DraftFields, texts: list[str]) -> DraftFields:
    """Return the fields with other texts in the order of `_noted_texts`."""
    own: dict[str, Any] = dict(zip(_NOTED, texts, strict=False))
    bodies = zip(fields.appendixes, texts[len(_NOTED) :], strict=True)
    parts = tuple(replace(part, body=body) for part, body in bodies)
    return replace(fields, **own, appendixes=parts)


def merged(old: DraftFields, new: DraftFields) -> DraftFields:
    """Return the old fields with what the new ones fill."""
    old, new = inlined(old), inlined(new)
    names = (*FIELD_LABELS, "priority", *NAMES, "appendixes")
    filled: dict[str, Any] = {name: getattr(new, name) or getattr(old, name) for name in names}
    both = replace(old, **filled)
    tables = {part.id: part for part in (*old.tables, *new.tables)}
    pictures = {part.id: part for part in (*old.pictures, *new.pictures)}
    outlines = outlines_of(both)
    return replace(
        both,
        tables=placed_tables(tables.values(), outlines),
        pictures=placed_pictures(pictures.values(), outlines),
    )


def outlines_of(fields: DraftFields) -> list[tuple[str, str]]:
    """Return the outlines of the form, each with the name of its field."""
    return [("body", fields.body), *((part.name("body"), part.body) for part in fields.appendixes)]


def refuse_misplaced_tables(fields: DraftFields, previous: Plan | None) -> None:
    """Refuse a table or picture that would be lost, and a line that stands for none."""
    kept = _all_blocks(previous or Plan())
    refuse_misplaced(fields.tables, outlines_of(fields), kept)
    refuse_misplaced_pictures(fields.pictures, outlines_of(fields), kept)


def _all_blocks(plan: Plan) -> tuple[Block, ...]:
    return (*plan.body, *(block for one in plan.appendixes for block in one.body))


def new_id() -> str:
    """Return a random id for a block."""
    return secrets.token_hex(4)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paragraphs(text: str) -> tuple[Runs, ...]:
    return tuple(parse_runs(line) for line in _lines(text))


def _recipient(line: str) -> str:
    """Return a recipient without the dash and the semicolon, which the paper adds (PL1 II.9)."""
    return _DASH.sub("", line).removesuffix(";").rstrip()


def _addressees(fields: DraftFields) -> tuple[Runs, ...]:
    """Return them without dash and closing sign, which the paper adds (PL1 II.9d)."""
    lines = (_DASH.sub("", f"{line} ").rstrip(".; ") for line in _lines(fields.addressees))
    return tuple(parse_runs(line) for line in lines if line)


def _written(paragraphs: tuple[Runs, ...]) -> str:
    return "\n".join(write_runs(paragraph) for paragraph in paragraphs)


def _id(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _ID_DIGITS else None
