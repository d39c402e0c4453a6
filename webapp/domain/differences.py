"""What changed between two texts of a plan, word by word, block by block."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from webapp.domain.plan import Appendix, Block, BlockKind, Orientation, Plan, Runs
from webapp.domain.word_differences import Change, Piece, compare_words, longest_rising

__all__ = [
    "AppendixDifference",
    "BlockDifference",
    "Change",
    "Differences",
    "FieldDifference",
    "Piece",
    "block_text",
    "compare_blocks",
    "compare_plans",
    "compare_words",
    "passage_change",
]

_EXCERPT = 60
_Key: TypeAlias = tuple[str, int]
"""A block's id, and which of the blocks with that id it is."""

_LIES = {Orientation.PORTRAIT: "dọc", Orientation.LANDSCAPE: "ngang"}


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """One block of a body as it was and as it is."""

    change: Change
    pieces: tuple[Piece, ...]
    block_id: str = ""
    level: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    goes_down: bool = False
    """Of a moved block: it stood above before."""
    was_after: str = ""
    """Of a moved block: how the block before it began, where it stood; empty for the first."""


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
        """Return the blocks that are not the same, each once, appendixes included."""
        everywhere = [*self.blocks, *(b for one in self.appendixes for b in one.blocks)]
        unchanged = {Change.SAME, Change.AWAY}
        return tuple(block for block in everywhere if block.change not in unchanged)

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
    "addressees": "Kính gửi",
    "legal_bases": "Căn cứ",
    "opening": "Mở đầu",
    "closing": "Kết",
    "to_places": "Nơi nhận",
    "filing_line": "Dòng lưu",
    "signer": "Người ký",
    "priority": "Mức độ khẩn",
    "medium": "Hình thức",
}


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockDifference, ...]:
    """Return the blocks of `new` in order, what `old` alone has where it stood; ids pair them.

    A block that moved stands where it is now, and as AWAY where it was.
    """
    before, after = _by_key(old), _by_key(new)
    places = {key: place for place, key in enumerate(before)}
    stayed = longest_rising([(places[key], key) for key in after if key in places])
    gaps = iter(_gone(before, after, stayed))
    found = next(gaps)
    last = -1
    for key, block in after.items():
        if key in stayed:
            found += [_pair(before[key], block), *next(gaps)]
            last = places[key]
        elif key in places:
            found.append(_moved(old, places[key], block, goes_down=places[key] < last))
        else:
            found.append(_whole(Change.ADDED, block))
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


def passage_change(old: Plan, new: Plan, name: str) -> tuple[Piece, ...]:
    """Return the words of one block or field as they were and are; none where nothing changed."""
    before, after = _passage_text(old, name), _passage_text(new, name)
    return () if before == after else compare_words(before, after)


def _passage_text(plan: Plan, name: str) -> str:
    if name in FIELD_LABELS:
        return _field_text(plan, name)
    bodies = (plan.body, *(one.body for one in plan.appendixes))
    found = (block_text(block) for body in bodies for block in body if block.id == name)
    return next(found, "")


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


def _moved(old: Sequence[Block], place: int, now: Block, *, goes_down: bool) -> BlockDifference:
    pieces = compare_words(block_text(old[place]), block_text(now))
    was_after = block_text(old[place - 1]) if place else ""
    moved = _difference(Change.MOVED, now, pieces)
    return replace(moved, goes_down=goes_down, was_after=_excerpt(was_after))


def _excerpt(text: str) -> str:
    """Return the beginning of a text that names its block."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"


def _by_key(blocks: Sequence[Block]) -> dict[tuple[str, int], Block]:
    """Return the blocks by id; of equal ids each occurrence is another block."""
    seen: Counter[str] = Counter()
    found = {}
    for block in blocks:
        found[block.id, seen[block.id]] = block
        seen[block.id] += 1
    return found


def _gone(
    before: Mapping[_Key, Block], after: Mapping[_Key, Block], stayed: frozenset[_Key]
) -> list[list[BlockDifference]]:
    """Return what left each place between the blocks that stayed: removed, or moved away."""
    gaps: list[list[BlockDifference]] = [[]]
    for key, block in before.items():
        if key in stayed:
            gaps.append([])
            continue
        change = Change.AWAY if key in after else Change.REMOVED
        piece = Piece(Change.REMOVED, block_text(block))
        gaps[-1].append(_difference(change, block, (piece,)))
    return gaps


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
        case "addressees" | "legal_bases" | "opening" | "closing" | "to_places":
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
