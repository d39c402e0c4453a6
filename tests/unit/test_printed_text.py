"""The words of printed pages are found whatever way they were broken, spaced and composed."""

import unicodedata

import pytest

from tests.unit.printed_pages import letters_of, line_of, printed
from webapp.documents.pdf.printed_text import normal, read_stream


def found(page, sought):
    """Return line and letters of each area of the first place."""
    printed_text = read_stream([page])
    place = printed_text.find(sought)
    assert place is not None
    number, areas = printed_text.areas(place)
    assert number == 1
    return [(line_of(area), letters_of(area)) for area in areas]


def test_words_are_found_where_they_stand():
    assert found(printed("Số: 12", "Kế hoạch này"), "hoạch") == [(1, (3, 8))]


def test_words_over_two_lines_have_an_area_on_each():
    assert found(printed("báo cáo kết", "quả đúng hạn"), "kết quả") == [(0, (8, 11)), (1, (0, 3))]


@pytest.mark.parametrize(
    "line",
    [
        "KẾ HOẠCH",
        unicodedata.normalize("NFD", "Kế hoạch"),
        "K ế  hoạch",
        "Kế\u00a0hoạch",
        "Kế ho\u00ad\u0002ạch",
    ],
    ids=["capitals", "accents apart", "spaces", "hard space", "broken word"],
)
def test_the_way_words_are_printed_does_not_matter(line):
    assert read_stream([printed(line)]).find("Kế hoạch") == range(7)


def test_every_dash_is_a_dash():
    assert read_stream([printed("Độc lập – Tự do")]).find("lập - Tự") is not None


def test_a_letter_with_its_accents_apart_is_one_area():
    page = printed(unicodedata.normalize("NFD", "ế x"))

    assert found(page, "x") == [(0, (4, 5))]


def test_words_in_the_same_letters_are_found_before_those_in_others():
    page = printed("Luật Phòng cháy", "Luật phòng cháy", "LUẬT PHÒNG CHÁY")

    assert found(page, "Luật phòng cháy") == [(1, (0, 15))]
    assert found(page, "luật phòng cháy") == [(0, (0, 15))]


def test_a_letter_that_has_no_single_small_one_stays():
    page = printed("İ: Kế hoạch")

    assert found(page, "kế hoạch") == [(0, (3, 11))]


def test_signs_are_found_before_the_letters_alone():
    page = printed("thực hiện", "thực hiện./.")

    assert found(page, "thực hiện./.") == [(1, (0, 12))]
    assert found(page, "«thực hiện»") == [(0, (0, 9))]
    assert found(page, "./.") == [(1, (9, 12))]


def test_what_is_not_printed_is_not_found():
    text = read_stream([printed("Kế hoạch")])

    assert [text.find(one) for one in ("báo cáo", "", " ", "?!")] == [None] * 4


def test_a_search_keeps_to_its_bounds():
    text = read_stream([printed("một hai một hai")])

    assert text.find("một", 1) == range(6, 9)
    assert text.find("«một»", 1) == range(6, 9)
    assert text.find("hai", 7, 10) is None
    assert text.find("«hai»", 7, 10) is None


def test_the_number_of_a_page_is_none_of_its_words():
    text = read_stream([printed("thực"), printed("2", "hiện 2")])

    assert text.find("thực hiện") == range(8)
    assert text.areas(range(4, 8))[0] == 2


def test_of_words_over_two_pages_the_first_page_is_marked():
    text = read_stream([printed("kết"), printed("quả")])

    page, areas = text.areas(range(6))

    assert (page, len(areas)) == (1, 1)


def test_a_stretch_grows_to_the_whole_of_its_lines():
    text = read_stream([printed("một hai", "ba bốn", "năm")])
    span = text.find("hai ba")

    assert span is not None
    whole = text.whole_lines(span)
    assert text.text[whole.start : whole.stop] == "mộthaibabốn"


def test_a_line_ends_where_the_next_cell_begins():
    text = read_stream([printed("Số: 12    ngày 05")])
    span = text.find("12")

    assert span is not None
    assert text.whole_lines(span) == range(5)


def test_a_text_is_made_regular_like_the_pages():
    assert normal("  Ủy ban –\tTỈNH ") == "Ủyban-TỈNH"
