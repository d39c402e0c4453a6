"""Every rule of look has something to judge on a right paper, and says nothing of it."""

from dataclasses import replace

import pytest
from lxml import etree

from tests.golden.papers import NOTE, shipped
from tests.golden.planter.campaign import full_plan, letter
from tests.golden.planter.file import File, W, first, letters, look, put, say, setting
from tests.golden.planter.kinds import KINDS
from tests.golden.planter.letters import on_text
from tests.golden.planter.page import number_of
from tests.golden.planter.rules import as_long_as, rule_of
from webapp.documents.layout.checking import CATALOGUE, layout_findings
from webapp.documents.layout.labelling import label
from webapp.documents.layout.looks import LOOKS
from webapp.documents.layout.mark_rules import in_heads
from webapp.documents.layout.sheet_reader import sheet_of
from webapp.documents.reading.document import read_docx
from webapp.documents.reading.package import open_package
from webapp.documents.render import render
from webapp.domain.stages import Stage

RICH = {
    "priority": "KHẨN",
    "circulation_note": "LƯU HÀNH NỘI BỘ",
    "foot_address": "Địa chỉ: số 1, đường Hòa Bình; điện thoại: 02963 123456",
}
ENDS = {"the least": 0, "the most": 1}


@pytest.fixture(scope="module")
def rich_plan():
    plan = full_plan()
    signer = replace(plan.signer, second_title="Giám đốc Sở Nội vụ")
    return replace(plan, signer=signer, **RICH)


@pytest.fixture(scope="module")
def papers(rich_plan):
    """The paper with all that there is, with and without what stands beside the text."""
    plans = [render(plan, shipped(), Stage.ISSUED, NOTE) for plan in (full_plan(), rich_plan)]
    return [*plans, letter()]


def test_a_right_paper_with_all_that_there_is_has_no_finding(papers):
    assert [layout_findings(paper, read_docx(paper), Stage.ISSUED) for paper in papers] == [()] * 3


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_such_a_paper_holds_what_the_rule_judges(papers, rich_plan, rule):
    kinds = [kind for kind in KINDS if rule.id in {kind.rule, kind.instead}]

    assert any(
        kind.plant(File(paper, plan)) is not None
        for paper, plan in zip(papers, (full_plan(), rich_plan, read_docx(papers[-1])), strict=True)
        for kind in kinds
    )


def lines_of(data):
    sheet = sheet_of(open_package(data))
    return [one for one in (*label(sheet, read_docx(data)), *in_heads(sheet)) if one.line.words]


def at_one_end(data, end):
    """Return the paper with the letters of each component as small or large as they may be."""
    file = File(data)
    for one in lines_of(data):
        if one.role in LOOKS:
            style = file.style(one.line.setting.style)
            size = LOOKS[one.role].sizes[end]
            put(first(style, "rPr"), "sz", val=2 * size)
    return file.saved()


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_both_ends_of_the_range_of_sizes_are_right(papers, end):
    made = [at_one_end(paper, end) for paper in papers[1:]]

    shown: dict[str, set[float]] = {role: set() for role in LOOKS}
    for one in (line for paper in made for line in lines_of(paper)):
        if one.role in shown:
            shown[one.role] |= {word.letters.size for word in one.line.words}
    assert shown == {role: {look.sizes[end]} for role, look in LOOKS.items()}
    assert [layout_findings(paper, read_docx(paper), Stage.ISSUED) for paper in made] == [(), ()]


def in_paragraph(**looks):
    return on_text(lambda _, paragraph: setting(paragraph, **looks))


def in_words(**looks):
    return on_text(lambda _, paragraph: letters(paragraph, **looks))


def six_points_above(file):
    """Move the gap from below a paragraph to above the next one."""

    def change(_, paragraph):
        setting(paragraph.getprevious(), after=0)
        setting(paragraph, before=120)

    return on_text(change)(file)


def underscores(file):
    """Type the rule under the subject instead of drawing it."""
    carrier = rule_of(file, "subject")
    for old in list(carrier):
        carrier.remove(old)
    setting(carrier, jc="center", left=0, right=0)
    run = etree.SubElement(carrier, W + "r")
    look(first(run, "rPr"), size=13)
    etree.SubElement(run, W + "t").text = "_" * 20
    return "subject"


def page_numbers_of(size):
    def change(file):
        letters(number_of(file), size=size)
        return "page"

    return change


def a_blank_of_another_look(file):
    """Put a blank behind each component whose letters, had it any, would be wrong."""
    for paragraph in (file.nation, file.motto, file.number, file.date, file.type):
        run = etree.SubElement(paragraph, W + "r")
        look(first(run, "rPr"), size=20, b=False, i=True, font="Times New Roman")
        etree.SubElement(run, W + "t").text = " "
    return "header"


def capitals_by_the_style_alone(file):
    say(file.type, "kế hoạch")
    letters(file.type, caps=True)
    return "document_type"


LAWFUL = {
    "lines of at least 18 pt": in_paragraph(line=360, lineRule="atLeast"),
    "lines of exactly 17 pt": in_paragraph(line=340, lineRule="exact"),
    "lines of exactly 24 pt": in_paragraph(line=480, lineRule="exact"),
    "the gap above the paragraph": six_points_above,
    "an indent made of left and first line": in_paragraph(left=0, firstLine=567),
    "letters black by their own colour": in_words(color="000000"),
    "letters of the automatic colour": in_words(color="auto"),
    "letters a little closer": in_words(spacing=-10),
    "no underline said outright": in_words(underline="none"),
    "a rule of underscores": underscores,
    "page numbers of 13 pt": page_numbers_of(13),
    "page numbers of 14 pt": page_numbers_of(14),
    "a blank of another look": a_blank_of_another_look,
    "capitals by the look of small letters": capitals_by_the_style_alone,
    **{
        f"a rule of {share:.2f} under the {name}": as_long_as(name, share)
        for name, shares in {
            "issuer": (1 / 3, 0.5),
            "subject": (1 / 3, 0.5),
            "motto": (1.0,),
        }.items()
        for share in shares
    },
}


@pytest.mark.parametrize("change", LAWFUL.values(), ids=LAWFUL)
def test_another_lawful_way_is_no_fault(papers, change):
    file = File(papers[0])
    place = change(file)
    made = file.saved()

    assert place is not None
    assert layout_findings(made, read_docx(made), Stage.ISSUED) == ()
