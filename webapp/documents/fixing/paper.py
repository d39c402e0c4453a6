"""A file on the way through the fixes: its lines, what they are, and what is usual in it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from webapp.documents.fixing.properties import of_mark, of_run
from webapp.documents.layout import text_rules
from webapp.documents.layout.geometry import first_word_at
from webapp.documents.layout.letter_rules import around
from webapp.documents.layout.letters import Letters
from webapp.documents.layout.roles import TEXT, Labelled, Role
from webapp.documents.layout.sheet import Line, Section, Sheet
from webapp.documents.layout.telling import short
from webapp.documents.reading.package import Package
from webapp.documents.reading.wordml import Element, W
from webapp.domain.form_rules.findings import Rule

INDENTS = (567, 720)
"""Twips: 1 cm or 1.27 cm (PL1 II.6e)."""
LEAST_SIZE, MOST_SIZE = 13, 14
_TOLERANCE = 34
"""Twips; 0.6 mm."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change at one place, before changes of a kind are told together."""

    rule: str
    place: str
    quote: str
    """The beginning of the line; empty where the change is about the page."""
    what: str
    """«canh trái → canh đều»."""


@dataclass(frozen=True)
class Paper:
    """What the fixes of one pass work on."""

    package: Package
    sheet: Sheet
    lines: tuple[Labelled, ...]
    found: frozenset[str]
    """The rules that the check found broken."""
    _roles: dict[int, set[Role]] = field(default_factory=dict)
    _in_paragraph: dict[int, list[Labelled]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.lines:
            self._in_paragraph.setdefault(id(one.line.element), []).append(one)
            for word in one.line.words:
                self._roles.setdefault(id(word.run), set()).add(one.role)

    @cached_property
    def text(self) -> list[Labelled]:
        """Return the paragraphs and bases of the plan outside of tables."""
        return [one for one in self.lines if one.role in TEXT and text_rules.flows(one)]

    @cached_property
    def sized(self) -> list[Labelled]:
        """Return all that has the size of the text."""
        return [*self.text, *(one for one in self.lines if one.role in text_rules.SIZED)]

    @cached_property
    def everywhere(self) -> tuple[Labelled, ...]:
        """Return every line of the file: of the text, of heads and feet, of notes."""
        return (*self.lines, *around(self.sheet))

    def properties_of(self, section: Section) -> Element:
        """Return where a section says how it looks; a text without sections gets one."""
        if section.properties is not None:
            return section.properties
        main = self.package.main()
        body = main.find(W + "body")
        parent = main if body is None else body
        found = parent.find(W + "sectPr")
        return etree.SubElement(parent, W + "sectPr") if found is None else found

    def companions(self, line: Line) -> list[Labelled]:
        """Return all lines of the paragraph that a line stands in: breaks part them."""
        return self._in_paragraph.get(id(line.element), [])

    def gap_below(self, paragraph: Element) -> int:
        """Return the twips that a paragraph keeps below it; none where it is new."""
        lines = self._in_paragraph.get(id(paragraph), [])
        return lines[-1].line.setting.after if lines else 0

    def runs(self, line: Line) -> Iterator[tuple[Element, Letters]]:
        """Yield the runs of a line with their look, but those that other kinds share."""
        seen: set[int] = set()
        for word in line.words:
            if word.run is not None and id(word.run) not in seen:
                seen.add(id(word.run))
                if len(self._roles.get(id(word.run), ())) <= 1:
                    yield word.run, word.letters

    def change_letters(
        self, line: Line, is_wrong: Callable[[Letters], bool], change: Callable[[Element], None]
    ) -> list[Letters]:
        """Change the runs that are wrong, and the automatic number before them; return their look.

        `change` gets the properties of a run.
        """
        wrong = [(run, letters) for run, letters in self.runs(line) if is_wrong(letters)]
        for run, _ in wrong:
            change(of_run(run))
        if wrong and line.listed and line.element is not None:
            change(of_mark(line.element))
        return [letters for _, letters in wrong]

    @cached_property
    def usual_size(self) -> float:
        """Return the size of most letters of the text, or the nearest that is allowed."""
        letters = Counter[float]()
        for one in self.sized:
            for word in one.line.words:
                letters[word.letters.size] += len(word.text)
        usual = letters.most_common(1)[0][0] if letters else MOST_SIZE
        return nearest(usual, LEAST_SIZE, MOST_SIZE)

    @cached_property
    def usual_indent(self) -> int | None:
        """Return which of the two allowed indents most paragraphs have; None where none has."""
        tab = self.sheet.habits.tab
        begins = [first_word_at(one.line, tab) for one in self.text if one.line.first]
        many = Counter(
            indent for one in begins for indent in INDENTS if abs(one - indent) <= _TOLERANCE
        )
        return many.most_common(1)[0][0] if many else None


def nearest(number: float, least: float, most: float) -> float:
    """Return the number, or the end of the range that it is nearest to."""
    return min(max(number, least), most)


def edit(rule: Rule | str, one: Labelled, what: str) -> Edit:
    """Return the change at a line."""
    name = rule if isinstance(rule, str) else rule.id
    return Edit(name, one.place or "page", short(one.line.text), what)


def shown(number: float) -> str:
    """Return a number as a Vietnamese sentence writes it: «12,5»."""
    return f"{number:g}".replace(".", ",")
