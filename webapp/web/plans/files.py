"""The papers of a plan, to keep or to print."""

from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import papers, tracking
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.words import STAGE_SLUGS
from webapp.web.sent_files import original_wanted, sent


@bp.get("/<int:plan_id>/tai-ve/<string:slug>")
@signed_in
def download(plan_id: int, slug: str) -> ResponseReturnValue:
    """Send the plan's .docx of one stage under a name that says what it is."""
    if slug not in STAGE_SLUGS:
        raise NotFoundError("Không có loại tệp này; chọn tệp ở mục «Tải về» của văn bản.")
    stage = STAGE_SLUGS[slug]
    paper = papers.download(
        parts().database,
        parts().rules,
        current_actor(),
        plan_id,
        stage,
        now=now(),
        original=original_wanted(),
    )
    return sent(paper)


@bp.get("/<int:plan_id>/phieu-theo-doi")
@signed_in
def tracking_sheet(plan_id: int) -> ResponseReturnValue:
    """Send the sheet of who had the plan, when, and what they decided on which text."""
    return sent(
        tracking.tracking_sheet(parts().database, parts().rules, current_actor(), plan_id, now())
    )
