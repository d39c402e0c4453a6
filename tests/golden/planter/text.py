"""Faults of the text: căn cứ, paragraphs, headings."""

from lxml import etree

from tests.golden.planter.file import W, blank_above, first, letters, put, runs_of, say, setting
from tests.golden.planter.file import text_of as words_of
from tests.golden.planter.head import in_small_letters
from tests.golden.planter.kinds import add, kind
from tests.golden.planter.letters import is_text, on_text
from webapp.domain.plan import BlockKind, MarkerKind, plain

E6 = "ND30-PL1-II.6e"


def _set(**looks):
    return on_text(lambda _, paragraph: setting(paragraph, **looks))


def _look(**looks):
    return on_text(lambda _, paragraph: letters(paragraph, **looks))


for align in ("left", "center", "right"):
    add(f"text-{align}", f"{E6}-canh-deu", _set(jc=align))
add("text-without-indent", f"{E6}-lui-dong", _set(left=0, firstLine=0))
add("text-with-indent-of-2-cm", f"{E6}-lui-dong", _set(left=0, firstLine=1134))
add("text-with-indent-of-half-a-cm", f"{E6}-lui-dong", _set(left=0, firstLine=284))
add("text-hanging", f"{E6}-lui-dong", _set(left=720, firstLine=0, hanging=720))
add("text-as-a-block", "TL-lui-ca-doan", _set(left=567, firstLine=0))
add("text-far-from-the-right", "TL-lui-ca-doan", _set(right=850))
for name, looks in {
    "0.9-lines": {"line": 216, "lineRule": "auto"},
    "double": {"line": 480, "lineRule": "auto"},
    "1.7-lines": {"line": 408, "lineRule": "auto"},
    "fixed-12": {"line": 240, "lineRule": "exact"},
    "fixed-30": {"line": 600, "lineRule": "exact"},
    "least-36": {"line": 720, "lineRule": "atLeast"},
}.items():
    add(f"line-{name}", f"{E6}-gian-dong", _set(**looks))
for size in (12, 16):
    add(f"text-{size}-points", f"{E6}-paragraph-co-chu", _look(size=size))
add("text-italic", f"{E6}-dung", _look(i=True))
add("text-bold", "ND30-PL1-II.6đ-khoan-dam", _look(b=True))
add("text-in-capitals", f"{E6}-hoa", _look(caps=True))


@kind("text-of-another-size", f"{E6}-cung-co")
def another_size(file):
    return on_text(lambda _, paragraph: letters(paragraph, size=13))(file)


def _led_by(make):
    def change(_, paragraph):
        setting(paragraph, left=0, firstLine=0)
        run = etree.Element(W + "r")
        make(run)
        runs_of(paragraph)[0].addprevious(run)

    return on_text(change)


def _spaces(run):
    words = etree.SubElement(run, W + "t")
    words.text = " " * 5
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


add("indent-of-spaces", f"{E6}-lui-dong", _led_by(_spaces))
add(
    "indent-of-a-tab",
    "TL-lui-dong-bang-dau-cach",
    _led_by(lambda run: etree.SubElement(run, W + "tab")),
)


@kind("text-close-to-the-one-above", f"{E6}-cach-doan")
def close(file):
    def is_second(body, place):
        return place > 0 and is_text(body, place) and is_paragraph(body[place - 1])

    found = file.block(is_second)
    if found is None:
        return None
    above = found[0].getprevious()
    if above is None or above.tag != W + "p" or not words_of(above):
        return None
    setting(found[0], before=0)
    setting(above, after=0)
    return found[1]


def is_paragraph(block):
    return block.kind is BlockKind.PARAGRAPH and bool(plain(block.runs))


@kind("text-of-a-style-without-gaps", f"{E6}-cach-doan")
def contextual(file):
    found = file.block(
        lambda body, place: place > 0 and is_text(body, place) and is_paragraph(body[place - 1])
    )
    above = None if found is None else found[0].getprevious()
    if above is None or above.tag != W + "p" or not words_of(above):
        return None
    for one in (above, found[0]):
        put(first(one, "pPr"), "pStyle", val="GapsOfNone")
        for old in first(one, "pPr").findall(W + "spacing"):
            first(one, "pPr").remove(old)
    _style_without_gaps(file)
    letters(above, size=_size(file), font="Times New Roman")
    letters(found[0], size=_size(file), font="Times New Roman")
    for one in (above, found[0]):
        setting(one, jc="both", left=0, firstLine=720)
    return found[1]


def _style_without_gaps(file):
    styles = file.tree("word/styles.xml")
    style = etree.SubElement(styles, W + "style")
    style.set(W + "styleId", "GapsOfNone")
    style.set(W + "type", "paragraph")
    properties = etree.SubElement(style, W + "pPr")
    put(properties, "spacing", before=120, after=120, line=240, lineRule="auto")
    put(properties, "contextualSpacing")


def _size(file):
    del file
    return 14


@kind("empty-paragraph", "TL-doan-trong-giay")
def empty_paragraph(file):
    found = file.block(
        lambda body, place: place > 0 and is_text(body, place) and is_paragraph(body[place - 1])
    )
    if found is None:
        return None
    above = found[0].getprevious()
    if above is None or above.tag != W + "p" or not words_of(above):
        return None
    blank_above(found[0])
    ids = [f"body/{one.id}" for one in file.plan.body]
    return ids[ids.index(found[1]) - 1]


# --- căn cứ


def _base(file):
    if not file.plan.legal_bases:
        return None
    return file.holding(plain(file.plan.legal_bases[0]))


def _on_base(**looks):
    def plant(file):
        base = _base(file)
        if base is None:
            return None
        letters(base, **looks)
        return "legal_bases/0"

    return plant


add("base-upright", "ND30-PL1-II.6a-legal-base-nghieng", _on_base(i=False))
add("base-bold", "ND30-PL1-II.6a-legal-base-dam", _on_base(b=True))
add("base-small", "ND30-PL1-II.6a-legal-base-co-chu", _on_base(size=12))
add("base-in-capitals", "ND30-PL1-II.6a-legal-base-hoa", _on_base(caps=True))


@kind("base-in-a-list", "ND30-PL1-II.6a-gach-dau-dong")
def base_in_list(file):
    base = _base(file)
    if base is None:
        return None
    number = _bullets(file)
    properties = put(first(base, "pPr"), "numPr")
    put(properties, "ilvl", val=0)
    put(properties, "numId", val=number)
    setting(base, left=0, firstLine=720)
    return "legal_bases/0"


def _bullets(file):
    """Return the number of a list with dashes, added to the file."""
    name = "word/numbering.xml"
    if name not in file.parts:
        file.parts[name] = f'<w:numbering xmlns:w="{W[1:-1]}"/>'.encode()
        relations = file.tree("word/_rels/document.xml.rels")
        made = etree.SubElement(relations, relations[0].tag)
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        made.set("Id", "rId778")
        made.set("Type", f"{office}/numbering")
        made.set("Target", "numbering.xml")
    root = file.tree(name)
    abstract = etree.Element(W + "abstractNum")
    abstract.set(W + "abstractNumId", "991")
    level = etree.SubElement(abstract, W + "lvl")
    level.set(W + "ilvl", "0")
    put(level, "numFmt", val="bullet")
    put(level, "lvlText", val="-")
    root.insert(0, abstract)
    listed = etree.SubElement(root, W + "num")
    listed.set(W + "numId", "991")
    put(listed, "abstractNumId", val=991)
    return 991


# --- headings


def _heading(kind_of_mark):
    def is_right(body, place):
        block = body[place]
        kind_of_block = None if block.marker is None else block.marker.kind
        return block.kind is BlockKind.HEADING and kind_of_block is kind_of_mark

    return is_right


def _on_heading(kind_of_mark, change):
    def plant(file):
        found = file.block(_heading(kind_of_mark))
        if found is None:
            return None
        change(found[0])
        return found[1]

    return plant


def _looks(**looks):
    return lambda one: letters(one, **looks)


LIGHT, SLANTED, SMALL, CAPITAL = (
    ("light", "dam", _looks(b=False)),
    ("italic", "nghieng", _looks(i=True)),
    ("12-points", "co-chu", _looks(size=12)),
    ("in-capitals", "hoa", _looks(caps=True)),
)
for mark, rule, ways in (
    (MarkerKind.ROMAN, "V-roman", (LIGHT, SLANTED, SMALL)),
    (MarkerKind.ARTICLE, "II.6đ-article", (LIGHT, SLANTED, SMALL, CAPITAL)),
    (MarkerKind.ARABIC, "II.6đ-clause", (LIGHT, SLANTED, SMALL, CAPITAL)),
    (None, "II.6e-heading", (SMALL,)),
):
    for name, aspect, change in ways:
        add(
            f"heading-{mark or 'unmarked'}-{name}",
            f"ND30-PL1-{rule}-{aspect}",
            _on_heading(mark, change),
        )
add("clause-alone-light", "TL-khoan-chua-dam", _on_heading(MarkerKind.DECIMAL, _looks(b=False)))
add(
    "roman-in-the-middle",
    "TL-tieu-de-canh-giua",
    _on_heading(MarkerKind.ROMAN, lambda one: setting(one, jc="center", left=0, firstLine=0)),
)
add(
    "article-without-indent",
    "ND30-PL1-II.6đ-lui-dong",
    _on_heading(MarkerKind.ARTICLE, lambda one: setting(one, left=0, firstLine=0)),
)


@kind("roman-in-small-letters", "ND30-PL1-V-roman-hoa")
def roman_in_small_letters(file):
    found = file.block(_heading(MarkerKind.ROMAN))
    if found is None:
        return None
    text = words_of(found[0])
    mark, _, title = text.partition(" ")
    if not title:
        mark, _, title = text.partition(".")
        mark += "."
    say(found[0], f"{mark} {title.capitalize()}")
    letters(found[0], caps=False)
    return found[1]


def _labels(file):
    """Return the first «Chương I» or its like with its title below, and their place."""
    named = {MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION}
    for block in file.plan.body:
        if block.marker is not None and block.marker.kind in named:
            label = file.holding(block.marker.text)
            title = file.holding(plain(block.runs))
            if label is not None and title is not None and label is not title:
                return label, title, f"body/{block.id}"
    return None


def _on_label(which, change):
    def plant(file):
        found = _labels(file)
        if found is None:
            return None
        change(found[which])
        return found[2]

    return plant


LEFT = ("left", "canh", lambda one: setting(one, jc="left"))
for which, name, start in ((0, "label", "heading-label"), (1, "title", "heading-title")):
    rule = f"ND30-PL1-II.6đ-{start}"
    for fault, aspect, change in (LIGHT, SLANTED, SMALL, LEFT):
        add(f"{name}-{fault}", f"{rule}-{aspect}", _on_label(which, change))
add(
    "label-in-capitals",
    "ND30-PL1-II.6đ-heading-label-hoa",
    _on_label(0, lambda one: letters(one, caps=True)),
)


@kind("title-in-small-letters", "ND30-PL1-II.6đ-heading-title-hoa")
def title_in_small_letters(file):
    found = _labels(file)
    return None if found is None else in_small_letters(lambda _: found[1], found[2])(file)


@kind("label-and-title-on-one-line", "ND30-PL1-II.6đ-dong-rieng")
def label_and_title(file):
    found = _labels(file)
    if found is None:
        return None
    label, title, place = found
    say(title, f"{words_of(label)}. {words_of(title)}")
    label.getparent().remove(label)
    return place
