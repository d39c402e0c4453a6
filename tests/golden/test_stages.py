"""What differs between a draft, the paper for the signature, and the issued one."""

from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.golden.papers import NOTE, a_plan, rendered, shipped
from tests.golden.word_reader import part, text_of
from webapp.documents.layout.checking import layout_findings
from webapp.documents.paper import Checker, OpenDate
from webapp.documents.render import render
from webapp.domain.dates import BlankDate
from webapp.domain.stages import Stage


def headers(paper):
    return [text_of(part(paper.docx, f"word/header{number}.xml")) for number in (2, 1)]


def test_a_draft_carries_its_mark_on_every_page():
    first, others = headers(rendered(a_plan(), Stage.DRAFT))

    assert first == "DỰ THẢO – bản 3, 14:05 ngày 01/03/2026"
    assert others.startswith(first)


def test_a_draft_that_is_no_revision_yet_is_marked_too():
    docx = render(a_plan(), shipped(), Stage.DRAFT)

    assert text_of(part(docx, "word/header2.xml")) == "DỰ THẢO"


@pytest.mark.parametrize("stage", [Stage.SIGNING, Stage.ISSUED])
def test_the_mark_is_gone_when_the_paper_is_final(stage):
    assert all("DỰ THẢO" not in header for header in headers(rendered(a_plan(), stage)))


def test_the_mark_of_a_draft_moves_nothing_on_the_page():
    draft, issued = (rendered(a_plan(), stage) for stage in (Stage.DRAFT, Stage.ISSUED))

    assert draft.words() == issued.words()
    for name in ("word/header1.xml", "word/header2.xml"):
        sizes = [len(part(paper.docx, name)) for paper in (draft, issued)]
        assert sizes[0] == sizes[1]


def test_the_paper_to_sign_names_who_checked_it_on_every_page_and_the_issued_does_not():
    noon = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001 - Vietnamese time, as shown
    checkers = (
        Checker("12.1", "Vũ Đình Khôi", noon),
        Checker("12.2", "Ngô Thanh Mai", noon + timedelta(minutes=45)),
    )
    plan, open_date = a_plan(), OpenDate(checkers=checkers)

    told = "Điều 12.1: Vũ Đình Khôi, 12:00 02/03/2026; Điều 12.2: Ngô Thanh Mai, 12:45 02/03/2026"
    for stage in Stage:
        docx = render(plan, shipped(), stage, NOTE, open_date)
        for name in ("word/header1.xml", "word/header2.xml"):
            assert (told in text_of(part(docx, name))) == (stage is Stage.SIGNING)


def test_the_names_of_the_checkers_are_no_fault_of_form():
    noon = datetime(2026, 3, 2, 12, 0)  # noqa: DTZ001 - Vietnamese time, as shown
    open_date = OpenDate(near=date(2026, 3, 2), checkers=(Checker("12.1", "Vũ Đình Khôi", noon),))
    plan = a_plan(code_number=None, promulgated_on=None)

    docx = render(plan, shipped(), Stage.SIGNING, None, open_date)
    assert not layout_findings(docx, plan, Stage.SIGNING)


def test_a_draft_shows_number_and_date_as_they_stand():
    paper = rendered(a_plan(code_number=None, promulgated_on=None), Stage.DRAFT)

    assert paper.find("Số:        /KH-UBND").text
    assert paper.find("An Hòa, ngày      tháng      năm      ").text


def test_the_paper_for_the_signature_leaves_the_number_open():
    assert rendered(a_plan(code_number=115), Stage.SIGNING).find("Số:        /KH-UBND").text


@pytest.mark.parametrize(
    ("blank", "line"),
    [
        (BlankDate.DAY, "An Hòa, ngày      tháng 02 năm 2026"),
        (BlankDate.DAY_MONTH, "An Hòa, ngày      tháng      năm 2026"),
    ],
)
def test_the_paper_for_the_signature_leaves_open_what_the_agency_set(blank, line):
    assert rendered(a_plan(), Stage.SIGNING, OpenDate(blank)).find(line).text


def test_month_and_year_come_from_the_day_of_printing_when_the_plan_has_no_date():
    open_date = OpenDate(BlankDate.DAY, date(2026, 3, 1))

    paper = rendered(a_plan(promulgated_on=None), Stage.SIGNING, open_date)

    assert paper.find("An Hòa, ngày      tháng 3 năm 2026").text


def test_only_number_and_date_differ_between_the_signed_and_the_issued_paper():
    signing, issued = (rendered(a_plan(), stage) for stage in (Stage.SIGNING, Stage.ISSUED))
    before, after = parts(signing.docx), parts(issued.docx)

    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    xml = before["word/document.xml"]
    for blank, filled in (
        ("Số:        /KH-UBND", "Số: 07/KH-UBND"),
        ("ngày      tháng      năm 2026", "ngày 05 tháng 02 năm 2026"),
    ):
        assert xml.count(blank.encode()) == 1
        xml = xml.replace(blank.encode(), filled.encode())
    assert xml == after["word/document.xml"]


@pytest.mark.parametrize("stage", list(Stage))
def test_the_same_plan_always_gives_the_same_bytes(stage):
    once, again = (render(a_plan(), shipped(), stage, NOTE) for _ in range(2))

    assert once == again


def parts(docx):
    with ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
