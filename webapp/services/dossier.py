"""The hồ sơ trình as pages show it: the papers that hold, their versions, those removed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db.models.dossier import DossierPaperRow
from webapp.db.models.plans import PlanRow
from webapp.db.queries import plans
from webapp.documents.known_files import SUFFIXES
from webapp.domain.dossier import KIND_LABELS, PaperFacts, PaperKind, described
from webapp.domain.people import Actor
from webapp.domain.process import Action, Situation
from webapp.domain.process_policy import refusal
from webapp.domain.workflow import PlanState, Workflow

_LONGEST_SLUG = 80
_SHOWN_OF_HASH = 12
FILE_LABELS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".xlsx": "Excel",
    ".png": "Ảnh",
    ".jpg": "Ảnh",
}


@dataclass(frozen=True, slots=True)
class Removal:
    """Who took a paper out of the dossier, and why."""

    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One version of a paper."""

    id: int
    plan_id: int
    ordinal: int
    """1, 2, 3 … among its versions."""
    kind: str
    kind_label: str
    title: str
    about: str
    """«Sở Tài chính, số 05/TTr-STC, ngày 02/03/2026»; may be empty."""
    file_label: str
    """PDF, Word, Excel, Ảnh."""
    media_type: str
    file_name: str
    """ASCII and readable, as it is downloaded."""
    size: int
    sha256: str
    who: str
    at: datetime
    facts: PaperFacts
    removal: Removal | None = None
    older: tuple["PaperItem", ...] = ()
    """The versions it replaced, newest first."""
    may_replace: bool = False
    may_remove: bool = False

    @property
    def short_hash(self) -> str:
        """Return the beginning of the SHA-256, enough to compare by eye."""
        return self.sha256[:_SHOWN_OF_HASH]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of one plan, in the order of their kinds."""

    plan_id: int
    papers: tuple[PaperItem, ...]
    """The newest version of each."""
    removed: tuple[PaperItem, ...]
    may_add: bool
    missing: tuple[str, ...] = ()
    """Kinds that the workflow asks for and that are not there: «Tờ trình»."""


def dossier_of(
    session: Session, actor: Actor, plan: PlanRow, workflow: Workflow, situation: Situation
) -> Dossier:
    """Return the dossier of a plan that the actor may read."""
    rights = Rights.of(workflow, situation, actor)
    papers = papers_of(session, plan.id, rights)
    standing = tuple(one for one in papers if one.removal is None)
    return Dossier(
        plan_id=plan.id,
        papers=standing,
        removed=tuple(one for one in papers if one.removal is not None),
        may_add=rights.attaches,
        missing=_missing(plan, workflow, standing),
    )


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do with the papers of a plan."""

    person_id: int = 0
    attaches: bool = False
    detaches: bool = False

    @classmethod
    def of(cls, workflow: Workflow, situation: Situation, actor: Actor) -> "Rights":
        """Ask the policy."""
        return cls(
            actor.person_id,
            attaches=refusal(workflow, situation, Action.ATTACH, actor) is None,
            detaches=refusal(workflow, situation, Action.DETACH, actor) is None,
        )


NO_RIGHTS = Rights()


def papers_of(session: Session, plan_id: int, rights: Rights = NO_RIGHTS) -> tuple[PaperItem, ...]:
    """Return the newest version of each paper with those before it, by kind, then by age."""
    query = select(DossierPaperRow).where(DossierPaperRow.plan_id == plan_id)
    rows = {row.id: row for row in session.scalars(query.order_by(DossierPaperRow.id))}
    people = {one for row in rows.values() for one in (row.added_by, row.removed_by) if one}
    build = _Builder(rows, plans.names_of(session, people), rights)
    replaced = {row.replaces_id for row in rows.values()}
    order = list(PaperKind)
    heads = sorted(
        (build.whole(row) for row in rows.values() if row.id not in replaced),
        key=lambda one: (order.index(PaperKind(one.kind)), one.id),
    )
    return tuple(heads)


@dataclass(frozen=True, slots=True)
class _Builder:
    rows: dict[int, DossierPaperRow]
    names: dict[int, str]
    rights: Rights

    def whole(self, row: DossierPaperRow) -> PaperItem:
        """Return a newest version with its chain."""
        chain = [row]
        while chain[-1].replaces_id is not None:
            chain.append(self.rows[chain[-1].replaces_id])
        items = [self._item(one, len(chain) - place) for place, one in enumerate(chain)]
        mine = row.added_by == self.rights.person_id and row.removed_at is None
        return replace(
            items[0],
            older=tuple(items[1:]),
            may_replace=mine and self.rights.attaches,
            may_remove=mine and self.rights.detaches,
        )

    def _item(self, row: DossierPaperRow, ordinal: int) -> PaperItem:
        return PaperItem(
            id=row.id,
            plan_id=row.plan_id,
            ordinal=ordinal,
            kind=row.kind,
            kind_label=KIND_LABELS[PaperKind(row.kind)],
            title=row.title,
            about=described(facts_of(row)),
            file_label=FILE_LABELS[SUFFIXES[row.media_type]],
            media_type=row.media_type,
            file_name=file_name_of(row),
            size=row.size,
            sha256=row.sha256,
            who=self.names[row.added_by],
            at=row.added_at,
            facts=facts_of(row),
            removal=self._removal(row),
        )

    def _removal(self, row: DossierPaperRow) -> Removal | None:
        if row.removed_at is None or row.removed_by is None:
            return None
        return Removal(self.names[row.removed_by], row.removed_at, row.removal_reason or "")


def facts_of(row: DossierPaperRow) -> PaperFacts:
    """Return what was said of the paper."""
    return PaperFacts(PaperKind(row.kind), row.title, row.paper_number, row.paper_date, row.issuer)


def file_name_of(row: DossierPaperRow) -> str:
    """Return a readable ASCII name: `to-trinh-05-ttr-vhxh-ve-ke-hoach-nam-2026.pdf`."""
    kind = slugify(KIND_LABELS[PaperKind(row.kind)].partition(",")[0])
    title = slugify(row.title).removeprefix(kind).strip("-")
    words = "-".join(one for one in (kind, slugify(row.paper_number), title) if one)
    return slugify(words, max_length=_LONGEST_SLUG, word_boundary=True) + SUFFIXES[row.media_type]


def _missing(plan: PlanRow, workflow: Workflow, standing: Iterable[PaperItem]) -> tuple[str, ...]:
    """Return what the workflow asks for and nobody added; once issued, nobody asks any more."""
    if plan.state in {PlanState.ISSUED, PlanState.VOIDED, PlanState.CANCELLED}:
        return ()
    there = {one.kind for one in standing}
    return tuple(KIND_LABELS[one] for one in workflow.papers if one not in there)
