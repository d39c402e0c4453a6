"""Builders of nasty .docx files: each part as text, so that a test shows what it is about."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
    "settings": "settings",
}


def content_types(main: str = _MAIN_TYPE) -> str:
    """Return the list of content types."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def relations(*rows: tuple[str, str, bool]) -> str:
    """Return relationships: kind, target, whether external."""
    made = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for number, (kind, target, external) in enumerate(rows)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{made}</Relationships>'


def package(members: Mapping[str, str | bytes]) -> bytes:
    """Return the members as one zip file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def members(body: str, links: tuple[tuple[str, str, bool], ...] = (), **parts: str):
    """Return the members of a Word file with this body and these further parts."""
    rows = [(kind, f"{kind}.xml", False) for kind in parts]
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/_rels/document.xml.rels": relations(*rows, *links),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for kind, inner in parts.items():
        root = _ROOTS[kind]
        made[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{inner}</w:{root}>"
    return made


def docx(body: str, links: tuple[tuple[str, str, bool], ...] = (), **parts: str) -> bytes:
    """Return a Word file with this body; `styles`, `numbering`, `footnotes` … as parts."""
    return package(members(body, links, **parts))


def t(text: str, look: str = "") -> str:
    """Return one run; `look` is the inside of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", align: str = "", more: str = "") -> str:
    """Return one paragraph of runs; plain text becomes a run."""
    inner = "".join(run if run.startswith("<") else t(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{named}{more}{aligned}</w:pPr>{inner}</w:p>"


def item(level: int, text: str, number: int = 1) -> str:
    """Return a paragraph of an automatic list."""
    return p(
        text,
        more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def cell(*paragraphs: str, more: str = "") -> str:
    """Return a cell; plain text becomes a paragraph."""
    inner = "".join(one if one.startswith("<") else p(one) for one in paragraphs) or p()
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, more: str = "") -> str:
    """Return a row of cells."""
    inner = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inner}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """Return a table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def bold(text: str) -> str:
    """Return a bold run."""
    return t(text, "<w:b/>")


def head(subject: str = "Kiểm tra công tác lưu trữ năm 2026") -> str:
    """Return a header table with type and subject."""
    return (
        table(
            row(
                cell(p("UBND TỈNH AN HÒA"), p(bold("SỞ NỘI VỤ")), p("Số: 12/KH-SNV")),
                cell(
                    p(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
                    p(bold("Độc lập - Tự do - Hạnh phúc")),
                    p("An Hòa, ngày 05 tháng 3 năm 2026"),
                ),
            )
        )
        + p(bold("KẾ HOẠCH"), align="center")
        + p(bold(subject), align="center")
    )


def foot() -> str:
    """Return the table of nơi nhận and signature."""
    return table(
        row(
            cell("Nơi nhận:", "- Như Điều 1;", "-Thường trực Tỉnh ủy ( B/c);", "- Lưu: VT, VTLT."),
            cell("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "Vừ A Của"),
        )
    )


def paper(*body: str, after: str = "", **parts: str) -> bytes:
    """Return a whole paper with this text."""
    return docx(head() + "".join(body) + foot() + after, (), **parts)
