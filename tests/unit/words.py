"""Counts the words of a paper and of the plan read from it."""

import re
from collections import Counter

from webapp.domain.plan import plain
from webapp.domain.text import clean

_WORD = re.compile(r"[^\W_]+")
_OF_THE_FORM = {"số", "ngày", "tháng", "năm", "nơi", "nhận"}
_REPORTED_ONLY = {
    ("not_understood", "header"),
    ("not_understood", "tail"),
    ("kept_as_is", "promulgated_on"),
    ("kept_as_is", "code_number"),
}


def words(text):
    """Return the words in order; without leading zeros, stars and words of the form."""
    found = _WORD.findall(clean(text).text.replace("*", "").casefold())
    return [str(int(w)) if w.isdecimal() else w for w in found if w not in _OF_THE_FORM]


def main_text(plan):
    """Return what stands between the title and nơi nhận."""
    paragraphs = [*plan.legal_bases, *plan.opening]
    parts = [plain(plan.subject), *map(_full, paragraphs)]
    parts += map(_block_text, plan.body)
    return "\n".join([*parts, *map(_full, plan.closing)])


def _full(runs):
    return "".join(f"{run.text} {run.note} " if run.note else run.text for run in runs)


def _block_text(block):
    return f"{block.marker.text if block.marker else ''} {_full(block.runs)}"


def other_texts(plan):
    """Return the fields of head and foot, each by itself."""
    signer = plan.signer
    number = plan.code_number if plan.code_number is not None else ""
    day = plan.promulgated_on
    yield from (plan.organ_in_charge, plan.organ_name, f"{number} {plan.code_notation}")
    yield from (plan.promulgation_place, f"{day.day} {day.month} {day.year}" if day else "")
    yield from (plan.document_type, plan.priority, plan.secrecy, plan.circulation_note)
    yield f"{plan.typer_notation} {plan.promulgation_amount or ''}"
    yield "\n".join([*map(_full, plan.to_places), _full(plan.filing_line)])
    yield "\n".join([*signer.authority, signer.position, signer.second_title, signer.full_name])
    for appendix in plan.appendixes:
        yield "\n".join([appendix.title, *map(_block_text, appendix.body)])


def reported_texts(plan):
    """Return the words that stand in the report and nowhere else."""
    for item in plan.report:
        if item.kind in {"removed", "original"} or (item.kind, item.place) in _REPORTED_ONLY:
            yield item.text


def lost_words(text, plan):
    """Return the words of the text that neither plan nor report has, and those they invented."""
    kept = [main_text(plan), *other_texts(plan), *reported_texts(plan)]
    before, after = Counter(words(text)), Counter(words("\n".join(kept)))
    return before - after, after - before


def moved_text(text, plan):
    """Return the first part of the plan whose words stand in another order than in the text."""
    given = words(text)
    for part in (main_text(plan), *other_texts(plan)):
        rest = iter(given)
        if not all(word in rest for word in words(part)):
            return part
    return None
