"""The report of a check as a Word file: what it says, in which order, and that Word opens it."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document

from tests.golden.fixed import complaints
from webapp.documents.check_report import Report, make_report
from webapp.domain.form_rules.findings import error, hint, warning

MARGIN = error("ND30-PL1-I.3", "PL1 I.3", "Lề")
SPELLING = hint("TL-dam-bao", "Văn phong hành chính", "Viết «bảo đảm»")
BASES = warning("ND30-PL1-II.6a-xuong-dong", "PL1 II.6a", "Mỗi căn cứ xuống dòng")
REPORT = Report(
    file_name="ke-hoach-so-hoa.docx",
    about="KẾ HOẠCH Số hóa hồ sơ năm 2026",
    checked_as="Bản trình ký, văn bản giấy",
    checked_at=datetime(2026, 3, 1, 14, 5),  # noqa: DTZ001 - Vietnamese time, as shown
    findings=(
        SPELLING.at("body/b1", "Nên viết «bảo đảm»."),
        MARGIN.at("page", "Lề trái 25,0 mm; đặt từ 30 đến 35 mm."),
        BASES.at("legal_bases/0", "Dòng này có hơn một căn cứ; mỗi căn cứ xuống dòng."),
        MARGIN.at("page", "Lề phải 25,0 mm; đặt từ 15 đến 20 mm."),
    ),
    labels=("Nội dung, đoạn «I.»", "Trang giấy", "Căn cứ 1", "Trang giấy"),
)


def read(report):
    return Document(BytesIO(make_report(report)))


def words(report):
    return [one.text for one in read(report).paragraphs if one.text]


def facts(report):
    return {row.cells[0].text: row.cells[1].text for row in read(report).tables[0].rows}


def rows(report):
    return [[cell.text for cell in row.cells] for row in read(report).tables[1].rows]


def test_it_says_that_it_is_a_working_paper():
    told = words(REPORT)

    assert told[0] == "BÁO CÁO KIỂM TRA THỂ THỨC"
    assert told[1] == "(Tài liệu làm việc, không phải văn bản hành chính)"
    assert "không có giá trị như văn bản của cơ quan" in told[-1]


def test_it_says_which_file_when_as_what_and_how_much():
    assert facts(REPORT) == {
        "Tệp:": "ke-hoach-so-hoa.docx",
        "Văn bản:": "KẾ HOẠCH Số hóa hồ sơ năm 2026",
        "Kiểm tra như:": "Bản trình ký, văn bản giấy",
        "Lúc:": "14 giờ 05 phút, ngày 01 tháng 3 năm 2026",
        "Kết quả:": "2 lỗi, 1 cảnh báo, 1 gợi ý.",
    }


def test_what_the_file_does_not_say_has_no_line():
    assert "Văn bản:" not in facts(replace(REPORT, about=""))


def test_the_findings_stand_by_weight_with_number_place_words_and_source():
    head, *found = rows(REPORT)

    assert head == ["STT", "Mức độ", "Chỗ", "Nội dung", "Căn cứ"]
    assert [one[0] for one in found] == [
        "Lỗi: 2 chỗ (trái quy định, cần sửa)", "1", "2",
        "Cảnh báo: 1 chỗ (có thể trái quy định hoặc thông lệ, cần xem lại)", "3",
        "Gợi ý: 1 chỗ (nên cân nhắc)", "4",
    ]  # fmt: skip
    assert found[1] == [
        "1", "Lỗi", "Trang giấy", "Lề trái 25,0 mm; đặt từ 30 đến 35 mm.", "PL1 I.3",
    ]  # fmt: skip
    assert found[-1][1:3] == ["Gợi ý", "Nội dung, đoạn «I.»"]


def test_a_good_paper_has_a_report_without_a_table():
    good = replace(REPORT, findings=(), labels=())

    assert facts(good)["Kết quả:"] == "Không phát hiện lỗi thể thức nào."
    assert len(read(good).tables) == 1


def test_it_lists_what_was_corrected_and_what_could_not_be_checked():
    told = words(
        replace(
            REPORT,
            changes=("Lề trên 15,0 mm → 20,0 mm",),
            not_run=("Căn cứ còn hiệu lực: chưa có danh mục.",),
        )
    )

    place = told.index("Những chỗ đã sửa tự động (1)")
    assert told[place + 1 : place + 4] == [
        "1. Lề trên 15,0 mm → 20,0 mm",
        "Quy tắc chưa kiểm tra được (1)",
        "1. Căn cứ còn hiệu lực: chưa có danh mục.",
    ]


def test_the_page_is_a4_with_margins_of_the_decree_and_numbers_from_the_second_page():
    section = read(REPORT).sections[0]

    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(one.mm) for one in (*sides, section.left_margin, section.right_margin)] == [
        210, 297, 20, 20, 30, 15,
    ]  # fmt: skip
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "2"


@pytest.mark.parametrize(
    "report",
    [
        REPORT,
        replace(REPORT, findings=(), labels=(), about=""),
        replace(REPORT, file_name='a & b <c> "d".docx', changes=("«1 < 2»\x00 & 3",)),
    ],
    ids=["usual", "nothing found", "awkward signs"],
)
def test_word_opens_it(report, tmp_path):
    assert complaints(make_report(report), tmp_path) == []


def test_the_same_report_has_the_same_bytes():
    assert make_report(REPORT) == make_report(REPORT)
