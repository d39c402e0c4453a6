"""Faces and breaks of printed pages, told from their plain values."""

import pytest

from tests import fake_office
from tests.golden.papers import a_plan, heading, paragraph
from webapp.documents.pdf.finishing import finish, is_whole
from webapp.documents.pdf.layout import layout_remarks
from webapp.documents.pdf.letters import family_of, main_family, missing_letters, other_faces
from webapp.documents.pdf.printed import Letter, Line, PrintedPage, squeezed
from webapp.documents.pdf.reading import read_pages
from webapp.domain.errors import InvalidInputError
from webapp.domain.plan import MarkerKind


def page(*texts, boxes=""):
    """Return a page whose lines stand one below the other; `(text, font)` names another font."""
    lines, letters = [], []
    for place, given in enumerate(texts):
        pieces = given if isinstance(given, list) else [(given, "TimesNewRomanPSMT")]
        text = "".join(words for words, _ in pieces)
        top = 780 - 20 * place
        lines.append(Line(text, top - 15, top))
        letters += [Letter(one, font) for words, font in pieces for one in words]
    return PrintedPage(842, tuple(lines), tuple(letters), boxes)


@pytest.mark.parametrize(
    ("font", "family"),
    [
        ("TimesNewRomanPSMT", "TimesNewRoman"),
        ("TimesNewRomanPS-BoldItalicMT", "TimesNewRoman"),
        ("Times New Roman,Bold", "TimesNewRoman"),
        ("LiberationSerif-Italic", "LiberationSerif"),
        ("Tinos", "Tinos"),
    ],
)
def test_a_face_is_known_by_its_family(font, family):
    assert family_of(font) == family


def test_a_paper_in_times_new_roman_has_nothing_to_tell():
    pages = [page("Kế hoạch", "thực hiện")]

    assert main_family(pages) == "TimesNewRoman"
    assert missing_letters(pages) == ""
    assert list(other_faces(pages)) == []


def test_a_word_in_two_faces_lacks_letters():
    torn = page([("k", "Tinos"), ("ế", "DejaVuSerif"), ("t quả", "Tinos")])

    assert "«ế» ở trang 1" in missing_letters([torn])


def test_a_sign_of_another_face_is_no_missing_letter():
    mixed = page([("ô ", "Tinos"), ("☐", "DejaVuSans"), ("m", "Tinos"), ("中", "Droid")])

    assert missing_letters([mixed]) == ""


def test_words_in_another_face_are_told_once():
    mixed = page([("Kế hoạch ", "Tinos"), ("mã ", "Arial"), ("số", "Arial-BoldMT")])

    (remark,) = other_faces([mixed, mixed])

    assert remark.startswith("Trang 1 có chữ in bằng phông «Arial»; văn bản dùng phông Times New")


def test_a_page_without_letters_has_no_face():
    assert main_family([page()]) == ""


def test_letters_and_digits_alone_are_compared():
    assert squeezed("1. Mục\u00a0đích, YÊU CẦU:") == "1mụcđíchyêucầu"


def test_a_signature_torn_over_two_pages_is_told():
    pages = [page("Việc cuối.", "Nơi nhận: TM. ỦY BAN NHÂN DÂN"), page("Vừ A Của")]

    (remark,) = layout_remarks(a_plan(body=(paragraph("Việc cuối."),)), pages)

    assert "Khối chữ ký bị tách sang trang 2" in remark


def test_page_numbers_and_the_foot_of_the_page_are_no_text():
    plan = a_plan(body=(heading(MarkerKind.ROMAN, "I.", "Mục đích"), paragraph("Sau trang.")))
    numbered = PrintedPage(
        842,
        (Line("2", 800, 815), Line("I. MỤC ĐÍCH", 80, 95), Line("Địa chỉ: số 1", 20, 30)),
        (),
    )

    (remark,) = layout_remarks(plan, [numbered])

    assert remark.startswith("Đề mục «I. MỤC ĐÍCH» nằm ở cuối trang 1")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html></html>"])
def test_what_is_no_pdf_is_refused(data):
    assert not is_whole(data)
    with pytest.raises(InvalidInputError, match="không tạo được tệp PDF"):
        finish(data, a_plan(), archival=False)
    with pytest.raises(InvalidInputError, match="bị hỏng"):
        read_pages(data)


def test_a_pdf_whose_fonts_stay_outside_is_refused():
    with pytest.raises(InvalidInputError, match="Phông Helvetica không cho nhúng"):
        finish(fake_office.a_pdf(font="Helvetica"), a_plan(), archival=False)
