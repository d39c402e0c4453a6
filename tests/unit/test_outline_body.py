"""A body goes to text and back without loss; marks, headings and forced kinds."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.strategies import bodies, marked_text, markers, runs, text_bodies
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.inline import tidy
from webapp.domain.plan import Block, BlockKind, Cell, Marker, MarkerKind, Run, Table, plain

ODD_TEXT = st.text(st.sampled_from("1aI.)(-+*#\\[]<> \tĐPhầniềumục\n"), max_size=10)
ODD_BODIES = st.lists(
    st.builds(
        Block,
        st.sampled_from((BlockKind.HEADING, BlockKind.PARAGRAPH)),
        runs(ODD_TEXT | marked_text(), most=2).map(tidy),
        st.none() | markers() | st.builds(Marker, st.sampled_from(MarkerKind), st.just("#1 )")),
        st.integers(0, 9),
    ),
    max_size=4,
).map(tuple)


def kinds(text):
    return [block.kind.value for block in parse_body(text)]


def marks(text):
    return [block.marker and block.marker.text for block in parse_body(text)]


@given(text_bodies() | ODD_BODIES)
@settings(max_examples=400)
@example((Block(BlockKind.PARAGRAPH),))
@example((Block(BlockKind.HEADING),))
@example((Block(BlockKind.PARAGRAPH, (), Marker(MarkerKind.DASH, "-")),))
@example((Block(BlockKind.PARAGRAPH, (Run("[[đoạn]]"),), Marker(MarkerKind.ARABIC, "1)")),))
def test_what_was_written_is_read_back(body):
    assert parse_body(write_body(body)) == body


@given(bodies())
def test_tables_and_page_breaks_come_back_from_the_kept_blocks(body):
    settled = parse_body(write_body(body), body)

    assert settled == body


@given(st.text() | ODD_TEXT)
def test_what_was_read_can_be_written(text):
    body = parse_body(text)

    assert parse_body(write_body(body)) == body


def test_a_table_keeps_its_place_when_the_text_around_it_is_edited():
    table = Block(BlockKind.TABLE, table=Table(((Cell(((Run("Việc"),),)),),)), id="b7")
    body = (Block(BlockKind.PARAGRAPH, (Run("Trước"),)), table)

    edited = write_body(body).replace("Trước", "Sau") + "\n\nThêm"

    assert [block.id for block in parse_body(edited, body)] == ["", "b7", ""]
    assert [plain(block.runs) for block in parse_body(edited, body)] == ["Sau", "", "Thêm"]


def test_a_table_nobody_kept_stays_as_text():
    assert plain(parse_body("[[bảng b9]]")[0].runs) == "[[bảng b9]]"


@pytest.mark.parametrize(
    ("line", "kind", "mark", "text"),
    [
        ("Phần I. NHỮNG QUY ĐỊNH CHUNG", "part", "Phần I.", "NHỮNG QUY ĐỊNH CHUNG"),
        ("Phần thứ nhất", "part", "Phần thứ nhất", ""),
        ("Chương II", "chapter", "Chương II", ""),
        ("Chương I QUY ĐỊNH CHUNG", "chapter", "Chương I", "QUY ĐỊNH CHUNG"),
        ("Mục 1 - Kinh phí", "section", "Mục 1", "- Kinh phí"),
        ("Tiểu mục 2. Nhân lực", "subsection", "Tiểu mục 2.", "Nhân lực"),
        ("Điều 5. Phạm vi", "article", "Điều 5.", "Phạm vi"),
        ("A. ĐẶC ĐIỂM TÌNH HÌNH", "part", "A.", "ĐẶC ĐIỂM TÌNH HÌNH"),
        ("## **IV. KINH PHÍ**", "roman", "IV.", "KINH PHÍ"),
        ("I.MỤC TIÊU", "roman", "I.", "MỤC TIÊU"),
        ("II/ Nhiệm vụ", "roman", "II/", "Nhiệm vụ"),
        ("III - GIẢI PHÁP", "roman", "III -", "GIẢI PHÁP"),
        ("IX GIẢI PHÁP", "roman", "IX", "GIẢI PHÁP"),
        ("12. Báo cáo", "arabic", "12.", "Báo cáo"),
        ("1.Báo cáo", "arabic", "1.", "Báo cáo"),
        ("3/ Báo cáo", "arabic", "3/", "Báo cáo"),
        ("**4.1. Tổ chức**", "decimal", "4.1.", "Tổ chức"),
        ("4.1 Tổ chức", "decimal", "4.1", "Tổ chức"),
        ("1.2.3. tổ chức", "decimal", "1.2.3.", "tổ chức"),
        ("đ) Kiểm tra", "letter", "đ)", "Kiểm tra"),
        ("a)Kiểm tra", "letter", "a)", "Kiểm tra"),
        ("a. Kiểm tra", "letter", "a.", "Kiểm tra"),
        ("(2) Kiểm tra", "paren", "(2)", "Kiểm tra"),
        ("(2)Kiểm tra", "paren", "(2)", "Kiểm tra"),
        ("2) Kiểm tra", "paren", "2)", "Kiểm tra"),
        ("-Rà soát", "dash", "-", "Rà soát"),
        ("• Rà soát", "dash", "•", "Rà soát"),
        ("* Rà soát", "dash", "*", "Rà soát"),
        ("-", "dash", "-", ""),
        ("+ *Rà soát*", "plus", "+", "Rà soát"),
    ],
)
def test_marks_are_found(line, kind, mark, text):
    (block,) = parse_body(line)

    assert block.marker
    assert (block.marker.kind.value, block.marker.text, plain(block.runs)) == (kind, mark, text)


@pytest.mark.parametrize(
    "line",
    [
        "12/12/2013 của Bộ Chính trị",
        "30/CT-TTg ngày 16 tháng 5",
        "1.000 đồng",
        "2.5 tỷ đồng",
        "2021. Tổng kết",
        "12.5.2013 của Chính phủ",
        "1.2",
        "7/",
        "V.I. Lê-nin",
        "VI PHẠM HÀNH CHÍNH",
        "IIII. Sai",
        "Chương II Luật Thanh niên",
        "Điều 7 Nghị định",
        "Phần mềm quản lý",
        "A. Nguyễn",
        "v.v. và nhiều việc khác",
        "(kèm theo)",
        "-5 độ",
        "--- ---",
        "*nghiêng*",
        r"\1. Không phải mốc",
        r"**\a) Không phải mốc**",
        "1.<note>x</note> a",
    ],
)
def test_what_only_looks_like_a_mark_is_text(line):
    assert marks(line) == [None]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Chương I", "heading"),
        ("Điều 1. Phạm vi", "heading"),
        ("Điều 1. Ban hành kèm theo kế hoạch này.", "paragraph"),
        ("I. MỤC TIÊU", "heading"),
        ("1. Mục tiêu", "heading"),
        ("1. Rà soát các hồ sơ còn tồn;", "paragraph"),
        ("1. Rà soát hồ sơ. Báo cáo kết quả", "paragraph"),
        ("**6. Phát huy vai trò của thôn.**", "heading"),
        ("**6. Rà soát hồ sơ tồn. Định kỳ báo cáo.**", "paragraph"),
        ("**2. " + "Phối hợp rà soát " * 20 + ".**", "paragraph"),
        ("**a) Kinh phí**", "heading"),
        ("**a) Kinh phí.**", "paragraph"),
        ("a) Kinh phí", "paragraph"),
        ("**- Kinh phí**", "paragraph"),
        ("KINH PHÍ THỰC HIỆN", "heading"),
        ("**Kinh phí**", "heading"),
        ("Kinh phí", "paragraph"),
        ("**12**", "paragraph"),
        ("1. Tại TP. Hồ Chí Minh", "heading"),
        ("[[tiêu đề]] Kinh phí.", "heading"),
        ("[[đoạn]] I. MỤC TIÊU", "paragraph"),
    ],
)
def test_headings_are_told_from_paragraphs(line, kind):
    assert kinds(line) == [kind]


def test_brackets_force_what_the_text_does_not_tell():
    (block,) = parse_body("[[cấp 3]][[giữ số]] 1. Việc")

    assert (block.level, block.marker) == (3, Marker(MarkerKind.ARABIC, "1.", fixed=True))


def test_a_forced_mark_of_no_known_kind_is_a_dash():
    assert parse_body("[[mốc la: §]] Việc")[0].marker == Marker(MarkerKind.DASH, "§", fixed=False)


def test_a_page_break_stands_on_its_own_line():
    assert kinds("Một\n[[ngắt trang]]\nHai") == ["paragraph", "page_break", "paragraph"]
