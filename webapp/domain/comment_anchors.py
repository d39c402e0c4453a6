"""Where a comment stands in the text of now: at its words, those most like them, its block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from webapp.domain.form_rules.paper import Paper
from webapp.domain.plan import BlockKind, Plan
from webapp.domain.stages import Stage
from webapp.domain.text import squeeze

LONGEST_QUOTE = 500
LONGEST_CONTEXT = 60
_STILL_THE_WORDS = 0.5
"""Words that have changed are still those quoted while this share of them stands."""
_WORD = re.compile(r"\w+")
_LISTS = frozenset({"addressees", "legal_bases", "opening", "closing", "to_places"})
"""Fields of several paragraphs that have no names of their own: known by their words alone."""
_NOT_SHOWN = frozenset({BlockKind.PICTURE, BlockKind.PAGE_BREAK})


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment is about."""

    block: str = ""
    """The id of a block, or a field: `subject`, `legal_bases`; empty for the whole plan."""
    quote: str = ""
    context: str = ""
    """The words before the quote, which tell like ones apart."""


class Hold(StrEnum):
    """How much of what a comment is about still stands."""

    WHOLE = "whole"
    """It is about the whole plan."""
    EXACT = "exact"
    NEAR = "near"
    """The words were edited."""
    BLOCK = "block"
    """The words are gone, their block stands."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a comment stands in the text of now."""

    hold: Hold
    place: str = ""
    """As findings say it: `body/ab12`; empty where it stands nowhere."""
    number: int = 0
    """Which paragraph in the block: of a table, from 1; 0 for the block's own words."""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    place: str
    number: int
    text: str
    mark: str

    @property
    def block(self) -> str:
        """The name that an anchor knows it by."""
        field, _, rest = self.place.partition("/")
        return rest.rpartition("/")[2] if field in {"body", "appendixes"} else field


class AnchoredText:
    """The paragraphs of a plan, in which anchors are made and found again."""

    def __init__(self, plan: Plan) -> None:
        self._blocks: dict[str, list[_Paragraph]] = {}
        self.places: tuple[str, ...] = ()
        """Those that a comment may be about, in the order of the paper."""
        counts: dict[str, int] = {}
        for one in Paper(plan, Stage.DRAFT, plan.medium).passages:
            if one.kind in _NOT_SHOWN or re.fullmatch(r"appendixes/\d+", one.place):
                continue
            number = counts.get(one.place, 0)
            counts[one.place] = number + 1
            mark = one.marker.text if one.marker else ""
            paragraph = _Paragraph(one.place, number, one.text, mark)
            self._blocks.setdefault(paragraph.block, []).append(paragraph)
        self.places = tuple(
            one.place
            for paragraphs in self._blocks.values()
            for one in paragraphs
            if one.number == 0 and (one.text or counts[one.place] > 1)
        )

    def anchor(self, place: str, quote: str) -> Anchor | None:
        """Return the anchor of words of a place, of all its words for none; None if not there.

        A block is known by its bare id too. Without a place the words are looked for in all of the
        text.
        """
        if not place and not quote:
            return Anchor()
        every = (one for group in self._blocks.values() for one in group)
        paragraphs = [one for one in every if place in {"", one.place, one.block}]
        if not paragraphs:
            return None
        if not quote:
            first = paragraphs[0]
            return Anchor(first.block, first.text[:LONGEST_QUOTE])
        for one in paragraphs:
            words = _as_typed(one, quote)
            if words is not None:
                start, end = words
                before = one.text[max(0, start - LONGEST_CONTEXT) : start]
                return Anchor(one.block, one.text[start:end][:LONGEST_QUOTE], before)
        return None

    def find(self, anchor: Anchor) -> Standing:
        """Return where the comment stands now."""
        if not anchor.block:
            return Standing(Hold.WHOLE)
        paragraphs = self._blocks.get(anchor.block, [])
        found = _exact(paragraphs, anchor) or _near(paragraphs, anchor.quote)
        if found is not None:
            return found
        if not paragraphs or anchor.block in _LISTS:
            return Standing(Hold.GONE)
        return Standing(Hold.BLOCK, paragraphs[0].place)


def _as_typed(paragraph: _Paragraph, quote: str) -> tuple[int, int] | None:
    """Return where a paragraph has the words, however they are spaced, its mark before them."""
    words = squeeze(quote)
    for sought in (words, squeeze(words.removeprefix(paragraph.mark))):
        pattern = r"\s+".join(map(re.escape, sought.split()))
        found = re.search(pattern, paragraph.text) if pattern else None
        if found is not None:
            return found.span()
    return None


def _exact(paragraphs: Sequence[_Paragraph], anchor: Anchor) -> Standing | None:
    if not anchor.quote:
        return None
    for sought in (anchor.context + anchor.quote, anchor.quote):
        for one in paragraphs:
            at = one.text.find(sought)
            if at >= 0:
                end = at + len(sought)
                start = end - len(anchor.quote)
                return Standing(Hold.EXACT, one.place, one.number, start, end)
    return None


def _near(paragraphs: Sequence[_Paragraph], quote: str) -> Standing | None:
    """Return the stretch that has most of the words, in their order and near together."""
    sought = [word.casefold() for word in _WORD.findall(quote)]
    best, most = None, _STILL_THE_WORDS * len(sought)
    for one in paragraphs if sought else ():
        words = list(_WORD.finditer(one.text))
        matcher = SequenceMatcher(None, sought, [w[0].casefold() for w in words], autojunk=False)
        core = matcher.find_longest_match()
        same = [
            match
            for match in matcher.get_matching_blocks()
            if match.size and abs((match.b - match.a) - (core.b - core.a)) <= len(sought)
        ]
        count = sum(match.size for match in same)
        if same and count >= most:
            last = same[-1]
            start, end = words[same[0].b].start(), words[last.b + last.size - 1].end()
            best, most = Standing(Hold.NEAR, one.place, one.number, start, end), count + 1
    return best
