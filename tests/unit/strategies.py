"""Plans made by hypothesis: every field, every kind of block, awkward and Vietnamese text."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from struct import pack
from zlib import compress, crc32

from hypothesis import strategies as st

from webapp.domain.plan import (
    Appendix,
    Block,
    BlockKind,
    Cell,
    Marker,
    MarkerKind,
    Medium,
    Orientation,
    Picture,
    Plan,
    ReportItem,
    Run,
    Signer,
    Table,
)
from webapp.domain.text import clean

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ"
)
AWKWARD = "&<>\"'*\\#[](){}-–+.,;:/_~`%|=“”…0123456789"
MARKS = {
    MarkerKind.PART: ("Phần I", "Phần II."),
    MarkerKind.CHAPTER: ("Chương I", "Chương IV."),
    MarkerKind.SECTION: ("Mục 1", "Mục 2."),
    MarkerKind.SUBSECTION: ("Tiểu mục 1", "Tiểu mục 3."),
    MarkerKind.ARTICLE: ("Điều 1.", "Điều 12."),
    MarkerKind.ROMAN: ("I.", "II.", "IX."),
    MarkerKind.ARABIC: ("1.", "2.", "10.", "3)"),
    MarkerKind.DECIMAL: ("1.1.", "4.2.", "2.1.3."),
    MarkerKind.LETTER: ("a)", "b)", "đ)", "e."),
    MarkerKind.PAREN: ("(1)", "(2)"),
    MarkerKind.DASH: ("-", "–", "•"),
    MarkerKind.PLUS: ("+",),
}
_LOOKS_LIKE_A_MARK = ("", "1. ", "a) ", "- ", "+ ", "I. ", "(1) ", "# ", "Điều 1. ", "[[", "Phần I")


def words(least=1, most=30):
    """Text in its regular form, on one line, with a letter or sign at both ends."""
    letters = st.sampled_from(VIETNAMESE + AWKWARD + "     ")
    drawn = st.text(letters, min_size=least, max_size=most)
    return drawn.map(lambda text: clean(text).text.strip() or "Văn bản")


def _tidy(runs):
    """Leave no two neighbours alike, as every reader of text does."""
    kept: list[Run] = []
    for run in runs:
        alike = kept and not kept[-1].note and _look(kept[-1]) == _look(run)
        kept.append(replace(run, text=kept.pop().text + run.text) if alike else run)
    return tuple(kept)


def _look(run):
    return (run.bold, run.italic, run.underline, run.sub, run.sup)


def runs(texts=None, most=4):
    """Draw a paragraph: some runs with emphasis, subscripts and a rare footnote."""
    flag = st.sampled_from((False, False, True))
    rare = st.sampled_from(("", "", "", "Chú thích <1> & *hai*"))
    run = st.builds(Run, words() if texts is None else texts, flag, flag, flag, flag, flag, rare)
    return st.lists(run, min_size=1, max_size=most).map(_tidy)


def markers():
    """Draw a mark as papers write it."""
    pairs = [(kind, text) for kind, marks in MARKS.items() for text in marks]
    return st.builds(
        lambda pair, fixed: Marker(pair[0], pair[1], fixed), st.sampled_from(pairs), st.booleans()
    )


def marked_text():
    """Text that may begin like a mark, and is none."""
    return st.builds(str.__add__, st.sampled_from(_LOOKS_LIKE_A_MARK), words())


def text_blocks():
    """Draw a heading or a paragraph with or without a mark."""
    kind = st.sampled_from((BlockKind.HEADING, BlockKind.PARAGRAPH))
    marker = st.none() | markers()
    return st.builds(Block, kind, runs(marked_text()), marker, st.integers(0, 6))


def tables():
    """Draw a table of one to three columns."""
    cell = st.builds(Cell, st.lists(runs(most=2), max_size=2).map(tuple))
    table = st.integers(1, 3).flatmap(
        lambda columns: st.builds(
            Table,
            st.lists(st.tuples(*[cell] * columns), min_size=1, max_size=3).map(tuple),
            st.just((1.0 / columns,) * columns),
            st.integers(0, 1),
        )
    )
    return st.builds(lambda table: Block(BlockKind.TABLE, table=table), table)


def pictures():
    """Draw a small picture on a line of its own; the reader keeps a tenth of a millimetre."""
    side = st.integers(50, 1200).map(lambda tenths: tenths / 10)

    def picture(width, height, description, shade):
        data = png(shade)
        digest = sha256(data).hexdigest()
        return Picture(digest, "image/png", width, height, description, data)

    drawn = st.builds(picture, side, side, words() | st.just(""), st.integers(0, 255))
    return st.builds(lambda picture: Block(BlockKind.PICTURE, picture=picture), drawn)


def png(shade):
    """Return a picture of one grey point."""

    def chunk(name, content):
        return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    points = chunk(b"IDAT", compress(bytes((0, shade))))
    return b"\x89PNG\r\n\x1a\n" + head + points + chunk(b"IEND", b"")


def text_bodies(most=6):
    """Draw a body of headings and paragraphs."""
    return st.lists(text_blocks(), max_size=most).map(tuple)


def bodies(most=6):
    """Draw a body of blocks of every kind that holds content."""
    page_break = st.just(Block(BlockKind.PAGE_BREAK))
    blocks = text_blocks() | tables() | pictures() | page_break
    return st.lists(blocks, max_size=most).map(tuple)


def plans(body=None):
    """Draw a plan with every field."""
    paragraphs = st.lists(runs(most=2), max_size=3).map(tuple)
    signer = st.builds(
        Signer, st.lists(words(), max_size=2).map(tuple), words() | st.just(""), words(), words()
    )
    appendix = st.builds(Appendix, words(), bodies(2), st.sampled_from(Orientation))
    return st.builds(
        Plan,
        organ_in_charge=words() | st.just(""),
        organ_name=words(),
        code_number=st.none() | st.integers(1, 9999),
        code_notation=words(),
        promulgation_place=words(),
        promulgated_on=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        document_type=words(),
        subject=runs(),
        addressees=paragraphs,
        legal_bases=paragraphs,
        opening=paragraphs,
        body=bodies() if body is None else body,
        closing=paragraphs,
        to_places=paragraphs,
        filing_line=runs(),
        signer=signer,
        unit=words() | st.just(""),
        priority=st.sampled_from(("", "KHẨN")),
        circulation_note=st.sampled_from(("", "LƯU HÀNH NỘI BỘ")),
        typer_notation=st.sampled_from(("", "PL")),
        promulgation_amount=st.none() | st.integers(1, 300),
        foot_address=words() | st.just(""),
        secrecy=st.just(""),
        medium=st.sampled_from(Medium),
        appendixes=st.lists(appendix, max_size=1).map(tuple),
        attachments=st.lists(words(), max_size=2).map(tuple),
        report=st.lists(st.builds(ReportItem, words(), words(), words(), words()), max_size=2).map(
            tuple
        ),
    )
