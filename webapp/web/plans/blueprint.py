"""The room's blueprint, and how the words of a paper read in its templates."""

from collections.abc import Callable, Sequence
from datetime import date

from flask import Blueprint, request

from webapp.documents.appendixes import heads_of
from webapp.domain import dates, letters, numbers_text
from webapp.domain.letters import is_letter_type, kind_in_sentence
from webapp.domain.plan import Appendix
from webapp.services import end_marks
from webapp.web.chosen_files import MEGABYTE
from webapp.web.context import current_who, parts

bp = Blueprint("plans", __name__, url_prefix="/ke-hoach")
_SAYS_MORE = frozenset({"plans.show"})
"""Pages that say by themselves, with a link, what became of the paper."""


@bp.context_processor
def marks_of_the_end() -> dict[str, Callable[[int | None], str]]:
    """Give each page of the room what it says above its text of a paper that is over."""
    return {"ended": ended}


def ended(plan_id: int | None = None) -> str:
    """Return «ĐÃ THU HỒI theo …» of the plan that the page or its address names, else nothing."""
    who, named = current_who(), plan_id or (request.view_args or {}).get("plan_id")
    if who is None or named is None or request.endpoint in _SAYS_MORE:
        return ""
    return end_marks.words_to(parts().database, who.actor, named)


@bp.app_template_filter()
def number_line(number: int | None, notation: str) -> str:
    """Return «Số: 05/KH-UBND» as the paper has it."""
    return numbers_text.number_line(number, notation)


@bp.app_template_test()
def letter(document_type: str) -> bool:
    """Tell a công văn, which shows «V/v» and «Kính gửi» and no type name, by its type."""
    return is_letter_type(document_type)


@bp.app_template_filter()
def in_sentence(document_type: str) -> str:
    """Return what a sentence calls a paper of the type: «kế hoạch», «công văn»."""
    return kind_in_sentence(document_type)


@bp.app_template_filter()
def said_of(sentence: str, document_type: str) -> str:
    """Return a sentence written of a kế hoạch as it is said of a paper of the type."""
    return letters.said_of(document_type, sentence)


@bp.app_template_filter()
def date_line(place: str, day: date | None) -> str:
    """Return the line of place and date as the paper has it."""
    return dates.date_line(place, day)


@bp.app_template_filter()
def appendix_heads(appendixes: Sequence[Appendix]) -> list[list[str]]:
    """Return the lines above each appendix: its label, «Phụ lục I», and its title."""
    heads = heads_of([appendix.title for appendix in appendixes])
    return [[line for line in head if line] for head in heads]


@bp.app_template_filter()
def megabytes(size: int) -> str:
    """Return «1,4 MB» or «220 kB»."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")
