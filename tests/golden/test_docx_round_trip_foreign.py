"""Papers of other offices, read, rendered on our template and read again: the same plan."""

import pytest

from tests.golden.papers import a_plan, shipped, words
from tests.golden.word_reader import NS, Paper, W
from tests.unit.docx_samples import bold, docx, foot, head, p, paper, row, t, table
from tests.unit.foreign_bodies import NUMBERINGS, body_of
from webapp.documents.reading.document import read_docx
from webapp.documents.render import render
from webapp.domain.outline.body import parse_body, write_body
from webapp.domain.plan import plain
from webapp.domain.stages import Stage


def again(plan):
    return read_docx(render(plan, shipped(), Stage.ISSUED))


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_however_it_was_numbered_it_stays_the_same(numbering):
    body, parts = body_of(numbering)
    plan = read_docx(docx(head() + body + foot(), (), **parts))

    assert again(plan) == plan


def test_a_list_under_a_dash_stays_there():
    def dash(left, text):
        return p(text, more=f'<w:ind w:left="{left}"/>')

    body = dash(0, "- Gồm:"), dash(400, "- Một;"), dash(400, "- Hai:"), p("+ Ba;"), p("- Bốn.")
    plan = read_docx(paper(p(bold("I. NỘI DUNG")), *body))

    assert [block.level for block in plan.body] == [1, 2, 3, 3, 4, 2]
    assert again(plan) == plan
    assert parse_body(write_body(plan.body), plan.body) == plan.body


def test_forms_and_outlines_behind_the_signature_stay_the_same():
    attached = (
        p(bold("ĐỀ CƯƠNG"), align="center", more="<w:pageBreakBefore/>")
        + p(bold("Báo cáo kết quả"), align="center")
        + p(bold("I. KẾT QUẢ"))
        + p(t("1. "), bold("Thuận lợi:"), t(" nhiều."))
        + p(bold("Biểu số 01"), align="center", more="<w:pageBreakBefore/>")
        + table(row("TT", "Việc"), row("1", "Rà soát"), widths=(500, 4500))
    )
    plan = read_docx(paper(p(bold("I. NỘI DUNG")), p("1. Một."), after=attached))

    assert len(plan.appendixes) == 2
    assert again(plan) == plan


def test_headings_that_only_a_style_tells_keep_their_depth():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in range(1, 5)
    )
    body = "".join(p(f"Đề mục cấp {n}", style=f"H{n}") for n in range(1, 5))
    plan = read_docx(docx(head() + body + p("1. Một.") + foot(), styles=styles))

    assert [block.level for block in plan.body] == [1, 2, 3, 3, 1]
    assert again(plan) == plan
    assert parse_body(write_body(plan.body), plan.body) == plan.body


@pytest.mark.parametrize(
    ("labels", "printed"),
    [
        (("Phụ lục số 01: ĐỀ CƯƠNG", "PHỤ LỤC 2"), ["Phụ lục I", "Phụ lục II"]),
        (("Phụ lục số 05:", "PHỤ LỤC 1A. TIẾN ĐỘ"), ["Phụ lục số 05", "Phụ lục 1A"]),
        (("PHỤ LỤC (Kèm theo Kế hoạch)", "Phụ lục"), ["Phụ lục I", "Phụ lục II"]),
        (("PHỤ LỤC 01",), ["Phụ lục 01"]),
    ],
)
def test_labels_of_appendixes_are_printed_once_and_stay_the_same(labels, printed):
    after = "".join(p(bold(label), align="center") + p("Một hồ sơ.") for label in labels)
    plan = read_docx(paper(p(bold("I. NỘI DUNG")), p("1. Một."), after=after))

    shown = Paper(render(plan, shipped(), Stage.ISSUED))
    assert [look.text for look in shown.of_style("PhuLuc")] == printed
    assert not any("PHỤ LỤC" in look.text for look in shown.of_style("TenPhuLuc"))
    assert again(plan) == plan


def centred(*runs):
    return p(*runs, align="center")


ISSUED_WITH = "(Ban hành kèm theo Quyết định số 12/QĐ-SNV ngày 05/3/2026 của Sở Nội vụ)"
NOTES = {
    "a paragraph": centred(t(ISSUED_WITH, "<w:i/>")),
    "two paragraphs": centred(t(ISSUED_WITH[:40])) + centred(t(ISSUED_WITH[40:])),
    "a break": centred(bold("năm 2026"), "<w:r><w:br/></w:r>", t(ISSUED_WITH, "<w:i/>")),
    "at the edge": p(t(ISSUED_WITH[:-3]), t("vụ)", "<w:b/><w:u w:val='single'/>")),
    "half in italics": centred(t(ISSUED_WITH[:20], "<w:i/>"), t(ISSUED_WITH[20:])),
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_the_line_in_brackets_under_the_subject_stays_there(note):
    body = p("Căn cứ Luật Lưu trữ;") + p(bold("I. NỘI DUNG")) + p("1. Một.")
    plan = read_docx(docx(head() + note + body + foot()))

    shown = Paper(render(plan, shipped(), Stage.ISSUED))
    (subject,) = shown.of_style("TrichYeu")
    assert subject.text.partition("\n")[2].startswith("(Ban hành kèm theo Quyết định số 12")
    assert [plain(runs) for runs in plan.legal_bases] == ["Căn cứ Luật Lưu trữ;"]
    assert again(plan) == plan


def test_the_line_in_brackets_is_light_and_in_italics_and_its_rule_follows_it():
    short = "Kiểm tra"
    plan = read_docx(docx(head(short) + NOTES["a paragraph"] + p("1. Một.") + foot()))

    shown = Paper(render(plan, shipped(), Stage.ISSUED))
    (subject,) = shown.of_style("TrichYeu")
    run = subject.element.findall(f"{W}r")[-2]
    assert run.find(f"{W}rPr/{W}i") is not None
    assert run.xpath("string(w:rPr/w:b/@w:val)", namespaces=NS) == "0"
    rule = shown.after(subject)
    alone = Paper(render(a_plan(subject=words(short)), shipped(), Stage.ISSUED))
    assert rule.twips("ind.left") < alone.after(alone.find(short)).twips("ind.left")
