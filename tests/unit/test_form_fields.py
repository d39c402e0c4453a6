"""The empty fields of the PDF that the leader signs: where they stand, and what is read of them."""

import re
from io import BytesIO

import pikepdf
import pytest

from tests.paper_pdf import FOOT, HEAD, SIZE, a_paper
from tests.signing import a_page, filled
from webapp.documents.pdf.form_fields import DROP, read_form, with_fields
from webapp.documents.pdf.reading import picture_of
from webapp.documents.pdf.scanned import read_scan
from webapp.documents.pdf.signatures import filled_in
from webapp.domain.errors import InvalidInputError

SIGNER = "Phạm Quốc Toản"
OPEN_MONTH = "An Phước, ngày      tháng      năm 2026"


def fields_of(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(one.T): (str(one.FT), [float(side) for side in one.Rect])
            for one in pdf.Root.AcroForm.Fields
        }


def read(data):
    return read_form(data, read_scan(data).words)


def test_number_and_day_stand_on_their_line_between_the_words():
    found = fields_of(with_fields(a_paper(), SIGNER))

    for name, (x, y, text), begins, ends in (
        ("so", HEAD[0], ":", "/"),
        ("ngay", HEAD[1], "y   ", "tháng"),
    ):
        kind, (left, bottom, right, _) = found[name]
        letter = SIZE / 2
        assert kind == "/Tx"
        assert (left, right) == pytest.approx(
            (x + letter * (text.index(begins) + 1), x + letter * text.index(ends)), abs=0.5
        )
        assert bottom == pytest.approx(y - DROP * SIZE, abs=0.1)


def test_the_month_has_a_field_only_where_it_is_open():
    assert "thang" not in fields_of(with_fields(a_paper(), SIGNER))
    assert "thang" in fields_of(with_fields(a_paper(HEAD[0], (308, 728, OPEN_MONTH)), SIGNER))


def test_the_seal_covers_a_third_of_the_signature_from_the_left():
    found = fields_of(with_fields(a_paper(), SIGNER))
    kind, hand = found["chu_ky_nguoi_ky"]
    _, seal = found["chu_ky_co_quan"]

    assert kind == "/Sig"
    assert FOOT[2][1] + SIZE / 2 < hand[1] < hand[3] <= FOOT[1][1]
    assert (seal[2] - hand[0]) / (hand[2] - hand[0]) == pytest.approx(1 / 3)
    assert seal[0] < hand[0]
    assert (seal[1] + seal[3]) / 2 == pytest.approx((hand[1] + hand[3]) / 2, abs=0.1)


@pytest.mark.parametrize(
    "lines", [HEAD, HEAD + FOOT[:2], (*HEAD, FOOT[0], FOOT[2])], ids=["none", "no name", "no room"]
)
def test_a_paper_without_room_for_signatures_has_no_fields_for_them(lines):
    assert set(fields_of(with_fields(a_paper(*lines), SIGNER))) == {"so", "ngay"}


def test_empty_fields_draw_nothing():
    paper = a_paper()

    assert picture_of(with_fields(paper, SIGNER), 1, 600) == picture_of(paper, 1, 600)


def test_what_is_printed_and_what_is_filled_in_is_read():
    made = with_fields(a_paper(), SIGNER)

    assert read(made) == {"so": "", "ngay": "", "thang": "3", "nam": "2026"}
    assert read(filled_in(made, {"so": "115", "ngay": "02"})) == {
        "so": "115", "ngay": "02", "thang": "3", "nam": "2026",
    }  # fmt: skip


def test_what_a_field_shows_counts_and_not_what_it_keeps():
    made = with_fields(a_paper(), SIGNER)

    assert read(filled(made, so="115"))["so"] == ""
    assert read(filled(filled_in(made, {"so": "116"}), so="115"))["so"] == "116"


def test_a_field_that_every_reader_draws_for_itself_says_what_it_keeps():
    assert read(filled(a_page(), so=" 115 ")) == {"so": "115", "ngay": ""}


def test_a_file_without_a_field_for_the_number_says_nothing():
    assert read(a_paper()) == {}
    assert read(with_fields(a_paper(HEAD[1]), SIGNER)) == {}


def test_a_file_with_a_damaged_field_is_refused():
    whole = filled_in(with_fields(a_paper(), SIGNER), {"so": "115"})
    spoilt = whole.replace(b"/Widget /T (chu_ky_co_quan)", b">/Widget /T (chu_ky_co_quan)")

    with pytest.raises(InvalidInputError, match="PDF bị hỏng"):
        read_form(spoilt, "")


@pytest.mark.parametrize("spoilt", [b"/Rect []", b"/Rect [ /A /B /C /D ]", b"/Reck [ 1 2 3 4 ]"])
def test_a_field_that_stands_nowhere_is_none(spoilt):
    page = re.sub(rb"/Rect \[[^]]*\]", spoilt, a_page())

    assert read_form(page, "") == {}
