"""Opinions on a plan: the list, those of offices entered, each explained, the bảng tổng hợp."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.errors import ForbiddenError, NotFoundError
from webapp.services import dossier_files, opinion_deeds, opinion_papers
from webapp.services import opinions as service
from webapp.services.dossier import PaperItem
from webapp.services.opinion_deeds import NO_OPINION, Explaining
from webapp.services.opinions import OUTSIDE, OpinionItem, Opinions
from webapp.web.access import signed_in
from webapp.web.context import current_actor, now, parts
from webapp.web.plans.blueprint import bp
from webapp.web.plans.opinion_forms import DropForm, ExplainForm, OutsideForm
from webapp.web.sent_files import sent

SOURCES = {"co-quan": "outside", "buoc": "step", "thanh-vien": "ballot", "cau-hoi": "question"}
"""How an address says where an opinion came from."""
SLUGS = {source: slug for slug, source in SOURCES.items()}


@bp.get("/<int:plan_id>/y-kien")
@signed_in
def opinions(plan_id: int) -> ResponseReturnValue:
    """Show every opinion with what became of it."""
    return render_template("plans/opinions.html", said=said_of(plan_id), slugs=SLUGS)


@bp.get("/<int:plan_id>/y-kien/tai-ve")
@signed_in
def download_opinions(plan_id: int) -> ResponseReturnValue:
    """Send the bảng tổng hợp as a Word file."""
    return sent(opinion_papers.opinion_table(parts().database, current_actor(), plan_id, now()))


@bp.get("/<int:plan_id>/y-kien/them")
@signed_in
def entering(plan_id: int) -> ResponseReturnValue:
    """Ask for the opinion of an office."""
    demand_collecting(said_of(plan_id))
    return outside_form(plan_id, OutsideForm(formdata=None))


@bp.post("/<int:plan_id>/y-kien/them")
@signed_in
def enter(plan_id: int) -> ResponseReturnValue:
    """Enter the opinion, or give the form back."""
    form = OutsideForm()
    form.offer(papers_of(plan_id))
    if form.validate_on_submit():
        with form.refusals():
            sentence = opinion_deeds.enter(
                parts().database, current_actor(), plan_id, form.to_facts(), now()
            )
            return done(plan_id, sentence)
    return outside_form(plan_id, form), form.status


@bp.get("/<int:plan_id>/y-kien/<int:opinion_id>/sua")
@signed_in
def changing(plan_id: int, opinion_id: int) -> ResponseReturnValue:
    """Show what was entered of an office."""
    said = said_of(plan_id)
    demand_collecting(said)
    opinion = found(said, OUTSIDE, opinion_id)
    form = OutsideForm(formdata=None)
    if opinion.facts is not None:
        form.show(opinion.facts, opinion.version)
    return outside_form(plan_id, form, opinion)


@bp.post("/<int:plan_id>/y-kien/<int:opinion_id>/sua")
@signed_in
def change(plan_id: int, opinion_id: int) -> ResponseReturnValue:
    """Mend what was entered, or give the form back."""
    form = OutsideForm()
    form.offer(papers_of(plan_id))
    if form.validate_on_submit():
        with form.refusals():
            sentence = opinion_deeds.change(
                parts().database,
                current_actor(),
                opinion_id,
                form.version.data or 0,
                form.to_facts(),
                now=now(),
            )
            return done(plan_id, sentence)
    return outside_form(plan_id, form, found(said_of(plan_id), OUTSIDE, opinion_id)), form.status


@bp.post("/<int:plan_id>/y-kien/<int:opinion_id>/bo")
@signed_in
def drop(plan_id: int, opinion_id: int) -> ResponseReturnValue:
    """Leave an opinion that was entered by mistake out of every list."""
    form = DropForm()
    version = form.version.data or 0
    sentence = opinion_deeds.drop(parts().database, current_actor(), opinion_id, version, now())
    return done(plan_id, sentence)


@bp.get("/<int:plan_id>/y-kien/<string:slug>/<int:opinion_id>/tiep-thu")
@signed_in
def explaining(plan_id: int, slug: str, opinion_id: int) -> ResponseReturnValue:
    """Show the opinion and ask what became of it."""
    said = said_of(plan_id)
    demand_collecting(said)
    opinion = found(said, source_of(slug), opinion_id)
    form = ExplainForm(formdata=None, version=opinion.explanation_version, text=opinion.explanation)
    return explanation(said, slug, opinion, form)


@bp.post("/<int:plan_id>/y-kien/<string:slug>/<int:opinion_id>/tiep-thu")
@signed_in
def explain(plan_id: int, slug: str, opinion_id: int) -> ResponseReturnValue:
    """Keep what became of the opinion, or give the form back."""
    form = ExplainForm()
    if form.validate_on_submit():
        with form.refusals():
            version, text = form.version.data or 0, form.text.data or ""
            wish = Explaining(plan_id, source_of(slug), opinion_id, version, text)
            sentence = opinion_deeds.explain(parts().database, current_actor(), wish, now())
            return done(plan_id, sentence)
    said = said_of(plan_id)
    return explanation(said, slug, found(said, source_of(slug), opinion_id), form), form.status


def said_of(plan_id: int) -> Opinions:
    """Return what was said of the plan."""
    return service.opinions_page(parts().database, current_actor(), plan_id, now())


def source_of(slug: str) -> str:
    """Return where an opinion came from, by the word in the address."""
    if slug not in SOURCES:
        raise NotFoundError(NO_OPINION)
    return SOURCES[slug]


def found(said: Opinions, source: str, opinion_id: int) -> OpinionItem:
    """Return one opinion of the plan."""
    opinion = said.find(source, opinion_id)
    if opinion is None:
        raise NotFoundError(NO_OPINION)
    return opinion


def demand_collecting(said: Opinions) -> None:
    """Refuse a form to whoever could not send it."""
    if not said.may_collect:
        raise ForbiddenError(
            "Người soạn thảo nhập ý kiến và tiếp thu, giải trình khi văn bản chưa có số; "
            "gửi ý kiến cho người đó."
        )


def papers_of(plan_id: int) -> tuple[PaperItem, ...]:
    """Return the papers of the dossier, one of which may hold the opinion."""
    return dossier_files.standing_papers(parts().database, current_actor(), plan_id)


def outside_form(plan_id: int, form: OutsideForm, opinion: OpinionItem | None = None) -> str:
    """Render the form of an office's opinion: a new one, or `opinion` mended."""
    form.offer(papers_of(plan_id))
    drop_form = DropForm(formdata=None, version=opinion.version) if opinion else None
    return render_template(
        "plans/opinion_form.html", plan_id=plan_id, form=form, opinion=opinion, drop_form=drop_form
    )


def explanation(said: Opinions, slug: str, opinion: OpinionItem, form: ExplainForm) -> str:
    """Render the page that asks what became of an opinion."""
    return render_template("plans/explain.html", said=said, slug=slug, opinion=opinion, form=form)


def done(plan_id: int, sentence: str) -> ResponseReturnValue:
    """Tell what was done, and go back to the list."""
    flash(sentence, "success")
    return redirect(url_for("plans.opinions", plan_id=plan_id))
