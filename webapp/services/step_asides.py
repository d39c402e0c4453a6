"""What happened beside a step's decision: passed on to another, an opinion that came late."""

from collections.abc import Iterator, Mapping, Sequence

from webapp.adapters.clock import vietnam_today
from webapp.db.models.process import StepRow
from webapp.domain.workflow import Step, StepKind
from webapp.services.freshness import clock


def asides_of(
    step: Step, rows: Sequence[StepRow], names: Mapping[int, str], round_: int
) -> tuple[str, ...]:
    """Return the sentences for the step in the round, oldest first."""
    return tuple(
        sentence
        for row in rows
        if (row.step_key, row.round) == (step.key, round_)
        for sentence in _asides(step, row, names)
    )


def _asides(step: Step, row: StepRow, names: Mapping[int, str]) -> Iterator[str]:
    if row.decided_by is None or row.decided_at is None:
        return
    who = names[row.decided_by]
    if row.transferred_to is not None:
        yield f"{who} đã chuyển cho {names[row.transferred_to]}: {row.note}"
    elif row.decision == "late":
        yield f"Ý kiến muộn của {who}, {clock(row.decided_at)}: {row.note}"
    elif step.kind is StepKind.OPINION and row.decision == "approved" and _after_deadline(row):
        yield f"{who} cho ý kiến sau hạn."


def _after_deadline(row: StepRow) -> bool:
    return (
        row.due_on is not None
        and row.decided_at is not None
        and vietnam_today(row.decided_at) > row.due_on
    )
