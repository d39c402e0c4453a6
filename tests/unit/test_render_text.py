"""The small parts of the renderer: measuring, escaping, zipping."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from webapp.documents.numbers import Numbers
from webapp.documents.rule_lines import date_line_xml, issuer_lines
from webapp.documents.text_width import BOLD, ITALIC, balanced_lines, lines_of, widest_line, width
from webapp.documents.word_xml import clean, runs_xml, text_xml
from webapp.documents.zip_writer import deflate, write_zip
from webapp.domain.plan import Run


def test_marks_take_no_room_and_the_horn_does():
    assert width("ỆẤ", BOLD, 14) == width("EA", BOLD, 14)
    assert width("ữ", ITALIC, 14) == width("ư", ITALIC, 14) > width("u", ITALIC, 14)


def test_a_letter_of_no_table_has_a_middling_width():
    assert width("漢", BOLD, 10) == 100


def test_the_motto_is_as_wide_as_times_new_roman_makes_it():
    assert width("Độc lập - Tự do - Hạnh phúc", BOLD, 14) / 20 == pytest.approx(171.4, abs=0.5)


def test_lines_are_as_full_as_the_room_allows():
    assert lines_of("aaa aaa aaa", BOLD, 10, width("aaa aaa", BOLD, 10)) == ["aaa aaa", "aaa"]


def test_a_word_wider_than_the_room_stands_alone():
    assert lines_of("a aaaaaaaaaa a", BOLD, 10, 200) == ["a", "aaaaaaaaaa", "a"]
    assert widest_line("aaaaaaaaaa", BOLD, 10, 200) == 200


def test_balanced_lines_are_no_more_than_needed():
    assert balanced_lines("aa aa aa aa", BOLD, 10, 800) == ["aa aa", "aa aa"]
    assert balanced_lines("aa aa", BOLD, 10, 8000) == ["aa aa"]
    assert balanced_lines("", BOLD, 10, 8000) == []


def test_no_text_has_no_width():
    assert widest_line("", BOLD, 14, 1000) == 0


def test_blank_lines_of_a_name_are_left_out():
    assert issuer_lines("SỞ NỘI VỤ\n\n", 3742) == ("SỞ NỘI VỤ",)


@pytest.mark.parametrize(("room", "closer"), [(9000, False), (5612, True), (2000, False)])
def test_letters_move_closer_only_where_that_is_enough(room, closer):
    line = "Thành phố Hồ Chí Minh, ngày 05 tháng 12 năm 2026"

    assert ("w:spacing" in date_line_xml(line, room)) is closer


def test_what_word_cannot_read_is_taken_out():
    assert clean("a\x00b\tc\nd\ud800\ufffee\x7f") == "ab c de"


def test_a_no_break_space_stays():
    assert clean("a\u00a0b") == "a\u00a0b"


def test_a_line_feed_in_a_run_breaks_the_line():
    assert runs_xml((Run("a\nb<"),), Numbers()) == (
        '<w:r><w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b&lt;</w:t></w:r>'
    )


def test_a_tab_in_a_run_becomes_a_space():
    assert ">a b<" in runs_xml((Run("a\tb"),), Numbers())


def test_lead_and_tail_stand_around_the_runs():
    xml = runs_xml((Run("Sở Nội vụ"),), Numbers(), "- ", ";")

    assert [piece.split("<")[0] for piece in xml.split('preserve">')[1:]] == [
        "- ",
        "Sở Nội vụ",
        ";",
    ]


def test_no_runs_give_a_plain_lead():
    assert runs_xml((), Numbers(), "Phần I") == text_xml("Phần I")


def test_a_zip_is_read_by_others_and_is_the_same_each_time():
    members = [deflate("a.txt", b"mot"), deflate("thư mục/đ.txt", b"hai " * 1000)]

    first, second = write_zip(members), write_zip(members)

    assert first == second
    with ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.txt", "thư mục/đ.txt"]
        assert archive.read("thư mục/đ.txt").decode() == "hai " * 1000
