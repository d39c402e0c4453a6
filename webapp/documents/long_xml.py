"""Long XML goes around the template: signs keep its places, and it is never put together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from webapp.documents.word_xml import Paragraph, Pieces, Xml

_TEXTS = ("noi_dung", "phu_luc")
"""The placeholders whose paragraphs may be long."""
_SIGN = "\x01"
"""No text of a plan has it when it is shown, see `clean`."""


def apart(values: Mapping[str, object]) -> tuple[dict[str, object], list[Pieces]]:
    """Return the values with a sign in place of each long XML, and the long XML."""
    long: list[Pieces] = []
    signed = {name: _signed(cast("Sequence[Paragraph]", values[name]), long) for name in _TEXTS}
    return {**values, **signed}, long


def _signed(paragraphs: Sequence[Paragraph], long: list[Pieces]) -> Sequence[Paragraph]:
    if Pieces not in {type(words) for _, _, words in paragraphs}:
        return paragraphs
    return [
        (kind, mark, _sign(words, long)) if isinstance(words, Pieces) else (kind, mark, words)
        for kind, mark, words in paragraphs
    ]


def _sign(words: Pieces, long: list[Pieces]) -> Xml:
    long.append(words)
    return Xml(f"{_SIGN}{len(long) - 1}{_SIGN}")


def encoded(text: str, long: list[Pieces]) -> Iterator[bytes]:
    """Yield the text and, where its signs stand, the long XML."""
    whole = text.encode()
    for place, part in enumerate(whole.split(_SIGN.encode()) if long else [whole]):
        if place % 2:
            yield from long[int(part)]
        else:
            yield part
