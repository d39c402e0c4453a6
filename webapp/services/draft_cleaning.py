"""What the drafting form brings, made regular; refused where it cannot be kept."""

from dataclasses import replace
from typing import Any

from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.inline import parse_runs
from webapp.domain.plan import PRIORITIES, Medium, plain
from webapp.domain.text import clean, squeeze
from webapp.services.draft_appendixes import cleaned_appendixes
from webapp.services.draft_fields import FIELD_LABELS, DraftFields, inlined, outlines_of
from webapp.services.draft_marks import check_marks
from webapp.services.draft_pictures import cleaned_pictures, without_dropped_pictures
from webapp.services.draft_tables import cleaned_tables, dropped_along, without_dropped
from webapp.services.secret_marks import refuse_secret_text

SUBJECT_LIMIT = 500
"""PL6 II: the exchange standard's Subject holds 500 characters."""
LINE_LIMIT = 300
FIELD_LIMIT = 100_000
BODY_LIMIT = 1_000_000
_LIMITS = {
    "filing_line": LINE_LIMIT,
    "promulgation_place": LINE_LIMIT,
    "body": BODY_LIMIT,
}
_ONE_LINE = frozenset({"subject", "filing_line", "promulgation_place"})


def cleaned(fields: DraftFields) -> DraftFields:
    """Return the fields with regular text; refuse what cannot be kept, naming the field."""
    _refuse_secret(fields)
    fields = inlined(fields)
    typed: dict[str, Any] = {n: _clean(n, getattr(fields, n)) for n in FIELD_LABELS}
    gone = [part.body for part in fields.appendixes if part.dropped]
    parts = cleaned_appendixes(fields.appendixes)
    regular = _with_clean_tables(replace(fields, **typed, appendixes=parts), gone)
    _check_choices(regular)
    return regular


def _with_clean_tables(fields: DraftFields, gone: list[str]) -> DraftFields:
    """Return the fields without tables and pictures that go, alone or with an outline."""
    left = [text for _, text in outlines_of(fields)]
    tables = dropped_along(fields.tables, gone, left)
    pictures = cleaned_pictures(fields.pictures, gone, left)

    def cut(outline: str) -> str:
        return without_dropped_pictures(without_dropped(outline, tables), fields.pictures)

    parts = tuple(replace(part, body=cut(part.body)) for part in fields.appendixes)
    body = cut(fields.body)
    tables = cleaned_tables(tables)
    return replace(fields, body=body, appendixes=parts, tables=tables, pictures=pictures)


def _refuse_secret(fields: DraftFields) -> None:
    """Refuse a paper that carries a mark of secrecy: the law forbids it on a network."""
    for name in FIELD_LABELS:
        refuse_secret_text(clean(getattr(fields, name)).text, name)
    for part in fields.appendixes:
        refuse_secret_text(clean(part.title).text, part.name("title"))
        refuse_secret_text(clean(part.body).text, part.name("body"))
    for note in fields.notes:
        refuse_secret_text(clean(note.text).text, note.field)
    for table in fields.tables:
        refuse_secret_text(clean(table.text).text, table.name)
    for picture in fields.pictures:
        refuse_secret_text(picture.description, picture.name)


def _clean(name: str, typed: str) -> str:
    text = clean(typed).text
    text = squeeze(text) if name in _ONE_LINE else text.strip("\n")
    limit = SUBJECT_LIMIT if name == "subject" else _LIMITS.get(name, FIELD_LIMIT)
    length = len(plain(parse_runs(text))) if name == "subject" else len(text)
    if length > limit:
        shown = f"{limit:,}".replace(",", ".")
        raise InvalidInputError(
            f"{FIELD_LABELS[name]} dài {length} ký tự, quá {shown}; rút gọn rồi lưu lại.",
            field=name,
        )
    return text


def _check_choices(fields: DraftFields) -> None:
    if fields.priority not in PRIORITIES:
        raise InvalidInputError(
            "Mức độ khẩn chỉ có KHẨN, THƯỢNG KHẨN, HỎA TỐC; chọn lại.", field="priority"
        )
    check_marks(fields)
    if fields.medium not in set(Medium):
        raise InvalidInputError("Chọn hình thức văn bản: giấy hoặc điện tử.", field="medium")
