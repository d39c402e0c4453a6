"""Findings about lines: one at each, or one for all where nearly every line has the fault."""

from collections.abc import Iterable, Iterator

from webapp.documents.layout.roles import Labelled
from webapp.domain.form_rules.findings import Finding, Rule

MOST_PLACES = 6
"""So many places are named one by one, however many lines there are."""
_SHARE = 0.6
"""Of the lines: from there on one finding speaks for all."""
_LONGEST_QUOTE = 200


def short(text: str, most: int = 40) -> str:
    """Return the beginning of a line, as a sentence quotes it."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def lower(rule: Rule) -> str:
    """Return what a right paper does, as a part of a sentence."""
    return rule.title[:1].lower() + rule.title[1:]


def points(number: float) -> str:
    """Return a size as a Vietnamese sentence writes it: «12,5»."""
    return f"{number:g}".replace(".", ",")


def quote_of(one: Labelled) -> str:
    """Return the words of a line as they are printed, so that a page finds them."""
    return short_of_words(one.line.printed)


def short_of_words(text: str) -> str:
    """Return a text, cut between two words where it is long."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rpartition(" ")[0]


def tell(rule: Rule, one: Labelled, fault: str, advice: str = "") -> Finding:
    """Return the finding at one line: «words» fault; what is right."""
    message = f"«{short(one.line.text)}» {fault}; {advice or lower(rule)}."
    return rule.at(one.place or "page", message, quote_of(one))


def tell_each(
    rule: Rule, faulty: Iterable[Labelled], total: int, fault: str, advice: str = ""
) -> Iterator[Finding]:
    """Yield a finding at each line, or one where nearly all of so many lines are faulty."""
    found = list(faulty)
    if len(found) <= max(MOST_PLACES, total * _SHARE):
        yield from (tell(rule, one, fault, advice) for one in found)
        return
    first = found[0]
    place = (first.place or "page").partition("/")[0]
    message = f"{len(found)} dòng {fault}, dòng đầu tiên «{short(first.line.text)}»; "
    yield rule.at(place, f"{message}{advice or lower(rule)}.", quote_of(first))
