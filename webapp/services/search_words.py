"""The folded words of a plan, kept beside its newest revision, and the words of a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from webapp.db.models.plans import PlanWordRow
from webapp.domain.differences import block_text
from webapp.domain.plan import Block, Plan, plain
from webapp.domain.text import fold

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"0*(\d{1,6})(?:\s*/\s*([\w-]+))?")
_LONGEST = 40
"""Letters of a word that are kept; longer ones are addresses and scanning noise."""
_AT_ONCE = 500
"""Words of one DELETE: a long text rewritten would else hold the only writer for half a minute."""
_MOST_WORDS = 12
"""Words of a question that are looked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed into the search box."""

    words: tuple[str, ...] = ()
    prefix: str = ""
    """The last word, of which perhaps only the beginning is typed."""
    number: int | None = None
    notation: str = ""


def read_question(text: str) -> Question:
    """Return the folded words and, where the text is one, the number of a paper."""
    words = [word[:_LONGEST] for word in _WORD.findall(fold(text))][:_MOST_WORDS]
    number = _NUMBER.fullmatch(text.strip())
    return Question(
        words=tuple(dict.fromkeys(words[:-1])),
        prefix=words[-1] if words else "",
        number=int(number[1]) if number else None,
        notation=(number[2] or "") if number else "",
    )


def words_of(plan: Plan) -> frozenset[str]:
    """Return every folded word that search finds the plan by."""
    return words_in(_texts(plan))


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Return every folded word of the texts, as they are kept for search."""
    folded = (fold(text) for text in texts)
    return frozenset(word[:_LONGEST] for text in folded for word in _WORD.findall(text))


def store(session: Session, agency_id: int, plan_id: int, plan: Plan) -> None:
    """Keep the words of the plan's newest text; call it in the transaction of the revision."""
    own = PlanWordRow.plan_id == plan_id
    kept = frozenset(session.scalars(select(PlanWordRow.word).where(own)))
    words = words_of(plan)
    gone = sorted(kept - words)
    for start in range(0, len(gone), _AT_ONCE):
        some = PlanWordRow.word.in_(gone[start : start + _AT_ONCE])
        session.execute(delete(PlanWordRow).where(own, some))
    rows = [
        {"agency_id": agency_id, "word": word, "plan_id": plan_id} for word in sorted(words - kept)
    ]
    if rows:
        session.execute(insert(PlanWordRow), rows)


def _texts(plan: Plan) -> Iterator[str]:
    yield plan.code_notation
    yield plain(plan.subject)
    listed = (plan.addressees, plan.legal_bases, plan.opening, plan.closing, plan.to_places)
    for paragraphs in listed:
        yield from (plain(paragraph) for paragraph in paragraphs)
    yield plain(plan.filing_line)
    yield plan.signer.full_name
    yield from map(_text_of, plan.body)
    for appendix in plan.appendixes:
        yield appendix.title
        yield from map(_text_of, appendix.body)


def _text_of(block: Block) -> str:
    """Return the words of a block; of a picture what it shows, without its size."""
    return block.picture.description if block.picture else block_text(block)
