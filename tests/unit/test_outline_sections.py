"""What stands between the subject and nơi nhận: căn cứ, opening, body, closing."""

import pytest

from webapp.domain.outline.findings import report_sections
from webapp.domain.outline.joins import Paragraph
from webapp.domain.outline.paper import read_paper
from webapp.domain.outline.report import Report
from webapp.domain.outline.sections import Sections
from webapp.domain.plan import Block, BlockKind, plain


def read(*paragraphs):
    return read_paper("KẾ HOẠCH\nTrồng cây\n\n" + "\n\n".join(paragraphs))


def texts(paragraphs):
    return [plain(runs) for runs in paragraphs]


def counts(plan):
    return (len(plan.legal_bases), len(plan.opening), len(plan.body), len(plan.closing))


@pytest.mark.parametrize(
    "base",
    [
        "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
        "- Căn cứ Luật Lâm nghiệp",
        "Thực hiện Quyết định số 524/QĐ-TTg ngày 01/4/2021 của Thủ tướng Chính phủ;",
        "Theo đề nghị của Hạt Kiểm lâm tại Tờ trình số 7/TTr-HKL.",
    ],
)
def test_bases_are_told_by_their_first_words(base):
    assert counts(read(base, "UBND xã ban hành như sau:", "I. MỤC TIÊU")) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Quyết định số 524/QĐ-TTg, UBND xã ban hành Kế hoạch như sau:",
        "Căn cứ chức năng, nhiệm vụ được giao, Hạt Kiểm lâm xây dựng Kế hoạch như sau:",
        "Thực hiện chủ trương phủ xanh đồi trọc;",
        "Hạt Kiểm lâm xây dựng Kế hoạch, cụ thể:",
        "Kế hoạch này nhằm phủ xanh đồi trọc.",
    ],
)
def test_what_announces_the_body_is_the_opening(opening):
    assert counts(read("Căn cứ Luật Lâm nghiệp;", opening, "I. MỤC TIÊU")) == (1, 1, 1, 0)


def test_the_italics_of_bases_belong_to_their_form():
    (base,) = read("*Căn cứ Luật Lâm nghiệp;*", "I. MỤC TIÊU").legal_bases

    assert not any(run.italic for run in base)


def test_one_word_in_italics_stays_in_italics():
    (base,) = read("Căn cứ *Luật* Lâm nghiệp;", "I. MỤC TIÊU").legal_bases

    assert [run.text for run in base if run.italic] == ["Luật"]


def test_dashes_in_the_opening_stay_in_its_text():
    plan = read("Căn cứ Luật Lâm nghiệp;", "**- Xã có 200 ha rừng.**", "-", "I. MỤC TIÊU")

    assert texts(plan.opening) == ["- Xã có 200 ha rừng.", "-"]


def test_without_marks_the_body_begins_below_the_bases():
    assert counts(read("Căn cứ Luật Lâm nghiệp;", "Trồng 500 cây sấu.")) == (1, 0, 1, 0)


def test_a_fragment_begins_with_its_body():
    plan = read_paper("Trồng 500 cây sấu.\n\n1. Chăm sóc.\n\n- Tưới nước.")

    assert counts(plan) == (0, 0, 3, 0)


@pytest.mark.parametrize(
    ("paragraphs", "closing"),
    [
        (["I. MỤC TIÊU", "1. Trồng cây.", "Trên đây là Kế hoạch.", "Đề nghị thực hiện./."], 2),
        (["I. MỤC TIÊU", "1. Trồng cây.", "Các thôn thực hiện./."], 1),
        (["I. MỤC TIÊU", "1. Trồng cây./."], 0),
        (["I. MỤC TIÊU", "1. Trồng cây.", "Các thôn thực hiện."], 0),
        (["I. BÁO CÁO", "Các thôn báo cáo.", "Hằng quý gửi báo cáo./."], 0),
        (["I. BÁO CÁO", "Các thôn báo cáo.", "UBND xã yêu cầu các thôn thực hiện./."], 1),
        (["Kế hoạch này có hiệu lực từ ngày ký./."], 0),
    ],
)
def test_the_closing_is_told_from_the_last_section(paragraphs, closing):
    assert len(read(*paragraphs).closing) == closing


def test_the_sign_of_the_end_on_its_own_line_joins_the_text():
    plan = read("I. MỤC TIÊU", "1. Trồng cây.", "./.")

    assert plain(plan.body[-1].runs) == "Trồng cây../."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Công văn ngày 26 / 4 / của Sở;", "ngày 26 / 4 /"),
        ("Công văn ngày 31/02/2024 của Sở;", "ngày 31/02/2024"),
        ("Công văn ngày …/…/2024 của Sở;", "ngày …/…/2024"),
        ("Kế hoạch giai đoạn 202 - 2030;", "202 - 2030"),
        ("Công văn số 55 -CV/BCS của Sở;", "số 55 -CV/BCS"),
        ("Công văn số 55/ UBND-TH của Sở;", "số 55/ UBND-TH"),
    ],
)
def test_damaged_words_are_kept_and_reported(text, words):
    plan = read("I. MỤC TIÊU", f"1. {text}")

    assert plain(plan.body[1].runs) == text
    assert [(i.place, i.text) for i in plan.report if i.kind == "kept_as_is"] == [
        ("body/b2", words)
    ]


def test_sound_dates_and_years_are_not_reported():
    plan = read("I. MỤC TIÊU", "1. Văn bản số 5/KH-UBND ngày 26/4/2024, giai đoạn 2021 - 2025.")

    assert [item for item in plan.report if item.kind == "kept_as_is"] == []


def test_rows_of_tables_and_odd_lines_are_reported_where_they_stand():
    plan = read("I. TIẾN ĐỘ", "1\tTrồng cây\tThôn A", "| Tưới | Thôn B |", "???")

    assert [(i.place, i.text) for i in plan.report if i.kind == "not_understood"] == [
        ("body/b2", "1 Trồng cây Thôn A"),
        ("body/b3", "| Tưới | Thôn B |"),
        ("body/b4", "???"),
    ]


def test_blocks_without_text_are_not_reported():
    report = Report()
    block = Block(BlockKind.PAGE_BREAK, id="b1")

    report_sections(Sections((), (), (Paragraph(block),), ()), (block,), report)

    assert {item.place for item in report.items} == {"legal_bases", "body"}
