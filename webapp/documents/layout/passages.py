"""The passages of a plan in their order, found again by the words of a line."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from webapp.documents.layout.roles import Role
from webapp.domain.form_rules.paper import Paper, Part, Passage, block_place
from webapp.domain.outline.captions import is_caption, is_unit
from webapp.domain.outline.markers import find_marker, item_sign
from webapp.domain.outline.numbering import depths
from webapp.domain.outline.title import part_subject
from webapp.domain.plan import Block, BlockKind, MarkerKind, Plan, plain
from webapp.domain.stages import Stage
from webapp.domain.text import fold, squeeze

_EDGES = " \t-–—+•.;:,()"
_FORM = re.compile(r"(?:bieu|mau)\b")
_LEAST_PART = 12
"""Letters: a shorter text stands inside many others by chance."""
_AHEAD = 3
"""How many passages a part of one may run ahead."""
_UNDER_TYPE = (Role.SUBJECT, Role.APPENDIX_GUIDE)
"""«(Ban hành kèm theo …)» looks alike under every title."""
_ROLES = {
    Part.ADDRESSEES: Role.ADDRESSEE,
    Part.LEGAL_BASES: Role.LEGAL_BASE,
    Part.OPENING: Role.PARAGRAPH,
    Part.BODY: Role.PARAGRAPH,
    Part.CLOSING: Role.PARAGRAPH,
    Part.APPENDIXES: Role.APPENDIX_TEXT,
}
NAMED = frozenset({MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION, MarkerKind.SUBSECTION})
_HEADINGS = {
    MarkerKind.ARTICLE: Role.ARTICLE,
    MarkerKind.ROMAN: Role.ROMAN,
    MarkerKind.ARABIC: Role.CLAUSE,
    MarkerKind.DECIMAL: Role.CLAUSE,
}


class Found(NamedTuple):
    """A passage of the plan."""

    order: int
    place: str
    role: Role
    block: Block | None = None
    marked: bool = False
    """Whether the line that it was found by begins with the mark of its block."""
    nested: int = 0
    """How many levels deeper its block stands than its mark tells."""


def key(text: str) -> str:
    """Return what two writings of the same words have in common, without their marks."""
    return fold(text).strip(_EDGES)


def _key(text: str) -> str:
    """Return the same with marks: plan and file come from the same letters."""
    return squeeze(text.casefold()).strip(_EDGES)


class Passages:
    """Goes down the plan beside the lines of the file."""

    def __init__(self, plan: Plan) -> None:
        blocks = dict(_places_of(plan))
        nested = dict(_nested(plan))
        self._keys: list[str] = []
        self._found: list[Found] = []
        self._by_key: dict[str, list[Found]] = {}
        for text, place, role in _texts(plan, blocks):
            found = Found(len(self._found), place, role, blocks.get(place))
            self._add(text, found._replace(nested=nested.get(place, 0)))
        self._reached = -1

    @property
    def begun(self) -> bool:
        """Tell whether a passage has been found: the head has ended."""
        return self._reached >= 0

    def _add(self, text: str, found: Found) -> None:
        self._keys.append(_key(text))
        self._found.append(found)
        self._by_key.setdefault(self._keys[-1], []).append(found)

    def find(self, text: str, *, parts: bool = True, appendixes: bool = False) -> Found | None:
        """Return the next passage of these words, with or without the mark before them.

        With `parts`, a line may be a part of a passage nearby; with `appendixes`, it is in one.
        """
        mark = find_marker(text, whole=False)
        texts = [text, *([text[mark[1] :]] if mark else [])]
        for place, one in enumerate(texts):
            known = self._by_key.get(wanted, []) if (wanted := _key(one)) else []
            if (found := self._next(known, appendixes=appendixes)) is not None:
                self._reached = found.order
                return found._replace(marked=place > 0)
        return self._holding(_key(text)) if parts else None

    def _next(self, known: list[Found], *, appendixes: bool) -> Found | None:
        """Return the first passage ahead, else a block that stood there before."""
        ahead = bisect_right(known, self._reached, key=lambda found: found.order)
        others = (one for one in islice(known, ahead) if one.block is not None)
        for found in chain(islice(known, ahead, None), others):
            if not appendixes or found.place.startswith("appendixes"):
                return found
        return None

    def _holding(self, wanted: str) -> Found | None:
        """Return the passage nearby that these words are a part of."""
        start = max(self._reached, 0)
        for order in range(start, min(start + _AHEAD, len(self._keys))):
            under_type = self._found[order].role in _UNDER_TYPE
            least = 1 if under_type else _LEAST_PART  # each line of a subject is a part of it
            if len(wanted) >= least and wanted in self._keys[order]:
                self._reached = order
                return self._found[order]
        return None


def _texts(plan: Plan, blocks: dict[str, Block]) -> Iterator[tuple[str, str, Role]]:
    paper = Paper(plan, Stage.DRAFT, plan.medium)
    for passage in paper.passages:
        if passage.part is Part.SUBJECT:
            parts = zip(part_subject(plan.subject), _UNDER_TYPE, strict=True)
            yield from ((plain(part), passage.place, role) for part, role in parts)
        elif passage.part is Part.APPENDIXES and passage.place.count("/") == 1:
            yield from _title_lines(passage)
        elif passage.part in _ROLES:
            yield from _of_block(passage, blocks.get(passage.place))


def _title_lines(passage: Passage) -> Iterator[tuple[str, str, Role]]:
    """Yield the lines of an appendix's title; a second line in small letters explains it."""
    for number, line in enumerate(passage.text.split("\n")):
        explains = number > 0 and line != line.upper()
        form = _FORM.match(fold(line)) or explains
        yield line, passage.place, Role.APPENDIX_TEXT if form else Role.APPENDIX_TITLE


def _of_block(passage: Passage, block: Block | None) -> Iterator[tuple[str, str, Role]]:
    role = Role.CELL if passage.in_table else _ROLES[passage.part]
    heading = block is not None and block.kind is BlockKind.HEADING
    if block is None or not heading or role is not Role.PARAGRAPH:
        named = role is Role.PARAGRAPH and (is_caption(passage.text) or is_unit(passage.text))
        yield passage.text, passage.place, Role.CAPTION if named else role
        return
    kind = None if block.marker is None else block.marker.kind
    if block.marker is not None and _is_named(block):
        yield block.marker.text, passage.place, Role.HEADING_LABEL
        yield passage.text, passage.place, Role.HEADING_TITLE
        return
    yield (
        passage.text,
        passage.place,
        Role.HEADING if kind is None else _HEADINGS.get(kind, Role.HEADING),
    )


def _is_named(block: Block) -> bool:
    """Tell «Phần I» and its like, which stand above their title, from «A.» before it."""
    marker = block.marker
    return marker is not None and marker.kind in NAMED and marker.text[:2].isalpha()


def _places_of(plan: Plan) -> Iterator[tuple[str, Block]]:
    for position, block in enumerate(plan.body):
        yield block_place(block, position), block
    for number, appendix in enumerate(plan.appendixes):
        for position, block in enumerate(appendix.body):
            yield block_place(block, position, number), block


def _nested(plan: Plan) -> Iterator[tuple[str, int]]:
    """Yield the places of items that stand under others of their sign, with their levels."""
    for position, (block, depth) in enumerate(zip(plan.body, depths(plan.body), strict=True)):
        if block.level > depth and block.marker is not None and item_sign(block.marker):
            yield block_place(block, position), block.level - depth
