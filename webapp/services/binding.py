"""Approvals hold for the text and the paper they were given on, and for no other (Điều 11.2)."""

from webapp.domain.plan_json import content_hash
from webapp.services.deeds import Work
from webapp.services.form_waivers import Passed
from webapp.services.plan_texts import text_of
from webapp.services.receiving import note_of
from webapp.services.situations import decisions_that_hold


def holds(work: Work) -> bool:
    """Tell whether every approval of this round fits the current text and template."""
    revision = work.revision
    if content_hash(text_of(revision)) != revision.content_sha256:
        return False
    current = (revision.content_sha256, work.plan.template_sha256)
    return all(
        (row.revision_sha256, row.template_sha256) == current
        for row in decisions_that_hold(work.questions.rows)
        if row.round == work.plan.round
    )


def agree(work: Work, passed: Passed | None) -> None:
    """Write the actor's approval, bound to what he approved and to the errors he passed over."""
    row = work.questions.decide(work.actor, "approved", note_of(work.deed), work.now)
    row.revision_sha256 = work.revision.content_sha256
    row.template_sha256 = work.plan.template_sha256
    if passed is not None:
        row.waiver_reason, row.waived_errors = passed.reason, passed.errors_json
