"""Changes of a file that no reader sees change nothing of the plan that is read from it."""

import copy
import random
import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.golden.papers import shipped
from tests.golden.word_reader import W
from tests.unit.docx_samples import bold, docx, foot, head, p, package, row, t, table
from tests.unit.foreign_heads import centred
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.stages import Stage

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FOREIGN = docx(
    head()
    + p(t("Căn cứ Luật Lưu trữ số 33/2024/QH15;", "<w:i/>"))
    + p("Sở Nội vụ ban hành Kế hoạch như sau:")
    + p(bold("I. MỤC ĐÍCH, YÊU CẦU"))
    + p("1. Rà soát hồ sơ của ", t("các đơn vị", "<w:i/>"), t(" trong tỉnh."))
    + p("- Báo cáo kết quả trước ngày 15 tháng 6.")
    + table(row("TT", "Việc"), row("1", "Rà soát"), widths=(500, 500))
    + p("Trên đây là Kế hoạch của Sở Nội vụ./.")
    + foot()
    + p(bold("PHỤ LỤC"), align="center", more="<w:pageBreakBefore/>")
    + centred(bold("DANH MỤC"))
    + p("1. Hồ sơ đất đai.")
)
PAPERS = {"foreign": FOREIGN, "own": render(read_docx(FOREIGN), shipped(), Stage.ISSUED)}


def element(name, **attributes):
    return etree.Element(f"{W}{name}", {f"{W}{key}": one for key, one in attributes.items()})


def put_into(one, outer, inner=None):
    one.getparent().replace(one, outer)
    (outer if inner is None else inner).append(one)


def in_control(one):
    control, content = element("sdt"), element("sdtContent")
    control.extend([element("sdtPr"), content])
    put_into(one, control, content)


def in_choice(one):
    both = etree.Element(f"{MC}AlternateContent")
    choice, fallback = (etree.SubElement(both, f"{MC}{name}") for name in ("Choice", "Fallback"))
    fallback.append(copy.deepcopy(one))
    put_into(one, both, choice)


def cut_in_two(run):
    words = run.findall(f"{W}t")
    if len(words) != 1 or len(words[0].text or "") < 2:
        return
    other, half = copy.deepcopy(run), len(words[0].text) // 2
    other.find(f"{W}t").text = words[0].text[half:]
    words[0].text = words[0].text[:half]
    run.addnext(other)


def with_deletion(paragraph):
    gone = etree.fromstring(
        f'<w:del xmlns:w="{W[1:-1]}"><w:r><w:delText> đã bỏ </w:delText></w:r></w:del>'
    )
    paragraph.append(gone)


def moved_from_here(paragraph):
    """Leave behind the paragraph what a tracked move took away from there."""
    gone = copy.deepcopy(paragraph)
    for run in gone.findall(f"{W}r"):
        put_into(run, element("moveFrom", id="1"))
    properties = gone.find(f"{W}pPr")
    mark = element("rPr")
    mark.append(element("moveFrom", id="2"))
    properties.append(mark)
    paragraph.addnext(gone)


def decomposed(text):
    text.text = unicodedata.normalize("NFD", text.text or "")


def framed(body):
    frame, line, cell = (element(name) for name in ("tbl", "tr", "tc"))
    frame.append(line)
    line.append(cell)
    cell.extend([one for one in body if one.tag != f"{W}sectPr"])
    body.insert(0, frame)


RUN, PARAGRAPH = f"{W}r", f"{W}p"
CHANGES = {
    "blocks in controls": (f"{W}body/*", in_control),
    "rows in controls": (f".//{W}tr", in_control),
    "cells in controls": (f".//{W}tc", in_control),
    "runs in controls": (f".//{PARAGRAPH}/{RUN}", in_control),
    "runs inserted": (f".//{PARAGRAPH}/{RUN}", lambda one: put_into(one, element("ins", id="1"))),
    "runs moved here": (f".//{PARAGRAPH}/{RUN}", lambda one: put_into(one, element("moveTo"))),
    "smart tags": (f".//{PARAGRAPH}/{RUN}", lambda one: put_into(one, element("smartTag"))),
    "custom XML": (f"{W}body/{PARAGRAPH}", lambda one: put_into(one, element("customXml"))),
    "choices": (f"{W}body/{PARAGRAPH}", in_choice),
    "runs in two": (f".//{RUN}", cut_in_two),
    "words deleted": (f".//{PARAGRAPH}", with_deletion),
    "paragraphs moved away": (f"{W}body/{PARAGRAPH}", moved_from_here),
    "decomposed letters": (f".//{W}t", decomposed),
    "a frame around all": (f"{W}body", framed),
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize(("where", "change"), CHANGES.values(), ids=CHANGES)
def test_what_no_reader_sees_changes_nothing(paper, where, change):
    with ZipFile(BytesIO(paper)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members["word/document.xml"])
    chance = random.Random(7)  # noqa: S311 - the same choice in each run
    for one in root.findall(where):
        if one.tag == f"{W}body" or (one.tag != f"{W}sectPr" and chance.random() < 0.6):
            change(one)
    members["word/document.xml"] = etree.tostring(root)

    assert read_docx(package(members)) == read_docx(paper)
