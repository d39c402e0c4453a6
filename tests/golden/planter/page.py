"""Faults of the page: paper, margins, direction, what lies behind the text, page numbers."""

import copy

from lxml import etree

from tests.golden.planter.file import W, first, look, put, runs_of, setting, text_of
from tests.golden.planter.kinds import add, kind

MM = 56.6929
LENGTHS = {"TL-do-dai-duong-ke", "ND30-PL1-II.5b-do-dai", "ND30-PL1-V-can-doi"}
WIDER = "a rule that is a border is as long as its indents leave, on wider pages longer"


def _sized(width, height):
    def plant(file):
        put(file.sections[0], "pgSz", w=round(width * MM), h=round(height * MM))
        return "page"

    return plant


def _margin(side, length):
    def plant(file):
        file.sections[0].find(W + "pgMar").set(W + side, str(round(length * MM)))
        return "page"

    return plant


for name, width, height in (("letter", 216, 279), ("A5", 148, 210), ("legal", 216, 356)):
    add(
        f"paper-{name}",
        "ND30-PL1-I.1",
        _sized(width, height),
        also=LENGTHS | {"TL-quoc-hieu-mot-dong"},
        why=WIDER,
    )
for side, lengths in {
    "top": (10, 30),
    "bottom": (15, 32),
    "left": (20, 40),
    "right": (10, 25),
}.items():
    for length in lengths:
        plant = _margin(side, length)
        add(f"margin-{side}-{length}", "ND30-PL1-I.3", plant, also=LENGTHS, why=WIDER)


@kind("gutter", "ND30-PL1-I.3", also=LENGTHS, why=WIDER)
def gutter(file):
    file.sections[0].find(W + "pgMar").set(W + "gutter", str(round(12 * MM)))
    return "page"


@kind("landscape", "ND30-PL1-I.2", also=LENGTHS, why=WIDER)
def landscape(file):
    inner = [one for one in file.body.iter(W + "tbl") if _before_break(file, one)]
    drawn = [one for one in file.body.iter(W + "drawing", W + "pict") if _before_break(file, one)]
    if len(inner) > 2 or drawn:
        return None  # pages with a table may lie
    put(file.sections[0], "pgSz", w=16838, h=11906, orient="landscape")
    return "page"


def _before_break(file, element):
    """Tell whether an element stands in the first section."""
    everything = list(file.body.iter())
    return everything.index(element) < everything.index(file.sections[0])


@kind("mirrored", "TL-le-doi-xung")
def mirrored(file):
    put(file.settings(), "mirrorMargins")
    return "page"


@kind("columns", "TL-chia-cot")
def columns(file):
    put(file.sections[0], "cols", num=2, space=720)
    return "page"


@kind("page-border", "TL-khung-trang")
def page_border(file):
    borders = put(file.sections[0], "pgBorders")
    for edge in ("top", "left", "bottom", "right"):
        put(borders, edge, val="double", sz=4, space=24)
    return "page"


@kind("background", "TL-nen-trang")
def background(file):
    root = file.tree("word/document.xml")
    made = etree.Element(W + "background")
    made.set(W + "color", "FFFFCC")
    root.insert(0, made)
    put(file.settings(), "displayBackgroundShape")
    return "page"


@kind("watermark", "TL-hinh-mo")
def watermark(file):
    head = file.heads()
    if head is None:
        return None
    vml = "urn:schemas-microsoft-com:vml"
    run = etree.SubElement(head.findall(W + "p")[-1], W + "r")
    shape = etree.SubElement(etree.SubElement(run, W + "pict"), f"{{{vml}}}shape")
    shape.set("type", "#_x0000_t136")
    shape.set("style", "position:absolute;width:400pt;height:200pt")
    etree.SubElement(shape, f"{{{vml}}}textpath").set("string", "MẬT DANH AH")
    return "page"


# --- page numbers


OF_NUMBERS = {"ND30-PL1-I.7-kieu", "ND30-PL1-III.1đ"}
GONE = "what was said of the numbers goes with them"


def number_of(file):
    """Return the paragraph of the page number in the head, or None."""
    head = file.heads()
    for one in () if head is None else head.iter(W + "p"):
        if any("PAGE" in (code.text or "") for code in one.iter(W + "instrText")):
            return one
    return None


def _number(plant_in):
    def plant(file):
        number = number_of(file)
        if number is None:
            return None
        plant_in(file, number)
        return "page"

    return plant


def _aligned(align):
    def plant_in(_, number):
        for old in number.iter(W + "framePr"):
            old.getparent().remove(old)
        setting(number, jc=align)

    return _number(plant_in)


def _looking(**looks):
    def plant_in(_, number):
        for run in number.iter(W + "r"):
            look(first(run, "rPr"), **looks)

    return _number(plant_in)


for align in ("left", "right"):
    add(f"page-number-{align}", "ND30-PL1-I.7-vi-tri", _aligned(align))
for name, number_looks in (
    ("11-points", _looking(size=11)),
    ("16-points", _looking(size=16)),
    ("italic", _looking(i=True)),
    ("bold", _looking(b=True)),
):
    add(f"number-{name}", "ND30-PL1-I.7-kieu", number_looks)
add("number-font", "ND30-PL1-I.4-phong", _looking(font="Cambria"))


@kind("number-behind-a-tab", "ND30-PL1-I.7-vi-tri")
def number_behind_tab(file):
    number = number_of(file)
    if number is None:
        return None
    for old in number.iter(W + "framePr"):
        old.getparent().remove(old)
    setting(number, jc="left")
    tabs = put(first(number, "pPr"), "tabs")
    style = file.style(value_of(number, "pStyle"))
    for old in () if style is None else style.iter(W + "tab"):
        made = etree.SubElement(tabs, W + "tab")
        made.set(W + "val", "clear")
        made.set(W + "pos", old.get(W + "pos"))
    made = etree.SubElement(tabs, W + "tab")
    made.set(W + "val", "right")
    made.set(W + "pos", "8900")
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "tab")
    number.insert(1, run)
    return "page"


def value_of(paragraph, name):
    """Return the value of a paragraph's property, or nothing."""
    found = paragraph.find(f"{W}pPr/{W}{name}")
    return "" if found is None else found.get(W + "val", "")


@kind("number-missing", "ND30-PL1-I.7", also=OF_NUMBERS, why=GONE)
def number_missing(file):
    for section in file.sections:
        for reference in section.findall(W + "headerReference"):
            section.remove(reference)
    return "page" if number_of(file) is None else None


@kind("number-at-foot", "ND30-PL1-I.7-vi-tri", also=OF_NUMBERS, why=GONE)
def number_at_foot(file):
    number, foot = number_of(file), file.heads(part="footer")
    if number is None:
        return None
    if foot is None:
        name = "word/footer77.xml"
        file.parts[name] = f'<w:ftr xmlns:w="{W[1:-1]}"/>'.encode()
        foot = file.tree(name)
        _relate(file, "footer", "footer77.xml")
    number.getparent().append(copy.deepcopy(number))
    foot.append(number)
    for one in list(file.heads().iter(W + "p")):
        for run in list(one.iter(W + "r")):
            run.getparent().remove(run)
    return "page"


def _relate(file, part, target):
    relations = file.tree("word/_rels/document.xml.rels")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = etree.SubElement(relations, relations[0].tag)
    for key, value in {"Id": "rId777", "Type": f"{office}/{part}", "Target": target}.items():
        made.set(key, value)
    for section in file.sections:
        reference = etree.Element(f"{W}{part}Reference")
        reference.set(W + "type", "default")
        reference.set(f"{{{office}}}id", "rId777")
        section.insert(0, reference)


@kind("number-on-page-1", "ND30-PL1-I.7-trang-dau")
def number_on_page_1(file):
    title = file.sections[0].find(W + "titlePg")
    if title is None or number_of(file) is None:
        return None
    file.sections[0].remove(title)
    return "page"


@kind("number-in-first-head", "ND30-PL1-I.7-trang-dau")
def number_in_first_head(file):
    own, number = file.heads(kind="first"), number_of(file)
    if own is None or number is None or file.sections[0].find(W + "titlePg") is None:
        return None
    own.append(copy.deepcopy(number))
    return "page"


for start in (0, 3):

    def _starting(file, start=start):
        if number_of(file) is None:
            return None
        put(file.sections[0], "pgNumType", start=start)
        return "page"

    add(f"number-from-{start}", "ND30-PL1-I.7-tu-1", _starting)


@kind("number-roman", "ND30-PL1-I.7-a-rap")
def number_roman(file):
    if number_of(file) is None:
        return None
    put(file.sections[0], "pgNumType", fmt="lowerRoman")
    return "page"


@kind("number-roman-by-switch", "ND30-PL1-I.7-a-rap")
def number_roman_by_switch(file):
    number = number_of(file)
    if number is None:
        return None
    code = next(number.iter(W + "instrText"))
    code.text = "PAGE \\* ROMAN"
    return "page"


def _dressed(before, after):
    def plant_in(_, number):
        place = 1 if number[0].tag == W + "pPr" else 0
        for text, where in ((before, place), (after, len(number) + 1)):
            run = etree.Element(W + "r")
            old = next((one.find(W + "rPr") for one in number.findall(W + "r")), None)
            if old is not None:
                run.append(copy.deepcopy(old))
            etree.SubElement(run, W + "t").text = text
            number.insert(where, run)

    return _number(plant_in)


add("number-with-word", "TL-so-trang-kem-chu", _dressed("Trang ", ""))
add("number-in-dashes", "TL-so-trang-kem-chu", _dressed("- ", " -"))


@kind("number-with-total", "TL-so-trang-kem-chu")
def number_with_total(file):
    number = number_of(file)
    if number is None:
        return None
    runs = [copy.deepcopy(one) for one in number.findall(W + "r")]
    slash = copy.deepcopy(runs[-1])
    for extra in [one for one in slash if one.tag != W + "rPr"]:
        slash.remove(extra)
    etree.SubElement(slash, W + "t").text = "/"
    number.append(slash)
    for run in runs:
        for code in run.iter(W + "instrText"):
            code.text = "NUMPAGES"
        number.append(run)
    return "page"


@kind("number-on-odd-pages-alone", "ND30-PL1-I.7")
def odd_pages_alone(file):
    if number_of(file) is None or file.heads(kind="even") is not None:
        return None
    put(file.settings(), "evenAndOddHeaders")
    return "page"


@kind("words-in-the-head", "TL-chu-o-dau-trang")
def words_in_head(file):
    head = file.heads()
    if head is None:
        return None
    paragraph = etree.SubElement(head, W + "p")
    run = etree.SubElement(paragraph, W + "r")
    look(first(run, "rPr"), font="Times New Roman", size=13)
    etree.SubElement(run, W + "t").text = "Kế hoạch của đơn vị"
    return "page"


def is_numbered(file):
    """Tell whether pages have numbers at all."""
    return number_of(file) is not None


__all__ = ["LENGTHS", "WIDER", "is_numbered", "number_of", "runs_of", "text_of"]
