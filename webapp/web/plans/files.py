"""The papers of a plan, to keep or to print."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import papers
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.words import STAGE_SLUGS


@bp.get("/<int:plan_id>/tai-ve/<string:slug>")
@signed_in
def download(plan_id: int, slug: str) -> ResponseReturnValue:
    """Send the plan's .docx of one stage under a name that says what it is."""
    if slug not in STAGE_SLUGS:
        raise NotFoundError("Không có loại tệp này; chọn tệp ở mục «Tải về» của kế hoạch.")
    stage = STAGE_SLUGS[slug]
    paper = papers.download(
        parts().database, parts().rules, current_actor(), plan_id, stage, now=now()
    )
    return send_file(
        BytesIO(paper.data),
        mimetype=paper.media_type,
        as_attachment=True,
        download_name=paper.file_name,
    )
