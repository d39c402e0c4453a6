"""Footnotes: real ones of Word, wherever they hang, in the order of the paper."""

from dataclasses import replace

import pytest

from tests.golden.papers import a_plan, rendered, words
from tests.golden.pdf import need_the_tools, pages, to_pdf
from tests.golden.word_reader import NS, W, part, text_of
from webapp.domain.plan import Appendix, Block, BlockKind, Cell, Orientation, Run, Table


def noted(text, note):
    return (Run(text, note=note), Run(" và chữ sau đó."))


PLAIN_ROW = (Cell((words("1"),)), Cell((words("Việc"),)))
TABLE = Table(
    (
        (Cell((words("TT"),)), Cell((noted("Nhiệm vụ", "Chú ở đầu bảng"),))),
        PLAIN_ROW,
        (Cell((words("2"),)), Cell((noted("Rà soát", "Chú trong ô"),))),
    ),
    header_rows=1,
)
PLAN = a_plan(
    subject=noted("Kiểm tra công tác văn thư", "Chú ở trích yếu"),
    legal_bases=(noted("Căn cứ Luật Lưu trữ", "Chú ở căn cứ"),),
    opening=(noted("Ủy ban nhân dân tỉnh", "Chú ở mở đầu"),),
    body=(
        Block(BlockKind.PARAGRAPH, (Run("Đậm", bold=True, note="Chú & <thứ nhất>"),)),
        Block(BlockKind.PARAGRAPH, (Run("a", note="Chú hai"), Run("b", note="Chú ba"))),
        Block(BlockKind.TABLE, table=TABLE),
    ),
    closing=(noted("Trên đây là Kế hoạch", "Chú ở cuối"),),
    to_places=(noted("Sở Nội vụ", "Chú ở nơi nhận"),),
    filing_line=(Run("Lưu: VT", note="Chú ở dòng lưu"), Run(".")),
    appendixes=(
        Appendix("Danh mục", (Block(BlockKind.PARAGRAPH, noted("Hồ sơ", "Chú ở phụ lục")),)),
        Appendix("Biểu", (Block(BlockKind.TABLE, table=TABLE),), Orientation.LANDSCAPE),
    ),
)
NOTES = [
    "Chú ở trích yếu",
    "Chú ở căn cứ",
    "Chú ở mở đầu",
    "Chú & <thứ nhất>",
    "Chú hai",
    "Chú ba",
    "Chú ở đầu bảng",
    "Chú trong ô",
    "Chú ở cuối",
    "Chú ở nơi nhận",
    "Chú ở dòng lưu",
    "Chú ở phụ lục",
    "Chú ở đầu bảng",
    "Chú trong ô",
]


@pytest.fixture(scope="module")
def paper():
    return rendered(PLAN)


def written_notes(paper):
    """Return the words of each note by its id, the lines above the notes left out."""
    root = part(paper.docx, "word/footnotes.xml")
    own = [note for note in root.iter(f"{W}footnote") if note.get(f"{W}type") is None]
    return {note.get(f"{W}id"): note for note in own}


def marks(paper):
    return [mark.get(f"{W}id") for mark in paper.body.iter(f"{W}footnoteReference")]


def test_every_note_is_there_in_the_order_of_the_paper(paper):
    notes = written_notes(paper)

    assert [text_of(notes[mark]).strip() for mark in marks(paper)] == NOTES
    assert list(notes) == marks(paper)


def test_a_note_hangs_on_the_end_of_its_words(paper):
    line = paper.find("ab").element

    nodes = line.iter(f"{W}t", f"{W}footnoteReference")
    found = "".join((node.text or "") if node.tag == f"{W}t" else "*" for node in nodes)

    assert found == "a*b*"


def test_a_note_is_small_upright_and_begins_with_its_mark(paper):
    root = part(paper.docx, "word/footnotes.xml")

    for look in paper.paragraphs(root)[2:]:
        assert look.style == "FootnoteText"
        assert (look.size, look.bold, look.italic, look.font) == (
            10,
            False,
            False,
            "Times New Roman",
        )
        assert look.element.find("w:r/w:footnoteRef", NS) is not None


def test_the_words_around_a_note_keep_their_look(paper):
    assert paper.find("Đậm").bold


def test_a_plan_without_notes_has_the_part_of_the_template():
    paper = rendered(a_plan())

    assert written_notes(paper) == {}
    assert marks(paper) == []


def test_notes_of_one_paper_do_not_reach_the_next(paper):
    again = rendered(replace(PLAN, appendixes=()))

    assert len(written_notes(again)) == len(NOTES) - 3
    assert rendered(PLAN).docx == paper.docx


def test_a_note_in_the_name_of_a_table_is_there_once():
    name = noted("Bảng 1. Nhiệm vụ", "Chú ở tên bảng")
    paper = rendered(
        a_plan(body=(Block(BlockKind.PARAGRAPH, name), Block(BlockKind.TABLE, table=TABLE)))
    )

    notes = written_notes(paper)
    assert [text_of(note).strip() for note in notes.values()] == ["Chú ở tên bảng", *NOTES[-2:]]
    assert list(notes) == marks(paper)


def test_notes_are_printed_at_the_foot_of_their_page(paper, tmp_path):
    need_the_tools()

    sheets = pages(to_pdf({"chu-thich": paper.docx}, tmp_path)["chu-thich"])

    assert len(sheets) == 3
    for sheet, notes in zip(sheets, (NOTES[:11], NOTES[11:12], NOTES[12:]), strict=True):
        places = [sheet.index(note) for note in notes]
        assert places == sorted(places)
    assert sheets[0].index("Vừ A Của") < sheets[0].index(NOTES[0])
