"""What a finished paper does not show: grounds, underlines, effects, letters pulled apart."""

from collections.abc import Callable, Iterator

from webapp.documents.fixing.faces import is_pale
from webapp.documents.fixing.paper import Edit, Paper, edit
from webapp.documents.fixing.properties import of_paragraph, of_run, put, switch
from webapp.documents.layout import letter_rules, ruling
from webapp.documents.layout.roles import Labelled, Role
from webapp.documents.reading.wordml import Element

_RULED = (Role.MOTTO, Role.ORGAN_NAME, Role.SUBJECT)
_MOST_SPACING = 20
"""Twips a letter; so little is not seen."""
_LEAST_SCALE, _WHOLE, _MOST_SCALE = 90, 100, 110
"""Per cent of the letters' own width."""


def fix_sights(paper: Paper) -> Iterator[Edit]:
    """Take away from each line what it shows at once beside its words."""
    for rule, _, is_faulty in letter_rules.SIGHTS:
        change = _CHANGES.get(rule.id)
        if change is None or rule.id not in paper.found:
            continue
        for one in filter(is_faulty, paper.everywhere):
            if what := change(paper, one):
                yield edit(rule, one, what)


def fix_underlines(paper: Paper) -> Iterator[Edit]:
    """Take the underlines away that stand for the rules of the head (PL1 V)."""
    for one in paper.lines:
        if one.role in _RULED and (what := _without_underline(paper, one)):
            yield edit(ruling.UNDERLINED, one, what)


def _without_ground(paper: Paper, one: Labelled) -> str:
    """Take the ground away, but not from under letters that are readable on it alone."""
    if any(is_pale(word.letters.color) for word in one.line.words):
        return ""
    changed = bool(paper.change_letters(one.line, lambda it: bool(it.background), _clear))
    if one.line.setting.filled and one.line.element is not None:
        put(of_paragraph(one.line.element), "shd", val="clear", color="auto", fill="auto")
        changed = True
    return "nền màu → không nền" if changed else ""


def _clear(properties: Element) -> None:
    put(properties, "highlight", val="none")
    put(properties, "shd", val="clear", color="auto", fill="auto", themeFill=None)


def _without_underline(paper: Paper, one: Labelled) -> str:
    changed = paper.change_letters(
        one.line,
        lambda letters: letters.underline,
        _plain,
    )
    return "gạch chân → không gạch chân" if changed else ""


def _plain(properties: Element) -> None:
    put(properties, "u", val="none")


def _without_small_capitals(paper: Paper, one: Labelled) -> str:
    changed = paper.change_letters(
        one.line,
        lambda letters: letters.small_caps,
        lambda properties: switch(properties, "smallCaps", on=False),
    )
    return "chữ hoa nhỏ → như đã gõ" if changed else ""


def _without_effects(paper: Paper, one: Labelled) -> str:
    changed = paper.change_letters(
        one.line,
        lambda letters: letters.effects,
        lambda properties: switch(properties, "outline", "shadow", "emboss", "imprint", on=False),
    )
    return "hiệu ứng viền, bóng, nổi → không hiệu ứng" if changed else ""


def _together(paper: Paper, one: Labelled) -> str:
    """Set letters as they are; those pressed together stay so far that the line still fits."""
    changed = False
    for run, letters in paper.runs(one.line):
        if abs(letters.spacing) > _MOST_SPACING:
            put(of_run(run), "spacing", val=max(-_MOST_SPACING, min(0, letters.spacing)))
            changed = True
        if not _LEAST_SCALE <= letters.scale <= _MOST_SCALE:
            put(of_run(run), "w", val=_LEAST_SCALE if letters.scale < _LEAST_SCALE else _WHOLE)
            changed = True
    return "chữ giãn, nén → bình thường" if changed else ""


_CHANGES: dict[str, Callable[[Paper, Labelled], str]] = {
    letter_rules.HIGHLIGHTED.id: _without_ground,
    letter_rules.UNDERLINED.id: _without_underline,
    letter_rules.UNDERLINED_TEXT.id: _without_underline,
    letter_rules.SMALL_CAPITALS.id: _without_small_capitals,
    letter_rules.EFFECTS.id: _without_effects,
    letter_rules.SPACED.id: _together,
}
RULES = tuple(rule for rule, _, _ in letter_rules.SIGHTS if rule.id in _CHANGES)
"""The rules whose faults these changes take away."""
