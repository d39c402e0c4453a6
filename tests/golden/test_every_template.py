"""Each shipped folder's own sample obeys page, font, sizes and place of the decree (PL1 I, II)."""

from itertools import count
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from tests.golden.papers import NOTE
from tests.golden.word_reader import NS, TWIPS_PER_MM, Paper, W
from webapp.documents.paper import OpenDate
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.documents.template import Template, list_templates, load_template
from webapp.documents.text_width import BOLD, width
from webapp.domain.form_rules.checking import check
from webapp.domain.form_rules.findings import Severity
from webapp.domain.plan import plain
from webapp.domain.stages import Stage

ROOT = Path(__file__).parents[2] / "doc_templates"
NAMES = list_templates(ROOT)
MARGINS = (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20))
PAIRS = {(13, 14, 14), (12, 13, 13)}
"""Sizes of national name, motto, place and date, which move together (PL1, footnote of part V)."""
BODY_STYLES = ("NoiDung", "CanCu", "MucLaMa", "MucSo", "TenLoai", "TrichYeu", "QuyenHan", "HoTen")


@pytest.fixture(scope="module", params=NAMES)
def template(request) -> Template:
    return load_template(ROOT / request.param)


@pytest.fixture(scope="module")
def paper(template) -> Paper:
    return Paper(render(template.sample, template, Stage.ISSUED))


def test_there_is_a_folder_for_every_kind_of_issuer_and_for_what_follows_a_plan():
    assert NAMES == (
        "cong_van_dinh_chinh",
        "ke_hoach",
        "ke_hoach_phong",
        "ke_hoach_so",
        "ke_hoach_truong",
        "ke_hoach_tu_van",
        "ke_hoach_ubnd_tinh",
        "ke_hoach_ubnd_xa",
        "thong_bao_thu_hoi",
    )


def test_the_page_is_a4_with_margins_in_the_range(paper):
    section = paper.section()

    assert (section["pgSz.w"], section["pgSz.h"]) == ("11906", "16838")
    for side, least, most in MARGINS:
        assert least - 0.6 <= int(section[f"pgMar.{side}"]) / TWIPS_PER_MM <= most + 0.6


def test_every_word_is_in_times_new_roman_and_black(paper):
    looks = [look for look in paper.paragraphs() if look.text]

    assert {look.font for look in looks} == {"Times New Roman"}
    assert {look.values.get("color", "000000") for look in looks} == {"000000"}


def test_the_sizes_of_the_head_belong_together(paper):
    name = paper.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = paper.find("Độc lập - Tự do - Hạnh phúc")
    place = paper.of_style("DiaDanhNgay")[0]
    issuers = [*paper.of_style("CoQuanBanHanh"), *paper.of_style("CoQuanChuQuan")]

    assert (name.size, motto.size, place.size) in PAIRS
    assert {look.size for look in issuers} == {name.size}
    assert paper.of_style("SoKyHieu")[0].size == 13


def test_the_head_stands_inside_the_text_and_the_national_name_on_one_line(paper):
    section = paper.section()
    room = 11906 - int(section["pgMar.left"]) - int(section["pgMar.right"])
    tables = list(paper.body.iterfind("w:body/w:tbl", NS))
    for table in (tables[0], tables[-1]):
        columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(columns) <= room
    left, right = (int(one.get(f"{W}w")) for one in tables[0].iter(f"{W}gridCol"))
    name = paper.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")

    assert left + right == room
    assert width(name.text, BOLD, name.size) <= right


def test_the_rule_under_the_motto_is_as_long_as_the_motto(paper):
    motto = paper.find("Độc lập - Tự do - Hạnh phúc")
    rule = paper.after(motto)
    cell = int(paper.cell_around(motto).find("w:tcPr/w:tcW", NS).get(f"{W}w"))

    length = cell - rule.twips("ind.left") - rule.twips("ind.right")

    assert length == pytest.approx(width(motto.text, BOLD, motto.size), rel=0.01)


def test_the_rules_under_issuer_and_subject_are_a_third_to_a_half_of_the_text(paper):
    issuer = paper.of_style("CoQuanBanHanh")
    longest = max(width(look.text.upper(), BOLD, look.size) for look in issuer)
    rule = paper.after(issuer[-1])
    cell = int(paper.cell_around(rule).find("w:tcPr/w:tcW", NS).get(f"{W}w"))

    length = cell - rule.twips("ind.left") - rule.twips("ind.right")

    assert longest / 3 <= length <= longest / 2


def test_text_and_lists_have_the_sizes_of_their_places(paper):
    for style in BODY_STYLES:
        assert {13 <= look.size <= 14 for look in paper.of_style(style)} <= {True}
    assert {look.size for look in paper.of_style("NoiNhan")} == {12}
    assert {look.size for look in paper.of_style("NoiNhanDong")} == {11}
    assert {look.size for look in paper.of_style("PhuLuc")} <= {14}
    body = paper.of_style("NoiDung")
    assert {look.align for look in body} == {"both"}
    assert {look.twips("ind.firstLine") for look in body} <= {567, 720}
    assert min(look.twips("spacing.after") for look in body) >= 120


@pytest.mark.parametrize("stage", list(Stage))
def test_word_opens_the_sample_at_every_stage(template, stage, tmp_path):
    path = tmp_path / "thu.docx"
    path.write_bytes(render(template.sample, template, stage, NOTE, OpenDate()))

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))

    assert not result.errors


def test_the_sample_has_no_error_of_form_and_leaves_nothing_blank(template):
    sample = template.sample
    errors = [one for one in check(sample, Stage.ISSUED) if one.severity is Severity.ERROR]

    assert errors == []
    for field in template.fields:
        if field.required:
            for key in field.keys:
                value = sample
                for name in key.split("."):
                    value = getattr(value, name)
                assert value, key


def test_the_sample_shows_all_its_words_and_names_no_abolished_district(template, paper):
    shown = " ".join(paper.words().split())

    assert plain(template.sample.subject) in shown
    assert template.sample.signer.full_name in shown
    assert "huyện" not in shown.lower()


def test_the_sample_is_read_back_equal(template, paper):
    ids = count(1)

    assert read_docx(paper.docx, lambda: f"b{next(ids)}") == template.sample


def test_an_advisory_body_prints_the_title_in_the_agency_above_the_name():
    template = load_template(ROOT / "ke_hoach_tu_van")
    paper = Paper(render(template.sample, template, Stage.ISSUED))
    title = paper.find("Chủ tịch Ủy ban nhân dân xã")

    assert paper.find("TRƯỞNG BAN").bold
    assert (title.bold, title.style) == (True, "ChucVuKhac")
    assert paper.after(title).text == template.sample.signer.full_name
