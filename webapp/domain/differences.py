"""What changed between two texts of a plan, word by word, block by block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from webapp.domain.plan import Appendix, Block, BlockKind, Orientation, Plan, Runs

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LONG = 3000
"""Tokens from which the popular ones are left out of the matching, to stay quick."""

_LIES = {Orientation.PORTRAIT: "dọc", Orientation.LANDSCAPE: "ngang"}


class Change(StrEnum):
    """What happened to a piece, a block or a field."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    EMPHASIS = "emphasis"
    """The same words with another emphasis, mark or level."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that both texts have, or only one."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """One block of a body as it was and as it is."""

    change: Change
    pieces: tuple[Piece, ...]
    block_id: str = ""
    level: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One changed field outside the body."""

    field: str
    """The key of the plan: `subject`, `to_places`."""
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class AppendixDifference:
    """One appendix: its blocks, and what changed of its title, its place or how it lies."""

    title: str
    blocks: tuple[BlockDifference, ...]
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs between two texts; unchanged blocks of the body stand in place."""

    fields: tuple[FieldDifference, ...] = ()
    blocks: tuple[BlockDifference, ...] = ()
    appendixes: tuple[AppendixDifference, ...] = ()

    @property
    def changed_blocks(self) -> tuple[BlockDifference, ...]:
        """Return the blocks that are not the same, appendixes included."""
        everywhere = [*self.blocks, *(b for one in self.appendixes for b in one.blocks)]
        return tuple(block for block in everywhere if block.change is not Change.SAME)

    @property
    def count(self) -> int:
        """Return how many fields and blocks differ."""
        heads = sum(len(one.fields) for one in self.appendixes)
        return len(self.fields) + heads + len(self.changed_blocks)


FIELD_LABELS = {
    "organ_in_charge": "Cơ quan chủ quản",
    "organ_name": "Cơ quan ban hành",
    "code_notation": "Ký hiệu",
    "promulgation_place": "Địa danh",
    "subject": "Trích yếu",
    "legal_bases": "Căn cứ",
    "opening": "Mở đầu",
    "closing": "Kết",
    "to_places": "Nơi nhận",
    "filing_line": "Dòng lưu",
    "signer": "Người ký",
    "priority": "Mức độ khẩn",
    "medium": "Hình thức",
}


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the two texts as one row of pieces; joined without ADDED they give `old` back."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=len(after) > _LONG)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(after[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece(Change.REMOVED, "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(Change.ADDED, "".join(after[j1:j2])))
    return tuple(pieces)


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockDifference, ...]:
    """Return the blocks of `new` in order, the removed ones where they stood; ids pair them."""
    before = {block.id: block for block in old}
    after = {block.id for block in new}
    found: list[BlockDifference] = []
    matcher = SequenceMatcher(None, [b.id for b in old], [b.id for b in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            found += [_pair(was, now) for was, now in pairs]
            continue
        found += [_whole(Change.REMOVED, gone) for gone in old[i1:i2] if gone.id not in after]
        for block in new[j1:j2]:
            was = before.get(block.id)
            found.append(_whole(Change.ADDED, block) if was is None else _moved(was, block))
    return tuple(found)


def compare_plans(old: Plan, new: Plan) -> Differences:
    """Return all that differs between two texts of one plan."""
    fields = []
    for name, label in FIELD_LABELS.items():
        before, after = _field_text(old, name), _field_text(new, name)
        if before != after:
            fields.append(FieldDifference(name, label, compare_words(before, after)))
        elif getattr(old, name) != getattr(new, name):
            same = Piece(Change.SAME, after)
            fields.append(FieldDifference(name, f"{label} (chỉ đổi kiểu chữ)", (same,)))
    appendixes = _compare_appendixes(old.appendixes, new.appendixes)
    return Differences(tuple(fields), compare_blocks(old.body, new.body), appendixes)


def block_text(block: Block) -> str:
    """Return the words of a block as a reader sees them, its mark first, a table row a line."""
    if block.table is not None:
        rows = (
            " | ".join("\n".join(map(_words, cell.paragraphs)) for cell in row)
            for row in block.table.rows
        )
        return "\n".join(rows)
    if block.picture:
        shown = f"Hình rộng {block.picture.width:g} mm".replace(".", ",")
        return f"[{shown}: {block.picture.description or 'không có mô tả'}]"
    words = _words(block.runs)
    return f"{block.marker.text} {words}" if block.marker else words


def _words(runs: Runs) -> str:
    """Return the words of a paragraph, each footnote where it hangs."""
    return "".join(f"{run.text} (chú thích: {run.note})" if run.note else run.text for run in runs)


def _pair(was: Block, now: Block) -> BlockDifference:
    before, after = block_text(was), block_text(now)
    if before != after:
        return _difference(Change.CHANGED, now, compare_words(before, after))
    return _whole(Change.SAME if was == now else Change.EMPHASIS, now)


def _moved(was: Block, now: Block) -> BlockDifference:
    pieces = compare_words(block_text(was), block_text(now))
    return _difference(Change.MOVED, now, pieces)


def _whole(change: Change, block: Block) -> BlockDifference:
    piece_change = change if change in {Change.ADDED, Change.REMOVED} else Change.SAME
    return _difference(change, block, (Piece(piece_change, block_text(block)),))


def _difference(change: Change, block: Block, pieces: tuple[Piece, ...]) -> BlockDifference:
    return BlockDifference(change, pieces, block.id, block.level, block.kind)


def _field_text(plan: Plan, name: str) -> str:
    match name:
        case "signer":
            signer = plan.signer
            lines = (*signer.authority, signer.position, signer.second_title, signer.full_name)
            return "\n".join(line for line in lines if line)
        case "subject" | "filing_line":
            runs: Runs = getattr(plan, name)
            return _words(runs)
        case "legal_bases" | "opening" | "closing" | "to_places":
            paragraphs: tuple[Runs, ...] = getattr(plan, name)
            return "\n".join(map(_words, paragraphs))
        case "medium":
            return "Điện tử" if plan.medium == "electronic" else "Giấy"
    return str(getattr(plan, name))


def _compare_appendixes(
    old: tuple[Appendix, ...], new: tuple[Appendix, ...]
) -> tuple[AppendixDifference, ...]:
    """Return the appendixes of `new` in order, then the removed ones."""
    found = []
    free = dict(enumerate(old))
    for place, after in enumerate(new):
        match = _match(free, after)
        if match is None:
            found.append(_whole_appendix("Thêm phụ lục", Change.ADDED, after))
            continue
        before = free.pop(match)
        found.append(_compare_appendix((match, before), (place, after)))
    removed = (_whole_appendix("Bỏ phụ lục", Change.REMOVED, before) for before in free.values())
    return (*found, *removed)


def _match(free: dict[int, Appendix], after: Appendix) -> int | None:
    """Return the place of the appendix that this one was: it shares most blocks, or the title."""
    ids = {block.id for block in after.body} - {""}
    scores = [
        (len(ids & {block.id for block in before.body}), before.title == after.title, -place)
        for place, before in free.items()
    ]
    shared, titled, place = max(scores, default=(0, False, 0))
    return -place if shared or titled else None


def _compare_appendix(was: tuple[int, Appendix], now: tuple[int, Appendix]) -> AppendixDifference:
    (old_place, before), (place, after) = was, now
    rows = (
        ("title", "Tên phụ lục", before.title, after.title),
        ("orientation", "Khổ giấy phụ lục", _LIES[before.orientation], _LIES[after.orientation]),
        ("place", "Thứ tự phụ lục", str(old_place + 1), str(place + 1)),
    )
    fields = (
        FieldDifference(f"appendixes/{name}", label, compare_words(old, new))
        for name, label, old, new in rows
        if old != new
    )
    blocks = compare_blocks(before.body, after.body)
    return AppendixDifference(after.title, blocks, tuple(fields))


def _whole_appendix(label: str, change: Change, appendix: Appendix) -> AppendixDifference:
    words = appendix.title or "Chưa có tên"
    field = FieldDifference("appendixes", label, (Piece(change, words),))
    blocks = tuple(_whole(change, block) for block in appendix.body)
    return AppendixDifference(appendix.title, blocks, (field,))
