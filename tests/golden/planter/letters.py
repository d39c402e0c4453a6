"""Faults of letters: fonts, colours, backgrounds, effects, marks of an unfinished text."""

import unicodedata

from lxml import etree

from tests.golden.planter.file import W, first, letters, look, put, runs_of
from tests.golden.planter.kinds import add, kind
from webapp.domain.plan import BlockKind, plain


def is_text(body, place):
    """Tell a paragraph that takes several rows and holds no mark of a list."""
    block = body[place]
    text = plain(block.runs)
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) > 150
        and text[-1] in ".;"
        and not any(run.sub or run.sup or run.note for run in block.runs)
    )


def on_text(change):
    """Return the deed that changes a long paragraph."""

    def plant(file):
        found = file.block(is_text)
        if found is None:
            return None
        return None if change(file, found[0]) is False else found[1]

    return plant


def _looking(**looks):
    return on_text(lambda _, paragraph: letters(paragraph, **looks))


def _half(**looks):
    """Return the deed that changes a part of the words alone."""

    def change(_, paragraph):
        run = max(runs_of(paragraph), key=lambda one: len(one.findtext(W + "t") or ""))
        look(first(run, "rPr"), **looks)

    return on_text(change)


for font in ("Arial", "Calibri", "Cambria", "Tahoma", ".VnTime", "VNI-Times"):
    add(f"font-{font}", "ND30-PL1-I.4-phong", _half(font=font))
add("font-of-a-cut", "TL-ten-phong", _half(font="Times New Roman Bold"))
add("color-red", "ND30-PL1-I.4-mau", _looking(color="FF0000"))
add("color-blue-in-part", "ND30-PL1-I.4-mau", _half(color="0000FF"))
add("color-nearly-black", "ND30-PL1-I.4-gan-den", _looking(color="1F1F1F"))
add("highlight", "TL-nen-chu", _half(highlight="yellow"))
add("struck", "TL-gach-ngang-chu", _half(strike=True))
add("struck-twice", "TL-gach-ngang-chu", _half(dstrike=True))
add("underlined-text", "TL-gach-chan-noi-dung", _half(underline="single"))
add("small-capitals", "TL-chu-hoa-nho", _half(smallCaps=True))
add("wide-letters", "TL-gian-chu", _looking(spacing=60))
add("narrow-letters", "TL-gian-chu", _looking(spacing=-40))
add("stretched-letters", "TL-gian-chu", _looking(w=150))
for effect in ("outline", "shadow", "emboss", "imprint"):
    add(effect, "TL-hieu-ung", _half(**{effect: True}))


@kind("font-of-marked-letters-alone", "ND30-PL1-I.4-phong")
def font_of_marked_letters(file):
    return on_text(
        lambda _, paragraph: [
            put(first(run, "rPr"), "rFonts", ascii="Times New Roman", hAnsi="Verdana")
            for run in runs_of(paragraph)
        ]
    )(file)


@kind("font-of-the-theme", "ND30-PL1-I.4-phong")
def font_of_theme(file):
    name = "word/theme/theme1.xml"
    if name not in file.parts:
        return None
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    latin = file.tree(name).find(f".//{drawing}majorFont/{drawing}latin")
    latin.set("typeface", "Garamond")
    themed = {"asciiTheme": "majorHAnsi", "hAnsiTheme": "majorHAnsi"}
    return on_text(
        lambda _, paragraph: [
            put(first(run, "rPr"), "rFonts", **themed) for run in runs_of(paragraph)
        ]
    )(file)


def _styled(change, kind_of_style):
    """Return the deed that gives the words a style of their own with a fault."""

    def on(file, paragraph):
        styles = file.tree("word/styles.xml")
        style = etree.SubElement(styles, W + "style")
        style.set(W + "styleId", "FaultOfLetters")
        style.set(W + "type", kind_of_style)
        change(etree.SubElement(style, W + "rPr"))
        for run in runs_of(paragraph):
            properties = first(run, "rPr")
            for changed in style.find(W + "rPr"):
                for old in properties.findall(changed.tag):
                    properties.remove(old)
            put(properties, "rStyle", val="FaultOfLetters")

    return on_text(on)


add(
    "font-of-a-character-style",
    "ND30-PL1-I.4-phong",
    _styled(lambda one: look(one, font="Georgia"), "character"),
)
add(
    "color-of-a-character-style",
    "ND30-PL1-I.4-mau",
    _styled(lambda one: look(one, color="C00000"), "character"),
)


@kind("ground-behind-letters", "TL-nen-chu")
def ground_behind_letters(file):
    return on_text(
        lambda _, paragraph: [
            put(first(run, "rPr"), "shd", val="clear", fill="FFFF00") for run in runs_of(paragraph)
        ]
    )(file)


@kind("ground-behind-a-paragraph", "TL-nen-chu")
def ground_behind_paragraph(file):
    return on_text(
        lambda _, paragraph: put(first(paragraph, "pPr"), "shd", val="clear", fill="D9D9D9")
    )(file)


@kind("hidden-words", "TL-chu-an")
def hidden_words(file):
    def change(_, paragraph):
        run = etree.SubElement(paragraph, W + "r")
        look(first(run, "rPr"), vanish=True)
        etree.SubElement(run, W + "t").text = "ghi chú nội bộ"

    return on_text(change)(file)


@kind("hyphen-in-a-word", "TL-gach-noi-ngat-tu")
def hyphen_in_word(file):
    def change(_, paragraph):
        words = next(one for run in runs_of(paragraph) for one in run.iter(W + "t") if one.text)
        words.text = words.text[:3] + "\u00ad" + words.text[3:]

    return on_text(change)(file)


@kind("marks-apart", "TL-dung-san")
def marks_apart(file):
    def change(_, paragraph):
        for run in runs_of(paragraph):
            for words in run.iter(W + "t"):
                words.text = unicodedata.normalize("NFD", words.text or "")

    return on_text(change)(file)


def _component(find, place):
    def plant(file):
        paragraph = find(file)
        if paragraph is None:
            return None
        letters(paragraph, underline="single")
        return place

    return plant


for name, find, place in (
    ("nation", lambda file: file.nation, "header"),
    ("number", lambda file: file.number, "code_number"),
    ("date", lambda file: file.date, "promulgated_on"),
    ("type", lambda file: file.type, "document_type"),
    ("label", lambda file: file.starting("Nơi nhận"), "to_places"),
):
    add(f"underlined-{name}", "TL-gach-chan-thanh-phan", _component(find, place))


@kind("font-of-the-head", "ND30-PL1-I.4-phong")
def font_of_head(file):
    letters(file.motto, font="Arial")
    return "header"


@kind("color-of-the-signer", "ND30-PL1-I.4-mau")
def color_of_signer(file):
    name = file.holding(file.plan.signer.full_name)
    if name is None:
        return None
    letters(name, color="0070C0")
    return "signer.full_name"
