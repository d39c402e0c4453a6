"""How remarks of a return read in the templates: the passages to choose from, words marked."""

from collections.abc import Iterable

from webapp.domain.comment_anchors import AnchoredText
from webapp.domain.form_rules.places import place_labels
from webapp.domain.plan import Plan
from webapp.services.returns import ReturnItem
from webapp.services.shown_faults import Fault, Faults
from webapp.web.plans.blueprint import bp


@bp.app_template_filter()
def passages(plan: Plan) -> list[tuple[str, str]]:
    """Return what a remark may be about: place and label, in the order of the paper."""
    places = AnchoredText(plan).places
    return list(zip(places, place_labels(plan, places), strict=True))


@bp.app_template_filter()
def with_remarks(faults: Faults, returns: Iterable[ReturnItem]) -> Faults:
    """Return the words to mark, with those that remarks are about behind the others."""
    marked = dict(faults)
    for one in (remark for item in returns for remark in item.remarks):
        at = one.at
        if at.name:
            name = f"{at.name}:{at.number}" if at.number else at.name
            mark = Fault(at.start, at.end, f"yk{one.id}", "remark", one.text)
            marked[name] = (*marked.get(name, ()), mark)
    return marked
