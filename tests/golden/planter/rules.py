"""Faults of the rules under Tiêu ngữ, issuer and subject: borders in ours, drawn elsewhere."""

from lxml import etree

from tests.golden.planter.file import WP, A, W, first, folded, put, setting, text_of
from tests.golden.planter.head import LINES, looking, text_width
from tests.golden.planter.kinds import add, kind
from webapp.documents.text_width import BOLD, widest_line


def rule_of(file, name):
    """Return what carries a rule: an empty paragraph with a border, or a drawing; else None."""
    if name == "subject":
        start = file.paragraphs.index(file.subjects[-1])
        near = file.paragraphs[start : start + 3]
    else:
        line = file.issuer if name == "issuer" else file.motto
        other = file.number if name == "issuer" else file.date
        both = {id(one) for one in (*file.column_of(line), *file.column_of(other))}
        near = [one for one in file.paragraphs if id(one) in both]
    for one in near:
        drawn = next(one.iter(WP + "anchor", WP + "inline"), None)
        if drawn is not None and next(drawn.iterancestors(W + "p")) is one:
            return drawn
        style = one.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(W + "val", "").startswith("DuongKe"):
            return one
    return None


def _without(name):
    def plant(file):
        found = rule_of(file, name)
        if found is None:
            return None
        if found.tag == W + "p":
            found.getparent().remove(found)
        else:
            drawing = next(found.iterancestors(W + "r"))
            drawing.getparent().remove(drawing)
        return PLACES[name]

    return plant


def as_long_as(name, share):
    """Return the deed that makes a rule as long as a share of the words above it."""

    def plant(file):
        found = rule_of(file, name)
        if found is None:
            return None
        room = text_width(file) if name == "subject" else _room(LINES[name][0](file))
        length = share * _width(file, name, room)
        if length > room:
            return None
        if found.tag == W + "p":
            edge = round((room - length) / 2)
            setting(found, left=edge, right=edge)
            return PLACES[name]
        for one in (found.find(WP + "extent"), next(found.iter(A + "ext"), None)):
            if one is not None and one.get("cx"):
                one.set("cx", str(round(length * 635)))
        return PLACES[name]

    return plant


def _width(file, name, room):
    """Return how wide the longest row of the words is."""
    lines = {"motto": [file.motto], "subject": file.subjects, "issuer": file.organs}[name]
    if name == "issuer":
        issuer = folded(file.plan.organ_name.replace("\n", " "))
        lines = [one for one in lines if folded(text_of(one)) in issuer]
    size = 13 if name == "issuer" else 14
    if name == "subject":
        room -= 2 * 567
    texts = [text_of(one).upper() if name == "issuer" else text_of(one) for one in lines]
    return max(widest_line(one, BOLD, size, room) for one in texts)


def _room(paragraph):
    cell = next(paragraph.iterancestors(W + "tc"))
    return int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w"))


PLACES = {"motto": "header", "issuer": "organ_name", "subject": "subject"}
POINTS = {"motto": "II.1b", "issuer": "II.2b", "subject": "II.5b"}


def _stroke(border, dash):
    def on(name):
        def plant(file):
            found = rule_of(file, name)
            if found is None:
                return None
            if found.tag == W + "p":
                borders = put(first(found, "pPr"), "pBdr")
                put(borders, "top", val=border, sz=6, space=1)
                return PLACES[name]
            outline = next(found.iter(A + "ln"), None)
            if outline is None:
                return None
            for old in outline.findall(A + "prstDash"):
                outline.remove(old)
            if dash:
                etree.SubElement(outline, A + "prstDash").set("val", dash)
            else:
                outline.set("cmpd", "dbl")
            return PLACES[name]

        return plant

    return on


for name, point in POINTS.items():
    add(f"{name}-without-rule", f"ND30-PL1-{point}-duong-ke", _without(name))
    add(f"{name}-with-dashed-rule", "ND30-PL1-V-net-lien", _stroke("dashed", "dash")(name))
    add(f"{name}-with-dotted-rule", "ND30-PL1-V-net-lien", _stroke("dotted", "sysDot")(name))
    add(f"{name}-with-double-rule", "ND30-PL1-V-net-lien", _stroke("double", "")(name))
    add(
        f"{name}-underlined",
        "ND30-PL1-V-gach-chan",
        looking(LINES[name][0], PLACES[name], {"underline": "single"}),
    )
add("motto-with-short-rule", "ND30-PL1-II.1b-do-dai", as_long_as("motto", 0.4))
add("motto-with-long-rule", "ND30-PL1-II.1b-do-dai", as_long_as("motto", 1.45))
for name in ("issuer", "subject"):
    rule = f"ND30-PL1-{POINTS[name]}-do-dai"
    add(f"{name}-with-rule-of-its-length", "TL-do-dai-duong-ke", as_long_as(name, 0.9))
    add(f"{name}-with-short-rule", "TL-do-dai-duong-ke", as_long_as(name, 0.1), instead=rule)
    add(f"{name}-with-rule-beyond-it", rule, as_long_as(name, 1.3))


@kind("rule-under-type", "ND30-PL1-II.5b-duong-ke-ten-loai")
def rule_under_type(file):
    found = rule_of(file, "subject")
    if found is None:
        return None
    carrier = found if found.tag == W + "p" else next(found.iterancestors(W + "p"))
    offset = next(found.iter(WP + "positionV"), None)
    if found.tag != W + "p" and (offset is None or offset.get("relativeFrom") != "paragraph"):
        return None
    file.subjects[0].addprevious(carrier)
    return "document_type"


@kind("rule-pushed-aside", "ND30-PL1-V-can-doi")
def rule_pushed(file):
    found = rule_of(file, "subject")
    if found is None or found.tag != W + "p":
        return None
    old = found.find(f"{W}pPr/{W}ind")
    both = int(old.get(W + "left")) + int(old.get(W + "right"))
    setting(found, left=0, right=both)
    return "subject"
