"""What the check of a Word file found: made once, kept as JSON, and what a page shows of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from webapp.documents.layout import checking as layout
from webapp.documents.layout.checking import check_package
from webapp.documents.pdf.marks import Mark
from webapp.documents.pdf.printed_text import Area
from webapp.documents.reading.package import Package
from webapp.domain.form_rules import checking
from webapp.domain.form_rules.findings import Finding, Fix, Severity
from webapp.domain.form_rules.paper import Paper
from webapp.domain.form_rules.places import place_labels
from webapp.domain.form_rules.unchecked import NotRun
from webapp.domain.plan import Medium, Plan, plain
from webapp.domain.stages import Stage
from webapp.domain.text import squeeze

TITLES = {rule.id: rule.title for rule in (*checking.CATALOGUE, *layout.CATALOGUE)}
"""What a right paper does, by the id of the rule."""
MOST_FINDINGS = 500
"""Kept and shown; who has mended those checks again."""
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)
_HEAD = (
    "page", "header", "organ_in_charge", "organ_name", "code_number", "code_notation",
    "promulgation_place", "promulgated_on", "priority", "document_type",
)  # fmt: skip
"""Places of a paper before its subject, from the top."""


@dataclass(frozen=True, slots=True)
class Examined:
    """The findings on a file, those that weigh most first, each part in the order of the paper."""

    findings: tuple[Finding, ...]
    labels: tuple[str, ...]
    """Where each stands, in the users' words."""
    counts: tuple[int, int, int]
    """How many errors, warnings and hints, those over the limit too."""
    about: str
    """«KẾ HOẠCH Kiểm tra công tác lưu trữ»; empty where the file does not say."""
    not_run: tuple[NotRun, ...]
    """The rules that wait for data, each with its reason."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the finished PDF, in points, with the marks on it."""

    width: float
    height: float


def examine(package: Package, plan: Plan, stage: Stage | None, medium: Medium) -> Examined:
    """Check an opened .docx and the plan that was read from it; no stage: as the file tells."""
    order = _order(plan)
    last = len(order)
    found = sorted(
        check_package(package, plan, stage, medium),
        key=lambda one: (_ORDER.index(one.severity), order.get(one.place, last)),
    )
    shown = tuple(found[:MOST_FINDINGS])
    labels = place_labels(plan, (one.place for one in shown))
    about = squeeze(f"{plan.document_type} {plain(plan.subject)}")
    return Examined(shown, labels, _counts(found), about, checking.not_run(plan))


def to_keep(examined: Examined) -> str:
    """Return what was found, to be kept with the file."""
    pairs = zip(examined.findings, examined.labels, strict=True)
    findings = [asdict(finding) | {"label": label} for finding, label in pairs]
    not_run = [asdict(rule) for rule in examined.not_run]
    counts = examined.counts
    return _json(
        {"about": examined.about, "counts": counts, "findings": findings, "not_run": not_run}
    )


def from_kept(text: str) -> Examined:
    """Return what `to_keep` wrote."""
    kept = json.loads(text)
    labels = tuple(item.pop("label") for item in kept["findings"])
    not_run = tuple(NotRun(**rule) for rule in kept["not_run"])
    errors, warnings, hints = kept["counts"]
    return Examined(
        findings=tuple(map(_finding, kept["findings"])),
        labels=labels,
        counts=(errors, warnings, hints),
        about=kept["about"],
        not_run=not_run,
    )


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    many = [one.severity for one in findings]
    return many.count(_ORDER[0]), many.count(_ORDER[1]), many.count(_ORDER[2])


def marks_to_keep(sheets: Sequence[Sheet], marks: Sequence[Mark | None]) -> str:
    """Return where the findings stand on the pages, to be kept with the PDF."""
    return _json(
        {
            "sheets": [_rounded((sheet.width, sheet.height)) for sheet in sheets],
            "marks": [mark and _packed(mark) for mark in marks],
        }
    )


def marks_from_kept(text: str) -> tuple[tuple[Sheet, ...], tuple[Mark | None, ...]]:
    """Return what `marks_to_keep` wrote; nothing before there is a PDF."""
    kept = json.loads(text)
    sheets = tuple(Sheet(*size) for size in kept.get("sheets", ()))
    return sheets, tuple(one and _mark(*one) for one in kept.get("marks", ()))


def _packed(mark: Mark) -> list[object]:
    return [mark.page, [_rounded(area) for area in mark.areas], _rounded(mark.badge)]


def _rounded(points: Iterable[float]) -> list[float]:
    return [round(point, 1) for point in points]


def _mark(page: int, areas: Sequence[Sequence[float]], badge: Sequence[float]) -> Mark:
    return Mark(page, tuple(Area(*area) for area in areas), Area(*badge))


def _finding(item: dict[str, Any]) -> Finding:
    fix = Fix(**item["fix"]) if item["fix"] else None
    return Finding(**item | {"severity": Severity(item["severity"]), "fix": fix})


def _order(plan: Plan) -> dict[str, int]:
    """Return the places of findings in the order of the paper."""
    passages = Paper(plan, Stage.DRAFT, plan.medium).passages
    places = dict.fromkeys([*_HEAD, *(passage.place for passage in passages)])
    return {place: number for number, place in enumerate(places)}


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
