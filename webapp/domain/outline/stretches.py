"""Where words of a passage stand in the notation it was typed in, and what a fix changes there."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from webapp.domain.outline.body import before_words
from webapp.domain.outline.inline import Traced, trace


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch of a typed line that a fix replaces, and what it writes there."""

    start: int
    end: int
    text: str
    was: str = ""
    """What stands there now, so that nobody replaces something else."""


def trace_line(line: str) -> Traced:
    """Return the words of an outline's line, its mark included, with their places in the line."""
    length = before_words(line)
    traced = trace(line.rstrip(" \t")[length:])
    return Traced(
        traced.words,
        [start + length for start in traced.starts],
        [end + length for end in traced.ends],
    )


def trace_squeezed(text: str) -> Traced:
    """Return the words of a field that is kept on one line, with single spaces."""
    traced = trace(text)
    words, starts, ends = [""], [0], [0]
    for letter, start, end in zip(traced.words, traced.starts, traced.ends, strict=True):
        if letter.isspace() and words[-1] in {"", " "}:
            ends[-1] = end if words[-1] else ends[-1]
            continue
        words.append(" " if letter.isspace() else letter)
        starts.append(start)
        ends.append(end)
    return Traced("".join(words), starts[1:], ends[1:])


def place_of(traced: Traced, passage: str, quote: str, context: str = "") -> tuple[int, int] | None:
    """Return which letters of the line the quote is: of all the passage where it quotes nothing.

    The line may begin with a mark or a dash that the passage does not have; a quote that only
    stands there is found there. `context` ends with the quote and tells which one is meant. None
    where the line does not hold the words.
    """
    words = traced.words
    at = len(words) - len(passage) if words.endswith(passage) else words.find(passage)
    found = quoted_in(passage, quote, context) if at >= 0 else None
    if found is not None:
        start, end = found
        return (at + start, at + end) if start < end else (0, len(words.rstrip()))
    return quoted_in(words, quote, context) if quote else None


def quoted_in(text: str, quote: str, context: str = "") -> tuple[int, int] | None:
    """Return where a text holds the quote, all of it where nothing is quoted."""
    if not quote:
        return 0, len(text)
    found = text.find(context or quote)
    end = found + len(context or quote)
    return (end - len(quote), end) if found >= 0 else None


def edit_of(
    line: str, read: Callable[[str], Traced], letters: tuple[int, int], right: str
) -> Edit | None:
    """Return what to type so that the letters become `right` and nothing else changes.

    Only what differs is touched. None where signs of emphasis stand between these letters, or
    what is to be written would be read as such.
    """
    traced, (first, last) = read(line), letters
    wanted = traced.words[:first] + right + traced.words[last:]
    wrong = traced.words[first:last]
    before = _alike(wrong, right)
    after = _alike(wrong[before:][::-1], right[before:][::-1])
    first, last = first + before, last - after
    if any(traced.ends[i] != traced.starts[j] for i, j in pairwise(range(first, last))):
        return None
    start, end = traced.stretch(first, last)
    edit = Edit(start, end, right[before : len(right) - after], line[start:end])
    return edit if read(applied(line, (edit,))).words == wanted else None


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """Return the text with every edit made; none of them touches another."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
