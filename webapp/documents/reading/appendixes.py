"""What stands behind the signature, or just above it: appendixes, forms, another paper."""

from dataclasses import dataclass, replace

from webapp.documents.reading.blocks import read_blocks
from webapp.documents.reading.items import PAGE_BREAK, Item, Paragraph, Section
from webapp.documents.reading.losses import Losses
from webapp.documents.reading.typeset import column_lines, parts_of, squeezed
from webapp.documents.reading.zones import begins_part, is_form
from webapp.domain.outline.appendix_labels import GUIDE, label_of
from webapp.domain.outline.headings import all_bold, in_capitals
from webapp.domain.outline.inline import tidy
from webapp.domain.outline.joins import join
from webapp.domain.outline.lines import Line
from webapp.domain.outline.lost_notes import report_notes
from webapp.domain.outline.paper import NewId, named_blocks
from webapp.domain.outline.report import Report
from webapp.domain.plan import Appendix, Orientation, Runs, plain

_MOST_STRAY = 5
_MOST_TITLE_LINES = 8
_FIRST_ITEMS = 12
_MOST_GUIDE_LINES = 4


@dataclass(slots=True)
class Appendixes:
    """Reads appendixes one after the other."""

    sections: tuple[Section, ...]
    losses: Losses
    new_id: NewId
    report: Report

    def read(self, items: list[Item]) -> tuple[Appendix, ...]:
        """Return the appendixes that the items make; a few stray lines are only reported."""
        groups = self._groups(items)
        if groups and not _is_part(groups[0]) and self._is_stray(groups[0]):
            self._report_strays(groups.pop(0))
        return tuple(self._appendix(group) for group in groups)

    def read_lines(self, lines: list[Line]) -> tuple[Appendix, ...]:
        """Return lines below the signature as an appendix; report a few of them only."""
        if len(lines) <= _MOST_STRAY:
            for line in lines:
                _report_stray(line.text, self.report)
            return ()
        self._report_untitled(lines)
        return (Appendix("", named_blocks(join(lines), self.new_id)),)

    def _groups(self, items: list[Item]) -> list[list[Item]]:
        """Return the items of each appendix: a head begins one, and so does turned paper."""
        groups: list[list[Item]] = [[]]
        for item in items:
            begins = begins_part(item) and not _belongs_to_label(groups[-1], item)
            if begins or self._turns(groups[-1], item):
                groups.append([])
            groups[-1].append(item)
        return _with_words(groups)

    def _turns(self, group: list[Item], item: Item) -> bool:
        """Tell whether the paper lies another way from here on, and not under its title alone."""
        before = group[-1] if group else item
        lie = [self.sections[one.section].landscape for one in (before, item)]
        return lie[0] != lie[1] and bool(_with_words([_title(group)[1]]))

    def _appendix(self, items: list[Item]) -> Appendix:
        titled, rest = _title(items)
        title = "\n".join(plain(runs) for runs in titled)
        for runs in titled:
            self._report_notes(runs)
        if not title:
            self._report_untitled(_lines(items[:_FIRST_ITEMS]))
        rest = _with_whole_guide(rest)
        first = rest[0] if rest else items[0]
        lies = self.sections[first.section].landscape
        orientation = Orientation.LANDSCAPE if lies else Orientation.PORTRAIT
        body = named_blocks(read_blocks(rest, self.losses), self.new_id)
        return Appendix(title, body, orientation)

    def _report_notes(self, runs: Runs) -> None:
        for run in runs:
            if run.note:
                message = "Chú thích ở tiêu đề phụ lục không được đưa vào; hãy đưa vào câu."
                self.report.add("not_understood", "tail", message, run.note)

    def _report_untitled(self, lines: list[Line]) -> None:
        message = "Phần sau chữ ký không có tên phụ lục; được giữ thành phụ lục không tên."
        text = lines[0].text if lines else ""
        self.report.add("kept_as_is", "appendixes", message, text)

    def _is_stray(self, items: list[Item]) -> bool:
        paragraphs = [item for item in items if isinstance(item, Paragraph)]
        written = [one for one in paragraphs if one.text.strip()]
        if any(one.picture for one in paragraphs):
            return False
        titled, rest = _title(items)
        headed = bool(titled) and bool(_with_words([rest]))
        return len(paragraphs) == len(items) and len(written) <= _MOST_STRAY and not headed

    def _report_strays(self, items: list[Item]) -> None:
        lines = _lines(items)
        report_notes(lines, "tail", "cuối văn bản", self.report)
        for line in lines:
            _report_stray(line.text, self.report)


def _lines(items: list[Item]) -> list[Line]:
    parts = (part for item in items for part in parts_of(item))
    return [line for part in parts for line in column_lines(part, gap=True)]


def _report_stray(text: str, report: Report) -> None:
    """Report a line below the signature that no plan has a place for."""
    message = "Không hiểu dòng này ở cuối văn bản; dòng không được đưa vào kế hoạch."
    report.add("not_understood", "tail", message, text)


def _is_part(items: list[Item]) -> bool:
    written = (item for item in items if not isinstance(item, Paragraph) or item.text.strip())
    first = next(written, None)
    return first is not None and begins_part(first)


def _with_words(groups: list[list[Item]]) -> list[list[Item]]:
    """Leave out groups without words; an empty group adds nothing but a page."""
    return [group for group in groups if any(_written(item) for item in group)]


def _written(item: Item) -> bool:
    if not isinstance(item, Paragraph) or item.picture:
        return True
    return bool(item.text.replace(PAGE_BREAK, "").strip())


def _title(items: list[Item]) -> tuple[list[Runs], list[Item]]:
    """Return the lines of the title, and what follows: bold or capital lines in the middle."""
    titled: list[Runs] = []
    for place, item in enumerate(items):
        if not isinstance(item, Paragraph) or item.picture or len(titled) >= _MOST_TITLE_LINES:
            return titled, items[place:]
        if not _written(item):
            continue
        parts = parts_of(item)
        ends = next((n for n, part in enumerate(parts) if n and _is_guide(part)), len(parts))
        lines = [squeezed(part.runs, breaks=False) for part in parts[:ends]]
        if not all(_is_title(line, item, first=not titled) for line in filter(None, lines)):
            return titled, items[place:]
        titled += filter(None, lines)
        if ends < len(parts):
            return titled, [*parts[ends:], *items[place + 1 :]]
    return titled, []


def _belongs_to_label(group: list[Item], item: Item) -> bool:
    """Tell a form right below «Phụ lục I», which makes one appendix with it."""
    written = [one for one in group if _written(one)]
    above = written[0] if len(written) == 1 else None
    if not isinstance(above, Paragraph) or not isinstance(item, Paragraph):
        return False
    label = label_of(above.text.strip())
    return label is not None and not label.rest and is_form(item)


def _with_whole_guide(items: list[Item]) -> list[Item]:
    """Put together the line «(Kèm theo …)» that several lines hold."""
    first = next((n for n, item in enumerate(items) if _written(item)), None)
    if first is None or not isinstance(items[first], Paragraph):
        return items
    lines = [*parts_of(items[first]), *items[first + 1 :]]
    runs: Runs = ()
    for place, line in enumerate(lines[:_MOST_GUIDE_LINES]):
        if not isinstance(line, Paragraph) or not (runs or _is_guide(line)):
            return items
        space = [replace(run, text=" ", note="") for run in runs[-1:]]
        runs = tidy((*runs, *space, *squeezed(line.runs, breaks=False)))
        text = plain(runs)
        if text.count("(") <= text.count(")"):
            return [*items[:first], replace(line, runs=runs), *lines[place + 1 :]]
    return items


def _is_guide(line: Paragraph) -> bool:
    """Tell the line «(Kèm theo …)» in the paragraph of a title (PL1 III.1c)."""
    return GUIDE.match(line.text.strip()) is not None


def _is_title(runs: Runs, item: Paragraph, *, first: bool) -> bool:
    if first and begins_part(item):
        return True
    text = plain(runs)
    if item.mark or text.startswith("(") or not any(letter.isalpha() for letter in text):
        return False
    goes_on = not first and text[0].islower()
    return item.centred and (goes_on or in_capitals(text) or all_bold(runs))
