"""The label above an appendix: known in each of its forms, printed once."""

import pytest

from tests.unit.docx_samples import bold, p, paper, t
from tests.unit.words import words
from webapp.documents.appendixes import heads_of
from webapp.documents.reading.document import read_docx
from webapp.domain.outline.appendix_labels import label_of
from webapp.domain.outline.paper import read_paper
from webapp.domain.plan import plain

LABELS = {
    "Phụ lục": ("Phụ lục", "", ""),
    "PHỤ LỤC:": ("Phụ lục", "", ""),
    "Phụ lục I": ("Phụ lục I", "I", ""),
    "Phụ lục III.": ("Phụ lục III", "III", ""),
    "PHỤ LỤC 1": ("Phụ lục 1", "1", ""),
    "Phụ lục 01.": ("Phụ lục 01", "01", ""),
    "Phụ lục số I": ("Phụ lục số I", "I", ""),
    "Phụ lục số 01:": ("Phụ lục số 01", "01", ""),
    "Phụ lục số: 01": ("Phụ lục số 01", "01", ""),
    "PHỤ LỤC SỐ 02: DANH SÁCH ĐƠN VỊ": ("Phụ lục số 02", "02", "DANH SÁCH ĐƠN VỊ"),
    "Phụ lục 2 - Danh sách": ("Phụ lục 2", "2", "Danh sách"),
    "PHỤ LỤC IV DANH SÁCH": ("Phụ lục IV", "IV", "DANH SÁCH"),
    "Phụ lục 3 “Danh sách”": ("Phụ lục 3", "3", "“Danh sách”"),
    "Phụ lục 1A: Danh sách": ("Phụ lục 1A", "1A", "Danh sách"),
    "Phụ lục II.1": ("Phụ lục II.1", "II.1", ""),
    "Phụ lục A\nBIỂU TỔNG HỢP\nNăm 2026": ("Phụ lục A", "A", "BIỂU TỔNG HỢP\nNăm 2026"),
    "Phụ lục: Danh sách": ("Phụ lục", "", "Danh sách"),
    "PHỤ LỤC DANH SÁCH ĐƠN VỊ": ("Phụ lục", "", "DANH SÁCH ĐƠN VỊ"),
    "PHỤ LỤC (Kèm theo Kế hoạch)": ("Phụ lục", "", "(Kèm theo Kế hoạch)"),
}


@pytest.mark.parametrize(("title", "found"), LABELS.items(), ids=LABELS)
def test_a_label_is_known_in_each_of_its_forms(title, found):
    label = label_of(title)

    assert label
    assert (label.text, label.number, label.rest) == found
    assert words(f"{label.said} {label.rest}") == words(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "DANH SÁCH",
        "Phụ lục kỹ thuật của dự án",
        "PHỤ LỤC HỢP ĐỒNG",
        "Phụ lục ở cuối",
        "Phụ lục V/v rà soát",
        "Phụ lục số",
        "Phụ lục số .",
        "Phụ lục 1 của Nghị định",
    ],
)
def test_a_title_without_a_label_has_none(title):
    assert label_of(title) is None


def test_a_label_is_printed_once():
    titles = ["Phụ lục số 01:\nĐỀ CƯƠNG", "PHỤ LỤC 5: DANH SÁCH", "Phụ lục", "TIẾN ĐỘ"]

    assert heads_of(titles) == [
        ("Phụ lục số 01", "ĐỀ CƯƠNG"),
        ("Phụ lục 5", "DANH SÁCH"),
        ("Phụ lục III", ""),
        ("Phụ lục IV", "TIẾN ĐỘ"),
    ]


def centred(*runs):
    return p(*runs, align="center")


TEXT = p(bold("I. MỤC ĐÍCH")) + p("1. Rà soát hồ sơ.")
PASTED = (
    "KẾ HOẠCH\nTrồng cây\n\nI. MỤC TIÊU\n1. Phủ xanh.\n\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nVõ Sáu"
)


def from_word(first, second):
    heads = [centred(bold(line)) for line in (first, second)]
    after = heads[0] + p("Một hồ sơ.") + heads[1] + p("Hai hồ sơ.")
    return read_docx(paper(TEXT, after=after))


def from_text(first, second):
    return read_paper(f"{PASTED}\n\n{first}\nMột hồ sơ.\n\n{second}\nHai hồ sơ.")


def from_outline(first, second):
    return from_text(f"## **{first}**", f"## **{second}**")


def every_way():
    return pytest.mark.parametrize("read", [from_word, from_text, from_outline])


@every_way()
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Phụ lục số 01:", "Phụ lục số 02:"),
        ("PHỤ LỤC 1", "PHỤ LỤC 2"),
        ("Phụ lục 01.", "Phụ lục 02."),
        ("Phụ lục số I", "Phụ lục số II"),
        ("Phụ lục", "Phụ lục"),
    ],
)
def test_a_label_that_printing_gives_again_goes_and_is_told(read, first, second):
    plan = read(first, second)

    assert [one.title for one in plan.appendixes] == ["", ""]
    told = [item for item in plan.report if item.place.startswith("appendixes")]
    assert [(item.kind, item.text) for item in told] == [("removed", first), ("removed", second)]
    assert "«Phụ lục I»" in told[0].message


@every_way()
def test_a_label_may_share_its_line_with_the_title(read):
    plan = read("PHỤ LỤC SỐ 01: DANH SÁCH ĐƠN VỊ", "PHỤ LỤC SỐ 02: TIẾN ĐỘ")

    assert [one.title for one in plan.appendixes] == ["DANH SÁCH ĐƠN VỊ", "TIẾN ĐỘ"]
    assert [plain(one.body[0].runs) for one in plan.appendixes] == ["Một hồ sơ.", "Hai hồ sơ."]


def test_a_title_in_small_letters_may_follow_the_label_in_plain_text():
    plan = from_text("Phụ lục 01. Danh sách đơn vị", "Phụ lục 02: Tiến độ")

    assert [one.title for one in plan.appendixes] == ["Danh sách đơn vị", "Tiến độ"]


@pytest.mark.parametrize(
    "line",
    [
        "Phụ lục 1: xem ở cuối văn bản.",
        "Phụ lục 2 gồm 5 biểu.",
        "Phụ lục 3: Mười biểu;",
        f"**Phụ lục kèm theo văn bản này gồm{' biểu,' * 20} do các đơn vị lập**",
    ],
)
def test_a_sentence_about_an_appendix_heads_none(line):
    plan = from_text("Phụ lục 1", f"PHỤ LỤC 2\n{line}")

    assert len(plan.appendixes) == 2
    assert plain(plan.appendixes[1].body[0].runs).startswith("Phụ lục")


@every_way()
def test_a_number_that_differs_is_kept_and_told(read):
    plan = read("Phụ lục số 05: TIẾN ĐỘ", "PHỤ LỤC 1A")

    assert [one.title for one in plan.appendixes] == ["Phụ lục số 05\nTIẾN ĐỘ", "Phụ lục 1A"]
    told = [item for item in plan.report if item.place.startswith("appendixes")]
    assert [(item.kind, item.text) for item in told] == [
        ("kept_as_is", "Phụ lục số 05:"),
        ("kept_as_is", "PHỤ LỤC 1A"),
    ]


def test_the_number_of_an_only_appendix_is_kept():
    plan = read_docx(paper(TEXT, after=centred(bold("PHỤ LỤC 01")) + centred(bold("TIẾN ĐỘ"))))

    assert [one.title for one in plan.appendixes] == ["Phụ lục 01\nTIẾN ĐỘ"]


@every_way()
def test_the_guide_on_the_line_of_the_label_becomes_the_line_under_the_title(read):
    plan = read("PHỤ LỤC I (Kèm theo Kế hoạch số 12/QĐ-SNV)", "PHỤ LỤC II")

    assert plan.appendixes[0].title == ""
    first = plan.appendixes[0].body[0]
    assert plain(first.runs) == "(Kèm theo Kế hoạch số 12/QĐ-SNV)"
    assert first.id


def test_the_guide_in_the_paragraph_of_the_title_stands_under_it():
    lines = ("PHỤ LỤC", "DANH SÁCH ĐƠN VỊ", "(Kèm theo Kế hoạch số 12/QĐ-SNV)", "Đơn vị: người")
    runs = "<w:r><w:br/></w:r>".join(map(bold, lines))

    plan = read_docx(paper(TEXT, after=centred(runs) + p("1. Một.")))

    (appendix,) = plan.appendixes
    assert appendix.title == "DANH SÁCH ĐƠN VỊ"
    assert [plain(block.runs) for block in appendix.body] == [*lines[2:], "Một."]


def test_a_long_title_may_follow_the_label_in_one_paragraph():
    long = "PHỤ LỤC SỐ 02: DANH SÁCH " + ", ".join(["CÁC ĐƠN VỊ"] * 15)
    assert len(long) > 190

    plan = read_docx(paper(TEXT, after=centred(bold("PHỤ LỤC SỐ 01")) + centred(t(long)) + p("1.")))

    assert [one.title for one in plan.appendixes] == ["", long.removeprefix("PHỤ LỤC SỐ 02: ")]
