# ruff: noqa: SLF001 - python-docx shows less than stands in a file
"""Corrections of the rules of the head: their length, place and stroke, however they are made."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.golden.fixed import changed, new_complaints, rules, said
from tests.golden.papers import NOTE, a_plan, shipped
from tests.golden.test_layout import line, without_rule
from webapp.documents.fixing.file import fix_file
from webapp.documents.render import render
from webapp.documents.text_width import BOLD, width
from webapp.domain.stages import Stage

SUBJECT = "Kiểm tra công tác"
WHOLE = "Kiểm tra công tác văn thư, lưu trữ năm 2026"
WIDE = width(WHOLE, BOLD, 14)
_OPEN = "http://schemas.openxmlformats.org"
_SPACES = {
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OPEN}/drawingml/2006/main",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())


@pytest.fixture(scope="module")
def paper():
    return render(a_plan(), shipped(), Stage.ISSUED, NOTE)


def carrier(document):
    """Return the properties of the paragraph whose border is the rule under the subject."""
    style = next(
        one
        for one in document.element.body.iter(qn("w:pStyle"))
        if one.get(qn("w:val")) == "DuongKeTrichYeu"
    )
    return style.getparent()


def indented(left, right):
    def plant(document):
        indents = carrier(document).find(qn("w:ind"))
        indents.set(qn("w:left"), str(left))
        indents.set(qn("w:right"), str(right))

    return plant


def dashed(document):
    borders = parse_xml(
        f"<w:pBdr {nsdecls('w')}><w:top w:val='dashed' w:sz='6' w:space='1'/></w:pBdr>"
    )
    carrier(document).insert(1, borders)


def on_the_words(document):
    """Let the border of the subject's own paragraph be its rule: as long as the whole line."""
    without_rule("DuongKeTrichYeu")(document)
    borders = parse_xml(
        f"<w:pBdr {nsdecls('w')}><w:bottom w:val='single' w:sz='6' w:space='1'/></w:pBdr>"
    )
    line(document, SUBJECT)._p.get_or_add_pPr().insert_element_before(borders, "w:jc", "w:rPr")


def typed(text, *, align=WD_ALIGN_PARAGRAPH.CENTER):
    def plant(document):
        without_rule("DuongKeTrichYeu")(document)
        below = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>")
        line(document, SUBJECT)._p.addnext(below)
        line(document, text).alignment = align

    return plant


def new_line(emu):
    """Return a line as Word draws it now, with the old shape beside it."""
    shape = (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu}" cy="0"/>'
        '</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"/></wps:spPr>'
        "<wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>2600000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>3810</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="9" name="Line"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_SPACES["wps"]}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{old_line(emu / 635)}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )


def old_line(twips):
    return f'<v:line from="200pt,1pt" to="{200 + twips / 20:g}pt,1pt"/>'


def old_shape(twips):
    style = f"position:absolute;margin-left:200pt;width:{twips / 20:g}pt;height:0"
    return f'<v:shape type="#_x0000_t32" style="{style}"/>'


def drawn(inner):
    def plant(document):
        without_rule("DuongKeTrichYeu")(document)
        run = f"<w:r {nsdecls('w')} {_DECLARED}>{inner}</w:r>"
        line(document, SUBJECT)._p.append(parse_xml(run))

    return plant


SHORT, LONG = round(WIDE / 10), round(WIDE)
FAULTS = {
    "too short": indented(4300, 4300),
    "too long": indented(1000, 1000),
    "beside the middle": indented(1000, 5000),
    "dashed": dashed,
    "on the words": on_the_words,
    "few underscores": typed("_" * 8),
    "many underscores": typed("_" * 34),
    "underscores at the left": typed("_" * 16, align=WD_ALIGN_PARAGRAPH.LEFT),
    "a short line": drawn(new_line(SHORT * 635)),
    "a long line": drawn(new_line(LONG * 635)),
    "an old short line": drawn(f"<w:pict>{old_line(SHORT)}</w:pict>"),
    "an old short shape": drawn(f"<w:pict>{old_shape(SHORT)}</w:pict>"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_rule_is_set_right_however_it_is_made(paper, name):
    faulty = changed(paper, FAULTS[name])

    after = fix_file(faulty)

    assert len(rules(faulty)) == 1
    assert rules(after.data) == set()
    assert said(after.data) == said(faulty)
    assert fix_file(after.data).data == after.data


@pytest.mark.parametrize("name", ["dashed", "on the words", "a short line", "few underscores"])
def test_a_rule_set_right_opens(paper, name, tmp_path):
    faulty = changed(paper, FAULTS[name])

    assert new_complaints(faulty, fix_file(faulty).data, tmp_path) == []


def middles(docx):
    """Return where the middle of a drawn line stands, in both of its forms, in points."""
    body = Document(BytesIO(docx)).element.body
    offset = body.find(f".//{{{_SPACES['wp']}}}positionH")[0]
    (extent,) = body.iter(f"{{{_SPACES['wp']}}}extent")
    (old,) = body.iter(f"{{{_SPACES['v']}}}line")
    ends = [float(old.get(name).partition("pt")[0]) for name in ("from", "to")]
    return (int(offset.text) + int(extent.get("cx")) / 2) / 12700, sum(ends) / 2


def test_a_line_that_is_stretched_keeps_its_middle(paper):
    before = changed(paper, FAULTS["a short line"])

    after = fix_file(before).data

    assert middles(after) == pytest.approx(middles(before), abs=0.1)


def test_a_rule_of_hyphens_is_for_a_person_to_draw(paper):
    faulty = changed(paper, typed("-" * 26))

    after = fix_file(faulty)

    assert after.data == faulty
    assert "ND30-PL1-V-net-lien" in {finding.rule for finding in after.left}


def test_a_new_rule_stands_near_its_words_and_moves_nothing(paper):
    def plant(document):
        without_rule("DuongKeTrichYeu")(document)
        line(document, SUBJECT).paragraph_format.space_after = Pt(12)

    document = Document(BytesIO(fix_file(changed(paper, plant)).data))

    above = line(document, SUBJECT)
    below = above._p.getnext().find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert above.paragraph_format.space_after == 0
    assert below.get(qn("w:after")) == "240"


def test_words_without_underline_get_a_rule_of_their_own(paper):
    def plant(document):
        without_rule("DuongKeTrichYeu")(document)
        for run in line(document, SUBJECT).runs:
            run.font.underline = True

    after = fix_file(changed(paper, plant))

    assert rules(after.data) == set()
    assert [change.rule for change in after.changes] == [
        "ND30-PL1-V-gach-chan",
        "ND30-PL1-II.5b-duong-ke",
    ]
