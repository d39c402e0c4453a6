"""Structure that only the look of a Word file tells: styles, places, groups of rows."""

import pytest

from tests.unit.docx_samples import bold, cell, docx, foot, head, p, paper, row, table
from webapp.documents.reading.document import read_docx
from webapp.domain.plan import BlockKind, plain

BODY = p(bold("I. MỤC ĐÍCH, YÊU CẦU")) + p("1. Rà soát hồ sơ lưu trữ.")
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
    for n in range(1, 6)
)


def outline(blocks):
    return [(block.kind is BlockKind.HEADING, block.level, plain(block.runs)) for block in blocks]


def test_a_style_tells_the_depth_of_a_heading_where_no_mark_does():
    body = (
        p("Mục đích, yêu cầu", style="H1"),
        p("Mục đích", style="H2"),
        p("Nâng cao nhận thức.", style="H2"),
        p("Chi tiết", style="H5"),
        p("1. Việc thứ nhất", style="H1"),
    )

    plan = read_docx(docx(head() + "".join(body) + foot(), styles=STYLES))

    assert outline(plan.body) == [
        (True, 1, "Mục đích, yêu cầu"),
        (True, 2, "Mục đích"),
        (False, 0, "Nâng cao nhận thức."),
        (True, 3, "Chi tiết"),
        (True, 1, "Việc thứ nhất"),
    ]


def test_a_bold_line_at_the_edge_is_no_part_of_a_subject_in_the_middle():
    plan = read_docx(docx(head() + p(bold("Mục đích")) + p("Nâng cao nhận thức.") + foot()))

    assert plain(plan.subject) == "Kiểm tra công tác lưu trữ năm 2026"
    assert "Mục đích" in [plain(block.runs) for block in plan.body]


def test_the_rest_of_a_subject_may_slip_to_the_edge():
    plan = read_docx(docx(head("Kiểm tra công tác") + p(bold("lưu trữ năm 2026")) + BODY + foot()))

    assert plain(plan.subject) == "Kiểm tra công tác lưu trữ năm 2026"


def head_rows(*rows):
    block = read_docx(paper(BODY, table(*rows))).body[2]
    assert block.table
    return block.table.header_rows


def group(mark, title):
    return row(cell(p(bold(mark))), cell(p(bold(title)), more='<w:gridSpan w:val="2"/>'))


TITLES = row(*(cell(p(bold(text))) for text in ("TT", "Việc", "Hạn")))


@pytest.mark.parametrize("mark", ["I", "II.", "A", "Đ)"])
def test_a_group_of_rows_is_no_head(mark):
    assert head_rows(TITLES, group(mark, "NHÓM VIỆC"), row("1", "Rà soát", "3/2026")) == 1


@pytest.mark.parametrize(
    ("second", "count"),
    [(("(1)", "(2)", "(3)=(1)+(2)"), 2), (("A", "B", "1"), 2), (("1", "x", "x"), 1),
     (("1", "5", "9"), 1)],
)  # fmt: skip
def test_the_numbers_of_columns_belong_to_the_head(second, count):
    assert head_rows(TITLES, row(*second), row("1", "Rà soát", "3/2026")) == count


def test_a_mark_may_end_with_a_stroke():
    plan = read_docx(docx(head() + p("1/ Một:") + p("1.1/ Hai.") + p("1.2/3 số xã") + foot()))

    marks = [block.marker.text if block.marker else "" for block in plan.body]
    assert marks == ["1/", "1.1/", ""]


def test_many_lines_below_a_signature_without_a_table_stay_as_an_appendix():
    signed = "".join(map(p, ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Vừ A Của")))
    below = [f"Ghi chú thứ {n} của người soạn." for n in range(7)]

    plan = read_docx(docx(head() + BODY + signed + "".join(map(p, below))))

    assert plan.signer.full_name == "Vừ A Của"
    assert [plain(block.runs) for one in plan.appendixes for block in one.body] == below


def test_a_few_centred_lines_below_a_signature_are_only_told():
    below = p(bold("DUYỆT CỦA SỞ"), align="center") + p(bold("GIÁM ĐỐC"), align="center")

    plan = read_docx(paper(BODY, after=below))

    assert not plan.appendixes
    assert {"DUYỆT CỦA SỞ", "GIÁM ĐỐC"} <= {one.text for one in plan.report}
