"""«(Kèm theo Kế hoạch số …)» under a title: what names the paper itself is printed anew."""

import re
from dataclasses import replace

from webapp.domain.outline.report import Report
from webapp.domain.plan import Appendix, Plan, plain


def without_own_guides(
    appendixes: tuple[Appendix, ...], plan: Plan, report: Report
) -> tuple[Appendix, ...]:
    """Return the appendixes without the guides to the plan itself (PL1 III.1c).

    A new plan gets another number, and the guide of the old paper would lead to that.
    """
    return tuple(
        _without_guide(one, f"appendixes/{place}", plan, report)
        for place, one in enumerate(appendixes)
    )


def _without_guide(appendix: Appendix, place: str, plan: Plan, report: Report) -> Appendix:
    first = appendix.body[0] if appendix.body else None
    if first is None or first.marker or any(run.note for run in first.runs):
        return appendix
    text = plain(first.runs)
    if not _names(plan, text):
        return appendix
    message = "Dòng «Kèm theo …» được in tự động theo số và ngày của kế hoạch."
    report.add("removed", place, message, text)
    return replace(appendix, body=appendix.body[1:])


def _names(plan: Plan, guide: str) -> bool:
    """Tell a guide to the plan itself, be its number still open."""
    if not plan.code_notation:
        return False
    number = rf"0*{plan.code_number}" if plan.code_number else ""
    match = re.fullmatch(
        rf"\(\s*(?:ban hành\s+)?kèm theo\s+{re.escape(plan.document_type)}\s+số\s*:?\s*"
        rf"(?:{number}|[.…_]*)\s*/\s*{re.escape(plan.code_notation)}(?!\w|-)[^()]*\)\.?",
        guide,
        re.IGNORECASE,
    )
    return match is not None
