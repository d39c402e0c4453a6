"""A plain Word file of our own: Times New Roman, A4, a page number at the top; no template."""

from datetime import datetime

from webapp.documents.plain_theme import THEME
from webapp.documents.word_xml import Xml, clean, escaped
from webapp.documents.zip_writer import deflate, write_zip

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>'
    '<Override PartName="/word/theme/theme1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_STYLES = (
    f"<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"'
    ' w:cs="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>"
)
_SETTINGS = (
    f'<w:settings {_SPACES}><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_FONTS = f'<w:fonts {_SPACES}><w:font w:name="Times New Roman"/></w:fonts>'
_HEAD = (
    f'<w:hdr {_SPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
_LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
    '{size}<w:pgMar w:top="1134" w:right="851" w:bottom="1134"'
    ' w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_DOCUMENT = f"<w:document {_SPACES}><w:body>"
_HEAD_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_LONG_ROW = "<w:trPr/>"
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FRAME = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>' for edge in _EDGES)


def file_of(body: str, title: str, made_at: datetime, *, landscape: bool = False) -> bytes:
    """Return the Word file of a body; its bytes depend on these alone."""
    moment = f"{made_at:%Y-%m-%dT%H:%M:%SZ}"
    section = _SECTION.format(size=_LANDSCAPE if landscape else _PORTRAIT)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": f"{_DOCUMENT}{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/header", "header1.xml"),
            (f"{_OFFICE}/fontTable", "fontTable.xml"),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
        "word/theme/theme1.xml": THEME,
        "word/header1.xml": _HEAD,
        "docProps/core.xml": _core(title, moment),
    }
    return write_zip(deflate(name, f"{_DECLARATION}{xml}".encode()) for name, xml in parts.items())


def paragraph(text: str, look: str = "", setting: str = "") -> Xml:
    """Return a paragraph; `look` and `setting` are the insides of its properties."""
    letters = f"<w:rPr>{look}</w:rPr>" if look else ""
    shown = f'<w:r>{letters}<w:t xml:space="preserve">{escaped(clean(text))}</w:t></w:r>'
    return Xml(f"<w:p><w:pPr>{setting}</w:pPr>{shown if text else ''}</w:p>")


def cell(content: str, width: int, span: int = 1) -> Xml:
    """Return a cell `width` twips wide that takes so many columns."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return Xml(f"<w:tc><w:tcPr>{size}{spanned}</w:tcPr>{content}</w:tc>")


def row(*cells: str, head: bool = False, long: bool = False) -> Xml:
    """Return a row that no page parts, unless it is long; a head row stands on each page."""
    kind = _HEAD_ROW if head else _LONG_ROW if long else _ROW
    return Xml(f"<w:tr>{kind}{''.join(cells)}</w:tr>")


def table(widths: tuple[int, ...], *rows: str, framed: bool, centred: bool = False) -> Xml:
    """Return a table with columns of these widths in twips."""
    place = '<w:jc w:val="center"/>' if centred else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    frame = f"<w:tblBorders>{_FRAME}</w:tblBorders>" if framed else ""
    return Xml(
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{place}{frame}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        f'<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _relations(*rows: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _core(title: str, moment: str) -> str:
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(clean(title))}</dc:title><dc:language>vi-VN</dc:language>{stamps}"
        "</cp:coreProperties>"
    )
