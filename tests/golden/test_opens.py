"""Will Word open it, and does plain docxtpl give the same text?"""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docxtpl import DocxTemplate
from lxml import etree
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from tests.golden.papers import NOTE, a_plan, shipped
from tests.golden.test_appendixes import APPENDIXES
from tests.golden.test_body import EVERY_LEVEL
from tests.golden.test_notes import PLAN as NOTED
from tests.golden.test_pictures import ILLUSTRATED
from webapp.documents.numbers import Numbers
from webapp.documents.paper import OpenDate, placeholders
from webapp.documents.render import render
from webapp.documents.sections import with_last_section
from webapp.domain.plan import Plan, Run, Signer
from webapp.domain.stages import Stage

PLANS = {
    "sample": shipped().sample,
    "every level": a_plan(body=EVERY_LEVEL),
    "blank": Plan(),
    "notes": NOTED,
    "appendixes": a_plan(appendixes=APPENDIXES),
    "pictures": ILLUSTRATED,
    "awkward": a_plan(
        organ_in_charge="A & B <C>",
        subject=(Run("«1 < 2» & \"ba\" 'bốn' {{ năm }} {% sáu %}", italic=True),),
        priority="KHẨN",
        signer=Signer((), "TRƯỞNG BAN", "Ính & Ước", "Phó Chủ tịch <tỉnh>"),
    ),
}


@pytest.fixture(params=list(Stage))
def stage(request):
    return request.param


@pytest.fixture(params=list(PLANS))
def plan(request):
    return PLANS[request.param]


def test_the_paper_keeps_the_rules_of_the_format(plan, stage, tmp_path):
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(render(plan, shipped(), stage, NOTE))

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))

    assert [str(error) for error in result.errors] == []


def test_the_paper_is_whole(plan, stage, tmp_path):
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(render(plan, shipped(), stage, NOTE))

    assert [str(finding) for finding in check(str(path))] == []


def test_the_zip_is_sound(plan, stage):
    with ZipFile(BytesIO(render(plan, shipped(), stage, NOTE))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["word/document.xml", "word/header1.xml", "word/header2.xml"])
def test_plain_docxtpl_gives_the_same_xml(plan, stage, name):
    ours = render(plan, shipped(), stage, NOTE)

    theirs = by_docxtpl(
        placeholders(plan, stage, NOTE, OpenDate(), shipped().geometry, numbers=Numbers())
    )

    assert canonical(ours, name) == canonical(with_last(theirs, name, plan), name)


def with_last(docx, name, plan):
    """Give the paper of plain docxtpl the section of the last appendix, as ours has it."""
    if name != "word/document.xml":
        return docx
    kept = BytesIO()
    with ZipFile(BytesIO(docx)) as archive, ZipFile(kept, "w") as changed:
        text = archive.read(name).decode()
        head, body = text[: text.index("<w:body")], text[text.index("<w:body") :]
        body = with_last_section(
            body.removesuffix("</w:document>"), plan, shipped().geometry.sections
        )
        changed.writestr(name, f"{head}{body}</w:document>")
    return kept.getvalue()


def by_docxtpl(values):
    document = DocxTemplate(BytesIO(shipped().source))
    document.render(values, autoescape=True)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def canonical(docx, name):
    with ZipFile(BytesIO(docx)) as archive:
        return etree.tostring(etree.fromstring(archive.read(name)), method="c14n")
