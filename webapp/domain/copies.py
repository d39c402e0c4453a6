"""Bản sao: which kinds there are, who makes them of what, and what a part of a plan holds.

Điều 25 to 27 of Nghị định 30/2020/NĐ-CP; Phụ lục I, Phần II.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.appendix_labels import automatic_label, label_of
from webapp.domain.people import Actor, Role
from webapp.domain.plan import Appendix, Block, BlockKind, Medium, Plan, Run
from webapp.domain.workflow import PlanState

COPY_CODES = ("SY", "TrS", "SL")
"""Of the document types that are copies (PL3 I): they count in one series (PL1, Phần II, II.1c)."""
MOST_COPIES = 999
_LEFT_OUT = "…"
"""Stands in a part where words of the plan were left out."""


class CopyKind(StrEnum):
    """What is made of a plan of one's own; a bản sao lục is made of another's sao y alone."""

    WHOLE = "sao_y"
    PART = "trich_sao"


KIND_WORDS = {CopyKind.WHOLE: "SAO Y", CopyKind.PART: "TRÍCH SAO"}
KIND_LABELS = {CopyKind.WHOLE: "Sao y", CopyKind.PART: "Trích sao"}
KIND_CODES = {CopyKind.WHOLE: "SY", CopyKind.PART: "TrS"}


class CopyForm(StrEnum):
    """In which form the copy goes out."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


FORM_LABELS = {CopyForm.PAPER: "Bản giấy", CopyForm.ELECTRONIC: "Bản điện tử"}


class Source(StrEnum):
    """What the copy is made of."""

    SIGNED = "signed"
    """The file of the signed and sealed paper."""
    WORD = "word"
    """The issued Word file, or one made anew of a part of the text."""


def refusal(state: str, actor: Actor, *, recalled: bool) -> str | None:
    """Return why the actor may not copy the plan now; None when he may.

    Văn thư copies what the agency issued and puts the seal on it (Điều 27, 32.2d).
    """
    if actor.standing_in is not None or not actor.has(Role.CLERK):
        return "Việc sao văn bản do văn thư làm (Điều 27, 32); báo văn thư cơ quan."
    if recalled:
        return "Văn bản đã bị thu hồi nên không sao được nữa; xem thông báo thu hồi."
    if state != PlanState.ISSUED:
        return "Chỉ sao văn bản đã phát hành, số còn hiệu lực; xem trạng thái của văn bản."
    return None


def source_of(kind: CopyKind, form: CopyForm, medium: Medium, *, has_signed: bool) -> Source:
    """Return what the copy is made of; refuse what Điều 25 does not know.

    A sao y turns paper into paper, a file into paper, or paper into a signed file; never a file
    into a file (Điều 25.1). A part is made anew in every form (Điều 25.3).
    """
    if kind is CopyKind.PART:
        return Source.WORD
    if form is CopyForm.PAPER:
        return Source.SIGNED if has_signed else Source.WORD
    if medium is Medium.ELECTRONIC:
        raise InvalidInputError(
            "Văn bản điện tử không sao y sang bản điện tử (khoản 1 Điều 25): gửi chính văn bản đã "
            "ký số, hoặc sao y sang giấy.",
            "form",
        )
    if not has_signed:
        raise InvalidInputError(
            "Sao y sang bản điện tử là bản quét của bản giấy đã ký, đóng dấu (khoản 1 Điều 25); "
            "đưa bản quét lên trước.",
            "form",
        )
    return Source.SIGNED


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a plan are wanted, by their place."""

    blocks: frozenset[int] = frozenset()
    appendixes: frozenset[int] = frozenset()
    opening: bool = False
    """The legal bases and the paragraphs before the first heading."""
    closing: bool = False


def sound_parts(plan: Plan, wanted: Parts) -> Parts:
    """Return the parts; refuse a choice of nothing, of all, or of what the plan does not have."""
    known = frozenset(range(len(plan.body))), frozenset(range(len(plan.appendixes)))
    if not (wanted.blocks <= known[0] and wanted.appendixes <= known[1]):
        raise InvalidInputError("Chọn các phần trong danh sách.", "blocks")
    if not wanted.blocks and not wanted.appendixes:
        raise InvalidInputError("Chọn ít nhất một phần nội dung hoặc phụ lục cần trích.", "blocks")
    whole = _taken(plan.body, wanted.blocks) >= _said(plan.body)
    around = (wanted.opening or not has_opening(plan)) and (wanted.closing or not plan.closing)
    if whole and around and wanted.appendixes == known[1]:
        raise InvalidInputError("Đã chọn toàn bộ văn bản; chọn «Sao y» để sao cả văn bản.", "kind")
    return wanted


def has_opening(plan: Plan) -> bool:
    """Tell whether anything stands before the first heading."""
    return bool(plan.legal_bases or plan.opening)


def part_of(plan: Plan, wanted: Parts) -> Plan:
    """Return the plan with the wanted parts alone, each as it is marked in the whole.

    What is chosen brings what stands under it, and the headings above it; «…» stands for words
    that were left out (Điều 25.3b: the form of the paper is made anew in full).
    """
    total = len(plan.appendixes)
    return replace(
        plan,
        legal_bases=plan.legal_bases if wanted.opening else (),
        opening=plan.opening if wanted.opening else (),
        body=tuple(_with_gaps(plan.body, _taken(plan.body, wanted.blocks))),
        closing=plan.closing if wanted.closing else (),
        appendixes=tuple(
            _labelled(one, place + 1, total)
            for place, one in enumerate(plan.appendixes)
            if place in wanted.appendixes
        ),
    )


def _taken(body: Sequence[Block], chosen: frozenset[int]) -> set[int]:
    found: set[int] = set()
    for place in chosen:
        found.add(place)
        found.update(_below(body, place))
        found.update(_above(body, place))
    return found & _said(body)


def _said(body: Sequence[Block]) -> set[int]:
    """Return the places of the blocks that say something."""
    return {place for place, one in enumerate(body) if one.kind is not BlockKind.PAGE_BREAK}


def _below(body: Sequence[Block], place: int) -> Iterator[int]:
    """Yield what hangs on a marked block: all until one that stands as high."""
    level = body[place].level
    for after in range(place + 1, len(body) if level else 0):
        if 0 < body[after].level <= level:
            return
        yield after


def _above(body: Sequence[Block], place: int) -> Iterator[int]:
    """Yield the marked blocks that a block hangs on, the nearest first."""
    level = body[place].level
    for before in range(place - 1, -1, -1):
        higher = body[before].level
        if higher and (not level or higher < level):
            yield before
            level = higher


def _with_gaps(body: Sequence[Block], taken: set[int]) -> Iterator[Block]:
    gap = Block(BlockKind.PARAGRAPH, (Run(_LEFT_OUT),))
    missing = _said(body) - taken
    last = -1
    for place in sorted(taken):
        if missing & set(range(last + 1, place)):
            yield gap
        yield body[place]
        last = place
    if missing & set(range(last + 1, len(body))):
        yield gap


def _labelled(appendix: Appendix, place: int, total: int) -> Appendix:
    """Return the appendix with the number that it has among all of them (PL1 III.1b)."""
    label = label_of(appendix.title)
    if total == 1 or (label is not None and label.number):
        return appendix
    title = label.rest if label is not None else appendix.title
    return replace(appendix, title=f"{automatic_label(place, total)}\n{title}".strip())
