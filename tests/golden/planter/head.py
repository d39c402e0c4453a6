"""Faults of the head of the paper: its fixed words, names, number, date, title and rules."""

import copy
import re
from typing import Any

from lxml import etree

from tests.golden.planter.file import (
    W,
    blank_above,
    folded,
    letters,
    runs_of,
    say,
    setting,
    text_of,
)
from tests.golden.planter.kinds import add, kind
from webapp.documents.text_width import BOLD, widest_line

LENGTHS = {"TL-do-dai-duong-ke"}
SMALLER = "rules and rows stay as they were around letters of another size; only legal sizes pair"
LINES = {
    "nation": (lambda file: file.nation, "header", "PL1-II.1a-nation"),
    "motto": (lambda file: file.motto, "header", "PL1-II.1b-motto"),
    "superior": (lambda file: file.superior, "organ_in_charge", "PL1-II.2b-organ-in-charge"),
    "issuer": (lambda file: file.issuer, "organ_name", "PL1-II.2b-organ-name"),
    "number": (lambda file: file.number, "code_number", "PL1-II.3c-number"),
    "date": (lambda file: file.date, "promulgated_on", "PL1-II.4c-date"),
    "type": (lambda file: file.type, "document_type", "PL1-II.5b-type"),
    "subject": (lambda file: file.subjects[-1], "subject", "PL1-II.5b-subject"),
}
"""How to find each line, its place, and how the rules on its look begin."""
_LIGHT, _BOLD = {"b": False}, {"b": True}
_SLANTED, _UPRIGHT = {"i": True}, {"i": False}
FAULTS: dict[str, tuple[tuple[int, ...], dict[str, Any], dict[str, Any]]] = {
    "nation": ((14, 11), _LIGHT, _SLANTED),
    "motto": ((12, 16), _LIGHT, _SLANTED),
    "superior": ((15,), _BOLD, _SLANTED),
    "issuer": ((15, 11), _LIGHT, _SLANTED),
    "number": ((14, 12), _BOLD, _SLANTED),
    "date": ((12, 15), _BOLD, _UPRIGHT),
    "type": ((12, 16), _LIGHT, _SLANTED),
    "subject": ((12, 16), _LIGHT, _SLANTED),
}
"""Of each line: wrong sizes, the wrong weight, the wrong slope."""
ASIDE = {"ND30-PL1-II.1a-nation-canh", "TL-canh-giua-bang-dinh-dang"}
PAIRED = "ND30-PL1-V-co-chu-dong-bo"
BY_ASPECT = {
    "co-chu": LENGTHS | ASIDE | {PAIRED, "TL-quoc-hieu-mot-dong", "TL-ngay-cung-dong-voi-so"}
}


def looking(find, place, looks):
    def plant(file):
        paragraph = find(file)
        if paragraph is None:
            return None
        letters(paragraph, **looks)
        return place

    return plant


def _aligned(find, place, align):
    def plant(file):
        paragraph = find(file)
        if paragraph is None:
            return None
        setting(paragraph, jc=align)
        return place

    return plant


for name, (find, place, rule) in LINES.items():
    sizes, weight, slope = FAULTS[name]
    ways: list[tuple[str, dict[str, Any]]] = [("dam", weight), ("nghieng", slope)]
    ways += [("co-chu", {"size": size}) for size in sizes]
    for aspect, looks in ways:
        shown = "-".join(map(str, looks.values()))
        add(
            f"{name}-{aspect}-{shown}",
            f"ND30-{rule}-{aspect}",
            looking(find, place, looks),
            also=BY_ASPECT.get(aspect, frozenset()),
            why=SMALLER,
        )
    for align in ("left", "right"):
        add(
            f"{name}-{align}",
            f"ND30-{rule}-canh",
            _aligned(find, place, align),
            instead="TL-canh-giua-bang-dinh-dang",
        )


def _saying(find, place, change):
    def plant(file):
        paragraph = find(file)
        if paragraph is None or (new := change(text_of(paragraph))) is None:
            return None
        say(paragraph, new)
        return place

    return plant


def _small(text):
    return None if text == text.lower() else text.capitalize()


def in_small_letters(find, place):
    """Return the deed that writes a line in small letters, whatever its style says."""

    def plant(file):
        paragraph = find(file)
        if paragraph is None:
            return None
        say(paragraph, _small(text_of(paragraph)) or text_of(paragraph))
        letters(paragraph, caps=False)
        return place

    return plant


for name in ("nation", "superior", "issuer", "type"):
    find, place, rule = LINES[name]
    add(
        f"{name}-in-small-letters",
        f"ND30-{rule}-hoa",
        in_small_letters(find, place),
        also=LENGTHS | ASIDE,
        why="the line gets shorter; one that was not centred shows it",
    )
for name in ("motto", "date", "subject"):
    find, place, rule = LINES[name]
    add(
        f"{name}-in-capitals",
        f"ND30-{rule}-hoa",
        looking(find, place, {"caps": True}),
        also=LENGTHS | {"ND30-PL1-II.1b-do-dai"},
        why="the rule stays as long as it was under wider letters",
    )

NATION, MOTTO, NUMBER, DATE = (LINES[name][:2] for name in ("nation", "motto", "number", "date"))


def _with_number(text):
    return re.sub(r"(Số:)\s*\d*\s*/", r"\1 7/", text)


def _spaced(text):
    return re.sub(r"/(\w+)-(\w+)", r"/\1 - \2", text)


def _dated(new):
    return lambda text: text.partition(",")[0] + new


for name, find_and_place, rule, change in (
    ("nation-misspelt", NATION, "ND30-PL1-II.1a", lambda _: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NĂM"),
    ("motto-with-en-dash", MOTTO, "ND30-PL1-II.1b", lambda _: "Độc lập – Tự do – Hạnh phúc"),
    ("motto-without-spaces", MOTTO, "ND30-PL1-II.1b", lambda _: "Độc lập-Tự do-Hạnh phúc"),
    ("motto-in-lower-case", MOTTO, "ND30-PL1-II.1b", lambda _: "Độc lập - tự do - hạnh phúc"),
    ("number-without-colon", NUMBER, "ND30-PL1-II.3c-so", lambda text: text.replace(":", "")),
    ("number-in-capitals", NUMBER, "ND30-PL1-II.3c-chu-so", lambda text: "SỐ" + text[2:]),
    ("number-without-0", NUMBER, "ND30-PL1-II.3c-so-0", _with_number),
    ("number-with-spaces", NUMBER, "ND30-PL1-II.3c-cach-chu", _spaced),
    ("date-without-comma", DATE, "ND30-PL1-II.4c-phay", lambda text: text.replace(",", "", 1)),
    ("month-with-0", DATE, "ND30-PL1-II.4b-so-0", _dated(", ngày 15 tháng 03 năm 2026")),
    ("month-without-0", DATE, "ND30-PL1-II.4b-so-0", _dated(", ngày 15 tháng 1 năm 2026")),
    ("day-without-0", DATE, "ND30-PL1-II.4b-so-0", _dated(", ngày 5 tháng 12 năm 2026")),
    ("date-in-short", DATE, "ND30-PL1-II.4b-day-du", _dated(", ngày 15/12/2026")),
):
    add(name, rule, _saying(*find_and_place, change))


@kind("nation-missing", "ND30-PL1-II.1a", also=ASIDE | {PAIRED}, why="what was said of it goes")
def nation_missing(file):
    say(file.nation, "")
    return "header"


@kind("motto-missing", "ND30-PL1-II.1b")
def motto_missing(file):
    say(file.motto, "")
    return "header"


@kind("nation-on-two-lines", "TL-quoc-hieu-mot-dong", also=ASIDE | {"TL-ngay-cung-dong-voi-so"},
      why="the line more moves the date down")  # fmt: skip
def nation_on_two_lines(file):
    say(file.nation, "CỘNG HÒA XÃ HỘI")
    run = runs_of(file.nation)[0]
    etree.SubElement(run, W + "br")
    etree.SubElement(run, W + "t").text = "CHỦ NGHĨA VIỆT NAM"
    return "header"


def _other_size(file):
    """Return the size that goes with another size of Quốc hiệu than the file has."""
    style = file.nation.find(f"{W}pPr/{W}pStyle")
    styled = None if style is None else file.style(style.get(W + "val"))
    places = [one for one in (*runs_of(file.nation)[:1], styled) if one is not None]
    sizes = [one.find(f"{W}rPr/{W}sz") for one in places]
    own = next(int(one.get(W + "val")) for one in sizes if one is not None)
    return 13 if own == 26 else 14


@kind("sizes-not-paired", "ND30-PL1-V-co-chu-dong-bo", also=LENGTHS, why=SMALLER)
def sizes_not_paired(file):
    letters(file.date, size=_other_size(file))
    return "promulgated_on"


@kind("motto-not-paired", "ND30-PL1-V-co-chu-dong-bo")
def motto_not_paired(file):
    letters(file.motto, size=_other_size(file))
    return "header"


def _apart(find, place, upper):
    def plant(file):
        paragraph = find(file)
        if paragraph is None or upper(file) is None:
            return None
        blank_above(paragraph)
        return place

    return plant


def _issuer_below(file):
    """Return the first line of the issuer's name."""
    if file.superior is None:
        return None
    issuer = folded(file.plan.organ_name.replace("\n", " "))
    return next(one for one in file.organs[1:] if issuer.startswith(folded(text_of(one))))


def _superior_above(file):
    return file.superior


MOVED = {"TL-ngay-cung-dong-voi-so"}
DOWN = "the line more moves what stands below it"
add(
    "motto-apart",
    "ND30-PL1-II.1c",
    _apart(lambda file: file.motto, "header", lambda file: file.nation),
    also=MOVED,
    why=DOWN,
)
add(
    "issuer-apart",
    "ND30-PL1-II.2b-dong-don",
    _apart(_issuer_below, "organ_name", _superior_above),
    also=MOVED,
    why=DOWN,
)
add(
    "subject-apart",
    "TL-trich-yeu-ngay-duoi",
    _apart(lambda file: file.subjects[0], "subject", lambda file: file.type),
)


@kind("motto-widely-spaced", "ND30-PL1-II.1c", also={"TL-ngay-cung-dong-voi-so"},
      why="the wider line moves the date down")  # fmt: skip
def motto_widely_spaced(file):
    setting(file.motto, line=360, lineRule="auto")
    return "header"


@kind("date-lower-than-number", "TL-ngay-cung-dong-voi-so")
def date_lower(file):
    blank_above(file.date)
    blank_above(file.date)
    return "promulgated_on"


@kind("date-in-a-row-of-its-own", "ND30-PL1-II.4c-cung-dong")
def date_in_own_row(file):
    rows = [*file.date.iterancestors(W + "tr"), *file.number.iterancestors(W + "tr")]
    if len(rows) != 2 or rows[0] is not rows[1] or len(rows[0].findall(W + "tc")) != 2:
        return None
    row = rows[0]
    made = copy.deepcopy(row)
    for paragraph in made.iter(W + "p"):
        for run in list(paragraph.iter(W + "r")):
            if run.getparent() is not None:
                run.getparent().remove(run)
    cell = made.findall(W + "tc")[1]
    for old in cell.findall(W + "p"):
        cell.remove(old)
    blank_above(file.date)
    cell.append(file.date)
    row.addnext(made)
    return "promulgated_on"


@kind("sides-changed", "ND30-PL1-II.1a-vi-tri")
def sides_changed(file):
    table = next(file.nation.iterancestors(W + "tbl"), None)
    if table is None:
        return None
    for row in table.findall(W + "tr"):
        cells = row.findall(W + "tc")
        row.append(cells[0])
        for middle in cells[1:-1]:
            row.append(middle)
        cells[-1].getparent().insert(list(row).index(row.findall(W + "tc")[0]), cells[-1])
    columns = table.find(W + "tblGrid")
    for one in reversed(list(columns)):
        columns.append(one)
    return "header"


@kind("letter-subject-below-number", "ND30-PL1-II.5b-ve-viec")
def letter_subject(file):
    made = copy.deepcopy(file.number)
    for shape in [*made.iter(W + "drawing"), *made.iter(W + "pict")]:
        shape.getparent().remove(shape)
    file.number.addnext(made)
    say(made, "V/v kiểm tra công tác văn thư")
    letters(made, size=12)
    return "subject"


@kind("subject-pushed-aside", "TL-lech-giua")
def subject_pushed(file):
    setting(file.subjects[-1], left=0, right=0, firstLine=720)
    return "subject"


def text_width(file):
    section = file.sections[0]
    margins = section.find(W + "pgMar")
    sides = (int(margins.get(W + side)) for side in ("left", "right"))
    return int(section.find(W + "pgSz").get(W + "w")) - sum(sides)


def _in_other_column(find, place):
    """Return the deed that moves a line into the other column of the head."""

    def plant(file):
        line = find(file)
        own = next(line.iterancestors(W + "tc"), None)
        row = None if own is None else own.getparent()
        cells = [] if row is None else row.findall(W + "tc")
        if len(cells) != 2 or next(line.iter(W + "drawing"), None) is not None:
            return None
        other = cells[0] if own is cells[1] else cells[1]
        blank_above(line)
        other.append(line)
        return place

    return plant


for name, rule in (("number", "ND30-PL1-II.3c-vi-tri"), ("date", "ND30-PL1-II.4c-vi-tri")):
    find, place, _ = LINES[name]
    add(
        f"{name}-in-the-other-column",
        rule,
        _in_other_column(find, place),
        also={"TL-ngay-cung-dong-voi-so", "ND30-PL1-II.2b-duong-ke"},
        why="in one column the two cannot be level",
    )


@kind("type-centred-by-blanks", "TL-canh-giua-bang-dinh-dang")
def centred_by_blanks(file):
    text = text_of(file.type)
    free = (text_width(file) - widest_line(text, BOLD, 14, 9000)) / 2
    setting(file.type, jc="left", left=0, firstLine=0)
    say(file.type, " " * round(free / 70) + text)
    letters(file.type, size=14)
    return "document_type"
