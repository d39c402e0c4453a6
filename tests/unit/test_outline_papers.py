"""Whole papers in the shapes that people paste: Word tables, scans, web pages, single columns."""

from datetime import date

import pytest

from tests.unit.sample_papers import (
    BODY,
    BROKEN_BY_HAND,
    CELL_BY_CELL,
    FOOT,
    HEAD,
    ON_ONE_LINE,
    SPACED,
    TWO_COLUMNS,
)
from webapp.domain.errors import InvalidInputError
from webapp.domain.outline.files import MOST_BYTES, MOST_LINES, decode
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import MarkerKind, Plan, Signer, plain

PLACES = ["Bộ Y tế (để b/c)", "UBND tỉnh", "Các trung tâm y tế"]


def texts(paragraphs):
    return [plain(runs) for runs in paragraphs]


def reported(plan, kind):
    return [(item.place, item.text) for item in plan.report if item.kind == kind]


def missing(plan):
    return {item.place for item in plan.report if item.kind == "missing"}


@pytest.mark.parametrize("text", [TWO_COLUMNS, CELL_BY_CELL, ON_ONE_LINE])
def test_the_head_is_read_in_every_shape(text):
    plan = read_paper(text)

    assert (plan.organ_in_charge, plan.organ_name) == ("UBND TỈNH HÀ NAM", "SỞ Y TẾ")
    assert (plan.code_number, plan.code_notation) == (27, "KH-SYT")
    assert (plan.promulgation_place, plan.promulgated_on) == ("Hà Nam", date(2024, 3, 5))
    assert "header" not in missing(plan)


def test_columns_kept_apart_by_spaces_are_read_too():
    plan = read_paper(SPACED)

    assert (plan.organ_in_charge, plan.organ_name) == ("UBND TỈNH HÀ NAM", "SỞ Y TẾ")
    assert (plan.code_number, plan.code_notation) == (None, "KH-SYT")
    assert missing(plan) == {"code_number"}


@pytest.mark.parametrize("text", [TWO_COLUMNS, SPACED, CELL_BY_CELL, ON_ONE_LINE])
def test_the_text_is_read_in_every_shape(text):
    plan = read_paper(text)

    assert plain(plan.subject) == (
        "Tiêm chủng mở rộng cho trẻ dưới 5 tuổi trên địa bàn tỉnh năm 2024"
    )
    assert [base.split()[0] for base in texts(plan.legal_bases)] == ["Căn", "Căn", "Xét"]
    assert texts(plan.opening) == ["Sở Y tế ban hành Kế hoạch tiêm chủng năm 2024 như sau:"]
    assert [b.marker.text if b.marker else "" for b in plan.body] == [
        "I.", "1.", "", "2.", "a)", "b)", "II.", "1.", "2.",
    ]  # fmt: skip
    assert texts(plan.closing)[0].startswith("Trên đây là")


@pytest.mark.parametrize("text", [TWO_COLUMNS, SPACED, CELL_BY_CELL])
def test_the_foot_is_read_in_every_shape(text):
    plan = read_paper(text)

    assert texts(plan.to_places) == PLACES
    assert plain(plan.filing_line) == "Lưu: VT, NVY(02b)."
    assert plan.unit == "NVY"
    assert plan.signer == Signer(("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC", "Phạm Thị Ngọc Ánh")


def test_a_foot_flattened_to_lines_is_cut_where_titles_begin():
    plan = read_paper(ON_ONE_LINE)

    assert plan.signer == Signer(
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Phạm Thị Ngọc Ánh"
    )
    assert texts(plan.to_places) == PLACES
    assert plain(plan.filing_line) == "Lưu: VT, NVY(02b)."


def test_the_words_da_ky_are_never_taken_over():
    assert ("signer", "(Đã ký)") in reported(read_paper(TWO_COLUMNS), "removed")


def test_lines_broken_by_hand_become_paragraphs():
    plan = read_paper(BROKEN_BY_HAND)

    assert len(plan.opening) == 1
    assert [b.marker.text for b in plan.body if b.marker] == ["I.", "1.", "2.", "-", "-"]
    assert len(plan.body) == 5
    assert [i.message for i in plan.report if i.kind == "joined"] == [
        "Đã nối 6 dòng bị xuống dòng giữa đoạn."
    ]


def test_ids_of_blocks_come_from_the_caller():
    names = iter("xyz" * 10)

    plan = read_paper("I. MỘT\n1. Hai", lambda: next(names))

    assert [block.id for block in plan.body] == ["x", "y"]


def test_control_characters_are_removed_and_reported():
    plan = read_paper("KẾ HOẠCH\nPhòng dịch\n\nI. MỤC\x07 TIÊU")

    assert plain(plan.body[0].runs) == "MỤC TIÊU"
    assert plan.report[0].message == "Đã bỏ 1 ký tự điều khiển không nhìn thấy."


def test_text_without_structure_stays_as_paragraphs():
    plan = read_paper("Cuộc họp bàn về mùa vụ.\n\nMọi người đồng ý.")

    assert texts(block.runs for block in plan.body) == [
        "Cuộc họp bàn về mùa vụ.",
        "Mọi người đồng ý.",
    ]
    assert ("body", "") in reported(plan, "not_understood")
    assert {"document_type", "subject", "to_places", "filing_line"} <= missing(plan)


def test_an_empty_paper_is_an_empty_plan():
    plan = read_paper("")

    assert plan == Plan(document_type="")
    assert "body" in missing(plan)


def test_markup_and_queries_stay_text():
    words = "1. <script>alert(1)</script> &amp; '; DROP TABLE plans; --"

    assert plain(read_paper(words).body[0].runs) == words.removeprefix("1. ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_are_decoded(encoding):
    assert decode("Kế hoạch\n".encode(encoding)) == "Kế hoạch\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("Kế hoạch".encode("utf-16-le")[1:] + b"\xe9", "UTF-8"),
        ("Kế hoạch".encode("cp1258", errors="replace") + b"\xff", "UTF-8"),
        (b"%PDF-1.7", "không phải văn bản thuần"),
        (b"PK\x03\x04", "không phải văn bản thuần"),
        (b"abc\x00def", "nhị phân"),
        (b"\x01\x02\x03 abc", "nhị phân"),
        (b"a" * (MOST_BYTES + 1), "lớn hơn 8 MB"),
        (b"\n" * MOST_LINES, "dài quá 100000 dòng"),
    ],
)
def test_what_is_no_text_file_is_refused_with_one_sentence(data, sentence):
    with pytest.raises(InvalidInputError, match=sentence):
        decode(data)


@pytest.mark.parametrize(
    "old",
    [
        "KÕ ho¹ch trång c©y ven s«ng. C\xb8c ®¬n vÞ thùc hiÖn ®óng tiÕn ®é, gãp ý hµng quý.",
        "Keá hoaïch troàng caây ven soâng. Caùc ñôn vò thöïc hieän ñuùng tieán ñoä, baùo caùo.",
    ],
)
def test_text_of_old_fonts_is_refused(old):
    with pytest.raises(InvalidInputError, match="chuyển sang Unicode"):
        read_paper(old)
    with pytest.raises(InvalidInputError, match="chuyển sang Unicode"):
        decode(old.encode())


def test_foreign_names_are_no_old_font():
    plan = read_paper("1. Mời ông Müller, bà Åse và đoàn Nürnberg, Köln, Malmö, Tromsø dự hội nghị "
                      "xúc tiến đầu tư, thăm làng nghề và ký kết biên bản ghi nhớ hợp tác giữa các "
                      "bên trong khuôn khổ chương trình năm nay của tỉnh.")  # fmt: skip

    assert len(plan.body) == 1


def test_another_type_of_paper_is_pointed_out():
    plan = read_paper("BÁO CÁO\nTrồng cây\n\nI. KẾT QUẢ")

    assert [i.text for i in plan.report if i.kind == "kept_as_is"] == ["BÁO CÁO"]


def test_a_paper_of_too_many_lines_is_refused_before_it_is_read():
    with pytest.raises(InvalidInputError, match="chia nhỏ"):
        read_paper("\n" * MOST_LINES)


def test_the_parts_of_the_samples_are_not_empty():
    plan = read_paper(HEAD + BODY + FOOT)

    assert {b.marker.kind for b in plan.body if b.marker} >= {
        MarkerKind.ROMAN,
        MarkerKind.ARABIC,
        MarkerKind.LETTER,
    }
