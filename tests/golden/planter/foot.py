"""Faults of the foot: nơi nhận, the Lưu line, the signature."""

import copy

from tests.golden.planter.file import (
    W,
    blank_above,
    letters,
    runs_of,
    say,
    setting,
    text_of,
)
from tests.golden.planter.head import in_small_letters
from tests.golden.planter.kinds import add, kind
from webapp.domain.plan import plain


def _label(file):
    return file.starting("Nơi nhận")


def _item(file):
    label = _label(file)
    if label is None or not file.plan.to_places:
        return None
    return file.holding(f"- {plain(file.plan.to_places[0])};", file.paragraphs.index(label))


def _filing(file):
    label = _label(file)
    return None if label is None else file.starting("- Lưu", after=file.paragraphs.index(label))


def _authority(file):
    label = _label(file)
    lines = [*file.plan.signer.authority, file.plan.signer.position]
    found = (file.holding(one, file.paragraphs.index(label)) for one in lines if one)
    return None if label is None else next(found, None)


def _name(file):
    name = file.plan.signer.full_name
    return file.holding(name) if name else None


def _place_of_authority(file):
    return "signer.authority" if file.plan.signer.authority else "signer.position"


def _on(find, place, change):
    def plant(file):
        paragraph = find(file)
        if paragraph is None or change(paragraph) is False:
            return None
        return place(file) if callable(place) else place

    return plant


LINES = {
    "label": (_label, "to_places", "ND30-PL1-II.9d-to-places-label"),
    "item": (_item, "to_places/0", "ND30-PL1-II.9d-to-place"),
    "filing": (_filing, "filing_line", "ND30-PL1-II.9d-filing-line"),
    "authority": (_authority, _place_of_authority, "ND30-PL1-II.7đ-authority"),
    "name": (_name, "signer.full_name", "ND30-PL1-II.7đ-name"),
}
LOOKS = {
    "label": (("co-chu", {"size": 14}), ("dam", {"b": False}), ("nghieng", {"i": False})),
    "item": (("co-chu", {"size": 13}), ("dam", {"b": True}), ("nghieng", {"i": True})),
    "filing": (("co-chu", {"size": 13}), ("dam", {"b": True}), ("nghieng", {"i": True})),
    "authority": (("co-chu", {"size": 12}), ("dam", {"b": False}), ("nghieng", {"i": True})),
    "name": (("co-chu", {"size": 12}), ("dam", {"b": False}), ("nghieng", {"i": True})),
}
for name, looks in LOOKS.items():
    find, place, rule = LINES[name]
    for aspect, look in looks:
        add(
            f"{name}-{aspect}",
            f"{rule}-{aspect}",
            _on(find, place, lambda one, look=look: letters(one, **look)),
        )
for name in ("authority", "name"):
    find, place, rule = LINES[name]
    add(f"{name}-left", f"{rule}-canh", _on(find, place, lambda one: setting(one, jc="left")))
for name in ("label", "item", "filing"):
    find, place, rule = LINES[name]
    add(
        f"{name}-in-the-middle",
        f"{rule}-canh",
        _on(find, place, lambda one: setting(one, jc="center")),
    )
add("label-in-capitals-at-foot", "ND30-PL1-II.9d-to-places-label-hoa",
    _on(_label, "to_places", lambda one: letters(one, caps=True)))  # fmt: skip
add("name-in-capitals", "ND30-PL1-II.7đ-name-hoa",
    _on(_name, "signer.full_name", lambda one: letters(one, caps=True)))  # fmt: skip


def _saying(change):
    def on(paragraph):
        text = text_of(paragraph)
        new = change(text)
        if new == text:
            return False
        say(paragraph, new)
        return None

    return on


for name, rule, find, place, change in (
    ("label-without-colon", "ND30-PL1-II.9d-hai-cham", _label, "to_places",
     lambda text: text.replace(":", "")),
    ("item-with-full-stop", "ND30-PL1-II.9d-cuoi-dong", _item, "to_places/0",
     lambda text: text.rstrip(";") + "."),
    ("item-without-dash", "ND30-PL1-II.9d-cuoi-dong", _item, "to_places/0",
     lambda text: text.lstrip("- ")),
    ("filing-without-dash", "ND30-PL1-II.9d-luu-gach", _filing, "filing_line",
     lambda text: text.lstrip("- ")),
):  # fmt: skip
    add(name, rule, _on(find, place, _saying(change)))


@kind("authority-in-small-letters", "ND30-PL1-II.7đ-authority-hoa")
def authority_in_small_letters(file):
    return in_small_letters(lambda _: _authority(file), _place_of_authority(file))(file)


@kind("label-lower-than-authority", "ND30-PL1-II.9d-ngang-hang")
def label_lower(file):
    label = _label(file)
    if label is None or not file.column_of(label):
        return None
    for _ in range(2):
        letters(blank_above(label), size=14)
    return "to_places"


@kind("label-in-a-lower-row", "ND30-PL1-II.9d-ngang-hang")
def label_in_lower_row(file):
    label = _label(file)
    row = None if label is None else next(label.iterancestors(W + "tr"), None)
    if row is None or len(row.findall(W + "tc")) != 2:
        return None
    made = copy.deepcopy(row)
    row.addprevious(made)
    for element, column in ((made, 0), (row, 1)):
        cell = element.findall(W + "tc")[column]
        for paragraph in cell.iter(W + "p"):
            for run in runs_of(paragraph):
                run.getparent().remove(run)
    return "to_places"


@kind("foot-with-sides-changed", "ND30-PL1-IV-ben")
def sides_changed(file):
    label = _label(file)
    row = None if label is None else next(label.iterancestors(W + "tr"), None)
    if row is None or len(row.findall(W + "tc")) != 2:
        return None
    for one in next(label.iterancestors(W + "tbl")).findall(W + "tr"):
        one.append(one.findall(W + "tc")[0])
    return _place_of_authority(file)


@kind("label-missing", "ND30-PL1-II.9d-chu")
def label_missing(file):
    label = _label(file)
    if label is None or _filing(file) is None:
        return None
    label.getparent().remove(label)
    return "to_places"


@kind("no-room-to-sign", "TL-cho-ky")
def no_room(file):
    name = _name(file)
    above = None if name is None else name.getprevious()
    while above is not None and above.tag == W + "p" and not text_of(above):
        gone, above = above, above.getprevious()
        gone.getparent().remove(gone)
    if above is None or above.tag != W + "p" or file.plan.signer.second_title:
        return None
    setting(name, before=0)
    setting(above, after=0)
    return "signer.full_name"


@kind("label-and-first-item-on-one-line", "ND30-PL1-II.9d-dong-rieng", also={"TL-dung-san"},
      why="letters with loose marks move along")  # fmt: skip
def label_and_item(file):
    label, item = _label(file), _item(file)
    if label is None or item is None:
        return None
    say(label, f"{text_of(label)} {text_of(item)}")
    return "to_places"


def _typer(file):
    if not (file.plan.typer_notation or file.plan.promulgation_amount):
        return None
    filing = _filing(file)
    below = None if filing is None else filing.getnext()
    if below is None or below.tag != W + "p" or not text_of(below):
        return None
    return below


for aspect, typer_look in (("co-chu", {"size": 14}), ("dam", {"b": 1}), ("nghieng", {"i": 1})):
    add(
        f"typer-{aspect}",
        f"ND30-PL1-III.3-typer-{aspect}",
        _on(_typer, "typer_notation", lambda one, look=typer_look: letters(one, **look)),
    )


@kind("typer-in-small-letters", "ND30-PL1-III.3-typer-hoa")
def typer_in_small_letters(file):
    typer = _typer(file)
    if typer is None or not file.plan.typer_notation:
        return None
    say(typer, text_of(typer).lower())
    return "typer_notation"
