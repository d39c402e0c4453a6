"""Where each passage of a plan stands in the words of its PDF, in the order of the paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.documents.pdf.printed_text import PrintedText, normal
from webapp.domain.form_rules.paper import Paper, Part, Passage, block_place
from webapp.domain.plan import Block, Plan
from webapp.domain.stages import Stage

_HEAD = 1500
"""Signs of the first page among which number, date and issuer are looked for."""
_LONG, _SHORT = 40, 12
"""Signs from which words are known wherever they are met, and under which only close by."""
_FAR, _NEAR, _CLOSE = 200_000, 1500, 200
_BEGINNING = 24
"""Signs that tell a passage whose rest a page number or a note interrupts."""
_SLACK = 200


@dataclass(slots=True)
class _Search:
    """Goes down the pages with the passages."""

    printed: PrintedText
    reached: int = 0
    missed: int = 0
    """Signs of the passages that were not met since the last one that was."""
    spans: dict[str, range] = field(default_factory=dict)
    blanks: dict[str, range] = field(default_factory=dict)
    """The end of what is printed before an empty passage."""

    def meet(self, passage: Passage) -> None:
        """Find the next passage; what is printed otherwise is passed over."""
        key = normal(passage.text)
        if not key:
            if self.reached:
                self.blanks[passage.place] = range(self.reached - 1, self.reached)
            return
        found = self._find(key)
        if found is None:
            self.missed += len(key)
            return
        self.missed = 0
        self._note(passage.place, found)

    def _find(self, key: str) -> range | None:
        stop = self.reached + 3 * self.missed + _room(key)
        found = self.printed.find(key, self.reached, stop)
        if found is not None:
            self.reached = found.stop
        elif len(key) > _BEGINNING:
            begun = self.printed.find(key[:_BEGINNING], self.reached, stop)
            if begun is not None:
                self.reached = begun.stop
                end = begun.start + len(key) + _SLACK
                found = range(begun.start, min(end, len(self.printed.text)))
        return found

    def _note(self, place: str, found: range) -> None:
        known = self.spans.get(place, found)
        self.spans[place] = range(known.start, max(known.stop, found.stop))


def passage_spans(plan: Plan, printed: PrintedText) -> dict[str, range]:
    """Return where the words of each place of a finding are printed, whole cells of a table too."""
    spans = dict(_head(plan, printed))
    title = spans.get("document_type")
    search = _Search(printed, title.stop if title else 0)
    passages = Paper(plan, Stage.DRAFT, plan.medium).passages
    for passage in passages:
        if passage.part is not Part.APPENDIXES:
            search.meet(passage)
    foot = dict(_foot(plan, printed, search))
    for passage in passages:
        if passage.part is Part.APPENDIXES:
            search.meet(passage)
    return _firsts(search.spans) | search.blanks | search.spans | spans | foot


def markers_of(plan: Plan) -> dict[str, str]:
    """Return the mark that is printed before each block, by the block's place."""
    return {place: block.marker.text for place, block in _blocks(plan) if block.marker}


def _blocks(plan: Plan) -> Iterator[tuple[str, Block]]:
    for position, block in enumerate(plan.body):
        yield block_place(block, position), block
    for number, appendix in enumerate(plan.appendixes):
        for position, block in enumerate(appendix.body):
            yield block_place(block, position, number), block


def _firsts(spans: dict[str, range]) -> dict[str, range]:
    """Return the first passage of each part, for findings on the part as a whole."""
    return {place.partition("/")[0]: span for place, span in reversed(spans.items())}


def _head(plan: Plan, printed: PrintedText) -> Iterator[tuple[str, range]]:
    """Yield the lines of the head, whose cells come in one order or another."""
    place, notation = plan.promulgation_place, plan.code_notation
    sought = {
        "organ_in_charge": (plan.organ_in_charge,),
        "organ_name": (plan.organ_name,),
        "code_number": (notation, "Số:"),
        "code_notation": (notation, "Số:"),
        "promulgation_place": (f"{place}, ngày", "ngày"),
        "promulgated_on": (f"{place}, ngày", "ngày"),
        "priority": (plan.priority,),
        "document_type": (plan.document_type,),
    }
    for name, texts in sought.items():
        for text in texts:
            found = printed.find(text, 0, _HEAD)
            if found is not None:
                yield name, printed.whole_lines(found)
                break


def _foot(plan: Plan, printed: PrintedText, search: _Search) -> Iterator[tuple[str, range]]:
    """Yield the lines of the signature, which stands beside the recipients or below them."""
    recipients = search.spans.get("to_places/0") or search.spans.get("filing_line")
    start = max(recipients.start - _CLOSE if recipients else search.reached - _NEAR, 0)
    signer = plan.signer
    sought = {
        "to_places": ("Nơi nhận:",),
        "signer.authority": signer.authority[:1],
        "signer.position": (signer.position,),
        "signer.second_title": (signer.second_title,),
        "signer.full_name": (signer.full_name,),
    }
    for name, texts in sought.items():
        for text in texts:
            found = printed.find(text, start, start + _CLOSE + _NEAR)
            if found is not None:
                yield name, found


def _room(key: str) -> int:
    if len(key) >= _LONG:
        return _FAR
    return len(key) + (_CLOSE if len(key) < _SHORT else _NEAR)
