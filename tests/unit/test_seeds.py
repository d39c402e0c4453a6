"""The two seed papers are read as a person reads them, fact by fact."""

from datetime import date

import pytest

from tests.unit.seeds import BINH_PHUOC, DIEN_BIEN, needs_seeds, seed_text
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import BlockKind, MarkerKind, Signer, plain
from webapp.domain.plan_json import content_hash, from_json, to_json

pytestmark = needs_seeds


@pytest.fixture(scope="module")
def binh_phuoc():
    return read_paper(seed_text(BINH_PHUOC))


@pytest.fixture(scope="module")
def dien_bien():
    return read_paper(seed_text(DIEN_BIEN))


def under(plan, *marks):
    """Return the blocks below the mark that is reached by going down the given marks."""
    blocks = list(plan.body)
    for mark in marks:
        start = next(n for n, b in enumerate(blocks) if b.marker and b.marker.text == mark)
        level = blocks[start].level
        below = blocks[start + 1 :]
        end = next((n for n, b in enumerate(below) if b.marker and b.level <= level), len(below))
        blocks = below[:end]
    return blocks


def marks(blocks, kind):
    return [b.marker.text for b in blocks if b.marker and b.marker.kind is kind]


def texts(paragraphs):
    return [plain(runs) for runs in paragraphs]


def body_texts(plan):
    return [plain(block.runs) for block in plan.body]


def reported(plan, kind, place=""):
    return [item for item in plan.report if item.kind == kind and item.place.startswith(place)]


def count_of(plan, text):
    return sum(text in paragraph for paragraph in body_texts(plan))


def test_binh_phuoc_has_its_number_place_date_and_subject(binh_phuoc):
    plan = binh_phuoc

    assert (plan.code_number, plan.code_notation) == (115, "KH-UBND")
    assert (plan.promulgation_place, plan.promulgated_on) == ("Bình Phước", date(2022, 4, 26))
    assert plan.document_type == "KẾ HOẠCH"
    assert plain(plan.subject) == "Thực hiện Quy chế dân chủ cơ sở năm 2022"


def test_binh_phuoc_has_one_base_that_cites_two_documents(binh_phuoc):
    (base,) = texts(binh_phuoc.legal_bases)

    assert base.startswith("Thực hiện Chương trình số 12-CTr/BCĐ ngày 14/02/2022")
    assert "Công văn số 55 -CV/BCS ngày 26 / 4 / của" in base
    assert base.endswith(";")


def test_the_damaged_date_is_kept_and_reported(binh_phuoc):
    assert "ngày 26 / 4 /" in [r.text for r in reported(binh_phuoc, "kept_as_is", "legal_bases")]


def test_binh_phuoc_has_one_opening_line(binh_phuoc):
    (opening,) = texts(binh_phuoc.opening)

    assert opening.startswith("UBND tỉnh ban hành")
    assert opening.endswith("như sau:")


def test_binh_phuoc_has_its_sections_and_items(binh_phuoc):
    assert marks(binh_phuoc.body, MarkerKind.ROMAN) == ["I.", "II.", "III."]
    assert marks(under(binh_phuoc, "I."), MarkerKind.ARABIC) == ["1.", "2."]
    assert len(under(binh_phuoc, "I.", "1.")) == 3
    assert len(under(binh_phuoc, "I.", "2.")) == 2
    assert marks(under(binh_phuoc, "III."), MarkerKind.ARABIC) == ["1.", "2.", "3."]


def test_binh_phuoc_ii_has_an_intro_and_eight_items(binh_phuoc):
    intro, *items = under(binh_phuoc, "II.")

    assert intro.marker is None
    assert plain(intro.runs).endswith("các nội dung sau:")
    assert marks(items, MarkerKind.ARABIC) == [f"{n}." for n in range(1, 9)]
    assert len(items) == 8


def test_binh_phuoc_ends_in_its_last_item(binh_phuoc):
    assert plain(binh_phuoc.body[-1].runs).endswith("theo quy định./.")
    assert binh_phuoc.closing == ()


def test_binh_phuoc_goes_to_six_places(binh_phuoc):
    assert texts(binh_phuoc.to_places) == [
        "TT. Tỉnh ủy",
        "Ban Cán sự đảng UBND tỉnh",
        "Ban Dân vận Tỉnh ủy",
        "Các sở, ban, ngành tỉnh",
        "UBND các huyện, thị xã, thành phố",
        "LĐVP, NC",
    ]


def test_binh_phuoc_is_filed_without_a_unit(binh_phuoc):
    assert plain(binh_phuoc.filing_line) == "Lưu: VT, (N09)."
    assert binh_phuoc.unit == ""
    assert reported(binh_phuoc, "missing", "unit")


def test_binh_phuoc_names_its_signer_and_nothing_more(binh_phuoc):
    assert binh_phuoc.signer == Signer(full_name="Trần Tuệ Hiền")
    assert [item.place for item in reported(binh_phuoc, "missing", "signer")] == [
        "signer.authority",
        "signer.position",
    ]


def test_binh_phuoc_has_one_paragraph_joined(binh_phuoc):
    (joint,) = reported(binh_phuoc, "joined")

    assert joint.text == "Tỉnh ủy, gắn liền / với chức năng, nhiệm"
    assert count_of(binh_phuoc, "gắn liền với chức năng") == 1


def test_dien_bien_has_its_number_place_date_and_subject(dien_bien):
    plan = dien_bien

    assert (plan.code_number, plan.code_notation) == (648, "KH-UBND")
    assert (plan.promulgation_place, plan.promulgated_on) == ("Điện Biên", date(2021, 3, 12))
    assert plain(plan.subject) == "Xây dựng và thực hiện Quy chế dân chủ ở cơ sở năm 2021"
    assert [item.text for item in reported(plan, "repaired")] == ["648 /KH-UBND"]


def test_dien_bien_has_two_bases_and_an_opening(dien_bien):
    first, second = texts(dien_bien.legal_bases)
    (opening,) = texts(dien_bien.opening)

    assert first.startswith("Căn cứ Kết luận số 120-KL/TW")
    assert second.startswith("Thực hiện Chỉ thị số 13-CT/TU")
    assert opening.endswith("cụ thể như sau:")


def test_dien_bien_has_three_sections_and_ten_parts(dien_bien):
    assert marks(dien_bien.body, MarkerKind.ROMAN) == ["I.", "II.", "III."]
    assert marks(under(dien_bien, "I."), MarkerKind.ARABIC) == ["1.", "2."]
    assert marks(under(dien_bien, "II."), MarkerKind.ARABIC) == [f"{n}." for n in range(1, 11)]


def test_dien_bien_ii_4_goes_down_to_letters(dien_bien):
    part = under(dien_bien, "II.", "4.")

    assert marks(part, MarkerKind.DECIMAL) == ["4.1.", "4.2.", "4.3."]
    letters = [marks(under(dien_bien, "II.", "4.", d), MarkerKind.LETTER) for d in ("4.1.", "4.2.")]
    assert letters == [["a)", "b)", "c)"], ["a)", "b)", "c)", "d)"]]
    assert marks(under(dien_bien, "II.", "4.", "4.3."), MarkerKind.LETTER) == ["a)", "b)"]


def test_dien_bien_has_four_plus_items(dien_bien):
    pluses = [b for b in dien_bien.body if b.marker and b.marker.kind is MarkerKind.PLUS]

    assert len(pluses) == 4
    assert {block.level for block in pluses} == {4}


def test_no_mark_of_the_seeds_is_fixed(binh_phuoc, dien_bien):
    fixed = [b for b in (*binh_phuoc.body, *dien_bien.body) if b.marker and b.marker.fixed]

    assert fixed == []


def test_eight_deadlines_are_in_italics_and_two_are_upright(dien_bien):
    italic = [run.text for block in dien_bien.body for run in block.runs if run.italic]
    upright = [run.text for b in dien_bien.body for run in b.runs if not run.italic]

    assert len(italic) == 8
    assert all(text.startswith(("Thời gian:", "Hoàn thành")) for text in italic)
    deadlines = [t for t in upright if t.startswith("Thời gian:") or "(Hoàn thành" in t]
    assert len(deadlines) == 2


def test_dien_bien_iii_has_seven_items_of_which_two_to_seven_are_bold(dien_bien):
    items = under(dien_bien, "III.")

    assert marks(items, MarkerKind.ARABIC) == [f"{n}." for n in range(1, 8)]
    assert [all(run.bold for run in item.runs) for item in items] == [False, *[True] * 6]
    assert {item.kind for item in items} == {BlockKind.PARAGRAPH}


def test_headings_are_the_titled_marks(dien_bien):
    headings = [b for b in dien_bien.body if b.kind is BlockKind.HEADING]

    assert len(headings) == 3 + 2 + 10 + 3


def test_dien_bien_has_a_closing_paragraph(dien_bien):
    (closing,) = texts(dien_bien.closing)

    assert closing.startswith("Trên đây là Kế hoạch")
    assert closing.endswith("./.")


def test_dien_bien_goes_to_ten_places_two_of_them_for_report(dien_bien):
    places = texts(dien_bien.to_places)

    assert len(places) == 10
    assert [place for place in places if "(B/c)" in place] == [
        "TT. Tỉnh ủy (B/c)",
        "TT. HĐND tỉnh (B/c)",
    ]


def test_dien_bien_is_filed_with_its_subscript(dien_bien):
    assert plain(dien_bien.filing_line) == "Lưu: VT, NC(NVD)."
    assert [run.text for run in dien_bien.filing_line if run.sub] == ["(NVD)"]
    assert dien_bien.unit == "NC"


def test_dien_bien_is_signed_for_the_committee(dien_bien):
    assert dien_bien.signer == Signer(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Lê Thành Đô")
    assert reported(dien_bien, "missing", "signer") == []


def test_dien_bien_has_four_paragraphs_joined(dien_bien):
    joined = [item.text for item in reported(dien_bien, "joined")]

    assert [text.split(" / ")[1].split()[0] for text in joined] == [
        "tiền",
        "12/12/2013",
        "nghiệp",
        "tốt",
    ]
    for whole in (
        "chế độ tiền lương",
        "hướng dẫn nghiệp vụ",
        "Thực hiện tốt chế độ",
        "ngày 12/12/2013",
    ):
        assert count_of(dien_bien, whole) == 1


def test_scanning_faults_stay_as_they_are(binh_phuoc, dien_bien):
    assert count_of(binh_phuoc, "giai đoạn 202 - 2030") == 1
    assert count_of(dien_bien, "lè lói làm việc") == 1
    assert count_of(dien_bien, "quy chế cơ của quan") == 1


def test_both_lack_the_national_name_and_the_issuer(binh_phuoc, dien_bien):
    for plan in (binh_phuoc, dien_bien):
        assert (plan.organ_in_charge, plan.organ_name) == ("", "")
        assert [i.place for i in reported(plan, "missing")][:2] == ["header", "organ_name"]


def test_nothing_of_the_seeds_was_not_understood(binh_phuoc, dien_bien):
    for plan in (binh_phuoc, dien_bien):
        assert reported(plan, "not_understood") == []


def test_the_seeds_survive_outline_and_json(binh_phuoc, dien_bien):
    for plan in (binh_phuoc, dien_bien):
        assert parse_body(write_body(plan.body)) == plan.body
        assert from_json(to_json(plan)) == plan
        assert content_hash(from_json(to_json(plan))) == content_hash(plan)


def test_no_heading_of_the_seeds_needs_brackets_in_the_outline(binh_phuoc, dien_bien):
    assert "[[" not in write_body(binh_phuoc.body) + write_body(dien_bien.body)
