"""Faults of appendixes, and of the marks beside the text."""

import copy
import re
from typing import Any

from lxml import etree

from tests.golden.planter.file import W, first, letters, look, put, runs_of, say, setting, text_of
from tests.golden.planter.head import in_small_letters
from tests.golden.planter.kinds import add, kind
from tests.golden.planter.page import is_numbered

PLACE = "appendixes/0"


def _label(file):
    """Return the label of the first appendix behind the signature, or None."""
    name = file.plan.signer.full_name
    signed = None if not name else file.holding(name)
    if signed is None or not file.plan.appendixes:
        return None
    found = file.starting("Phụ lục", after=file.paragraphs.index(signed))
    return found if found is not None and len(text_of(found)) < 20 else None


def _labels(file):
    """Return how many appendixes have a label."""
    start = file.paragraphs.index(_label(file))
    texts = map(text_of, file.paragraphs[start:])
    return sum(one.casefold().startswith("phụ lục") and len(one) < 20 for one in texts)


def _has_section(file):
    """Tell whether the label begins another section than the text."""
    everything = list(file.body.iter())
    return everything.index(file.sections[0]) < everything.index(_label(file))


def _title(file):
    label = _label(file)
    return None if label is None else _next_words(file, label)


def _guide(file):
    label = _label(file)
    return None if label is None else file.starting("(Kèm theo", after=file.paragraphs.index(label))


def _next_words(file, paragraph):
    start = file.paragraphs.index(paragraph)
    return next((one for one in file.paragraphs[start + 1 :] if text_of(one)), None)


def _on(find, change):
    def plant(file):
        paragraph = find(file)
        if paragraph is None:
            return None
        change(paragraph)
        return PLACE

    return plant


for name, find, point, looks in (
    ("label", _label, "III.1b", ({"size": 13}, {"b": False}, {"i": True})),
    ("title", _title, "III.1b", ({"size": 12}, {"b": False}, {"i": True})),
    ("guide", _guide, "III.1c", ({"size": 12}, {"b": True}, {"i": False})),
):
    rule = f"ND30-PL1-{point}-appendix-{name}"
    for aspect, one_look in zip(("co-chu", "dam", "nghieng"), looks, strict=True):
        add(
            f"appendix-{name}-{aspect}",
            f"{rule}-{aspect}",
            _on(find, lambda one, one_look=one_look: letters(one, **one_look)),
        )
    add(f"appendix-{name}-left", f"{rule}-canh", _on(find, lambda one: setting(one, jc="left")))
add("appendix-guide-in-capitals", "ND30-PL1-III.1c-appendix-guide-hoa",
    _on(_guide, lambda one: letters(one, caps=True)))  # fmt: skip
add("appendix-label-in-capitals", "ND30-PL1-III.1b-appendix-label-hoa",
    _on(_label, lambda one: letters(one, caps=True)))  # fmt: skip


@kind("appendix-title-in-small-letters", "ND30-PL1-III.1b-appendix-title-hoa")
def title_in_small_letters(file):
    title = _title(file)
    return None if title is None else in_small_letters(lambda _: title, PLACE)(file)


@kind("appendix-without-guide", "ND30-PL1-III.1c")
def without_guide(file):
    guide = _guide(file)
    if guide is None:
        return None
    guide.getparent().remove(guide)
    return PLACE


@kind("appendix-guide-left-blank", "ND30-PL1-III.1c-ghi-du")
def guide_left_blank(file):
    guide = _guide(file)
    if guide is None or file.plan.code_number is None:
        return None
    text = re.sub(r"ngày \d+ tháng \d+ năm \d+", "ngày    tháng    năm    ", text_of(guide))
    say(guide, re.sub(r"số \d+", "số      ", text))
    return PLACE


@kind("appendix-label-and-title-on-one-line", "ND30-PL1-III.1b-dong-rieng")
def on_one_line(file):
    label, title = _label(file), _title(file)
    if label is None or title is None:
        return None
    say(label, f"{text_of(label)}. {text_of(title)}")
    title.getparent().remove(title)
    return PLACE


@kind("appendix-with-arabic-number", "ND30-PL1-III.1a-so-La-Ma")
def arabic_number(file):
    label = _label(file)
    if label is None or _labels(file) < 2:
        return None
    say(label, "Phụ lục 1")
    return PLACE


@kind("appendix-without-number", "ND30-PL1-III.1a-so-thu-tu")
def without_number(file):
    label = _label(file)
    if label is None or _labels(file) < 2:
        return None
    say(label, "Phụ lục")
    return PLACE


@kind("appendix-numbered-on", "ND30-PL1-III.1đ")
def numbered_on(file):
    label = _label(file)
    if label is None or not is_numbered(file):
        return None
    everything = list(file.body.iter())
    place = everything.index(label)
    own = next(one for one in file.sections if everything.index(one) > place)
    numbers = own.findall(W + "pgNumType")
    for number in numbers:
        own.remove(number)
    return PLACE if numbers else None


@kind("appendix-in-the-same-section", "ND30-PL1-III.1đ", also={"TL-phu-luc-trang-moi"},
      why="without its section the appendix begins on no new page either")  # fmt: skip
def in_same_section(file):
    label = _label(file)
    if label is None or not is_numbered(file) or not _has_section(file):
        return None
    ends = file.sections[0]
    last = file.sections[1]
    if last.getparent().tag != W + "body":
        return None
    last.getparent().replace(last, copy.deepcopy(ends))
    ends.getparent().remove(ends)
    return PLACE


@kind("appendix-on-the-same-page", "TL-phu-luc-trang-moi")
def on_same_page(file):
    label = _label(file)
    if label is None or not _has_section(file):
        return None
    everything = list(file.body.iter())
    own = next(one for one in file.sections if everything.index(one) > everything.index(label))
    put(file.sections[0], "type", val="continuous")
    put(own, "type", val="continuous")
    return PLACE


# --- marks


@kind("draft-mark-left", "ND30-D11-du-thao-le")
def draft_mark_left(file):
    made = copy.deepcopy(file.type)
    file.type.addprevious(made)
    say(made, "DỰ THẢO")
    return "header"


def _urgency(file):
    """Return a paragraph «KHẨN» put below the number."""
    made = copy.deepcopy(file.number)
    for shape in [*made.iter(W + "drawing"), *made.iter(W + "pict")]:
        shape.getparent().remove(shape)
    file.number.addnext(made)
    say(made, "KHẨN")
    letters(made, b=True, size=13)
    return made


def _framed(paragraph):
    for run in runs_of(paragraph):
        put(first(run, "rPr"), "bdr", val="single", sz=8, space=4)


@kind("urgency-without-frame", "ND30-PL1-III.2b-khung")
def urgency_without_frame(file):
    _urgency(file)
    return "priority"


WRONG_MARKS: dict[str, dict[str, Any]] = {
    "dam": {"b": False},
    "nghieng": {"i": True},
    "co-chu": {"size": 16},
}
for aspect, wrong in WRONG_MARKS.items():

    def _wrong(file, wrong=wrong):
        mark = _urgency(file)
        _framed(mark)
        letters(mark, **wrong)
        return "priority"

    add(f"urgency-{aspect}", f"ND30-PL1-III.2b-urgency-{aspect}", _wrong)


@kind("urgency-in-small-letters", "ND30-PL1-III.2b-urgency-hoa")
def urgency_in_small_letters(file):
    mark = _urgency(file)
    _framed(mark)
    say(mark, "Khẩn")
    _framed(mark)
    return "priority"


def _circulation(file):
    """Return a paragraph «LƯU HÀNH NỘI BỘ» put into the head of page 1, or None."""
    head = file.heads(kind="first")
    if head is None or file.plan.circulation_note:
        return None
    paragraph = etree.SubElement(head, W + "p")
    run = etree.SubElement(paragraph, W + "r")
    look(first(run, "rPr"), b=True, size=13, font="Times New Roman")
    etree.SubElement(run, W + "t").text = "LƯU HÀNH NỘI BỘ"
    return paragraph


@kind("circulation-without-frame", "ND30-PL1-III.2c-khung")
def circulation_without_frame(file):
    return None if _circulation(file) is None else "circulation_note"


for aspect, wrong in WRONG_MARKS.items():

    def _wrong_note(file, wrong=wrong):
        note = _circulation(file)
        if note is None:
            return None
        _framed(note)
        letters(note, **wrong)
        return "circulation_note"

    add(f"circulation-{aspect}", f"ND30-PL1-III.2c-circulation-{aspect}", _wrong_note)


@kind("circulation-in-small-letters", "ND30-PL1-III.2c-circulation-hoa")
def circulation_in_small_letters(file):
    note = _circulation(file)
    if note is None:
        return None
    say(note, "Lưu hành nội bộ")
    _framed(note)
    return "circulation_note"


def _address(file):
    """Return an address put at the foot of page 1, ruled off as it should be."""
    foot = file.heads(kind="first", part="footer")
    if foot is None or file.plan.foot_address:
        return None
    paragraph = etree.SubElement(foot, W + "p")
    put(put(first(paragraph, "pPr"), "pBdr"), "top", val="single", sz=4, space=3)
    run = etree.SubElement(paragraph, W + "r")
    look(first(run, "rPr"), size=11, font="Times New Roman")
    etree.SubElement(run, W + "t").text = "Địa chỉ: số 1, đường Hòa Bình; điện thoại: 0123456"
    return paragraph


for name, rule, change in (
    ("address-small", "ND30-PL1-III.4", lambda one: letters(one, size=9)),
    ("address-italic", "ND30-PL1-III.4", lambda one: letters(one, i=True)),
    ("address-without-rule", "ND30-PL1-III.4-duong-ke", lambda one: one.find(W + "pPr").clear()),
):

    def _wrong_address(file, change=change):
        paragraph = _address(file)
        if paragraph is None:
            return None
        change(paragraph)
        return "foot_address"

    add(name, rule, _wrong_address)
