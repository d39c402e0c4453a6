"""What a planted fault is, and the places of a plan that faults are planted at."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from webapp.domain.form_rules.paper import block_place
from webapp.domain.plan import Block, BlockKind, Plan, Run, Runs, plain
from webapp.domain.stages import Stage


class Planted(NamedTuple):
    """A plan with one fault more, and where the fault is."""

    rule: str
    place: str
    plan: Plan
    stage: Stage | None = None
    """The stage to check for; None for the plan's own."""


Kind = Callable[[Plan], Planted | None]
"""Returns None where a plan has nothing that this fault could befall."""


def words(text: str) -> Runs:
    return (Run(text),)


def changed_block(plan: Plan, position: int, **changes) -> Plan:
    """Return the plan with one block of its body changed."""
    body = list(plan.body)
    body[position] = replace(body[position], **changes)
    return replace(plan, body=tuple(body))


def hosts(plan: Plan) -> list[int]:
    """Return the positions of paragraphs of the body that end a sentence and cite nothing."""
    return [
        i
        for i, block in enumerate(plan.body[:-2])
        if block.kind is BlockKind.PARAGRAPH
        and plain(block.runs).endswith((".", ";"))
        and not plain(block.runs).endswith("./.")
        and "số" not in plain(block.runs)
        and len(plain(block.runs)) > 40
    ]


def in_host(plan: Plan, change: Callable[[str], str]) -> tuple[str, Plan] | None:
    """Return the place and the plan whose first fitting paragraph is changed."""
    for position in hosts(plan):
        text = plain(plan.body[position].runs)
        if change(text) != text:
            place = block_place(plan.body[position], position)
            return place, changed_block(plan, position, runs=words(change(text)))
    return None


def with_phrase(text: str, phrase: str) -> str:
    """Return a sentence with one more part at its end."""
    return f"{text[:-1]}; {phrase}{text[-1]}"


def marked(plan: Plan, wanted: Callable[[Block], bool]) -> tuple[int, Block] | None:
    """Return the first block of the body with a mark as wanted."""
    return next(((i, block) for i, block in enumerate(plan.body) if wanted(block)), None)
