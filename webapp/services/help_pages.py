"""What the help shows: every rule of form with its source, examples and relatives."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from slugify import slugify

from webapp.documents.fixing.file import FIXABLE
from webapp.documents.layout import checking as layout
from webapp.domain.errors import NotFoundError
from webapp.domain.form_rules import checking
from webapp.domain.form_rules.explanations import components
from webapp.domain.form_rules.explanations.catalogue import explanation_of
from webapp.domain.form_rules.explanations.model import Explanation
from webapp.domain.form_rules.explanations.sources import POINTS, cited, is_of_the_decree, points_of
from webapp.domain.form_rules.findings import Rule, Severity
from webapp.domain.form_rules.unchecked import CATALOGUE as NOT_RUN
from webapp.domain.form_rules.unchecked import NotRun
from webapp.domain.text import fold
from webapp.services.help_examples import ShownExample, drawn, right_example, wrong_example

_MOST_RELATED = 8
_D_WITH_STROKE = (("đ", "dd"), ("Đ", "DD"))
"""Points d and đ of the decree are two; their addresses must be too."""


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One rule in a list."""

    id: str
    slug: str
    title: str
    severity: str
    """error | warning | hint."""
    source: str
    in_plan: bool
    """It is checked while a plan is written, not in Word files alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rules about one component of the paper."""

    title: str
    rules: tuple[RuleItem, ...]


@dataclass(frozen=True, slots=True)
class SourcePoint:
    """A point that a rule comes from."""

    cited: str
    """«Điểm a khoản 6 Mục II Phần I Phụ lục I»."""
    text: str
    """What it says, in our own words."""
    is_of_the_decree: bool


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule."""

    rule: RuleItem
    component: str
    points: tuple[SourcePoint, ...]
    explanation: Explanation | None
    wrong: ShownExample | None
    right: ShownExample | None
    fixed_in_file: bool
    """«Sửa tự động» corrects it in a Word file."""
    related: tuple[RuleItem, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rules there are."""

    rules: int
    errors: int
    warnings: int
    hints: int


@cache
def slug_of(rule_id: str) -> str:
    """Return what a rule is called in its address."""
    return str(slugify(rule_id, replacements=_D_WITH_STROKE))


def counted() -> Counted:
    """Return how many rules of each severity are checked."""
    severities = [rule.severity for rule, _ in _rules().values()]
    return Counted(
        rules=len(severities),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        hints=severities.count(Severity.HINT),
    )


def unseen() -> tuple[NotRun, ...]:
    """Return the rules that wait for data."""
    return NOT_RUN


def catalogue(severity: str = "", words: str = "") -> tuple[Group, ...]:
    """Return the rules by component, in the order of the paper; all words must be met."""
    wanted = fold(words).split()
    by_title: dict[str, list[RuleItem]] = {title: [] for title in components.COMPONENTS}
    for rule, in_plan in _rules().values():
        title = components.component_of(rule.id, rule.source)
        said = fold(f"{rule.title} {rule.source} {rule.id} {title}")
        if severity in {"", rule.severity.value} and all(word in said for word in wanted):
            by_title[title].append(_item(rule, in_plan=in_plan))
    return tuple(Group(title, tuple(rules)) for title, rules in by_title.items() if rules)


def rule_page(slug: str) -> RulePage:
    """Return the page of the rule that has this address."""
    found = _rules().get(slug)
    if found is None:
        raise NotFoundError("Không có quy tắc này; mở danh sách quy tắc thể thức để tìm.")
    rule, in_plan = found
    component = components.component_of(rule.id, rule.source)
    explanation = explanation_of(rule.id)
    wrong, right = _examples(rule, explanation, in_plan=in_plan)
    return RulePage(
        rule=_item(rule, in_plan=in_plan),
        component=component,
        points=tuple(_point(point) for point in points_of(rule.source)),
        explanation=explanation,
        wrong=wrong,
        right=right,
        fixed_in_file=rule.id in FIXABLE,
        related=_related(rule, component),
    )


@cache
def _rules() -> dict[str, tuple[Rule, bool]]:
    """Return every rule by its address, and whether a plan is checked against it."""
    both = [*((rule, False) for rule in layout.CATALOGUE), *((r, True) for r in checking.CATALOGUE)]
    found = {slug_of(rule.id): (rule, in_plan) for rule, in_plan in both}
    return dict(sorted(found.items(), key=lambda one: not one[1][1]))


def _examples(
    rule: Rule, explanation: Explanation | None, *, in_plan: bool
) -> tuple[ShownExample | None, ShownExample | None]:
    if explanation is None or not explanation.right:
        return None, None
    if in_plan:
        return wrong_example(rule.id, explanation), right_example(explanation)
    return drawn(explanation.wrong), drawn(explanation.right)


def _point(point: str) -> SourcePoint:
    return SourcePoint(cited(point), POINTS.get(point, ""), is_of_the_decree(point))


def _related(rule: Rule, component: str) -> tuple[RuleItem, ...]:
    """Return rules of the same point first, then of the same component."""
    others = [
        (other, in_plan)
        for other, in_plan in _rules().values()
        if other is not rule and components.component_of(other.id, other.source) == component
    ]
    points = set(points_of(rule.source))
    others.sort(key=lambda one: points.isdisjoint(points_of(one[0].source)))
    return _items(others[:_MOST_RELATED])


def _items(rules: Iterable[tuple[Rule, bool]]) -> tuple[RuleItem, ...]:
    return tuple(_item(rule, in_plan=in_plan) for rule, in_plan in rules)


def _item(rule: Rule, *, in_plan: bool) -> RuleItem:
    return RuleItem(
        id=rule.id,
        slug=slug_of(rule.id),
        title=rule.title,
        severity=rule.severity.value,
        source=rule.source,
        in_plan=in_plan,
    )
