"""The page: size, margins, font and page number (PL1 I)."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.golden.papers import a_plan, rendered, shipped
from tests.golden.word_reader import NS, TWIPS_PER_MM, W, part
from webapp.domain.stages import Stage

TOLERANCE = 0.6


@pytest.fixture(scope="module")
def paper():
    return rendered(a_plan())


def test_the_paper_is_a4_upright(paper):
    section = paper.section()

    assert (section["pgSz.w"], section["pgSz.h"]) == ("11906", "16838")
    assert section.get("pgSz.orient", "portrait") == "portrait"


@pytest.mark.parametrize(
    ("side", "least", "most"),
    [("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)],
)
def test_every_margin_lies_in_the_range(paper, side, least, most):
    margin = int(paper.section()[f"pgMar.{side}"]) / TWIPS_PER_MM

    assert least - TOLERANCE <= margin <= most + TOLERANCE


def test_the_page_number_stands_in_the_header_of_all_pages_but_the_first(paper):
    section = paper.section()
    others, first = (part(paper.docx, f"word/header{number}.xml") for number in (1, 2))

    assert "titlePg" in section
    assert section["pgNumType.start"] == "1"
    assert "PAGE" in "".join(others.itertext())
    assert "PAGE" not in "".join(first.itertext())


def test_the_page_number_is_centred_upright_and_of_the_right_size(paper):
    header = part(paper.docx, "word/header1.xml")
    number = next(
        look
        for look in paper.paragraphs(header)
        if look.element.find(".//w:instrText", NS) is not None
    )

    assert number.align == "center"
    assert 13 <= number.size <= 14
    assert not number.italic
    assert not number.bold


def test_the_header_fits_in_the_top_margin(paper):
    section = paper.section()
    mark, number = paper.paragraphs(part(paper.docx, "word/header1.xml"))
    needed = mark.twips("spacing.line") + number.size * 20 * 1.15

    assert int(section["pgMar.header"]) + needed <= int(section["pgMar.top"])


def test_no_part_names_another_font():
    for name in ("document", "styles", "header1", "header2", "fontTable", "theme/theme1"):
        root = part(shipped().source, f"word/{name}.xml")
        for element in root.iter(f"{W}rFonts", f"{W}font"):
            assert {*element.attrib.values()} == {"Times New Roman"}
        for latin in root.iter("{*}latin"):
            assert latin.get("typeface") == "Times New Roman"


def test_everything_is_marked_as_vietnamese(paper):
    language = paper.styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS)

    assert language.get(f"{W}val") == "vi-VN"


def test_the_template_is_light():
    with ZipFile(BytesIO(shipped().source)) as archive:
        assert len(archive.read("word/styles.xml")) <= 40_000


@pytest.mark.parametrize("stage", list(Stage))
def test_every_word_of_every_stage_is_in_times_new_roman(stage):
    looks = rendered(a_plan(), stage).paragraphs()

    assert {look.font for look in looks} == {"Times New Roman"}
