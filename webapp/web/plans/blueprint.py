"""The room's blueprint, and how the words of a paper read in its templates."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint

from webapp.documents.appendixes import heads_of
from webapp.domain import dates, numbers_text
from webapp.domain.letters import is_letter_type, kind_in_sentence
from webapp.domain.plan import Appendix
from webapp.web.chosen_files import MEGABYTE

bp = Blueprint("plans", __name__, url_prefix="/ke-hoach")


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
