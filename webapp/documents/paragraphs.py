"""The text of a plan as the paragraphs that a template shows one by one."""

from collections.abc import Iterator

from webapp.documents.captions import with_captions
from webapp.documents.numbers import Numbers
from webapp.documents.pictures import picture_xml
from webapp.documents.tables import kept_with_next, table_xml
from webapp.documents.word_xml import Paragraph, Pieces, Xml, runs_xml
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.markers import item_sign
from webapp.domain.outline.numbering import depths
from webapp.domain.plan import Block, BlockKind, MarkerKind, Plan, Runs

_ON_ITS_OWN_LINE = {
    MarkerKind.PART,
    MarkerKind.CHAPTER,
    MarkerKind.SECTION,
    MarkerKind.SUBSECTION,
}
_HEADINGS = {
    MarkerKind.ARTICLE: "dieu",
    MarkerKind.ROMAN: "la_ma",
    MarkerKind.ARABIC: "so",
    MarkerKind.DECIMAL: "tieu_muc_so",
    MarkerKind.LETTER: "diem",
    MarkerKind.PAREN: "diem",
    MarkerKind.DASH: "diem",
    MarkerKind.PLUS: "diem",
}
_BY_DEPTH = {1: "la_ma", 2: "tieu_muc_so", 3: "diem"}
"""The headings without a mark whose depth is known."""
_NOTHING = Xml()
_TAB = "<w:r><w:tab/></w:r>"
_PARAGRAPH, _PICTURE, _PAGE_BREAK = (
    BlockKind.PARAGRAPH,
    BlockKind.PICTURE,
    BlockKind.PAGE_BREAK,
)


def text_paragraphs(plan: Plan, room: int, numbers: Numbers) -> list[Paragraph]:
    """Return opening, body and closing; the last paragraph stays with the signature block.

    Pictures and footnotes take their `numbers` one after the other.
    """
    paragraphs = [
        *_plain(plan.opening, numbers),
        *block_paragraphs(plan.body, room, numbers),
        *_plain(plan.closing, numbers),
    ]
    if paragraphs:
        paragraphs[-1] = _kept_with_next(*paragraphs[-1])
    return paragraphs


def block_paragraphs(blocks: tuple[Block, ...], room: int, numbers: Numbers) -> list[Paragraph]:
    """Return the blocks that hold something, between margins `room` twips apart."""
    paragraphs = [
        ("doan", _NOTHING, runs_xml(block.runs, numbers, f"{block.marker.text} "))
        if block.kind is _PARAGRAPH and block.marker and block.level <= depth
        else _block(block, room, numbers, block.level - depth)
        for block, depth in zip(blocks, depths(blocks), strict=True)
        if _has_content(block)
    ]
    if "bang" in [kind for kind, _, _ in paragraphs]:
        return with_captions([block for block in blocks if _has_content(block)], paragraphs)
    return paragraphs


def _kept_with_next(kind: str, mark: Xml, words: Xml | Pieces) -> Paragraph:
    if isinstance(words, Pieces):
        return kind, mark, kept_with_next(words)
    return ("doan_cuoi" if kind == "doan" else kind), mark, words


def _plain(paragraphs: tuple[Runs, ...], numbers: Numbers) -> list[Paragraph]:
    return [("doan", _NOTHING, runs_xml(runs, numbers)) for runs in paragraphs if runs]


def _has_content(block: Block) -> bool:
    if block.table:
        return bool(block.table.rows)
    return bool(block.runs or block.marker or block.picture or block.kind is _PAGE_BREAK)


def _block(block: Block, room: int, numbers: Numbers, deeper: int) -> Paragraph:
    if block.kind is _PARAGRAPH:
        return "doan", _NOTHING, _words(block, numbers, deeper)
    if block.table:
        return "bang", _NOTHING, table_xml(block.table, room, numbers)
    if block.picture:
        return "bang", _NOTHING, picture_xml(block.picture, room, next(numbers.pictures))
    return (
        ("ngat_trang", _NOTHING, _NOTHING)
        if block.kind is _PAGE_BREAK
        else _heading(block, numbers)
    )


def _words(block: Block, numbers: Numbers, deeper: int) -> Xml:
    """Return mark and words; a tab for each level that an item stands under others of its sign."""
    marker = block.marker
    if marker is None:
        return runs_xml(block.runs, numbers)
    words = runs_xml(block.runs, numbers, f"{marker.text} ")
    return Xml(_TAB * deeper + words) if deeper > 0 and item_sign(marker) else words


def _heading(block: Block, numbers: Numbers) -> Paragraph:
    marker = block.marker
    if marker is None:
        return _BY_DEPTH.get(block.level, "so"), _NOTHING, runs_xml(block.runs, numbers)
    if marker.kind in _ON_ITS_OWN_LINE:
        return "phan", runs_xml((), numbers, marker.text), runs_xml(block.runs, numbers)
    return _HEADINGS[marker.kind], _NOTHING, runs_xml(block.runs, numbers, f"{marker.text} ")


def refuse_what_cannot_be_shown(plan: Plan) -> None:
    """Refuse a plan that holds what the paper has no place for, so that nothing gets lost."""
    for sentence, field in _faults(plan):
        raise InvalidInputError(sentence, field)


def _faults(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from _pictures(plan.body, "nội dung")
    for appendix in plan.appendixes:
        yield from _pictures(appendix.body, "phụ lục")
    if plan.secrecy:
        yield (
            "Không soạn văn bản mật trên hệ thống này; hãy bỏ độ mật hoặc soạn ở nơi khác.",
            "secrecy",
        )


def _pictures(blocks: tuple[Block, ...], part: str) -> Iterator[tuple[str, str]]:
    for position, block in enumerate(blocks, start=1):
        if block.kind is _PICTURE and not (block.picture and block.picture.data):
            where = f"đoạn thứ {position} của {part} là hình mà không có tệp hình"
            yield f"Chưa in được văn bản: {where}; hãy chèn lại hình.", f"body/{block.id}"
