"""Appendixes as parts of the drafting form: title, how it lies, and a body in outline notation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from webapp.documents.appendixes import heads_of
from webapp.domain.block_ids import NewId, align_appendixes
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.plan import Appendix, Block, Orientation
from webapp.domain.text import clean

MOST_APPENDIXES = 100
TITLE_LIMIT = 2000
BODIES_LIMIT = 1_000_000
"""All bodies together, in characters of outline text."""


@dataclass(frozen=True, slots=True)
class AppendixPart:
    """One appendix as the form holds it."""

    title: str = ""
    orientation: str = Orientation.PORTRAIT.value
    """`portrait` or `landscape`."""
    body: str = ""
    """Outline text."""
    dropped: bool = False
    """True where it goes with the next save."""
    key: int = field(default=0, compare=False)
    """What tells its fields from those of the others; the order of the tuple is the paper's."""

    @property
    def place(self) -> str:
        """Return what the form calls it: `appendix-0`."""
        return f"appendix-{self.key}"

    def name(self, field_name: str) -> str:
        """Return the name of one of its fields: `appendix-0-title`."""
        return f"{self.place}-{field_name}"


_FIELD = re.compile(r"appendix-(0|[1-9][0-9]{0,4})-(?:title|orientation|body|position|drop)")
_LAST = 100_000


def typed_appendixes(typed: Mapping[str, str]) -> tuple[AppendixPart, ...]:
    """Return the appendixes that a form posted, in the order of their positions."""
    keys = {int(match[1]) for match in map(_FIELD.fullmatch, typed) if match}
    parts = (
        AppendixPart(
            title=typed.get(f"appendix-{key}-title", ""),
            orientation=typed.get(f"appendix-{key}-orientation", Orientation.PORTRAIT.value),
            body=typed.get(f"appendix-{key}-body", ""),
            dropped=bool(typed.get(f"appendix-{key}-drop")),
            key=key,
        )
        for key in sorted(keys)
    )
    return tuple(sorted(parts, key=lambda part: _position(typed.get(part.name("position"), ""))))


def names_of(parts: tuple[AppendixPart, ...]) -> dict[str, str]:
    """Return the fields as a form posts them; `typed_appendixes` reads them back."""
    typed: dict[str, str] = {}
    for position, part in enumerate(parts, start=1):
        typed |= {
            part.name("title"): part.title,
            part.name("orientation"): part.orientation,
            part.name("body"): part.body,
            part.name("position"): str(position),
        } | ({part.name("drop"): "1"} if part.dropped else {})
    return typed


def cleaned_appendixes(parts: tuple[AppendixPart, ...]) -> tuple[AppendixPart, ...]:
    """Return what will be saved, as regular text; refuse what cannot be kept."""
    kept = tuple(_clean(part) for part in parts if not part.dropped)
    if len(kept) > MOST_APPENDIXES:
        raise InvalidInputError(
            f"Văn bản có {len(kept)} phụ lục, quá {MOST_APPENDIXES}; gộp hoặc bỏ bớt.",
            field="appendixes",
        )
    length = 0
    for part in kept:
        length += len(part.body)
        if length > BODIES_LIMIT:
            raise InvalidInputError(
                "Các phụ lục dài quá 1.000.000 ký tự; rút gọn, hoặc gửi kèm thành tệp riêng.",
                field=part.name("body"),
            )
    return kept


def parts_of(appendixes: tuple[Appendix, ...]) -> tuple[AppendixPart, ...]:
    """Return the form's parts of a plan's appendixes."""
    return tuple(
        AppendixPart(one.title, one.orientation.value, write_body(one.body), key=key)
        for key, one in enumerate(appendixes)
    )


def labels_of(parts: tuple[AppendixPart, ...]) -> tuple[str, ...]:
    """Return the label that the paper gives each appendix, «Phụ lục I»; empty for one that goes."""
    kept = iter(heads_of([part.title for part in parts if not part.dropped]))
    return tuple("" if part.dropped else next(kept)[0] for part in parts)


def to_appendixes(
    parts: tuple[AppendixPart, ...],
    previous: tuple[Appendix, ...],
    kept: tuple[Block, ...],
    new_id: NewId,
) -> tuple[Appendix, ...]:
    """Return the parts as appendixes; blocks keep the ids of those they were edited from."""
    read = tuple(
        Appendix(part.title, parse_body(part.body, kept), Orientation(part.orientation))
        for part in parts
    )
    return align_appendixes(previous, read, new_id)


def arranged(parts: tuple[AppendixPart, ...], goal: str) -> tuple[AppendixPart, ...] | None:
    """Return the parts after a button of the form; None for one that is not about them.

    `add-appendix`, `up-appendix-2`, `down-appendix-2`: the number is the key of the part.
    """
    if goal == "add-appendix":
        free = max((part.key for part in parts), default=-1) + 1
        return (*parts, AppendixPart(key=free))
    deed, _, key = goal.rpartition("-")
    step = {"up-appendix": -1, "down-appendix": 1}.get(deed)
    place = next((i for i, part in enumerate(parts) if str(part.key) == key), None)
    if step is None or place is None:
        return None
    moved = list(parts)
    moved.insert(max(0, place + step), moved.pop(place))
    return tuple(moved)


def _clean(part: AppendixPart) -> AppendixPart:
    if part.orientation not in set(Orientation):
        raise InvalidInputError(
            "Chọn khổ giấy của phụ lục: dọc hoặc ngang.", field=part.name("orientation")
        )
    title = "\n".join(line.strip() for line in clean(part.title).text.strip().splitlines())
    if len(title) > TITLE_LIMIT:
        raise InvalidInputError(
            f"Tên phụ lục dài {len(title)} ký tự, quá 2.000; rút gọn rồi lưu lại.",
            field=part.name("title"),
        )
    return replace(part, title=title, body=clean(part.body).text.strip("\n"))


def _position(typed: str) -> int:
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) < len(str(_LAST))
        else _LAST
    )
