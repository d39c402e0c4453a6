"""Footnotes as parts of the drafting form: `[[chú thích 1]]` in the text, its words in a list."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.inline import NOTE, read_note, write_note
from webapp.domain.text import clean

MOST_NOTES = 500
NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class NotePart:
    """The words of one footnote, known by the number of its mark."""

    number: int
    text: str = ""

    @property
    def field(self) -> str:
        """Return the name of its field in the form."""
        return f"note-{self.number}"

    @property
    def mark(self) -> str:
        """Return what stands for it in the text."""
        return f"[[chú thích {self.number}]]"


_FIELD = re.compile(r"note-([1-9][0-9]{0,4})")
_SIGN = re.compile(
    rf"\\[\s\S]|{NOTE}|\[\[chú thích (?P<number>[0-9]{{1,5}})\]\]", re.IGNORECASE
)  # an escaped sign is text, also before the brackets


def typed_notes(typed: Mapping[str, str]) -> tuple[NotePart, ...]:
    """Return the footnotes that a form posted, by their numbers."""
    found = ((_FIELD.fullmatch(name), text) for name, text in typed.items())
    parts = (NotePart(int(match[1]), text) for match, text in found if match)
    return tuple(sorted(parts, key=lambda part: part.number))


def names_of_notes(notes: tuple[NotePart, ...]) -> dict[str, str]:
    """Return the footnotes as a form posts them; `typed_notes` reads them back."""
    return {note.field: note.text for note in notes}


def with_new_note(notes: tuple[NotePart, ...], texts: Iterable[str]) -> tuple[NotePart, ...]:
    """Return the footnotes with an empty one more, whose number no text has yet."""
    numbers = [note.number for note in with_marked_notes(notes, texts)]
    return (*notes, NotePart(max(numbers, default=0) + 1))


def with_marked_notes(notes: tuple[NotePart, ...], texts: Iterable[str]) -> tuple[NotePart, ...]:
    """Return the footnotes with an empty one for each mark that has none."""
    signs = (sign for text in texts for line in text.split("\n") for sign in _SIGN.finditer(line))
    marked = {int(sign["number"]) for sign in signs if sign["number"]}
    missing = marked - {note.number for note in notes}
    return (*notes, *(NotePart(number) for number in sorted(missing)))


def take_out(texts: Iterable[str]) -> tuple[list[str], tuple[NotePart, ...]]:
    """Return the texts with a numbered mark for each footnote, and the footnotes."""
    notes: list[NotePart] = []

    def mark(match: re.Match[str]) -> str:
        if match["number"]:
            return f"\\{match[0]}"
        if match["note"] is None:
            return match[0]
        notes.append(NotePart(len(notes) + 1, read_note(match["note"])))
        return notes[-1].mark

    return [_by_line(mark, text) for text in texts], tuple(notes)


def put_back(texts: Iterable[tuple[str, str]], notes: tuple[NotePart, ...]) -> list[str]:
    """Return the texts with each footnote in its place; refuse one without its mark or words.

    Each text comes with the field of the form that it stands in.
    """
    if len(notes) > MOST_NOTES:
        raise InvalidInputError(
            f"Văn bản có {len(notes)} chú thích, quá {MOST_NOTES}; bỏ bớt rồi lưu lại.",
            field="notes",
        )
    given = {note.number: clean(note.text).text.strip() for note in notes}
    seen: set[int] = set()
    back: list[str] = []
    for field, text in texts:

        def inline(match: re.Match[str], field: str = field) -> str:
            if not match["number"]:
                return match[0]
            number = int(match["number"])
            _check_mark(NotePart(number, given.get(number, "")), field, is_second=number in seen)
            seen.add(number)
            return write_note(given[number])

        back.append(_by_line(inline, text))
    _check_left(given, seen)
    return back


def with_marks_as_notes(line: str) -> str:
    """Return a line of as many characters that is read without the words of its notes' marks."""

    def hidden(match: re.Match[str]) -> str:
        length = len(match[0]) - len("<note></note>")
        return f"<note>{'.' * length}</note>" if match["number"] else match[0]

    return _by_line(hidden, line)


def _by_line(change: Callable[[re.Match[str]], str], text: str) -> str:
    """Change the signs of each paragraph; no footnote goes on in the next."""
    if "[[" not in text and "<" not in text:
        return text
    return "\n".join(_SIGN.sub(change, line) for line in text.split("\n"))


def _check_mark(note: NotePart, field: str, *, is_second: bool) -> None:
    """Refuse a mark that stands twice, or that has no words."""
    if is_second:
        raise InvalidInputError(
            f"Dấu {note.mark} đứng ở hai chỗ; giữ một chỗ, chỗ kia chèn chú thích mới.",
            field=field,
        )
    if not note.text:
        raise InvalidInputError(
            f"Dấu {note.mark} chưa có chữ; ghi chữ của chú thích {note.number} ở mục «Chú thích»"
            " hoặc xóa dấu đó.",
            field=field,
        )
    if len(note.text) > NOTE_LIMIT:
        raise InvalidInputError(
            f"Chú thích {note.number} dài {len(note.text)} ký tự, quá 20.000; rút gọn rồi lưu lại.",
            field=note.field,
        )


def _check_left(given: Mapping[int, str], seen: set[int]) -> None:
    """Refuse words whose mark is gone; a part that was never filled may go."""
    for number, text in given.items():
        if text and number not in seen:
            note = NotePart(number)
            raise InvalidInputError(
                f"Chú thích {number} không còn dấu {note.mark} trong văn bản; đặt lại dấu vào chỗ"
                " cần chú thích, hoặc xóa chữ của chú thích này.",
                field=note.field,
            )
