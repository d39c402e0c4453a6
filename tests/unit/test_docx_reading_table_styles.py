"""Emphasis that only the style of a table gives: to all of it, or to a row, column or corner."""

import pytest

from tests.golden.papers import shipped
from tests.unit.docx_samples import cell, docx, foot, head, p, row, t, table
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.plan import Run
from webapp.domain.stages import Stage

BOLD, ITALIC, UPRIGHT = "<w:b/>", "<w:i/>", '<w:i w:val="0"/>'


def part(name, look):
    return f'<w:tblStylePr w:type="{name}"><w:rPr>{look}</w:rPr></w:tblStylePr>'


def style(*parts, look="", name="Luoi", based="", bands=""):
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="table" w:styleId="{name}">{base}<w:tblPr>{bands}</w:tblPr>'
        f"<w:rPr>{look}</w:rPr>{''.join(parts)}</w:style>"
    )


def looking(*names, value=""):
    flags = "".join(f' w:{name}="1"' for name in names)
    return f'<w:tblLook{flags} w:val="{value}"/>' if value or names else ""


def styled(*rows, name="Luoi", look=""):
    properties = f'<w:tblPr><w:tblStyle w:val="{name}"/>{look}</w:tblPr>'
    return table(*rows).replace("<w:tblPr/>", properties, 1)


def grid(size=3, **changes):
    return styled(*(row(*(f"{y}{x}" for x in range(size))) for y in range(size)), **changes)


def read(body, *styles):
    return read_docx(docx(head() + p("1. Một.") + body + foot(), styles="".join(styles)))


def shown(plan, flag="bold"):
    """Return the words of the cells that look so."""
    runs = [r for b in plan.body if b.table for w in b.table.rows for c in w for r in c.paragraphs]
    return [run.text for one in runs for run in one if getattr(run, flag)]


EVERY = looking("firstRow", "lastRow", "firstColumn", "lastColumn")
HEAD = part("firstRow", BOLD)
BANDS = ("band1Horz", "band2Horz", "band1Vert", "band2Vert")


@pytest.mark.parametrize(
    ("parts", "look", "bold"),
    [
        ((HEAD,), EVERY, ["00", "01", "02"]),
        ((HEAD,), looking(value="0020"), ["00", "01", "02"]),
        ((HEAD,), looking(value="0400"), []),
        ((HEAD,), looking("lastRow"), []),
        ((HEAD,), "", []),
        ((part("lastRow", BOLD),), EVERY, ["20", "21", "22"]),
        ((part("firstCol", BOLD),), EVERY, ["00", "10", "20"]),
        ((part("lastCol", BOLD),), looking(value="0100"), ["02", "12", "22"]),
        ((part("nwCell", BOLD),), EVERY, ["00"]),
        ((part("seCell", BOLD), part("neCell", BOLD), part("swCell", BOLD)), EVERY,
         ["02", "20", "22"]),
        ((part("nwCell", BOLD),), looking("firstRow"), []),
        ((part("wholeTable", BOLD), part("firstRow", '<w:b w:val="0"/>')), looking("firstRow"),
         ["10", "11", "12", "20", "21", "22"]),
        ((part("band1Horz", BOLD),), looking("firstRow"), ["10", "11", "12"]),
        ((part("band2Horz", BOLD),), looking("lastRow"), ["10", "11", "12"]),
        ((part("band1Vert", BOLD),), looking("firstColumn"), ["01", "11", "21"]),
        ((part("band2Vert", BOLD),), looking("lastColumn"), ["01", "11", "21"]),
        (tuple(part(name, BOLD) for name in BANDS), looking("noHBand", "noVBand"), []),
        (tuple(part(name, BOLD) for name in BANDS), looking(value="0600"), []),
    ],
)  # fmt: skip
def test_a_part_of_a_table_gets_what_its_style_gives_it(parts, look, bold):
    plan = read(grid(look=look), style(*parts))

    assert shown(plan) == bold
    assert read_docx(render(plan, shipped(), Stage.ISSUED)) == plan


def test_bands_may_be_of_several_rows_or_columns():
    bands = '<w:tblStyleRowBandSize w:val="2"/><w:tblStyleColBandSize w:val="2"/>'
    made = style(part("band2Horz", BOLD), part("band2Vert", ITALIC), bands=bands)

    plan = read(grid(look=looking("firstRow")), made)

    assert shown(plan) == []
    assert shown(plan, "italic") == ["02", "12", "22"]


def test_what_a_table_gives_as_a_whole_holds_in_all_its_cells():
    plan = read(grid(2), style(look=BOLD))

    assert shown(plan) == ["00", "01", "10", "11"]


def test_a_style_of_tables_has_what_it_is_based_on():
    base = style(HEAD, part("lastRow", ITALIC), look="<w:u w:val='single'/>", name="Goc")
    made = style(part("lastRow", UPRIGHT), based="Goc")

    plan = read(grid(2, look=EVERY), base, made)

    assert shown(plan) == ["00", "01"]
    assert shown(plan, "italic") == []
    assert len(shown(plan, "underline")) == 4


def test_styles_turn_each_other_off_and_the_run_decides():
    strong = '<w:style w:type="paragraph" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>'
    heads = cell(p("a", style="Dam")), cell(p(t("b", '<w:b w:val="0"/>'))), cell(p(t("c", BOLD)))
    body = styled(row(*heads), row("1", "2", "3"), look=looking("firstRow"))

    plan = read(body, style(HEAD), strong)

    assert shown(plan) == ["c"]


def test_a_table_in_a_cell_has_its_own_style_and_the_text_below_none():
    inner = grid(2, name="Trong", look=looking("firstColumn"))
    outer = styled(row(cell(inner, p("ngoài")), "bên"), row("1", "2"), look=looking("firstRow"))

    plan = read(outer + p("Dưới bảng."), style(HEAD), style(part("firstCol", ITALIC), name="Trong"))

    assert shown(plan) == ["ngoài", "bên"]
    assert shown(plan, "italic") == ["00", "10"]
    assert plan.body[-1].runs == (Run("Dưới bảng."),)


def test_a_row_that_a_tracked_change_took_out_is_not_the_first():
    gone = row("x", "y", "z", more="<w:del/>")
    body = styled(gone, row("a", "b", "c"), row("d", "e", "f"), look=looking("firstRow"))

    assert shown(read(body, style(HEAD))) == ["a", "b", "c"]


def test_the_head_of_a_table_is_known_by_what_its_style_gives():
    rows = row("TT", "Việc"), row("một", "Rà soát"), row("hai", "Báo cáo")

    plan = read(styled(*rows, look=looking("firstRow")), style(HEAD))

    assert plan.body[1].table.header_rows == 1


def test_a_style_that_is_missing_gives_nothing():
    assert shown(read(grid(name="Khac", look=EVERY))) == []
