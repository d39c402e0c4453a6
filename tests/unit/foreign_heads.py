"""Heads and feet of plans as offices lay them out: one content, many shapes."""

from dataclasses import dataclass

from tests.unit.docx_samples import bold, cell, p, row, t, table

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
DATE = "An Hòa, ngày 05 tháng 3 năm 2026"
TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
SUBJECT = "Rà soát, số hóa hồ sơ lưu trữ và chuẩn hóa dữ liệu trên địa bàn tỉnh năm 2026"
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_LINE = '<w:r><w:pict><v:line from="0,0" to="90,0"/></w:pict></w:r>'
_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1"/></w:pBdr>'


@dataclass(frozen=True)
class Agency:
    """Who issues, as lines on the paper."""

    name: tuple[str, ...]
    in_charge: tuple[str, ...] = ()


AGENCIES = {
    "commune": Agency(("ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP")),
    "province on one line": Agency(("ỦY BAN NHÂN DÂN TỈNH AN HÒA",)),
    "department": Agency(("SỞ NỘI VỤ",), ("UBND TỈNH AN HÒA",)),
    "school": Agency(
        ("TRƯỜNG TRUNG HỌC PHỔ THÔNG", "NGUYỄN TRÃI"), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TỈNH AN HÒA")
    ),
    "board": Agency(
        ("BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP TỈNH"), ("ỦY BAN NHÂN DÂN", "TỈNH AN HÒA")
    ),
}


def centred(*runs: str, more: str = "") -> str:
    """Return a paragraph in the middle."""
    return p(*runs, align="center", more=more)


def left_of(agency: Agency) -> list[str]:
    """Return the lines of the agency."""
    above = [centred(line) for line in agency.in_charge]
    return [*above, *(centred(bold(line)) for line in agency.name)]


def right() -> list[str]:
    """Return the lines of the nation."""
    return [centred(bold(NATION)), centred(bold(MOTTO))]


def vml(*paragraphs: str) -> str:
    """Return a text box as Word 2003 draws it."""
    inner = "".join(paragraphs)
    box = f"<v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
    return f"<w:r><w:pict>{box}</w:pict></w:r>"


def drawn(*paragraphs: str) -> str:
    """Return a text box as Word draws it now, with the old shape as its other choice."""
    inner = "".join(paragraphs)
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    new = f"<w:drawing {_DRAWING}><wp:anchor>{graphic}</wp:anchor></w:drawing>"
    old = vml(*paragraphs).removeprefix("<w:r>").removesuffix("</w:r>")
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def rule(kind: str) -> str:
    """Return what stands under a name: a drawn line, signs, a border, or nothing."""
    return {
        "none": "",
        "underscores": centred("_______"),
        "hyphens": centred("-------"),
        "stars": centred("* * *"),
        "border": centred(more=_BORDER),
        "line": centred(_LINE),
        "line in a box": centred(drawn(p())),
    }[kind]


RULES = ("none", "underscores", "hyphens", "stars", "border", "line", "line in a box")


def two_columns(agency: Agency, number: str, ruled: str) -> str:
    return table(
        row(
            cell(*left_of(agency), rule(ruled), centred(number)),
            cell(*right(), rule(ruled), centred(t(DATE, "<w:i/>"))),
        )
    )


def two_rows(agency: Agency, number: str, ruled: str) -> str:
    return table(
        row(cell(*left_of(agency), rule(ruled)), cell(*right(), rule(ruled))),
        row(centred(number), centred(DATE)),
    )


def row_of_each(agency: Agency, number: str, ruled: str) -> str:
    lines = left_of(agency)
    pairs = [(one, two) for one, two in zip(lines, [*right(), *[""] * 9], strict=False)]
    rows = [row(cell(one), cell(two or p())) for one, two in pairs]
    if len(lines) < 2:
        rows.append(row(cell(rule(ruled) or p()), cell(right()[1])))
    return table(*rows, row(centred(number), centred(DATE)))


def three_columns(agency: Agency, number: str, ruled: str) -> str:
    return table(
        row(cell(*left_of(agency), rule(ruled)), cell(), cell(*right(), rule(ruled))),
        row(centred(number), "", centred(DATE)),
    )


def logo_row(agency: Agency, number: str, ruled: str) -> str:
    picture = p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")
    return table(
        row(cell(picture), cell(*left_of(agency), rule(ruled)), cell(*right())),
        row("", centred(number), centred(DATE)),
    )


def broken_lines(agency: Agency, number: str, ruled: str) -> str:
    signs = [] if ruled == "none" else [t("-------"), BREAK]
    above = [run for line in agency.in_charge for run in (t(line), BREAK)]
    name = [run for line in agency.name for run in (bold(line), BREAK)]
    return table(
        row(
            cell(centred(*above, *name, *signs, t(number))),
            cell(centred(bold(NATION), BREAK, bold(MOTTO), BREAK, *signs, t(DATE))),
        )
    )


def tabs(agency: Agency, number: str, _: str) -> str:
    return _side_by_side(agency, number, TAB, TAB)


def spaces(agency: Agency, number: str, _: str) -> str:
    return _side_by_side(agency, number, t("          "), t("      "))


def _side_by_side(agency: Agency, number: str, gap: str, lead: str) -> str:
    names = [*map(t, agency.in_charge), *map(bold, agency.name)]
    rights = [bold(NATION), bold(MOTTO), *[""] * 9]
    lines = [
        p(lead, one, *((gap, two) if two else ())) for one, two in zip(names, rights, strict=False)
    ]
    rest = p(gap, bold(MOTTO)) if len(names) < 2 else ""
    return "".join(lines) + rest + p(lead, t(number), gap, t(DATE))


def old_boxes(agency: Agency, number: str, ruled: str) -> str:
    left = vml(*left_of(agency), rule(ruled), centred(number))
    return p(left) + p(vml(*right(), rule(ruled), centred(DATE)))


def new_boxes(agency: Agency, number: str, ruled: str) -> str:
    left = drawn(*left_of(agency), rule(ruled), centred(number))
    return p(left, drawn(*right(), rule(ruled), centred(DATE)))


def stacked(agency: Agency, number: str, ruled: str) -> str:
    return (
        "".join([*right(), rule(ruled), *left_of(agency), rule(ruled)])
        + centred(number)
        + centred(DATE)
    )


def controlled(agency: Agency, number: str, ruled: str) -> str:
    inner = two_rows(agency, number, ruled)
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def nested(agency: Agency, number: str, ruled: str) -> str:
    return table(
        row(
            cell(table(row(cell(*left_of(agency), rule(ruled))), row(centred(number))), p()),
            cell(table(row(cell(*right()))), centred(DATE)),
        )
    )


HEADS = {
    made.__name__.replace("_", " "): made
    for made in (
        two_columns, two_rows, row_of_each, three_columns, logo_row, broken_lines, tabs, spaces,
        old_boxes, new_boxes, stacked, controlled, nested,
    )
}  # fmt: skip

NUMBERS = {
    "plain": ("Số: 12/KH-SNV", 12, "KH-SNV"),
    "blank": ("Số:        /KH-SNV", None, "KH-SNV"),
    "dotted": ("Số:……/KH-SNV", None, "KH-SNV"),
    "spaced": ("Số : 12 /KH-SNV", 12, "KH-SNV"),
    "tight": ("Số:12/KH-SNV", 12, "KH-SNV"),
    "parted": ("Số: 12/KH - SNV", 12, "KH-SNV"),
    "three": ("Số: 05/2026/KH-SNV", 5, "2026/KH-SNV"),
}

_CUT = SUBJECT.index("và chuẩn")
_ONE, _TWO = SUBJECT[:_CUT].rstrip(), SUBJECT[_CUT:]
SPACED_TYPE = "K Ế  H O Ạ C H"
TITLES = {
    "two paragraphs": centred(bold("KẾ HOẠCH")) + centred(bold(SUBJECT)),
    "three paragraphs": centred(bold("KẾ HOẠCH")) + centred(bold(_ONE)) + centred(bold(_TWO)),
    "one with breaks": centred(bold("KẾ HOẠCH"), BREAK, bold(_ONE), BREAK, bold(_TWO)),
    "a break in it": centred(bold("KẾ HOẠCH")) + centred(bold(_ONE), BREAK, bold(_TWO)),
    "with a rule": centred(bold("KẾ HOẠCH")) + centred(bold(SUBJECT)) + centred("__________"),
    "many runs": centred(bold("KẾ "), bold("HOẠCH"))
    + centred(*(bold(f"{word} ") for word in SUBJECT.split())),
    "not bold": centred("KẾ HOẠCH") + centred(SUBJECT),
    "with a colon": centred(bold("KẾ HOẠCH:")) + centred(bold(SUBJECT)),
    "spaced letters": centred(bold(SPACED_TYPE)) + centred(bold(SUBJECT)),
    "empty between": centred(bold("KẾ HOẠCH")) + p() + centred(bold(_ONE)) + centred(bold(_TWO)),
    "in a table": table(row(cell(centred(bold("KẾ HOẠCH")), centred(bold(SUBJECT))))),
    "in a frame": centred(bold("KẾ HOẠCH"), more='<w:framePr w:w="900"/>')
    + centred(bold(SUBJECT), more='<w:framePr w:w="900"/>'),
}

PLACES = ("Như Điều 1", "Thường trực Tỉnh ủy ( B/c)", "UBND các xã, phường, đặc khu")
FILING = "Lưu: VT, VTLT."


def _places(dash: str = "- ") -> list[str]:
    lines = [f"{dash}{place};" for place in PLACES]
    return [p(t("Nơi nhận:", "<w:b/><w:i/>")), *map(p, lines), p(f"{dash}{FILING}")]


def _signs() -> list[str]:
    return [
        centred(bold("KT. GIÁM ĐỐC")), centred(bold("PHÓ GIÁM ĐỐC")), p(), p(), p(),
        centred(bold("Vừ A Của")),
    ]  # fmt: skip


def _side_by_side_foot() -> str:
    left = ["Nơi nhận:", *(f"- {place};" for place in PLACES), f"- {FILING}"]
    rights = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "Vừ A Của"]
    return "".join(p(t(one), TAB, *([bold(two)] if two else [])) for one, two in zip(
        left, rights, strict=True))  # fmt: skip


FEET = {
    "table": table(row(cell(*_places()), cell(*_signs()))),
    "tight dashes": table(row(cell(*_places("-")), cell(*_signs()))),
    "three columns": table(row(cell(*_places()), cell(), cell(*_signs()))),
    "rows": table(
        row(cell(_places()[0]), cell(*_signs()[:2])),
        row(cell(*_places()[1:]), cell(*_signs()[2:])),
    ),
    "broken lines": table(
        row(
            cell(
                p(*(run for line in ("Nơi nhận:", *(f"- {one};" for one in PLACES), f"- {FILING}")
                    for run in (t(line), BREAK)))
            ),
            cell(centred(bold("KT. GIÁM ĐỐC"), BREAK, bold("PHÓ GIÁM ĐỐC"), BREAK, BREAK, BREAK,
                         bold("Vừ A Của"))),
        )
    ),
    "tabs": _side_by_side_foot(),
    "signature above": "".join(_signs()) + "".join(_places()),
    "boxes": p(vml(*_places())) + p(drawn(*_signs())),
    "stacked": "".join(_places()) + "".join(_signs()),
}  # fmt: skip
