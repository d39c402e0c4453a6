"""Where a finding is marked on the printed pages, and where its number fits."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.printed_pages import LEFT, LETTER, WIDTH, letters_of, line_of, printed
from webapp.documents.pdf.marks import marks_of
from webapp.documents.pdf.printed_text import Area
from webapp.domain.form_rules.findings import Finding, Severity
from webapp.domain.plan import (
    Appendix,
    Block,
    BlockKind,
    Cell,
    Marker,
    MarkerKind,
    Plan,
    Run,
    Signer,
    Table,
)

BEGUN, ENDED = "Các cơ quan, đơn vị báo cáo kết quả", "tự kiểm tra trước ngày 15 tháng 6."
LONG = f"{BEGUN} {ENDED}"


def words(text):
    return (Run(text),)


def block(name, text, mark=""):
    marker = Marker(MarkerKind.ARABIC, mark) if mark else None
    return Block(BlockKind.PARAGRAPH, words(text) if text else (), marker, id=name)


def table(name, *rows):
    cells = tuple(tuple(Cell((words(one),)) for one in row) for row in rows)
    return Block(BlockKind.TABLE, table=Table(cells), id=name)


PLAN = Plan(
    organ_in_charge="UBND TỈNH AN HÒA",
    organ_name="SỞ NỘI VỤ",
    code_number=12,
    code_notation="KH-SNV",
    promulgation_place="An Hòa",
    promulgated_on=date(2026, 3, 5),
    document_type="KẾ HOẠCH",
    subject=words("Kiểm tra công tác lưu trữ"),
    legal_bases=(words("Căn cứ Luật Lưu trữ;"),),
    body=(
        block("b1", "Mục đích", "1."),
        block("b2", LONG, "a)"),
        block("b3", ""),
        block("b4", LONG, "b)"),
        table("b5", ("TT", "Việc"), ("1", "Rà soát hồ sơ")),
    ),
    closing=(words("Các đơn vị thực hiện./."),),
    to_places=(words("Như trên;"),),
    filing_line=words("Lưu: VT."),
    signer=Signer(("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC", "Vừ A Của"),
    appendixes=(Appendix("DANH MỤC HỒ SƠ", (block("q1", "Hồ sơ đất đai."),)),),
)
HEAD = (
    "UBND TỈNH AN HÒA",
    "SỞ NỘI VỤ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/KH-SNV",
    "An Hòa, ngày 05 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Kiểm tra công tác lưu trữ",
    "Căn cứ Luật Lưu trữ;",
)
FIRST = printed(*HEAD, "1. Mục đích", f"a) {BEGUN}", ENDED, f"b) {BEGUN}")
SECOND = printed(
    "2",
    ENDED,
    "TT",
    "Việc",
    "1",
    "Rà soát hồ sơ",
    "Các đơn vị thực hiện./.",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "Vừ A Của",
)
THIRD = printed("Phụ lục", "DANH MỤC HỒ SƠ", "Hồ sơ đất đai.")
PAGES = (FIRST, SECOND, THIRD)


def finding(place, quote="", rule="R"):
    return Finding(rule, Severity.ERROR, place, "Sửa lại.", "PL1", quote)


def marked(*findings, plan=PLAN, pages=PAGES):
    """Return page, line and letters of each finding's first area."""
    return [
        (mark.page, line_of(mark.areas[0]), letters_of(mark.areas[0])) if mark else None
        for mark in marks_of(plan, findings, pages)
    ]


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ("organ_in_charge", (1, 0, (0, 16))),
        ("organ_name", (1, 1, (0, 9))),
        ("code_number", (1, 3, (0, 13))),
        ("code_notation", (1, 3, (0, 13))),
        ("promulgation_place", (1, 4, (0, 32))),
        ("promulgated_on", (1, 4, (0, 32))),
        ("document_type", (1, 5, (0, 8))),
        ("subject", (1, 6, (0, 25))),
        ("legal_bases/0", (1, 7, (0, 20))),
        ("body/b1", (1, 8, (0, 11))),
        ("closing/0", (2, 6, (0, 23))),
        ("to_places/0", (2, 8, (0, 11))),
        ("filing_line", (2, 9, (0, 10))),
        ("signer.authority", (2, 10, (0, 12))),
        ("signer.position", (2, 11, (0, 12))),
        ("signer.full_name", (2, 12, (0, 8))),
        ("appendixes/0", (3, 1, (0, 14))),
        ("appendixes/0/q1", (3, 2, (0, 14))),
    ],
)
def test_a_finding_without_words_is_marked_around_its_lines(place, where):
    assert marked(finding(place)) == [where]


def test_the_words_at_fault_alone_are_marked():
    assert marked(finding("body/b2", "đơn vị báo cáo")) == [(1, 9, (16, 30))]


def test_repeated_text_is_marked_in_its_own_paragraph():
    assert marked(finding("body/b2", "Các cơ quan"), finding("body/b4", "Các cơ quan")) == [
        (1, 9, (3, 14)),
        (1, 11, (3, 14)),
    ]


def test_the_rest_of_a_paragraph_is_marked_on_the_page_where_it_stands():
    assert marked(finding("body/b4", "trước ngày 15")) == [(2, 1, (12, 25))]


def test_two_faults_of_the_same_words_stand_at_two_places():
    plan = replace(PLAN, body=(block("b1", "một hai, một hai, một"),))
    page = printed("KẾ HOẠCH", "một hai, một hai, một")
    same = finding("body/b1", "một")

    assert marked(same, same, same, same, plan=plan, pages=[page]) == [
        (1, 1, (0, 3)),
        (1, 1, (9, 12)),
        (1, 1, (18, 21)),
        (1, 1, (18, 21)),
    ]


def test_the_mark_of_a_paragraph_is_looked_for_before_it():
    assert marked(finding("body/b2", "a)"), finding("body/b4", "b)")) == [
        (1, 9, (0, 2)),
        (1, 11, (0, 2)),
    ]


def test_signs_without_letters_are_marked():
    assert marked(finding("closing/0", "./.")) == [(2, 6, (20, 23))]


def test_a_table_is_marked_as_a_whole_and_its_words_alone():
    (mark,) = marks_of(PLAN, [finding("body/b5")], PAGES)

    assert mark is not None
    assert (mark.page, line_of(mark.areas[0]), round(mark.areas[0].height)) == (2, 2, 74)
    assert marked(finding("body/b5", "Rà soát")) == [(2, 5, (0, 7))]


def test_an_empty_paragraph_is_marked_at_the_end_of_the_one_before():
    assert marked(finding("body/b3"))[0][:2] == (1, 10)


def test_the_label_of_an_appendix_is_found_before_its_title():
    assert marked(finding("appendixes/0", "Phụ lục")) == [(3, 0, (0, 7))]


def test_the_rest_of_a_line_beyond_a_gap_is_found_too():
    page = printed(*HEAD[:4], "An Hòa, ngày       tháng 3 năm 2026", *HEAD[5:])

    assert marked(finding("promulgated_on"), pages=[page]) == [(1, 4, (0, 12))]
    date = finding("promulgated_on", "An Hòa, ngày tháng 3 năm 2026")
    assert marked(date, pages=[page]) == [(1, 4, (0, 35))]


def test_words_that_are_printed_otherwise_leave_the_mark_around_their_paragraph():
    assert marked(finding("body/b1", "không có")) == [(1, 8, (0, 11))]


def test_a_finding_on_the_page_stands_at_the_top_of_the_first():
    marks = marks_of(PLAN, [finding("page"), finding("header"), finding("page", "lạ")], PAGES)

    assert [(mark.page, mark.areas) for mark in marks if mark] == [(1, ())] * 3
    assert [mark.badge.y for mark in marks if mark] == [3.0] * 3


def test_the_words_of_a_finding_on_the_page_are_marked_wherever_they_stand():
    assert marked(finding("page", "Rà soát"), finding("header", "CỘNG HÒA")) == [
        (2, 5, (0, 7)),
        (1, 2, (0, 8)),
    ]


def test_a_finding_on_a_part_is_marked_at_its_first_passage():
    assert marked(finding("body"), finding("to_places"), finding("appendixes")) == [
        (1, 8, (0, 11)),
        (2, 7, (0, 9)),
        (3, 1, (0, 14)),
    ]


def test_the_words_of_a_finding_on_a_part_are_looked_for_in_all_of_it():
    assert marked(finding("body", "Rà soát hồ sơ")) == [(2, 5, (0, 13))]


@pytest.mark.parametrize("place", ["signer.second_title", "priority", "body/none", ""])
def test_what_is_not_printed_has_no_mark(place):
    assert marked(finding(place), finding(place, "Các")) == [None, None]


def test_no_page_no_mark():
    assert marks_of(PLAN, [finding("page"), finding("subject"), finding("body/b3")], []) == (
        None,
        None,
        None,
    )


def test_a_note_amid_a_paragraph_hides_none_of_it():
    pages = [printed(*HEAD, BEGUN, "1 Theo Quyết định số 5."), printed("2", ENDED, "Kết")]
    plan = replace(PLAN, body=(block("b1", LONG),))

    assert marked(finding("body/b1", "ngày 15"), plan=plan, pages=pages) == [(2, 1, (18, 25))]


def test_what_is_passed_over_does_not_lead_astray():
    lost = [
        block(f"c{number}", f"Đoạn {number} không in ra ở trang nào cả.") for number in range(3)
    ]
    plan = replace(PLAN, body=(*lost, block("c9", "Ngắn"), block("c10", LONG)))
    page = printed("KẾ HOẠCH", "Ngắn", BEGUN, ENDED)

    assert [one and one[:2] for one in marked(
        finding("body/c0"), finding("body/c9"), finding("body/c10"), plan=plan, pages=[page]
    )] == [None, (1, 1), (1, 2)]  # fmt: skip


def test_a_short_word_far_away_is_another():
    plan = replace(PLAN, legal_bases=(), body=(block("b1", "xa"), block("b2", "Một đoạn khác.")))
    page = printed("KẾ HOẠCH", *["Dòng khác hẳn ở giữa"] * 30, "Một đoạn khác.", "xa")

    assert marked(finding("body/b1"), plan=plan, pages=[page]) == [None]


def test_without_recipients_the_signature_is_looked_for_at_the_end():
    plan = replace(PLAN, to_places=(), filing_line=(), appendixes=())
    page = printed(*HEAD, "1. Mục đích", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Vừ A Của")

    assert marked(finding("signer.full_name"), plan=plan, pages=[page]) == [(1, 11, (0, 8))]


def badges(*findings, pages=PAGES):
    return [mark.badge for mark in marks_of(PLAN, findings, pages) if mark]


def test_a_number_stands_beside_the_text_at_the_nearer_edge():
    page = printed(*HEAD, f"1. Mục đích {'và ' * 20}yêu cầu")
    plan = replace(PLAN, body=(block("b1", f"Mục đích {'và ' * 20}yêu cầu"),))
    findings = [finding("body/b1", "đích"), finding("body/b1", "yêu cầu")]

    left, right = (mark.badge for mark in marks_of(plan, findings, [page]) if mark)

    assert left.x + left.width < LEFT
    assert right.x > LEFT + LETTER * 79


@pytest.mark.parametrize("place", ["subject", "page"])
def test_no_number_lies_on_another(place):
    many = badges(*[finding(place)] * 40)

    assert len(many) == 40
    assert not [pair for pair in pairs(many) if overlap(*pair)]
    assert min(badge.x for badge in many) >= 0
    assert max(badge.x + badge.width for badge in many) <= WIDTH


def test_many_numbers_at_the_right_go_outward_then_down():
    page = printed("KẾ HOẠCH", "Kiểm tra công tác lưu trữ", left=330.0)

    first, second, *rest = badges(*[finding("subject")] * 9, pages=[page])

    assert (second.x > first.x, second.y) == (True, first.y)
    assert max(badge.y for badge in rest) > first.y


def test_a_page_too_narrow_for_numbers_still_has_them():
    page = replace(printed("KẾ HOẠCH"), width=10.0)

    marks = marks_of(PLAN, [finding("page"), finding("page")], [page])

    assert [mark.badge.y for mark in marks if mark] == [3.0, 18.0]


def pairs(areas):
    return [(one, two) for place, one in enumerate(areas) for two in areas[place + 1 :]]


def overlap(one: Area, two: Area) -> bool:
    apart = (
        one.x + one.width <= two.x
        or two.x + two.width <= one.x
        or one.y + one.height <= two.y
        or two.y + two.height <= one.y
    )
    return not apart


@given(
    st.lists(st.lists(st.sampled_from(BEGUN.split()), min_size=1, max_size=30), min_size=1),
    st.integers(1, 80),
    st.integers(3, 20),
)
def test_every_paragraph_is_marked_where_it_begins(paragraphs, width, most):
    texts = [" ".join(paragraph) for paragraph in paragraphs]
    lines, begins = ["KẾ HOẠCH"], []
    for text in texts:
        begins.append(len(lines))
        lines += [text[start : start + width] for start in range(0, len(text), width)]
    pages = [printed(*lines[start : start + most]) for start in range(0, len(lines), most)]
    plan = replace(
        PLAN,
        subject=(),
        legal_bases=(),
        closing=(),
        to_places=(),
        appendixes=(),
        filing_line=(),
        body=tuple(block(f"b{number}", text) for number, text in enumerate(texts)),
    )

    found = marked(*(finding(f"body/b{n}") for n in range(len(texts))), plan=plan, pages=pages)

    places = [divmod(begin, most) for begin in begins]
    assert [one[:2] for one in found if one] == [(page + 1, line) for page, line in places]
