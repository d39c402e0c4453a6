"""A plan as JSON and back, and the hash that decisions are bound to."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from webapp.domain import json_values as values
from webapp.domain.plan import (
    Appendix,
    Block,
    BlockKind,
    Cell,
    Marker,
    MarkerKind,
    Medium,
    Orientation,
    Picture,
    Plan,
    ReportItem,
    Run,
    Runs,
    Signer,
    Table,
)
from webapp.domain.text import clean

RUN_FLAGS = ("bold", "italic", "underline", "sub", "sup")
MOST_NUMBER = 9_999_999
MOST_COPIES = 99_999
LONGEST_SIDE = 2000
"""Millimetres; no picture of an A4 page is larger."""
MEDIA_TYPES = ("image/png", "image/jpeg")
_NOT_HASHED = ("code_number", "promulgated_on", "report")
_HASHED_IF_SET = (
    "addressees",
    "circulation_note",
    "typer_notation",
    "promulgation_amount",
    "foot_address",
)
"""Keys that came later: a plan without them keeps the hash it was approved with."""

Json = dict[str, Any]


def to_json(plan: Plan, *, pictures: bool = False) -> Json:
    """Return the plan as plain JSON values under the published names.

    With `pictures`, their bytes too (base64): for a file that travels alone.
    """
    signer = plan.signer
    return {
        "organ_in_charge": plan.organ_in_charge,
        "organ_name": plan.organ_name,
        "code_number": plan.code_number,
        "code_notation": plan.code_notation,
        "promulgation_place": plan.promulgation_place,
        "promulgated_on": plan.promulgated_on.isoformat() if plan.promulgated_on else None,
        "document_type": plan.document_type,
        "subject": runs_to_json(plan.subject),
        "addressees": [runs_to_json(runs) for runs in plan.addressees],
        "legal_bases": [runs_to_json(runs) for runs in plan.legal_bases],
        "opening": [runs_to_json(runs) for runs in plan.opening],
        "body": blocks_to_json(plan.body, pictures=pictures),
        "closing": [runs_to_json(runs) for runs in plan.closing],
        "to_places": [runs_to_json(runs) for runs in plan.to_places],
        "filing_line": runs_to_json(plan.filing_line),
        "signer": {
            "authority": list(signer.authority),
            "position": signer.position,
            "full_name": signer.full_name,
            "second_title": signer.second_title,
        },
        "unit": plan.unit,
        "priority": plan.priority,
        "secrecy": plan.secrecy,
        "circulation_note": plan.circulation_note,
        "typer_notation": plan.typer_notation,
        "promulgation_amount": plan.promulgation_amount,
        "foot_address": plan.foot_address,
        "medium": plan.medium.value,
        "appendixes": [_appendix_to_json(one, pictures=pictures) for one in plan.appendixes],
        "attachments": list(plan.attachments),
        "report": [_report_item_to_json(item) for item in plan.report],
    }


def runs_to_json(runs: Runs) -> list[Json]:
    """Return a paragraph as a list of runs; flags that are not set are left out."""
    return [_run_to_json(run) for run in runs]


def blocks_to_json(blocks: Iterable[Block], *, pictures: bool = False) -> list[Json]:
    """Return a body as a list of blocks, with the bytes of its pictures or without."""
    return [_block_to_json(block, pictures=pictures) for block in blocks]


def from_json(data: object) -> Plan:
    """Return the plan that `to_json` wrote; refuse anything else with the place of the fault."""
    given = values.mapping(data, "", _READERS)
    read = {key: _READERS[key](value, key) for key, value in given.items()}
    return Plan(**read)


def runs_from_json(data: object, place: str) -> Runs:
    """Return the paragraph written at `place`."""
    return tuple(_run(item, where) for where, item in values.items(data, place))


def blocks_from_json(data: object, place: str) -> tuple[Block, ...]:
    """Return the body written at `place`."""
    return tuple(_block(item, where) for where, item in values.items(data, place))


def canonical_json(plan: Plan) -> bytes:
    """Return the one form of the plan that is hashed: no number, date, report or block ids."""
    content = {key: value for key, value in to_json(plan).items() if key not in _NOT_HASHED}
    content = {key: value for key, value in content.items() if value or key not in _HASHED_IF_SET}
    for blocks in (content["body"], *(appendix["body"] for appendix in content["appendixes"])):
        for block in blocks:
            del block["id"]
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return clean(text).text.encode()


def content_hash(plan: Plan) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(plan)).hexdigest()


def _run_to_json(run: Run) -> Json:
    written: Json = {"text": run.text}
    written.update({flag: True for flag in RUN_FLAGS if getattr(run, flag)})
    if run.note:
        written["note"] = run.note
    return written


def _block_to_json(block: Block, *, pictures: bool) -> Json:
    written: Json = {"id": block.id, "kind": block.kind.value, "level": block.level}
    if block.marker:
        written["marker"] = {"kind": block.marker.kind.value, "text": block.marker.text}
        if block.marker.fixed:
            written["marker"]["fixed"] = True
    if block.picture:
        written["picture"] = _picture_to_json(block.picture, whole=pictures)
    if block.table is None:
        written["runs"] = runs_to_json(block.runs)
        return written
    table = block.table
    written["rows"] = [[_cell_to_json(cell) for cell in row] for row in table.rows]
    written["widths"] = list(table.widths)
    written["header_rows"] = table.header_rows
    return written


def _picture_to_json(picture: Picture, *, whole: bool) -> Json:
    written: Json = {
        "sha256": picture.sha256,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "description": picture.description,
    }
    if whole and picture.data:
        written["data"] = base64.b64encode(picture.data).decode()
    return written


def _cell_to_json(cell: Cell) -> Json:
    paragraphs = [runs_to_json(runs) for runs in cell.paragraphs]
    return {"paragraphs": paragraphs, "columns": cell.columns, "rows": cell.rows}


def _appendix_to_json(appendix: Appendix, *, pictures: bool) -> Json:
    return {
        "title": appendix.title,
        "body": blocks_to_json(appendix.body, pictures=pictures),
        "orientation": appendix.orientation.value,
    }


def _report_item_to_json(item: ReportItem) -> Json:
    return {"kind": item.kind, "place": item.place, "message": item.message, "text": item.text}


def _run(data: object, place: str) -> Run:
    given = values.mapping(data, place, ("text", *RUN_FLAGS, "note"))
    flags = {key: values.flag(given[key], f"{place}.{key}") for key in RUN_FLAGS if key in given}
    note = values.text(given.get("note", ""), f"{place}.note")
    return Run(
        values.text(values.needed(given, "text", place), f"{place}.text"), note=note, **flags
    )


def _block(data: object, place: str) -> Block:
    keys = ("id", "kind", "level", "marker", "runs", "picture", "rows", "widths", "header_rows")
    given = values.mapping(data, place, keys)
    kind = values.choice(BlockKind, values.needed(given, "kind", place), f"{place}.kind")
    block = Block(
        kind,
        runs=runs_from_json(given.get("runs", []), f"{place}.runs"),
        level=values.whole(given.get("level", 0), f"{place}.level", least=0, most=99),
        id=values.text(given.get("id", ""), f"{place}.id"),
    )
    if given.get("marker") is not None:
        block = replace(block, marker=_marker(given["marker"], f"{place}.marker"))
    if kind is BlockKind.PICTURE:
        picture = values.needed(given, "picture", place)
        return replace(block, picture=_picture(picture, f"{place}.picture"))
    return replace(block, table=_table(given, place)) if kind is BlockKind.TABLE else block


def _picture(data: object, place: str) -> Picture:
    keys = ("sha256", "media_type", "width", "height", "description", "data")
    given = values.mapping(data, place, keys)
    media_type = values.text(values.needed(given, "media_type", place), f"{place}.media_type")
    if media_type not in MEDIA_TYPES:
        raise values.refused(f"{place}.media_type", "cần " + " hoặc ".join(MEDIA_TYPES))
    sides = (values.needed(given, side, place) for side in ("width", "height"))
    width, height = (values.length(side, place, most=LONGEST_SIDE) for side in sides)
    sha256 = values.sha256(values.needed(given, "sha256", place), f"{place}.sha256")
    content = values.base64_bytes(given.get("data", ""), f"{place}.data")
    if content and hashlib.sha256(content).hexdigest() != sha256:
        raise values.refused(f"{place}.data", "cần đúng hình có mã băm đã ghi")
    description = values.text(given.get("description", ""), f"{place}.description")
    return Picture(sha256, media_type, width, height, description, content)


def _marker(data: object, place: str) -> Marker:
    given = values.mapping(data, place, ("kind", "text", "fixed"))
    kind = values.choice(MarkerKind, values.needed(given, "kind", place), f"{place}.kind")
    text = values.text(values.needed(given, "text", place), f"{place}.text")
    return Marker(kind, text, values.flag(given.get("fixed", False), f"{place}.fixed"))


def _table(given: Mapping[str, object], place: str) -> Table:
    rows = tuple(
        tuple(_cell(cell, there) for there, cell in values.items(row, where))
        for where, row in values.items(given.get("rows", []), f"{place}.rows")
    )
    widths = values.items(given.get("widths", []), f"{place}.widths")
    header = values.whole(given.get("header_rows", 0), f"{place}.header_rows", least=0, most=999)
    return Table(rows, tuple(values.share(width, where) for where, width in widths), header)


def _cell(data: object, place: str) -> Cell:
    given = values.mapping(data, place, ("paragraphs", "columns", "rows"))
    return Cell(
        _paragraphs(given.get("paragraphs", []), f"{place}.paragraphs"),
        values.whole(given.get("columns", 1), f"{place}.columns", least=1, most=999),
        values.whole(given.get("rows", 1), f"{place}.rows", least=1, most=9999),
    )


def _paragraphs(data: object, place: str) -> tuple[Runs, ...]:
    return tuple(runs_from_json(item, where) for where, item in values.items(data, place))


def _signer(data: object, place: str) -> Signer:
    given = values.mapping(data, place, ("authority", "position", "full_name", "second_title"))
    authority = values.texts(given.get("authority", []), f"{place}.authority")
    rest = {key: values.text(given[key], f"{place}.{key}") for key in given if key != "authority"}
    return Signer(authority, **rest)


def _appendix(data: object, place: str) -> Appendix:
    given = values.mapping(data, place, ("title", "body", "orientation"))
    lies = given.get("orientation", Orientation.PORTRAIT.value)
    return Appendix(
        values.text(given.get("title", ""), f"{place}.title"),
        blocks_from_json(given.get("body", []), f"{place}.body"),
        values.choice(Orientation, lies, f"{place}.orientation"),
    )


def _appendixes(data: object, place: str) -> tuple[Appendix, ...]:
    return tuple(_appendix(item, where) for where, item in values.items(data, place))


def _report(data: object, place: str) -> tuple[ReportItem, ...]:
    return tuple(_report_item(item, where) for where, item in values.items(data, place))


def _report_item(data: object, place: str) -> ReportItem:
    keys = ("kind", "place", "message", "text")
    given = values.mapping(data, place, keys)
    return ReportItem(*(values.text(given.get(key, ""), f"{place}.{key}") for key in keys))


def _number(data: object, place: str) -> int | None:
    return None if data is None else values.whole(data, place, least=1, most=MOST_NUMBER)


def _copies(data: object, place: str) -> int | None:
    return None if data is None else values.whole(data, place, least=1, most=MOST_COPIES)


def _medium(data: object, place: str) -> Medium:
    return values.choice(Medium, data, place)


_READERS: dict[str, Callable[[object, str], Any]] = {
    "organ_in_charge": values.text,
    "organ_name": values.text,
    "code_number": _number,
    "code_notation": values.text,
    "promulgation_place": values.text,
    "promulgated_on": values.day,
    "document_type": values.text,
    "subject": runs_from_json,
    "addressees": _paragraphs,
    "legal_bases": _paragraphs,
    "opening": _paragraphs,
    "body": blocks_from_json,
    "closing": _paragraphs,
    "to_places": _paragraphs,
    "filing_line": runs_from_json,
    "signer": _signer,
    "unit": values.text,
    "priority": values.text,
    "secrecy": values.text,
    "circulation_note": values.text,
    "typer_notation": values.text,
    "promulgation_amount": _copies,
    "foot_address": values.text,
    "medium": _medium,
    "appendixes": _appendixes,
    "attachments": values.texts,
    "report": _report,
}
