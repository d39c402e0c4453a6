"""Help: how the check works, every rule of form, one page a rule; signing; what is kept of one."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.services import help_pages
from webapp.services.old_sign_ins import KEPT
from webapp.web.access import signed_in
from webapp.web.forms import clean

bp = Blueprint("help", __name__, url_prefix="/tro-giup")

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "hint": "Gợi ý"}
_SLUGS = {"loi": "error", "canh-bao": "warning", "goi-y": "hint"}
_LONGEST = 100


@bp.app_template_filter()
def rule_slug(rule_id: str) -> str:
    """Return what a rule is called in its address."""
    return help_pages.slug_of(rule_id)


@bp.app_template_filter()
def slug(words: str) -> str:
    """Return words as part of an address."""
    return help_pages.slug_of(words)


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Say how the check of form works."""
    return render_template(
        "help/index.html",
        counted=help_pages.counted(),
        unseen=help_pages.unseen(),
        severities=SEVERITIES,
    )


@bp.get("/ky-so")
@signed_in
def signing() -> ResponseReturnValue:
    """Say who signs which file with what, and who hands it in."""
    return render_template("help/signing.html")


@bp.get("/du-lieu")
@signed_in
def own_data() -> ResponseReturnValue:
    """Say what is kept of the people who work here, who sees it and for how long."""
    return render_template("help/own_data.html", days=KEPT.days)


@bp.get("/the-thuc")
@signed_in
def form() -> ResponseReturnValue:
    """List every rule, by component of the paper."""
    level = request.args.get("muc", "")
    words = clean(request.args.get("tim"))[:_LONGEST]
    return render_template(
        "help/form.html",
        groups=help_pages.catalogue(_SLUGS.get(level, ""), words),
        counted=help_pages.counted(),
        levels=_SLUGS,
        severities=SEVERITIES,
        level=level,
        words=words,
    )


@bp.get("/the-thuc/<string:slug>")
@signed_in
def rule(slug: str) -> ResponseReturnValue:
    """Show one rule with its source and examples."""
    return render_template("help/rule.html", page=help_pages.rule_page(slug), severities=SEVERITIES)
