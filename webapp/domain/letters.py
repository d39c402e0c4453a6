"""What a công văn has and other papers have not, and what a paper is called in a sentence."""

import re

from webapp.domain.plan import Plan, plain

LETTER = "CÔNG VĂN"
"""As `document_type`: the paper itself prints no type name (PL3, Mẫu 1.5)."""
_PLAN = re.compile(r"\b([Kk])ế hoạch(?! mới)")
"""A paper as the sentences of the policy call it, which are written of the commonest type."""
_AS_ABOVE = re.compile(r"\W*như (?:trên|kính gửi)\W*", re.IGNORECASE)
ABOUT = "V/v"
"""Stands before the subject of a công văn, under its number (PL1 II.5b)."""


def is_letter(plan: Plan) -> bool:
    """Tell a công văn, which has «V/v» and «Kính gửi» in place of type name and title."""
    return is_letter_type(plan.document_type)


def is_letter_type(document_type: str) -> bool:
    """Tell the same by the name of the type, however it is written."""
    return document_type.strip().upper() == LETTER


def listed_subject(plan: Plan) -> str:
    """Return the subject as lists and headings show it, of a công văn behind «V/v»."""
    subject = plain(plan.subject)
    return f"{ABOUT} {subject}" if subject and is_letter(plan) else subject


def receivers(plan: Plan) -> tuple[str, ...]:
    """Return whom the paper goes to, in its order: «Như trên» stands for the addressees."""
    listed = tuple(map(plain, plan.to_places))
    if not plan.addressees:
        return listed
    others = (place for place in listed if not _AS_ABOVE.fullmatch(place))
    return (*map(plain, plan.addressees), *others)


def kind_in_sentence(document_type: str) -> str:
    """Return «kế hoạch», «công văn»: what a sentence calls a paper of the type."""
    return document_type.strip().lower() or "văn bản"


def said_of(document_type: str, sentence: str) -> str:
    """Return a sentence that is written of a kế hoạch as it is said of a paper of the type.

    A kế hoạch mới that the sentence advises to begin stays one.
    """
    kind = kind_in_sentence(document_type)
    return _PLAN.sub(lambda said: kind if said[1] == "k" else kind.capitalize(), sentence)
