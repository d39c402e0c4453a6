"""What Word wraps around words, and tables of any shape, with what a reader sees of them."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from tests.unit.docx_samples import cell, p, row, t, table
from webapp.domain.plan import Run

WORDS = ("rà soát", "hồ sơ", "lưu trữ", "đúng hạn", "các xã", "và", "phường", "báo cáo", "số liệu")
_LOOKS: dict[str, dict[str, Any]] = {
    "": {},
    "<w:b/>": {"bold": True},
    "<w:i/>": {"italic": True},
    '<w:u w:val="single"/>': {"underline": True},
    '<w:vertAlign w:val="superscript"/>': {"sup": True},
    '<w:vertAlign w:val="subscript"/>': {"sub": True},
    '<w:b/><w:i w:val="0"/>': {"bold": True},
    '<w:rStyle w:val="Manh"/>': {"bold": True},
    '<w:rStyle w:val="Manh"/><w:b w:val="0"/><w:i/>': {"italic": True},
}
STYLES = (
    '<w:style w:type="character" w:styleId="Manh"><w:name w:val="Strong"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_WRAPS = (
    "{}",
    '<w:ins w:id="1" w:author="A">{}</w:ins>',
    '<w:moveTo w:id="2" w:author="A">{}</w:moveTo>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
    '<w:customXml w:element="x">{}</w:customXml>',
    '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
    '<w:bookmarkStart w:id="3" w:name="x"/>{}<w:bookmarkEnd w:id="3"/>',
    '<w:commentRangeStart w:id="4"/>{}<w:commentRangeEnd w:id="4"/>',
    (
        f"{_FIELD.format('begin')}<w:r><w:instrText> REF y </w:instrText></w:r>"
        f"{_FIELD.format('separate')}{{}}{_FIELD.format('end')}"
    ),
    (
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent>"
    ),
    '<w:dir w:val="ltr">{}</w:dir>',
)
_UNSEEN = (
    "",
    '<w:del w:id="5"><w:r><w:delText>chữ bị xóa</w:delText></w:r></w:del>',
    '<w:moveFrom w:id="6"><w:r><w:t>chữ đã chuyển</w:t></w:r></w:moveFrom>',
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>chữ ẩn</w:t></w:r>",
    "<w:proofErr/>",
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:softHyphen/></w:r>",
    '<w:r><w:annotationRef/></w:r><w:permStart w:id="7"/>',
)


@dataclass(frozen=True)
class Told:
    """XML, and what a reader sees of it."""

    xml: str
    seen: tuple


def _run(words, look, cut, wrap, unseen):
    """Return one stretch of words in two runs of Word, wrapped, after what nobody sees."""
    text = f"{words} "
    inner = t(text[:cut], look) + t(text[cut:], look)
    return Told(unseen + wrap.format(inner), (replace(Run(text), **_LOOKS[look]),))


def paragraphs():
    """Draw an item of words with emphasis, wrapped in all that Word knows."""
    one = st.builds(
        _run,
        st.sampled_from(WORDS),
        st.sampled_from(tuple(_LOOKS)),
        st.integers(0, 5),
        st.sampled_from(_WRAPS),
        st.sampled_from(_UNSEEN),
    )
    return st.lists(one, min_size=1, max_size=6).map(
        lambda parts: Told(
            p(t("- "), "".join(part.xml for part in parts)),
            tuple(run for part in parts for run in part.seen),
        )
    )


@dataclass(frozen=True)
class _Area:
    """Where a cell stands in its grid."""

    top: int
    left: int
    rows: int
    columns: int


def _areas(height, width, wishes):
    """Return a parting of a grid into cells, as large as they are wished and fit."""
    free = {(y, x) for y in range(height) for x in range(width)}
    wanted = iter(wishes)
    for y in range(height):
        for x in range(width):
            if (y, x) not in free:
                continue
            rows, columns = next(wanted, (1, 1))
            while not _fits(free, y, x, rows, columns):
                rows, columns = (rows - 1, columns) if rows > 1 else (1, columns - 1)
            free -= {(y + b, x + a) for b in range(rows) for a in range(columns)}
            yield _Area(y, x, rows, columns)


def _fits(free, top, left, rows, columns):
    return all((top + b, left + a) in free for b in range(rows) for a in range(columns))


def _laid_out(height, width, wishes, heads):
    """Return the table as Word keeps it, and its rows as (words, columns, rows)."""
    areas = list(_areas(height, width, wishes))
    rows, seen = [], []
    for y in range(height):
        cells = []
        for area in sorted(areas, key=lambda one: one.left):
            if not area.top <= y < area.top + area.rows:
                continue
            span = f'<w:gridSpan w:val="{area.columns}"/>' if area.columns > 1 else ""
            begins = ' w:val="restart"' if area.top == y else ""
            down = f"<w:vMerge{begins}/>" if area.rows > 1 else ""
            words = f"Ô {area.top}.{area.left}"
            cells.append(cell(*([words] if area.top == y else []), more=span + down))
        repeated = "<w:tblHeader/>" if y < heads else ""
        rows.append(row(*cells, more=repeated))
        seen.append(
            tuple(
                (f"Ô {one.top}.{one.left}", one.columns, one.rows) for one in areas if one.top == y
            )
        )
    return Told(table(*rows, widths=(900,) * width), tuple(seen))


def tables():
    """Draw a table of a few rows and columns with cells merged both ways."""
    size = st.integers(1, 5)
    wishes = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=12)
    return st.builds(_laid_out, size, size, wishes, st.integers(0, 2))
