"""Papers of our own templates, read back by their styles: what was rendered comes back equal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from webapp.documents.reading.blocks import marker_of
from webapp.documents.reading.items import PAGE_BREAK, Item, Paragraph, RawTable
from webapp.documents.reading.own_appendixes import HEAD_STYLE
from webapp.documents.reading.tables import table_of
from webapp.domain.letters import ABOUT, LETTER
from webapp.domain.outline.header import Header
from webapp.domain.outline.inline import tidy
from webapp.domain.outline.joins import Paragraph as Read
from webapp.domain.outline.paper import PaperParts
from webapp.domain.outline.report import Report
from webapp.domain.outline.sections import split_sections
from webapp.domain.outline.signature import is_authority
from webapp.domain.outline.tail import Tail, unit_of
from webapp.domain.outline.title import Title, light_note, part_subject
from webapp.domain.plan import Block, BlockKind, Run, Runs, Signer, plain

_SURE = {"TenLoai", "TrichYeu", "SoKyHieu", "DiaDanhNgay", "QuocHieu", "NoiNhan"}
_LEAST_SURE = 4
_HEADINGS = {"Dieu", "MucLaMa", "MucSo", "MucTieuSo", "MucDiem"}
_DEPTHS = {"MucLaMa": 1, "MucTieuSo": 2, "MucDiem": 3}
"""Of headings without a mark."""
_FOOT = {
    "NoiNhan", "NoiNhanDong", "NguoiSoan", "QuyenHan", "ChucVuKhac", "HoTen", "HoTenDuoiChucVu",
}  # fmt: skip
_KINH_GUI = "Kính gửi: "
_NUMBER = re.compile(r"Số:\s*(?:(?P<number>\d+)|[.…_]*)\s*/(?P<notation>.*)")
_DATE = re.compile(r"(?:(?P<place>.*), )?ngày(?P<rest>[^,]*)")
_DAY = re.compile(r"\s*(\d{1,2}) tháng (\d{1,2}) năm (\d{4})\s*")
_TOP = {
    "CoQuanChuQuan", "CoQuanBanHanh", "DuongKe", "QuocHieu", "TieuNgu", "SoKyHieu", "DoKhan",
    "DiaDanhNgay", "TenLoai", "TrichYeu", "DuongKeTrichYeu", "DuThao", "TrichYeuCongVan",
}  # fmt: skip
_ADDRESSED = {"KinhGui", "KinhGuiDau", "KinhGuiDong", "KinhGuiCuoi"}
"""Of a công văn: one addressee on the line of «Kính gửi:», or that line and the list below."""


def is_own(styles: set[str]) -> bool:
    """Tell a paper of our own templates by the styles that its paragraphs have."""
    return len(_SURE & styles) >= _LEAST_SURE


def part_own(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the paper itself and its appendixes."""
    heads = (
        place
        for place, item in enumerate(items)
        if isinstance(item, Paragraph) and item.style.id == HEAD_STYLE
    )
    begins = next(heads, len(items))
    return items[:begins], items[begins:]


def read_own(items: tuple[Item, ...], report: Report) -> PaperParts:
    """Return the parts of a paper that we rendered, its appendixes left aside."""
    flat = [one for item in items for one in _flat(item)]
    by_style: dict[str, list[Paragraph]] = {}
    for one in flat:
        by_style.setdefault(one.style.id, []).append(one)
    bases = [Read(Block(BlockKind.PARAGRAPH, _runs(one))) for one in by_style.get("CanCu", ())]
    text = own_blocks(items)
    sections = split_sections([*bases, *text], len(bases), titled=True)
    title = Title(0, _type(by_style), _subject(by_style), 0)
    _report_rest(items, report)
    addressees = tuple(_addressees(by_style))
    return PaperParts(_header(by_style), title, sections, _tail(by_style), addressees)


def is_text_table(item: Item) -> bool:
    """Tell a table of the text from those that hold head and foot."""
    return isinstance(item, RawTable) and not _flat(item)


def _flat(item: Item) -> list[Paragraph]:
    """Return a paragraph, or those of the tables of head and foot."""
    if isinstance(item, Paragraph):
        return [item]
    held = [one for column in item.columns() for one in column]
    return held if any(one.style.id in _TOP | _FOOT for one in held) else []


def _report_rest(items: tuple[Item, ...], report: Report) -> None:
    """Report what somebody wrote into the tables of head and foot by hand."""
    for table in items:
        if not isinstance(table, RawTable):
            continue
        for one in _flat(table):
            if one.style.id not in _TOP | _FOOT and one.text.strip():
                message = "Không hiểu dòng này ở đầu hoặc cuối văn bản; dòng không được đưa vào."
                report.add("not_understood", "header", message, one.text.strip())


def _line(by_style: dict[str, list[Paragraph]], style: str) -> str:
    return "\n".join(filter(None, (plain(one.runs) for one in by_style.get(style, ()))))


def _organ(by_style: dict[str, list[Paragraph]], style: str) -> str:
    """Return the lines of a name; one that was too long for its cell ends with a space."""
    return _line(by_style, style).replace(" \n", " ")


def _type(by_style: dict[str, list[Paragraph]]) -> str:
    """Return the type; a công văn prints none, and is told by what it alone has."""
    is_letter = bool((_ADDRESSED | {"TrichYeuCongVan"}) & by_style.keys())
    return LETTER if is_letter else _line(by_style, "TenLoai")


def _addressees(by_style: dict[str, list[Paragraph]]) -> Iterator[Runs]:
    for one in by_style.get("KinhGui", ()):
        yield _behind(one.runs, _KINH_GUI)
    for one in (*by_style.get("KinhGuiDong", ()), *by_style.get("KinhGuiCuoi", ())):
        line = _without_dash(one.runs) if one.runs else ()
        yield tidy(line[:-1] if line and line[-1].text in {";", "."} else line)


def _behind(runs: Runs, words: str) -> Runs:
    """Return a line without the fixed words of the template that begin it."""
    return tidy(runs[1:] if runs and runs[0].text == words else runs)


def _subject(by_style: dict[str, list[Paragraph]]) -> Runs:
    """Return the subject; a note that stands on a line of its own ends it."""
    for letter in by_style.get("TrichYeuCongVan", ()):
        return _behind(letter.runs, f"{ABOUT} ")
    runs = next((_runs(one) for one in by_style.get("TrichYeu", ())), ())
    before, note = part_subject(runs)
    if not note or plain(runs)[len(plain(before))] != "\n":
        return runs
    return tidy((*before, Run(" "), *light_note(note)))


def _header(by_style: dict[str, list[Paragraph]]) -> Header:
    number = _NUMBER.match(_line(by_style, "SoKyHieu"))
    place, day = _place_and_day(_line(by_style, "DiaDanhNgay"))
    return Header(
        organ_in_charge=_organ(by_style, "CoQuanChuQuan"),
        organ_name=_organ(by_style, "CoQuanBanHanh"),
        code_number=int(number["number"]) if number and number["number"] else None,
        code_notation=number["notation"] if number else "",
        promulgation_place=place,
        promulgated_on=day,
        priority=_line(by_style, "DoKhan"),
    )


def _place_and_day(line: str) -> tuple[str, date | None]:
    match = _DATE.fullmatch(line)
    day = _DAY.fullmatch(match["rest"]) if match else None
    try:
        found = date(*(int(day[n]) for n in (3, 2, 1))) if day else None
    except ValueError:
        found = None
    return (match["place"] or "" if match else ""), found


def _runs(paragraph: Paragraph) -> Runs:
    return tidy(paragraph.runs)


def own_blocks(items: Iterable[Item]) -> list[Read]:
    """Return the blocks of a text: a body or that of an appendix."""
    return _joined_titles(_text(items))


def _text(items: Iterable[Item]) -> Iterator[Read]:
    """Yield what stands between the subject and nơi nhận."""
    for item in items:
        if isinstance(item, RawTable):
            if not _flat(item):
                yield Read(Block(BlockKind.TABLE, table=table_of(item, own=True)))
        elif item.style.id not in _TOP | _FOOT | _ADDRESSED | {"CanCu", "Cuoi", "SauBang"}:
            yield from _block(item)


def _block(paragraph: Paragraph) -> Iterator[Read]:
    if paragraph.picture:
        yield Read(Block(BlockKind.PICTURE, picture=paragraph.picture))
        return
    runs = _runs(paragraph)
    if plain(runs) == PAGE_BREAK:
        yield Read(Block(BlockKind.PAGE_BREAK))
        return
    style = paragraph.style.id
    marker = marker_of(plain(runs).strip()) if style == "PhanChuong" else None
    if marker:
        yield Read(Block(BlockKind.HEADING, (), marker))
    elif style == "TenPhanChuong":
        yield Read(Block(BlockKind.HEADING, runs))
    elif runs:
        tabs = sum(1 for _ in takewhile(lambda run: run.text == "\t", paragraph.runs[:-1]))
        block = _with_lead(paragraph.runs[tabs:], heading=style in _HEADINGS)
        yield Read(block, deeper=tabs if block.marker else _DEPTHS.get(style, 0))


def _with_lead(raw: Runs, *, heading: bool) -> Block:
    """Return a block whose mark is a run of its own, as the renderer writes it."""
    kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    first = raw[0]
    if first.text.endswith(" ") and not first.note:
        marker = marker_of(first.text.removesuffix(" "))
        if marker:
            return Block(kind, tidy(raw[1:]), marker)
    return Block(kind, tidy(raw))


def _joined_titles(text: Iterator[Read]) -> list[Read]:
    """Put the title under «Chương I» into its heading."""
    joined: list[Read] = []
    for one in text:
        last = joined[-1].block if joined else None
        under = one.block.kind is BlockKind.HEADING and one.block.marker is None
        if last and under and last.marker and not last.runs and one.block.runs:
            joined[-1] = Read(replace(last, runs=one.block.runs))
        else:
            joined.append(one)
    return joined


def _tail(by_style: dict[str, list[Paragraph]]) -> Tail:
    lines = [_without_dash(one.runs) for one in by_style.get("NoiNhanDong", ()) if one.runs]
    files = bool(lines) and (plain(lines[-1]).startswith("Lưu") or not _is_closed(lines[-1]))
    places = lines[:-1] if files else lines
    filing = tidy(lines[-1]) if files else ()
    return Tail(
        tuple(tidy(line[:-1] if _is_closed(line) else line) for line in places),
        filing,
        unit_of(plain(filing)),
        _signer(by_style),
    )


def _signer(by_style: dict[str, list[Paragraph]]) -> Signer:
    """Return the signer: the last line is the position unless it names an authority."""
    titles = list(filter(None, _line(by_style, "QuyenHan").split("\n")))
    ends = len(titles) - (1 if titles and not is_authority(titles[-1]) else 0)
    return Signer(
        tuple(titles[:ends]),
        "".join(titles[ends:]),
        _line(by_style, "HoTen") or _line(by_style, "HoTenDuoiChucVu"),
        _line(by_style, "ChucVuKhac"),
    )


def _without_dash(runs: Runs) -> Runs:
    first: Run = runs[0]
    return runs[1:] if first.text == "- " else runs


def _is_closed(runs: Runs) -> bool:
    return bool(runs) and runs[-1].text == ";"
