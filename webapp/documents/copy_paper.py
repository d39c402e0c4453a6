"""Bản sao as Word: the block of a copy below the paper, or alone, and ô 14 of a file (PL3, 3.1)."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from webapp.documents.report_parts import cell, file_of
from webapp.documents.rule_lines import issuer_lines
from webapp.documents.text_width import BOLD, widest_line
from webapp.documents.word_xml import Xml, clean, escaped
from webapp.documents.zip_writer import deflate, write_zip

_DOCUMENT = "word/document.xml"
_FACE = "Times New Roman"
_SHARE = 0.4
"""Of the issuer's name that the rule below it is long: 1/3 to 1/2 (PL1 II.2b)."""
_LEFT_PART = 0.44
_TEXT_WIDTH = 9354
_CORNER_WIDTH = 7400
_SIZE, _MARGINS = re.compile(r"<w:pgSz [^>]*/>"), re.compile(r"<w:pgMar [^>]*/>")
_KEPT = "<w:keepNext/>"
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_NAME = '<w:p><w:pPr><w:pStyle w:val="HoTen"/></w:pPr>'
"""The signer's name in our own templates, with room for a signature before it."""
_SIGNED = "(Đã ký)"
_CENTRE = '<w:jc w:val="center"/>'
_BEFORE = '<w:spacing w:before="120"/>'
_END = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""A table is never the last thing of a body."""
_TABLE = (
    '<w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
_B, _I = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_LINE = '<w:pBdr><w:{0} w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
_CORNER = (
    '<w:framePr w:w="{width}" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right"'
    ' w:y="500"/>'
)


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """What stands below the paper that was copied (PL1, Phần II, II.1)."""

    words: str
    """«SAO Y», «TRÍCH SAO»."""
    organ_name: str
    """Lines parted by a line feed."""
    number_text: str
    """«03/SY-UBND»."""
    date_line: str
    authority: tuple[str, ...]
    """The lines of the block above the name, the signer's own title last."""
    full_name: str
    to_places: tuple[str, ...]
    """Without dashes; what is kept at the office is added."""


def with_block(docx: bytes, block: CopyBlock) -> bytes:
    """Return the paper with the block right below its last words, on one page (PL1 II.2a)."""
    return _changed(docx, lambda body: _before_section(body, _block(block, _room(body))))


def block_alone(block: CopyBlock, made_at: datetime) -> bytes:
    """Return a page with the block at its top, to be laid below a scanned paper."""
    return file_of(_block(block, _TEXT_WIDTH), block.words, made_at)


def with_corner_line(docx: bytes, line: str) -> bytes:
    """Return the paper with ô 14 in the corner above its first page (PL1, Phần II, I.3)."""
    return _changed(docx, lambda body: body.replace("<w:body>", f"<w:body>{_corner(line)}", 1))


def corner_line_alone(line: str, made_at: datetime) -> bytes:
    """Return a page with nothing but ô 14, to be laid over a scanned paper."""
    return file_of(_corner(line), line, made_at)


def with_signed_mark(docx: bytes) -> bytes:
    """Return a paper that was signed by hand with «(Đã ký)» above the name, where there is room."""
    mark = _text(_SIGNED, 28, _I, f'<w:spacing w:before="500"/>{_CENTRE}')
    name = _NAME.replace("</w:pPr>", '<w:spacing w:before="500"/></w:pPr>')
    return _changed(docx, lambda body: body.replace(_NAME, f"{mark}{name}", 1))


def _changed(docx: bytes, change: Callable[[str], str]) -> bytes:
    """Return the file with another body; its bytes depend on what it says alone."""
    with ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_DOCUMENT] = change(parts[_DOCUMENT].decode()).encode()
    return write_zip(deflate(name, content) for name, content in parts.items())


def _before_section(body: str, block: str) -> str:
    """Return the body with the block as its last words: the last section is behind them."""
    place = body.rindex("<w:sectPr")
    return f"{body[:place]}{block}{body[place:]}"


def _room(body: str) -> int:
    """Return the twips between the margins of the last section."""
    section = body[body.rindex("<w:sectPr") :]
    size, margins = _SIZE.search(section), _MARGINS.search(section)
    if size is None or margins is None:
        return _TEXT_WIDTH
    return _twips(size[0], "w") - _twips(margins[0], "left") - _twips(margins[0], "right")


def _twips(element: str, name: str) -> int:
    found = re.search(rf'w:{name}="(\d+)"', element)
    return int(found[1]) if found else 0


def _block(block: CopyBlock, room: int) -> str:
    """Return the line over the whole width, then the two columns of Mẫu 3.1."""
    left = round(room * _LEFT_PART)
    widths = (left, room - left)
    rows = (
        (_issuer(block.organ_name, left), [_text(block.words, 28, _B, _CENTRE)]),
        (
            [_text(f"Số: {block.number_text}", 26, "", f"{_BEFORE}{_CENTRE}")],
            [_text(block.date_line, 28, _I, f"{_BEFORE}{_CENTRE}")],
        ),
        (_places(block.to_places), _signature(block)),
    )
    line = _text("", 2, "", f'{_LINE.format("top")}<w:spacing w:before="160" w:after="60"/>')
    made = (_row(widths, *cells) for cells in rows)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    grid = f"{_TABLE.format(room)}<w:tblGrid>{columns}</w:tblGrid>"
    return f"{line}<w:tbl>{grid}{''.join(made)}</w:tbl>{_END}"


def _row(widths: tuple[int, int], left: Iterable[Xml], right: Iterable[Xml]) -> Xml:
    first, second = widths
    return Xml(f"<w:tr>{_ROW}{cell(''.join(left), first)}{cell(''.join(right), second)}</w:tr>")


def _issuer(name: str, room: int) -> Iterator[Xml]:
    lines = [line.strip().upper() for line in issuer_lines(name, room)]
    for line in lines:
        yield _text(line, 26, _B, _CENTRE)
    longest = max((widest_line(line, BOLD, 13, room) for line in lines), default=0.0)
    side = round((room - longest * _SHARE) / 2)
    yield _text("", 2, "", f'{_LINE.format("top")}<w:ind w:left="{side}" w:right="{side}"/>')


def _places(places: tuple[str, ...]) -> Iterator[Xml]:
    yield _text("Nơi nhận:", 24, f"{_B}{_I}", '<w:spacing w:before="240"/>')
    for one in places:
        yield _text(f"- {one};", 22)
    yield _text("- Lưu: VT.", 22)


def _signature(block: CopyBlock) -> Iterator[Xml]:
    above = '<w:spacing w:before="240"/>'
    for line in block.authority:
        yield _text(line.upper(), 28, _B, f"{above}{_CENTRE}")
        above = ""
    yield _text(block.full_name, 28, _B, f'<w:spacing w:before="1300"/>{_CENTRE}')


def _corner(line: str) -> Xml:
    """Return ô 14: size 10, upright, in the top margin (PL1, Phần II, I.3c)."""
    frame = _CORNER.format(width=_CORNER_WIDTH)
    shown = _text(line, 20, "", f'{frame}<w:jc w:val="right"/>', kept=False)
    return Xml(f"{shown}{_END}")  # a frame hangs on a paragraph, not on the table of the head


def _text(words: str, size: int, look: str = "", setting: str = "", *, kept: bool = True) -> Xml:
    """Return a paragraph that says how it looks, whatever the styles of the paper say.

    `setting` holds what the schema puts behind keepNext; a frame goes before the rest.
    """
    face = f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="{_FACE}" w:cs="{_FACE}"/>'
    letters = f'<w:rPr>{face}{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escaped(clean(words))}</w:t></w:r>'
    before = _KEPT if kept else ""
    return Xml(f"<w:p><w:pPr>{before}{setting}{letters}</w:pPr>{run if words else ''}</w:p>")
