"""Ô 7a to 7c and 9b: the signature block and the recipients beside it (PL1 II.7, II.9)."""

import pytest

from tests.golden.papers import a_plan, rendered, words
from tests.golden.word_reader import NS, W
from webapp.domain.authority import SigningForm, SigningTitles, signature_block
from webapp.domain.plan import Signer

TITLES = SigningTitles(
    position="Phó Chủ tịch",
    head_title="Chủ tịch",
    collective="Ủy ban nhân dân",
    unit_head_title="Chánh Văn phòng",
    second_title="Phó Chủ tịch Hội đồng nhân dân tỉnh",
)


@pytest.fixture(scope="module")
def paper():
    return rendered(a_plan())


def lines_at_the_right(paper):
    return [look.text for look in paper.paragraphs(signature_row(paper)[1])]


def signature_row(paper):
    return paper.body.findall(".//w:tbl", NS)[-1].findall("w:tr/w:tc", NS)


@pytest.mark.parametrize("form", list(SigningForm))
def test_every_form_of_signing_is_printed_line_by_line(form):
    signer = signature_block(form, TITLES, "Vừ A Của")

    lines = lines_at_the_right(rendered(a_plan(signer=signer)))

    titles = [*signer.authority, signer.position]
    above_the_name = [signer.second_title] if form is SigningForm.ADVISORY else []
    assert lines == [*titles, *above_the_name, "Vừ A Của"]


def test_powers_and_titles_are_14_bold_capitals_centred(paper):
    looks = paper.of_style("QuyenHan")

    assert [look.text for look in looks] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    for look in looks:
        assert (look.size, look.bold, look.caps, look.align) == (14, True, True, "center")


def test_the_name_is_14_bold_under_room_for_a_signature(paper):
    look = paper.find("Vừ A Của")

    assert (look.size, look.bold, look.caps, look.align) == (14, True, False, "center")
    assert look.twips("spacing.before") >= 1200


def test_a_second_title_stands_on_the_name_and_the_room_above_both():
    signer = Signer((), "TRƯỞNG BAN", "Lò Văn Ính", "Phó Chủ tịch Ủy ban nhân dân tỉnh")
    paper = rendered(a_plan(signer=signer))

    title, name = paper.find("Phó Chủ tịch Ủy ban nhân dân tỉnh"), paper.find("Lò Văn Ính")

    assert (title.bold, title.caps, title.align, title.size) == (True, False, "center", 14)
    assert title.twips("spacing.before") >= 1200
    assert name.twips("spacing.before") == 0


def test_the_recipients_are_12_bold_italic_over_a_list_in_11(paper):
    head = paper.find("Nơi nhận:")
    lines = paper.of_style("NoiNhanDong")

    assert (head.size, head.bold, head.italic, head.align) == (12, True, True, "left")
    assert [look.text for look in lines] == [
        "- Bộ Nội vụ (để b/c);",
        "- Các sở, ban, ngành tỉnh;",
        "- Lưu: VT, NC(HTN).",
    ]
    for look in lines:
        assert (look.size, look.bold, look.italic, look.align) == (11, False, False, "left")


def test_recipients_and_signature_begin_on_one_level(paper):
    left, right = signature_row(paper)

    assert left.getparent() is right.getparent()
    tops = {cell.find("w:tcPr/w:tcMar/w:top", NS).get(f"{W}w") for cell in (left, right)}
    assert len(tops) == 1
    ascent = 0.891 * 20
    head, power = paper.find("Nơi nhận:"), paper.find("TM. ỦY BAN NHÂN DÂN")
    difference = (head.twips("spacing.before") + head.size * ascent) - (
        power.twips("spacing.before") + power.size * ascent
    )
    assert abs(difference) < 5


def test_a_plan_without_a_filing_line_ends_its_list_where_it_ends():
    paper = rendered(a_plan(filing_line=(), to_places=(words("Sở Nội vụ"),)))

    assert [look.text for look in paper.of_style("NoiNhanDong")] == ["- Sở Nội vụ;"]


def test_the_block_is_never_split_and_stays_with_the_last_paragraph(paper):
    row = signature_row(paper)[0].getparent()
    before = row.getparent().getprevious()

    assert row.find("w:trPr/w:cantSplit", NS) is not None
    last = next(look for look in paper.paragraphs() if look.element is before)
    assert last.text.endswith("./.")
    assert last.keeps_with_next


def test_a_blank_signer_leaves_his_place_blank():
    assert lines_at_the_right(rendered(a_plan(signer=Signer()))) == [""]
