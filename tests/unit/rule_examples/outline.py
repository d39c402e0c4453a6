"""Examples of the rules on marks, their order and titles."""

from tests.unit.a_good_plan import ARABIC, DASH, LETTER, ROMAN, a_plan, mark, para, words
from tests.unit.rule_examples.making import Example, line
from webapp.domain.plan import Appendix, Block, BlockKind, Cell, Marker, MarkerKind, Table

DECIMAL, PAREN, PLUS = MarkerKind.DECIMAL, MarkerKind.PAREN, MarkerKind.PLUS
PART, CHAPTER, SECTION = MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION
ARTICLE = MarkerKind.ARTICLE
LEVELS = {
    PART: 1,
    CHAPTER: 1,
    SECTION: 1,
    ROMAN: 1,
    ARTICLE: 2,
    ARABIC: 2,
    DECIMAL: 3,
    LETTER: 4,
    PAREN: 4,
}
END = para("Các đơn vị thực hiện./.", "z9")


def outline(*marks, words_="Việc cần làm"):
    """Return a plan whose blocks have these marks, named b0, b1, …"""
    blocks = tuple(
        mark(kind, text, f"{words_} {i}", LEVELS.get(kind, 5), f"b{i}")
        for i, (kind, text) in enumerate(marks)
    )
    return a_plan(body=(*blocks, END))


def divisions(*blocks):
    return a_plan(body=(*blocks, END))


def heading(words_):
    return Block(BlockKind.HEADING, words(words_), id="h1")


def titled(kind, marker, title):
    """Return a plan whose second block is a heading of this kind."""
    first = mark(ROMAN, "I.", "MỤC ĐÍCH", 1, "b0")
    second = Block(BlockKind.HEADING, words(title), Marker(kind, marker), 2, id="b1")
    return a_plan(body=(first, second, END))


def letters(text):
    return tuple((LETTER, f"{letter})") for letter in text)


def in_appendix(*marks):
    body = tuple(mark(kind, text, "Việc", 1, f"q{i}") for i, (kind, text) in enumerate(marks))
    opening = (words("Kế hoạch có Phụ lục như sau:"),)
    return a_plan(appendixes=(Appendix("DANH MỤC", body),), opening=opening)


def numbered(*texts):
    """Return a table with these texts in its first column."""
    rows = tuple((Cell((words(text),)), Cell((words("Việc"),))) for text in texts)
    return Block(BlockKind.TABLE, table=Table(rows), id="t1")


FIRST, SECOND = (ROMAN, "I."), (ROMAN, "II.")
ONE, TWO, THREE = (ARABIC, "1."), (ARABIC, "2."), (ARABIC, "3.")
ORDER, ALPHABET = "ND30-PL1-II.6đ", "ND30-PL1-II.6đ-diem"
NUMBERS = "ND30-PL1-II.6đ-chu-so"

EXAMPLES = (
    Example(ORDER, "body/b1", outline(FIRST, (ROMAN, "III.")), outline(FIRST, SECOND)),
    Example(ORDER, "body/b1", outline(FIRST, (ROMAN, "IIII.")), outline(FIRST, SECOND)),
    Example(ORDER, "body/b2", outline(FIRST, ONE, THREE), outline(FIRST, ONE, TWO)),
    Example(ORDER, "body/b2", outline(FIRST, ONE, ONE), outline(FIRST, ONE, SECOND, ONE)),
    Example(ORDER, "body/b1", outline(FIRST, TWO), outline(FIRST, ONE, SECOND, TWO)),
    Example(ORDER, "body/b2", outline(ONE, TWO, ONE), outline(ONE, TWO, THREE)),
    Example(ORDER, "body/b3", outline(ONE, *letters("aba")), outline(ONE, *letters("abc"))),
    Example(ORDER, "appendixes/0/q1", in_appendix(ONE, THREE), in_appendix(ONE, TWO)),
    Example(ALPHABET, "body/b5", outline(ONE, *letters("abcde")), outline(*letters("abcdđe"))),
    Example(ALPHABET, "body/b7", outline(ONE, *letters("abcdđef")), outline(*letters("abcdđeg"))),
    Example(ALPHABET, "body/b2", outline(ONE, *letters("ac")), outline(ONE, *letters("ab"))),
    Example(
        "ND30-PL1-II.6c",
        "body/b3",
        outline(ONE, *letters("ab"), (PAREN, "(1)")),
        outline(FIRST, ONE, (DASH, "-"), TWO, *letters("ab")),
    ),
    Example(
        "TL-so-thap-phan",
        "body/b1",
        outline(ONE, (DECIMAL, "4.1.")),
        outline(FIRST, (DECIMAL, "1.1."), (DECIMAL, "1.2.")),
    ),
    # titles
    Example(
        "ND30-PL1-II.6d",
        "body/b1",
        divisions(mark(ROMAN, "I.", "MỤC ĐÍCH"), mark(ROMAN, "II.", name="b1")),
        divisions(mark(ROMAN, "I.", "MỤC ĐÍCH"), mark(ROMAN, "II.", "YÊU CẦU")),
    ),
    Example(
        "ND30-PL1-II.6d",
        "body/b1",
        divisions(mark(CHAPTER, "Chương I", name="b1"), para("Lời.")),
        divisions(mark(CHAPTER, "Chương I", name="b1"), heading("QUY ĐỊNH CHUNG")),
    ),
    Example(
        "ND30-PL1-II.6d",
        "body/b1",
        divisions(mark(ARTICLE, "Điều 1.", name="b1")),
        divisions(mark(ARTICLE, "Điều 1.", "Phạm vi", name="b1")),
    ),
    Example(
        "ND30-PL1-II.6đ-tieu-de",
        "body/b1",
        titled(ARABIC, "1.", "MỤC ĐÍCH, YÊU CẦU"),
        titled(ARABIC, "1.", "UBND, HĐND"),
    ),
    Example(
        "ND30-PL1-II.6đ-tieu-de",
        "body/b1",
        titled(ARTICLE, "Điều 1.", "PHẠM VI ĐIỀU CHỈNH"),
        titled(ARTICLE, "Điều 1.", "Phạm vi điều chỉnh"),
    ),
    # the marks themselves
    Example(
        "ND30-PL1-II.6đ-ngoac",
        "body/b1",
        outline(ONE, (LETTER, "a.")),
        outline(ONE, (LETTER, "a)")),
    ),
    Example(
        "ND30-PL1-II.6đ-khoan", "body/b1", outline(FIRST, (ARABIC, "1/")), outline((ARABIC, "1/"))
    ),
    Example(
        "ND30-PL1-II.6đ-dieu",
        "body/b0",
        outline((ARTICLE, "Điều 1:")),
        outline((ARTICLE, "Điều 1.")),
    ),
    Example(
        "ND30-PL1-II.6đ-muc",
        "body/b0",
        outline((ROMAN, "I/"), words_="VIỆC"),
        outline((ROMAN, "I."), words_="VIỆC"),
    ),
    Example(
        NUMBERS,
        "body/b0",
        outline((CHAPTER, "Chương 1")),
        outline((CHAPTER, "Chương I")),
    ),
    Example(NUMBERS, "body/b0", outline((SECTION, "Mục I")), outline((SECTION, "Mục 1"))),
    Example(
        NUMBERS,
        "body/b0",
        outline((PART, "Phần 1")),
        outline((PART, "A."), (PART, "B.")),
    ),
    Example(
        "ND30-PL1-II.6đ-in-thuong",
        "body/b0",
        outline((CHAPTER, "CHƯƠNG I")),
        outline((CHAPTER, "Chương I")),
    ),
    line("ND30-PL1-II.6đ-ngoac", "a, Rà soát hồ sơ.", "Rà soát a, b và c."),
    line("ND30-PL1-II.6đ-ngoac", "đ: Rà soát hồ sơ.", "Đơn vị: rà soát hồ sơ."),
    line("ND30-PL1-II.6đ-la-ma", "IIII. KINH PHÍ THỰC HIỆN.", "XX. Kinh phí thực hiện."),
    Example(
        "TL-hai-dau-dong",
        "body/b1",
        divisions(mark(ROMAN, "I.", "VIỆC"), mark(DASH, "-", "- Các thôn họp.", 2, "b1")),
        divisions(mark(ROMAN, "I.", "VIỆC"), mark(DASH, "-", "Các thôn họp.", 2, "b1")),
    ),
    Example(
        "TL-so-tt-bang",
        "body/t1",
        divisions(numbered("TT", "1", "2", "4")),
        divisions(numbered("TT", "(1)", "I", "1", "2", "II", "1", "02", "", "3")),
    ),
    Example(
        "TL-so-tt-bang",
        "body/t1",
        divisions(numbered("Số TT", "1.", "1.")),
        divisions(numbered("Năm", "1", "1", "5")),
    ),
    Example(
        "TL-doan-trong",
        "body/p8",
        divisions(para("Các thôn họp.", "p7"), para("", "p8")),
        divisions(para("Các thôn họp.", "p7"), para("Các xóm họp.", "p8")),
    ),
)
