"""The mark on every page of a PDF of a paper that is over."""

from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from webapp.documents.pdf.reading import picture_of, read_pages
from webapp.documents.pdf.stamping import stamped

WORDS = "ĐÃ THU HỒI theo Thông báo số 21/TB-UBND ngày 02 tháng 3 năm 2026"


def a_pdf(*turned: int, words: bytes = b"") -> bytes:
    pdf = Pdf.new()
    for angle in turned:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Rotate = angle
        page.obj.Resources = Dictionary(
            Font=Dictionary(
                F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
            )
        )
        page.contents_add(b"2 0 0 2 0 0 cm BT /F1 12 Tf 50 100 Td (" + words + b") Tj ET")
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def red_at(data: bytes, page: int) -> set[str]:
    """Return at which edges of the page, as a reader sees it, something red stands."""
    picture = Image.open(BytesIO(picture_of(data, page, 300))).convert("RGB")
    wide, high = picture.size
    edges = {
        "top": (0, 0, wide, high // 10),
        "bottom": (0, high - high // 10, wide, high),
        "middle": (0, high // 10, wide, high - high // 10),
    }
    return {name for name, box in edges.items() if _is_red(picture.crop(box).tobytes())}


def _is_red(pixels: bytes) -> bool:
    return any(
        red > 150 and green < 120 for red, green in zip(pixels[::3], pixels[1::3], strict=True)
    )


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_the_mark_stands_at_the_head_of_the_page_however_it_is_turned(angle):
    assert red_at(stamped(a_pdf(angle), WORDS), 1) == {"top"}


def test_every_page_has_the_mark():
    marked = stamped(a_pdf(0, 0), WORDS)

    assert [red_at(marked, page) for page in (1, 2)] == [{"top"}, {"top"}]


def test_the_words_of_the_paper_stay_and_the_title_says_what_became_of_it():
    marked = stamped(a_pdf(0, words=b"Ke hoach"), WORDS)

    (page,) = read_pages(marked)
    assert "kehoach" in page.text
    with Pdf.open(BytesIO(marked)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == WORDS


def test_words_too_long_for_the_page_are_made_smaller():
    assert red_at(stamped(a_pdf(0), WORDS * 5), 1) == {"top"}


def test_a_letter_that_cannot_be_drawn_becomes_a_question_mark():
    assert stamped(a_pdf(0), "漢") != stamped(a_pdf(0), " ")


def test_the_same_file_and_words_give_the_same_bytes():
    data = a_pdf(0)

    assert stamped(data, WORDS) == stamped(data, WORDS)
