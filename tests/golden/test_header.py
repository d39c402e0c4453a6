"""Ô 1 to 5a: national name, issuer, number, place and date, type and subject (PL1 II.1-5)."""

from datetime import date

import pytest

from tests.golden.papers import a_plan, rendered, words
from tests.golden.word_reader import NS, W
from webapp.documents.text_width import BOLD, widest_line, width

TEXT_WIDTH = 11906 - 1701 - 851
LONG_SUBJECT = (
    "Triển khai thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới gắn với phát triển "
    "du lịch cộng đồng, bảo tồn và phát huy giá trị văn hóa truyền thống của đồng bào các dân tộc "
    "thiểu số trên địa bàn tỉnh giai đoạn 2026 - 2030"
)


@pytest.fixture(scope="module")
def paper():
    return rendered(a_plan(organ_in_charge="BỘ NỘI VỤ"))


def rule_length(rule, room):
    return room - rule.twips("ind.left") - rule.twips("ind.right")


def test_the_header_is_a_table_of_40_to_60_without_lines_inside_the_text(paper):
    table = paper.body.find(".//w:tbl", NS)
    columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]

    assert sum(columns) == TEXT_WIDTH
    assert columns[0] / TEXT_WIDTH == pytest.approx(0.4, abs=0.005)
    assert table.find(".//w:tblBorders", NS) is None
    assert table.find("w:tblPr/w:tblInd", NS).get(f"{W}w") == "0"


def test_every_paragraph_of_the_header_is_centred_single_and_without_gaps(paper):
    table = paper.body.find(".//w:tbl", NS)
    looks = [look for look in paper.paragraphs(table) if look.text]

    assert {look.align for look in looks} == {"center"}
    assert {look.lines for look in looks} == {1}
    assert {look.twips("spacing.after") for look in looks} == {0}


def test_the_national_name_is_13_bold_on_one_line(paper):
    look = paper.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")

    assert (look.size, look.bold, look.italic) == (13, True, False)
    assert width(look.text, BOLD, look.size) <= 0.6 * TEXT_WIDTH


def test_the_motto_is_14_bold_with_a_rule_of_its_own_length(paper):
    look = paper.find("Độc lập - Tự do - Hạnh phúc")
    rule = paper.after(look)

    assert (look.size, look.bold, look.italic) == (14, True, False)
    assert rule.values["pBdr.top"] == "single"
    assert rule_length(rule, 5612) == pytest.approx(width(look.text, BOLD, 14), rel=0.01)


def test_the_organ_in_charge_is_not_bold_and_the_issuer_is(paper):
    above, name = paper.find("BỘ NỘI VỤ"), paper.find("ỦY BAN NHÂN DÂN")

    assert (above.size, above.bold, above.caps) == (13, False, True)
    assert (name.size, name.bold, name.caps) == (13, True, True)


@pytest.mark.parametrize(
    "name",
    [
        "SỞ NỘI VỤ",
        "ỦY BAN NHÂN DÂN\nTỈNH AN HÒA",
        "Trung tâm Lưu trữ lịch sử",
        "TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN NGUYỄN ĐÌNH CHIỂU",
    ],
)
def test_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_name(name):
    paper = rendered(a_plan(organ_name=name))

    rule = paper.of_style("DuongKe")[0]

    lines = [look.text for look in paper.of_style("CoQuanBanHanh")]
    longest = max(width(line.upper(), BOLD, 13) for line in lines)
    assert " ".join(lines).split() == name.split()
    assert longest / 3 <= rule_length(rule, 3742) <= longest / 2
    assert rule.twips("ind.left") == rule.twips("ind.right")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH AN HÒA", ["ỦY BAN NHÂN DÂN", "TỈNH AN HÒA"]),
        ("THANH TRA TỈNH AN HÒA", ["THANH TRA TỈNH AN HÒA"]),
        ("HỘI ĐỒNG NHÂN DÂN THỊ XÃ BẠCH HẠC", ["HỘI ĐỒNG NHÂN DÂN", "THỊ XÃ BẠCH HẠC"]),
        (
            "TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN NGUYỄN ĐÌNH CHIỂU",
            ["TRƯỜNG TRUNG HỌC", "PHỔ THÔNG CHUYÊN", "NGUYỄN ĐÌNH CHIỂU"],
        ),
        ("SỞ LAO ĐỘNG VÀ XÃ HỘI TỔNG HỢP", ["SỞ LAO ĐỘNG VÀ", "XÃ HỘI TỔNG HỢP"]),
    ],
)
def test_a_long_issuer_breaks_before_its_place_or_into_even_lines(name, lines):
    paper = rendered(a_plan(organ_name=name))

    assert [look.text.rstrip() for look in paper.of_style("CoQuanBanHanh")] == lines


def test_a_blank_issuer_has_no_rule():
    paper = rendered(a_plan(organ_name=""))

    assert len(paper.of_style("DuongKe")) == 1  # the one under the motto


def test_the_number_is_13_upright_and_centred_under_the_issuer(paper):
    look = paper.find("Số: 07/KH-UBND")

    assert (look.size, look.bold, look.italic, look.align) == (13, False, False, "center")
    assert paper.cell_around(look).find("w:tcPr/w:tcW", NS).get(f"{W}w") == "3742"


def test_the_place_and_date_are_14_italic_on_the_line_of_the_number(paper):
    number, look = paper.find("Số: 07/KH-UBND"), paper.find("An Hòa, ngày 05 tháng 02 năm 2026")

    assert (look.size, look.bold, look.italic, look.align) == (14, False, True, "center")
    assert paper.cell_around(number).getparent() is paper.cell_around(look).getparent()


def test_number_and_date_stand_on_one_base_line(paper):
    number, look = paper.find("Số: 07/KH-UBND"), paper.find("An Hòa, ngày 05 tháng 02 năm 2026")
    ascent = 0.891 * 20

    difference = (number.twips("spacing.before") + number.size * ascent) - (
        look.twips("spacing.before") + look.size * ascent
    )
    assert abs(difference) < 5


def test_a_long_place_name_stays_on_one_line_by_closer_letters():
    place = "Thành phố Hồ Chí Minh"
    paper = rendered(a_plan(promulgation_place=place, promulgated_on=date(2026, 12, 25)))

    look = paper.find(f"{place}, ngày 25 tháng 12 năm 2026")

    assert -14 <= int(look.values["spacing"]) < 0


def test_a_place_name_too_long_for_that_breaks_its_line_in_full_width():
    place = "Thị trấn Nông trường Việt Lâm và Khu vực phía Bắc"

    look = next(
        look
        for look in rendered(a_plan(promulgation_place=place)).paragraphs()
        if look.text.startswith(place)
    )

    assert "spacing" not in look.values


def test_the_type_is_14_bold_capitals_centred(paper):
    look = paper.find("KẾ HOẠCH")

    assert (look.size, look.bold, look.caps, look.align) == (14, True, True, "center")


def test_the_subject_is_14_bold_under_the_type(paper):
    look = paper.after(paper.find("KẾ HOẠCH"))

    assert look.text == "Kiểm tra công tác văn thư, lưu trữ năm 2026"
    assert (look.size, look.bold, look.italic, look.caps) == (14, True, False, False)
    assert look.align == "center"


@pytest.mark.parametrize("subject", ["Phòng, chống thiên tai", LONG_SUBJECT])
def test_the_rule_under_the_subject_is_a_third_to_a_half_of_its_longest_line(subject):
    paper = rendered(a_plan(subject=words(subject)))

    rule = paper.after(paper.find(subject))

    room = TEXT_WIDTH - 2 * 567
    longest = widest_line(subject, BOLD, 14, room)
    assert rule.values["pBdr.top"] == "single"
    assert longest / 3 <= rule_length(rule, TEXT_WIDTH) <= longest / 2
    assert rule.twips("ind.left") == rule.twips("ind.right")


def test_a_blank_subject_has_no_rule():
    assert not rendered(a_plan(subject=())).of_style("DuongKeTrichYeu")


def test_an_urgent_plan_shows_its_degree_in_a_red_frame_under_the_number():
    paper = rendered(a_plan(priority="THƯỢNG KHẨN"))

    look = paper.find("THƯỢNG KHẨN")

    assert (look.size, look.bold, look.caps) == (13, True, True)
    assert look.values["color"] == "FF0000"
    assert look.values["bdr"] == "single"


def test_an_ordinary_plan_shows_no_degree(paper):
    assert not paper.of_style("DoKhan")
