"""The text of one plan in the many ways that Word files number, set and wrap it."""

from dataclasses import dataclass, replace

from tests.unit.docx_samples import p, t

TAB = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True)
class Part:
    """A paragraph as a reader sees it; `depth` counts from 1, 0 hangs on no mark."""

    depth: int
    mark: str
    text: str

    @property
    def bold(self) -> bool:
        return self.depth in {1, 2} or (self.depth == 3 and self.mark[-2:-1].isdigit())


PARTS = (
    Part(1, "I.", "MỤC ĐÍCH, YÊU CẦU"),
    Part(2, "1.", "Mục đích"),
    Part(3, "-", "Nâng cao trách nhiệm của cơ quan, đơn vị trong công tác lưu trữ;"),
    Part(3, "-", "Bảo đảm hồ sơ được lập đủ, nộp đúng hạn."),
    Part(2, "2.", "Yêu cầu"),
    Part(3, "-", "Việc rà soát thực hiện thường xuyên, không hình thức."),
    Part(1, "II.", "NHIỆM VỤ VÀ GIẢI PHÁP"),
    Part(2, "1.", "Nhóm nhiệm vụ về rà soát"),
    Part(3, "1.1.", "Rà soát tại cấp tỉnh"),
    Part(4, "a)", "Lập danh mục hồ sơ tồn đọng theo từng năm;"),
    Part(4, "b)", "Phân loại hồ sơ theo giá trị, gồm:"),
    Part(5, "-", "Hồ sơ bảo quản vĩnh viễn;"),
    Part(6, "+", "Hồ sơ đất đai, hồ sơ địa giới hành chính;"),
    Part(6, "+", "Hồ sơ cán bộ;"),
    Part(5, "-", "Hồ sơ bảo quản có thời hạn."),
    Part(3, "1.2.", "Rà soát tại cấp xã"),
    Part(4, "a)", "Kiểm đếm từng cặp, hộp tài liệu;"),
    Part(4, "b)", "Lập biên bản giao nhận."),
    Part(2, "2.", "Nhóm nhiệm vụ về số hóa"),
    Part(3, "2.1.", "Chuẩn bị thiết bị"),
    Part(4, "a)", "Máy quét, máy tính, đường truyền;"),
    Part(1, "III.", "TỔ CHỨC THỰC HIỆN"),
    Part(2, "1.", "Sở Nội vụ"),
    Part(3, "-", "Chủ trì, hướng dẫn, đôn đốc việc thực hiện Kế hoạch này."),
    Part(2, "2.", "Sở Tài chính"),
    Part(3, "-", "Tham mưu bố trí kinh phí."),
)
"""The known content."""

_LISTS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))


def _run(part: Part, text: str) -> str:
    return t(text, "<w:b/>" if part.bold else "")


def _indent(depth: int) -> str:
    return f'<w:ind w:left="{300 * depth}" w:firstLine="200"/>'


def typed(parts=PARTS, gap: str = " ") -> str:
    """Marks are typed."""
    return "".join(p(_run(part, f"{part.mark}{gap}{part.text}".strip())) for part in parts)


def typed_apart(parts=PARTS) -> str:
    """Marks are typed, with a tab before and behind them, in a run of their own."""
    return "".join(p(TAB, _run(part, part.mark), TAB, _run(part, part.text)) for part in parts)


def typed_in_pieces(parts=PARTS) -> str:
    """Marks and words are cut into runs as a spelling check leaves them."""
    made = []
    for part in parts:
        text = f"{part.mark} {part.text}"
        cuts = [text[start : start + 3] for start in range(0, len(text), 3)]
        made.append(p("".join(_run(part, cut) + "<w:proofErr/>" for cut in cuts)))
    return "".join(made)


def typed_with_blanks(parts=PARTS) -> str:
    """Empty paragraphs stand between, spaces are doubled."""
    twice = (replace(part, text=part.text.replace(" ", "  ")) for part in parts)
    return "".join(p(_run(part, f"   {part.mark}  {part.text} ")) + p() + p(" ") for part in twice)


def _level(place: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _bullet(place: int, sign: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>{fonts}'
        "</w:lvl>"
    )


def _abstract(number: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def _num(number: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def _in_list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def one_list(parts=PARTS) -> tuple[str, dict[str, str]]:
    """One list of many levels counts everything; dashes are lists of bullets."""
    levels = "".join(_level(n, *one) for n, one in enumerate(_LISTS))
    bullets = _bullet(0, "-") + _bullet(1, "+")
    numbering = _abstract(1, levels) + _abstract(2, bullets) + _num(1, 1) + _num(2, 2)
    made = []
    for part in parts:
        sign = "-+".find(part.mark)
        place = _in_list(2, sign) if sign >= 0 else _in_list(1, part.depth - 1)
        made.append(p(_run(part, part.text), more=place))
    return "".join(made), {"numbering": numbering}


def list_of_each(parts=PARTS) -> tuple[str, dict[str, str]]:
    """Each group of items is a list of its own that begins anew, by an override."""
    numbering = "".join(
        _abstract(n, _level(0, form, "%1" + text[-1])) for n, (form, text) in enumerate(_LISTS)
    ) + _abstract(9, _bullet(0, "-"))
    nums, made, used, latest = [_num(1, 9)], [], 1, dict[int, int]()
    for part in parts:
        if part.mark in "-+":
            sign = _in_list(1, 0) if part.mark == "-" else ""
            made.append(p(_run(part, part.text if sign else f"+ {part.text}"), more=sign))
            continue
        if part.mark.count(".") == 2:
            made.append(p(_run(part, f"{part.mark} {part.text}")))
            continue
        level = 3 if part.mark.endswith(")") else part.depth - 1
        if part.mark in {"1.", "a)"} or level not in latest:
            used += 1
            latest[level] = used
            begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            nums.append(_num(used, level, begin))
        made.append(p(_run(part, part.text), more=_in_list(latest[level], 0)))
    return "".join(made), {"numbering": numbering + "".join(nums)}


def in_styles(parts=PARTS) -> tuple[str, dict[str, str]]:
    """Heading styles carry the list; their paragraphs say nothing."""
    levels = "".join(
        _level(n, form, text, f'<w:pStyle w:val="H{n + 1}"/>')
        for n, (form, text) in enumerate(_LISTS)
    )
    numbering = _abstract(1, levels) + _num(1, 1)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:pPr>'
        f"<w:numPr>{f'<w:ilvl w:val={chr(34)}{n - 1}{chr(34)}/>' if n > 1 else ''}"
        f'<w:numId w:val="1"/></w:numPr></w:pPr>{"<w:rPr><w:b/></w:rPr>" if n < 4 else ""}'
        "</w:style>"
        for n in range(1, 5)
    )
    made = [
        p(f"{part.mark} {part.text}")
        if part.mark in "-+"
        else p(t(part.text), style=f"H{part.depth}")
        for part in parts
    ]
    return "".join(made), {"numbering": numbering, "styles": styles}


def symbol_bullets(parts=PARTS) -> tuple[str, dict[str, str]]:
    """Dashes are bullets of the font Symbol, whose sign is a hyphen in the private area."""
    bullets = _bullet(0, "\uf02d", "Symbol") + _bullet(1, "+", "Times New Roman")
    numbering = _abstract(2, bullets) + _num(2, 2)
    made = [
        p(_run(part, part.text), more=_in_list(2, "-+".index(part.mark)))
        if part.mark in "-+"
        else p(_run(part, f"{part.mark} {part.text}"))
        for part in parts
    ]
    return "".join(made), {"numbering": numbering}


def styled_and_typed(parts=PARTS) -> tuple[str, dict[str, str]]:
    """Heading styles with typed marks; a style of lists on the rest, its numbers turned off."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="Heading {n}"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        for n in range(1, 4)
    ) + (
        '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = _abstract(1, _level(0, "decimal", "%1.")) + _num(1, 1)
    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    made = [
        p(t(f"{part.mark} {part.text}"), style=f"H{part.depth}")
        if part.bold
        else p(t(f"{part.mark}{part.text}"), style="ListParagraph", more=off + _indent(part.depth))
        for part in parts
    ]
    return "".join(made), {"styles": styles, "numbering": numbering}


NUMBERINGS = {
    made.__name__.replace("_", " "): made
    for made in (
        typed, typed_apart, typed_in_pieces, typed_with_blanks, one_list, list_of_each, in_styles,
        symbol_bullets, styled_and_typed,
    )
}  # fmt: skip


def body_of(numbering: str, parts=PARTS) -> tuple[str, dict[str, str]]:
    """Return the text and the further parts of the file."""
    made = NUMBERINGS[numbering](parts)
    return (made, {}) if isinstance(made, str) else made
