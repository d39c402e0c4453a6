"""The papers of a plan as PDF: asked for, looked at page by page, taken."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import NotFoundError
from webapp.services import pdf_papers
from webapp.services.pdf_papers import PdfKind, PdfWish
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts, wants_fragment
from webapp.web.plans.blueprint import bp
from webapp.web.plans.forms import VersionForm
from webapp.web.plans.words import PDF_SLUGS, PICTURE_WIDTHS, SLUG_OF_PDF, STAGE_SLUGS
from webapp.web.sent_files import drawn_page, sent


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What a panel needs of this room's addresses."""

    slug: str
    kind_slugs: dict[str, str]


@bp.post("/<int:plan_id>/pdf/<string:slug>/<string:kind>")
@signed_in
def ask_pdf(plan_id: int, slug: str, kind: str) -> ResponseReturnValue:
    """Have a PDF made; the plan's page shows when it is there."""
    VersionForm()
    wish = wish_of(plan_id, slug, kind)
    pdf_papers.ask(parts().database, parts().rules, current_actor(), wish, now())
    parts().kick()
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"pdf-{slug}"))


@bp.get("/<int:plan_id>/pdf/<string:slug>")
@signed_in
def pdf_panel(plan_id: int, slug: str) -> ResponseReturnValue:
    """Return how far the PDF is, for a script that asks again and again."""
    if not wants_fragment():
        return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"pdf-{slug}"))
    wish = wish_of(plan_id, slug)
    panel = pdf_papers.panel(parts().database, parts().rules, current_actor(), wish, now())
    return render_template("plans/_pdf_panel.html", panel=panel, words=PdfWords(slug, SLUG_OF_PDF))


@bp.get("/<int:plan_id>/tai-ve/<string:slug>/<string:kind>")
@signed_in
def download_pdf(plan_id: int, slug: str, kind: str) -> ResponseReturnValue:
    """Send a finished PDF under a name that says what it is."""
    wish = wish_of(plan_id, slug, kind)
    file = pdf_papers.download(parts().database, parts().rules, current_actor(), wish, now())
    return sent(file)


@bp.get("/<int:plan_id>/trang/<string:slug>")
@signed_in
def pdf_pages(plan_id: int, slug: str) -> ResponseReturnValue:
    """Show every page as a picture; without a PDF the plan's page offers to make one."""
    wish = wish_of(plan_id, slug)
    panel = pdf_papers.panel(parts().database, parts().rules, current_actor(), wish, now())
    if not panel.pages:
        return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"pdf-{slug}"))
    return render_template("plans/pdf_pages.html", panel=panel, words=PdfWords(slug, SLUG_OF_PDF))


@bp.get("/<int:plan_id>/trang/<string:slug>/<int:page>/<string:size>")
@signed_in
def page_picture(plan_id: int, slug: str, page: int, size: str) -> ResponseReturnValue:
    """Send one page as a picture; a browser that has it is told that it still holds."""
    if size not in PICTURE_WIDTHS:
        raise NotFoundError("Không có cỡ hình này; mở lại trang xem các trang PDF.")
    drawn = pdf_papers.picture(
        parts().database,
        parts().rules,
        current_actor(),
        wish_of(plan_id, slug),
        page=page,
        width=PICTURE_WIDTHS[size],
        now=now(),
    )
    return drawn_page(drawn)


def wish_of(plan_id: int, slug: str, kind: str = "") -> PdfWish:
    """Return which PDF an address means."""
    if slug not in STAGE_SLUGS or (kind and kind not in PDF_SLUGS):
        raise NotFoundError("Không có loại tệp này; chọn tệp ở mục «PDF» của văn bản.")
    return PdfWish(plan_id, STAGE_SLUGS[slug], PDF_SLUGS.get(kind, PdfKind.PDF))
