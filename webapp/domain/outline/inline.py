r"""Emphasis inside one paragraph: `**đậm**`, `*nghiêng*`, `<u>`, `<sub>`, `<sup>`, `<note>`.

A backslash makes the next sign plain text; first in a paragraph it also says that what follows is
text and no mark. `<br>` breaks the line, `<sp>` and `<tab>` are spaces that must not be trimmed.
Signs that open nothing or close nothing stay as they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from webapp.domain.plan import Run, Runs


class Look(NamedTuple):
    """The emphasis of a stretch of text."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    sub: bool = False
    sup: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as the notation gives it, or a footnote by itself."""

    text: str
    look: Look = PLAIN
    forced: bool = False
    """True for text that came from an escape, and so can be no part of a mark."""
    note: str = ""


NOTE = r"<note>(?P<note>(?:[^<\\]|\\[\s\S]|<(?!/?note>))*)</note>"
"""A footnote in the notation."""
_TOKEN = re.compile(
    r"\\(?P<escaped>[\s\S])"
    r"|(?P<literal>\(\*{1,3}\)|\*{4,})"
    r"|(?P<stars>\*{1,3})"
    r"|<(?P<slash>/?)(?P<tag>u|sub|sup)>"
    r"|<(?P<char>br|sp|tab)\s*/?>"
    rf"|{NOTE}",
    re.IGNORECASE,
)
_ANY_SIGN = re.compile(r"[\\*<]")
_PLAIN_TOKEN = re.compile(r"\\([\s\S])|<(br|sp|tab)\s*/?>", re.IGNORECASE)
_TAGS = {"u": "underline", "sub": "sub", "sup": "sup"}
_STARS = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}
_STAR_TEXT = {"bold": "**", "italic": "*"}
_CHARS = {"br": "\n", "sp": " ", "tab": "\t"}
_WRITTEN_CHARS = {char: f"<{name}>" for name, char in _CHARS.items()}
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BLANK = frozenset(" \t\n")
_TO_ESCAPE = re.compile(r"[\\*\n]|<(?=/?(?:u|sub|sup|note|br|sp|tab)[\s/>])", re.IGNORECASE)


def parse_runs(text: str) -> Runs:
    """Return the runs that the notation says."""
    return runs_of(parse_pieces(text))


def write_runs(runs: Runs, *, as_text: bool = False) -> str:
    """Return the notation of the runs; `as_text` keeps a beginning from being read as a mark."""
    tidied = tidy(runs)
    looks = [PLAIN, *(look_of(run) for run in tidied), PLAIN]
    written: list[str] = []
    for place, run in enumerate(tidied):
        before, look, after = looks[place : place + 3]
        text = _escape(run.text, starred=_stars(before, look) != "", opened=_opens(before, look))
        if place == 0:
            text = _force_first(text, as_text=as_text)
        if place == len(tidied) - 1 or _opens(after, look):
            text = _force_last(text)
        note = write_note(run.note) if run.note else ""
        written += [_switch(before, look), text, note]
    return "".join([*written, _switch(looks[-2], PLAIN)])


def tidy(runs: Iterable[Run]) -> Runs:
    """Return the runs without empty ones and without neighbours that look alike."""
    kept: list[Run] = []
    for (look, _), group in groupby(
        _told_apart(runs), key=lambda pair: (look_of(pair[0]), pair[1])
    ):
        alike = [run for run, _ in group]
        text = "".join(run.text for run in alike)
        note = alike[-1].note
        if text:
            kept.append(Run(text, *look, note=note))
        elif kept and not kept[-1].note:
            kept[-1] = replace(kept[-1], note=note)
        else:
            kept.append(Run("", note=note))
    return tuple(kept)


def parted(runs: Runs, place: int) -> tuple[Runs, Runs]:
    """Return the runs before a place of their text and those from it on."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        if len(run.text) <= place:
            before.append(run)
        elif place <= 0:
            after.append(run)
        else:
            before.append(replace(run, text=run.text[:place], note=""))
            after.append(replace(run, text=run.text[place:]))
        place -= len(run.text)
    return tuple(before), tuple(after)


def _told_apart(runs: Iterable[Run]) -> Iterator[tuple[Run, int]]:
    """Yield each run with a number that changes after every footnote."""
    notes = 0
    for run in runs:
        if run.text or run.note:
            yield run, notes
            notes += bool(run.note)


def look_of(run: Run) -> Look:
    """Return the emphasis of a run."""
    return Look(run.bold, run.italic, run.underline, run.sub, run.sup)


def runs_of(pieces: Sequence[Piece]) -> Runs:
    """Return pieces as runs."""
    if len(pieces) == 1 and pieces[0].text:
        return (Run(pieces[0].text, *pieces[0].look, note=pieces[0].note),)
    return tidy(Run(piece.text, *piece.look, note=piece.note) for piece in pieces)


def parse_pieces(text: str) -> list[Piece]:
    """Return the pieces of a paragraph, each knowing whether it was escaped."""
    if not _ANY_SIGN.search(text):
        return [Piece(text)] if text else []
    tokens = [token for token, _, _ in _tokens(text)]
    paired = _pairs(tokens)
    pieces: list[Piece] = []
    look = PLAIN
    for place, token in enumerate(tokens):
        for flag in token.flags:
            if (place, flag) in paired:
                look = look._replace(**{flag: not getattr(look, flag)})
            else:
                pieces.append(Piece(token.text if token.tag else _STAR_TEXT[flag], look))
        if not token.flags:
            pieces.append(Piece(token.text, look, token.forced, token.note))
    return pieces


@dataclass(frozen=True, slots=True)
class Traced:
    """The words that a notation shows, and where in it each of their letters stands."""

    words: str
    starts: Sequence[int]
    ends: Sequence[int]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words from `start` to `end` stand; an empty stretch hangs on the left.

        Signs of emphasis between the letters lie within, those around them outside.
        """
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.ends[start - 1] if start else self.starts[0] if self.starts else 0
        return place, place


def trace(text: str) -> Traced:
    """Return the words of a notation with their places: `parse_runs` gives the same words."""
    if not _ANY_SIGN.search(text):
        return Traced(text, range(len(text)), range(1, len(text) + 1))
    tokens = list(_tokens(text))
    paired = _pairs([token for token, _, _ in tokens])
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, (token, start, end) in enumerate(tokens):
        left = [flag for flag in token.flags if (place, flag) not in paired]
        shown = "".join(token.text if token.tag else _STAR_TEXT[flag] for flag in left)
        shown = shown if token.flags else token.text
        each = len(shown) == end - start
        words.append(shown)
        starts += range(start, end) if each else [start] * len(shown)
        ends += range(start + 1, end + 1) if each else [end] * len(shown)
    return Traced("".join(words), starts, ends)


@dataclass(frozen=True, slots=True)
class _Token:
    """Text, or a sign that may switch one or two flags of the look."""

    text: str
    forced: bool = False
    note: str = ""
    flags: tuple[str, ...] = ()
    tag: bool = False
    opens: bool = False
    closes: bool = False


def _tokens(text: str) -> Iterator[tuple[_Token, int, int]]:
    """Cut the notation into text and signs, each with where it begins and ends."""
    end, started = 0, False
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield _Token(text[end : match.start()]), end, match.start()
            started = True
        token = _token(match, text, started=started)
        started = started or not (token.flags or token.note)
        yield token, match.start(), match.end()
        end = match.end()
    if end < len(text):
        yield _Token(text[end:]), end, len(text)


def _token(match: re.Match[str], text: str, *, started: bool) -> _Token:
    if escaped := match["escaped"]:
        plain = escaped not in _SIGNS and started
        return _Token(match[0]) if plain else _Token(escaped, forced=True)
    if char := match["char"]:
        return _Token(_CHARS[char.lower()], forced=True)
    if match["note"] is not None:
        return _Token("", note=read_note(match["note"]))
    if tag := match["tag"]:
        flags = (_TAGS[tag.lower()],)
        closes = bool(match["slash"])
        return _Token(match[0], flags=flags, tag=True, opens=not closes, closes=closes)
    if stars := match["stars"]:
        following = text[match.end() : match.end() + 1] or " "
        preceding = text[match.start() - 1 : match.start()] or " "
        return _Token(
            stars,
            flags=_STARS[len(stars)],
            opens=following not in _BLANK,
            closes=preceding not in _BLANK,
        )
    return _Token(match[0])


def _plain_char(match: re.Match[str]) -> str:
    return match[1] or _CHARS[match[2].lower()]


def _pairs(tokens: list[_Token]) -> set[tuple[int, str]]:
    """Return the places of the signs that open something which is closed later."""
    open_at: dict[str, int] = {}
    paired: set[tuple[int, str]] = set()
    for place, token in enumerate(tokens):
        for flag in token.flags:
            if flag in open_at and token.closes:
                paired |= {(open_at.pop(flag), flag), (place, flag)}
            elif flag not in open_at and token.opens:
                open_at[flag] = place
    return paired


def _stars(before: Look, after: Look) -> str:
    """Return the stars that stand between two looks."""
    return "**" * (before.bold != after.bold) + "*" * (before.italic != after.italic)


def _opens(before: Look, after: Look) -> bool:
    """Tell whether stars between the two looks open something, and so want text behind them.

    The other way round: whether they close something, and want text before them.
    """
    return (after.bold and not before.bold) or (after.italic and not before.italic)


def _switch(before: Look, after: Look) -> str:
    """Return the signs that stand between two looks."""
    closed = [f"</{t}>" for t, f in _TAGS.items() if getattr(before, f) and not getattr(after, f)]
    opened = [f"<{t}>" for t, f in _TAGS.items() if getattr(after, f) and not getattr(before, f)]
    return "".join([*closed, _stars(before, after), *opened])


def _escape(text: str, *, starred: bool, opened: bool) -> str:
    """Return text that the notation reads as it stands; after stars its first sign is kept too."""
    escaped = _TO_ESCAPE.sub(lambda match: _WRITTEN_CHARS.get(match[0], "\\" + match[0]), text)
    if starred and escaped[:1] == ")":
        return "\\" + escaped
    return _force_first(escaped, as_text=False) if opened else escaped


def write_note(note: str) -> str:
    """Return the notation of a footnote."""
    words = _TO_ESCAPE.sub(lambda match: _WRITTEN_CHARS.get(match[0], "\\" + match[0]), note)
    return f"<note>{words}</note>"


def read_note(words: str) -> str:
    """Return the text of a footnote from what stands between its two signs."""
    return _PLAIN_TOKEN.sub(_plain_char, words)


def _force_first(text: str, *, as_text: bool) -> str:
    """Keep a first space from being trimmed, or a first sign from being read as a mark."""
    first = text[:1]
    if first in _WRITTEN_CHARS:
        return _WRITTEN_CHARS[first] + text[1:]
    if as_text and first and first != "\\" and not text.startswith(tuple(_WRITTEN_CHARS.values())):
        return "\\" + text
    return text


def _force_last(text: str) -> str:
    """Keep a last space from being trimmed."""
    last = text[-1:]
    return text[:-1] + _WRITTEN_CHARS[last] if last in _WRITTEN_CHARS else text
