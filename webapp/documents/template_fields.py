"""What fields.toml of a template declares: each placeholder, its label, and what it needs."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import Plan
from webapp.domain.stages import Stage

PLAN_TYPE = "Kế hoạch"
_KNOWN_WITH_THE_ISSUE = {"code_number", "promulgated_on"}
"""Blank until the paper is issued (Điều 15)."""


class FieldKind(StrEnum):
    """How a placeholder stands in the template."""

    TEXT = "text"
    """`{{ name }}`: words that take the look of the paragraph."""
    LINES = "lines"
    """A loop over lines of words."""
    RUNS = "runs"
    """`{{r name }}`: words with emphasis."""
    PARAGRAPHS = "paragraphs"
    """A loop over paragraphs of words with emphasis."""
    RULE = "rule"
    """`{{p name }}`: a rule whose length follows the text above it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One placeholder of a template."""

    placeholder: str
    label: str
    kind: FieldKind
    required: bool
    keys: dict[str, str]
    """The plan's keys that the placeholder shows, each with its label."""


def read_fields(text: str) -> tuple[str, tuple[Field, ...]]:
    """Return the template's label and its fields; refuse a file that is not written that way."""
    try:
        data = tomllib.loads(text)
        fields = tuple(_field(item) for item in data["fields"])
        return str(data["label"]), fields
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(f"fields.toml viết sai cú pháp: {error}.") from error
    except KeyError as error:
        raise InvalidInputError(f"fields.toml thiếu khóa {error}.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInputError(f"fields.toml có giá trị sai: {error}.") from error


def read_type(text: str) -> str:
    """Return the document type that the template is of; «Kế hoạch» where none is named."""
    return str(tomllib.loads(text).get("document_type", PLAN_TYPE))


def missing_fields(plan: Plan, fields: tuple[Field, ...], stage: Stage) -> tuple[str, ...]:
    """Return the labels of what the paper needs at this stage and the plan leaves blank."""
    return tuple(_missing(plan, fields, stage))


def _missing(plan: Plan, fields: tuple[Field, ...], stage: Stage) -> Iterator[str]:
    for field in fields:
        for key, label in field.keys.items():
            waits = key in _KNOWN_WITH_THE_ISSUE and stage is not Stage.ISSUED
            if field.required and not waits and not _value(plan, key):
                yield label


def _value(plan: Plan, key: str) -> object:
    value: object = plan
    for name in key.split("."):
        value = getattr(value, name)
    return value


def _field(item: dict[str, object]) -> Field:
    keys = item.get("keys", {})
    if not isinstance(keys, dict):
        raise TypeError(f"keys = {keys!r}")
    for key in keys:
        _value(Plan(), key)  # a key that no plan has is refused here
    return Field(
        placeholder=str(item["placeholder"]),
        label=str(item["label"]),
        kind=FieldKind(str(item["kind"])),
        required=item["required"] is True,
        keys={str(key): str(label) for key, label in keys.items()},
    )
