"""The head of a paper, form by form: agency, number, place and date, type, subject."""

from datetime import date

import pytest

from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import Run, plain

TEXT = "\n\nKẾ HOẠCH\nTrồng cây năm 2024\n\nI. MỤC TIÊU\n1. Phủ xanh đồi trọc."


def read(head):
    return read_paper(head + TEXT)


def reported(plan, kind):
    return [(item.place, item.text) for item in plan.report if item.kind == kind]


@pytest.mark.parametrize(
    ("lines", "in_charge", "name"),
    [
        ("SỞ NỘI VỤ", "", "SỞ NỘI VỤ"),
        ("UBND TỈNH NAM ĐỊNH\nSỞ NỘI VỤ", "UBND TỈNH NAM ĐỊNH", "SỞ NỘI VỤ"),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "", "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP"),
        ("BỘ GIÁO DỤC VÀ\nĐÀO TẠO", "", "BỘ GIÁO DỤC VÀ\nĐÀO TẠO"),
        ("SỞ LAO ĐỘNG,\nHỘI PHỤ NỮ", "", "SỞ LAO ĐỘNG,\nHỘI PHỤ NỮ"),
        ("UBND HUYỆN A\n**TRẠM KHUYẾN NÔNG**", "UBND HUYỆN A", "TRẠM KHUYẾN NÔNG"),
        (
            "UBND TỈNH B\nSỞ Y TẾ\nTRUNG TÂM\nKIỂM SOÁT BỆNH TẬT",
            "UBND TỈNH B\nSỞ Y TẾ",
            "TRUNG TÂM\nKIỂM SOÁT BỆNH TẬT",
        ),
        ("Ủy ban nhân dân xã Tân Lập", "", "Ủy ban nhân dân xã Tân Lập"),
        ("ỦY BAN NHÂN DÂN\n**XÃ TÂN LẬP**", "", "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP"),
    ],
)
def test_the_agency_is_told_from_the_one_above_it(lines, in_charge, name):
    plan = read(lines)

    assert (plan.organ_in_charge, plan.organ_name) == (in_charge, name)


@pytest.mark.parametrize(
    ("line", "number", "notation"),
    [
        ("Số: 05/KH-UBND", 5, "KH-UBND"),
        ("Số : 12 / KH - SNV", 12, "KH-SNV"),
        ("Số 7/KH-BCĐ", 7, "KH-BCĐ"),
        ("SỐ: 9/2024/KH-ĐT&HTQT", 9, "2024/KH-ĐT&HTQT"),
        ("Số:    /KH-VP", None, "KH-VP"),
        ("Số: ……/KH-VP", None, "KH-VP"),
        ("Số 05-KH/ĐU", 5, "KH/ĐU"),
        ("Số: 0/KH-VP", None, "KH-VP"),
    ],
)
def test_number_and_notation_are_read(line, number, notation):
    plan = read(line)

    assert (plan.code_number, plan.code_notation) == (number, notation)


def test_a_party_paper_is_reported():
    plan = read("ĐẢNG BỘ TỈNH A\nĐẢNG ỦY SỞ B\n*\nSố 05-KH/ĐU\tĐẢNG CỘNG SẢN VIỆT NAM")

    assert ("code_notation", "Số 05-KH/ĐU") in reported(plan, "kept_as_is")
    assert ("header", "ĐẢNG CỘNG SẢN VIỆT NAM") in reported(plan, "removed")
    assert (plan.organ_in_charge, plan.organ_name) == ("ĐẢNG BỘ TỈNH A", "ĐẢNG ỦY SỞ B")


def test_a_second_number_is_not_understood():
    plan = read("Số: 1/KH-A\nSố: 2/KH-B")

    assert plan.code_number == 1
    assert reported(plan, "not_understood") == [("header", "Số: 2/KH-B")]


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Nam Định, ngày 09 tháng 02 năm 2024", "Nam Định", date(2024, 2, 9)),
        ("Nam Định ngày 9 tháng 2 năm 2024.", "Nam Định", date(2024, 2, 9)),
        ("TP. Hồ Chí Minh, ngày 09/02/2024", "TP. Hồ Chí Minh", date(2024, 2, 9)),
        ("ngày 9 tháng 2 năm 2024", "", date(2024, 2, 9)),
    ],
)
def test_place_and_date_are_read(line, place, day):
    plan = read(line)

    assert (plan.promulgation_place, plan.promulgated_on) == (place, day)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Nam Định, ngày    tháng 4 năm 2024", "ngày tháng 4 năm 2024"),
        ("Nam Định, ngày 31 tháng 4 năm 2024", "ngày 31 tháng 4 năm 2024"),
        ("Nam Định, ngày 12 tháng 4 năm 202", "ngày 12 tháng 4 năm 202"),
        ("Nam Định, ngày … tháng … năm 2024", "ngày … tháng … năm 2024"),
    ],
)
def test_a_date_that_is_not_whole_is_blank_and_reported(line, said):
    plan = read(line)

    assert (plan.promulgation_place, plan.promulgated_on) == ("Nam Định", None)
    assert ("promulgated_on", said) in reported(plan, "kept_as_is")


def test_stamps_and_marks_of_the_head_are_told_apart():
    plan = read("DỰ THẢO LẦN 2\nHỎA TỐC\nMẬT\nHỏa tốc\nTrang chủ: tin tức\n* * *\nVIỆT NAM")

    assert (plan.priority, plan.secrecy) == ("HỎA TỐC", "MẬT")
    assert ("header", "DỰ THẢO LẦN 2") in reported(plan, "removed")
    assert reported(plan, "not_understood") == [
        ("header", "Hỏa tốc"),
        ("header", "Trang chủ: tin tức"),
    ]


def test_a_national_name_on_two_lines_is_one():
    plan = read("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập – Tự do – Hạnh phúc")

    assert [text for _, text in reported(plan, "removed")] == [
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA",
        "VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
    ]
    assert plan.organ_name == ""


def test_a_head_without_a_type_is_read_to_its_last_sure_line():
    plan = read_paper("SỞ Y TẾ\nSố: 3/KH-SYT\nHuế, ngày 3 tháng 4 năm 2024\nCác khoa thực hiện.")

    assert (plan.organ_name, plan.code_number, plan.document_type) == ("SỞ Y TẾ", 3, "")
    assert [plain(block.runs) for block in plan.body] == ["Các khoa thực hiện."]


@pytest.mark.parametrize(
    ("title", "document_type", "subject"),
    [
        ("KẾ HOẠCH\nTrồng cây", "KẾ HOẠCH", "Trồng cây"),
        ("**KẾ HOẠCH**<br>**Trồng cây**", "KẾ HOẠCH", "Trồng cây"),
        ("Kế hoạch\n\nTrồng cây\nven sông", "KẾ HOẠCH", "Trồng cây ven sông"),
        ("K Ế  H O Ạ C H\nV/v trồng cây", "KẾ HOẠCH", "V/v trồng cây"),
        ("KẾ HOẠCH TRỒNG CÂY\nNĂM 2024", "KẾ HOẠCH", "TRỒNG CÂY NĂM 2024"),
        ("KẾ HOẠCH\n\n**Trồng cây**\n\n**ven sông**", "KẾ HOẠCH", "Trồng cây ven sông"),
        ("KẾ HOẠCH\n\nTrồng cây\n\nven sông", "KẾ HOẠCH", "Trồng cây ven sông"),
        ("CHƯƠNG TRÌNH\nTrồng cây.\nNgày hội", "CHƯƠNG TRÌNH", "Trồng cây."),
        ("KẾ HOẠCH\nTrồng cây\n(Tờ trình số 2", "KẾ HOẠCH", "Trồng cây"),
        ("KẾ HOẠCH\nTrồng cây\n\nBẢO VỆ RỪNG", "KẾ HOẠCH", "Trồng cây"),
        ("KẾ HOẠCH", "KẾ HOẠCH", ""),
        ("KẾ HOẠCH\n\nUBND xã ban hành như sau:", "KẾ HOẠCH", ""),
        ("KẾ HOẠCH\n" + "Trồng cây " * 30 + "\n" + "ven sông " * 30, "KẾ HOẠCH", "Trồng " * 0),
    ],
)
def test_type_and_subject_are_read(title, document_type, subject):
    plan = read_paper(f"SỞ A\n\n{title}\n\nI. MỤC TIÊU")

    assert plan.document_type == document_type
    assert plain(plan.subject).startswith(subject)
    assert len(plain(plan.subject)) < 301


def test_a_type_far_below_long_paragraphs_is_no_head():
    text = "Các đơn vị đã họp bàn nhiều lần. " * 10 + "\n\nKẾ HOẠCH\n\nTrồng cây"

    assert read_paper(text).document_type == ""


@pytest.mark.parametrize("note", ["XEM XONG TRẢ LẠI", "Lưu hành nội bộ"])
def test_a_circulation_note_is_no_agency(note):
    plan = read(f"{note}\nSỞ NỘI VỤ")

    assert (plan.circulation_note, plan.organ_name) == (note, "SỞ NỘI VỤ")


ISSUED_WITH = "(Ban hành kèm theo Quyết định số 12/QĐ-SYT (bản 2) ngày 05/3/2026 của Sở Y tế)"


@pytest.mark.parametrize(
    "note",
    [
        ISSUED_WITH,
        f"*{ISSUED_WITH}*",
        f"\n-----\n***{ISSUED_WITH}***",
        ISSUED_WITH.replace(" ngày", "\nngày"),
        ISSUED_WITH.replace(" (bản", "\n\n(bản"),
        ISSUED_WITH.replace("Ban hành kèm", "Kèm"),
        "(Từ ngày 01/3/2026 đến ngày 31/3/2026)",
    ],
)
def test_the_line_in_brackets_under_a_subject_ends_it_and_is_told(note):
    plan = read_paper(f"SỞ A\n\nKẾ HOẠCH\nTrồng cây\n{note}\n\nCăn cứ Luật A;\n\nI. MỤC TIÊU")

    said = " ".join(note.replace("*", "").replace("-----", "").split())
    assert plan.subject == (Run(f"Trồng cây {said}"),)
    assert [plain(base) for base in plan.legal_bases] == ["Căn cứ Luật A;"]
    told = [item for item in plan.report if item.place == "subject"]
    assert [(item.kind, item.text) for item in told] == [("kept_as_is", said)]


@pytest.mark.parametrize(
    "note", ["(Kèm theo Tờ trình", "(1) Kèm theo.", "(Một) rồi hai", "(a" * 400]
)
def test_brackets_that_close_no_line_are_no_part_of_the_subject(note):
    plan = read_paper(f"SỞ A\n\nKẾ HOẠCH\nTrồng cây\n\n{note}\n\nI. MỤC TIÊU")

    assert plain(plan.subject) == "Trồng cây"
    assert not plan.legal_bases


def test_words_in_brackets_under_a_bare_type_are_the_subject():
    plan = read_paper("KẾ HOẠCH\n(Kèm theo Tờ trình số 2)\n\nI. MỤC TIÊU")

    assert plan.subject == (Run("(Kèm theo Tờ trình số 2)"),)
