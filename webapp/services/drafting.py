"""Writing a plan: making it, saving its text as revisions, a new plan from an old one."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.models.plans import PlanLinkRow, PlanRow, RevisionRow
from webapp.db.queries import plans
from webapp.domain.chain import LinkKind
from webapp.domain.errors import ForbiddenError, StalePageError
from webapp.domain.letters import listed_subject
from webapp.domain.people import Actor, Role
from webapp.domain.plan import Plan, ReportItem
from webapp.domain.plan_json import content_hash
from webapp.domain.process import Action
from webapp.services import audit, edit_page, transitions
from webapp.services.draft_cleaning import cleaned
from webapp.services.draft_fields import DraftFields, merged, refuse_misplaced_tables, to_plan
from webapp.services.freshness import last_deed
from webapp.services.importing import Imported, with_ids_of
from webapp.services.letterheads import Chosen, letterhead, may_be_chosen, plan_type
from webapp.services.plan_access import open_plan, plan_to
from webapp.services.plan_pictures import settle_pictures
from webapp.services.plan_texts import add_revision, fields_of, forget_typing, text_of

_NO_PLAN = "Kế hoạch mới chỉ tạo từ một kế hoạch; văn bản này thuộc loại khác."


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of «Lưu»."""

    plan_id: int
    version: int
    """For the next form."""
    ordinal: int
    """The current revision."""
    state: str
    changed: bool
    """False when the text was the same, so that no revision was made."""
    message: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """The plan as it is now, for a form that came too late."""

    fields: DraftFields
    what: str
    """Who changed it and when."""
    version: int
    """What the form must carry to be saved over it."""
    ordinal: int


class StaleDraftError(StalePageError):
    """Somebody changed the plan after the form was made; both texts can be shown."""

    def __init__(self, theirs: Theirs) -> None:
        super().__init__(f"{theirs.what}; so sánh hai bản bên dưới rồi lưu lại bản của anh/chị.")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Target:
    """Where an imported paper goes: a new plan, or the next revision of an old one."""

    plan_id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class _Text:
    """What a save brings."""

    fields: DraftFields
    action: str
    report: tuple[ReportItem, ...] | None = None
    """None keeps the report of the last import."""
    previous: Plan | None = None
    """What the fields were written from, where that is not the saved text."""
    upload: str = ""
    """The hash of the file that waited for the import."""

    def details(self, ordinal: int, digest: str) -> dict[str, object]:
        """Return what the event of the save says."""
        said: dict[str, object] = {"revision": ordinal, "sha256": digest}
        return said | ({"upload": self.upload} if self.upload else {})


@dataclass(frozen=True, slots=True)
class Later:
    """A paper that follows an issued one: what its draft begins with."""

    drafter: Actor
    kind: LinkKind
    """Of the link to `target`."""
    target: PlanRow
    document_type_id: int
    text: Plan
    """What the fields were written from: tables and pictures come along."""
    fields: DraftFields


def create_plan(database: Database, actor: Actor, fields: DraftFields, now: datetime) -> int:
    """Make a draft with its first revision; return its id."""
    with database.transaction() as session:
        return _create(session, actor, _Text(fields, "create"), now).id


def save(
    database: Database,
    actor: Actor,
    plan_id: int,
    version: int,
    fields: DraftFields,
    *,
    now: datetime,
) -> Saved:
    """Save the text as a revision; during the checks this brings the plan back to draft."""
    with database.transaction() as session:
        return _save(session, actor, Target(plan_id, version), _Text(fields, "save"), now)


def import_into(
    session: Session,
    actor: Actor,
    target: Target,
    imported: Imported,
    *,
    now: datetime,
    upload: str = "",
) -> Saved:
    """Take over what a paper gave, in a transaction that is open; `upload` is the file's hash."""
    if target.plan_id is not None:
        plan_to_edit(session, actor, target.plan_id, lock=True)
    text = replace(_import(session, actor, target.plan_id, imported, now), upload=upload)
    if target.plan_id is not None:
        return _save(session, actor, target, text, now)
    return _saved(_create(session, actor, text, now), 1, "Đã tạo dự thảo từ văn bản.")


def draft_of_import(
    session: Session, actor: Actor, plan_id: int | None, imported: Imported, now: datetime
) -> Plan:
    """Return the text that taking the paper over would make, with the report on it."""
    wanted = _import(session, actor, plan_id, imported, now)
    fields = cleaned(wanted.fields)
    refuse_misplaced_tables(fields, wanted.previous)
    kind = None if plan_id is None else session.get_one(PlanRow, plan_id).document_type_id
    text = text_made(session, actor, fields, wanted.previous, vietnam_today(now), kind=kind)
    return replace(text, report=wanted.report or ())


def _import(
    session: Session, actor: Actor, plan_id: int | None, imported: Imported, now: datetime
) -> _Text:
    """Return what the paper brings; a part that it does not have stays as it was."""
    if plan_id is None:
        demand_drafter(actor)
        fields = merged(edit_page.empty_fields(session, actor, vietnam_today(now)), imported.fields)
        return _Text(fields, "import", imported.report, imported.plan)
    plan = plan_to_edit(session, actor, plan_id)
    before = text_of(plans.current_revision(session, plan.id))
    paper = with_ids_of(imported, before)
    origin = replace(
        paper.plan,
        body=paper.plan.body or before.body,
        appendixes=paper.plan.appendixes or before.appendixes,
    )
    return _Text(merged(fields_of(plan, before), paper.fields), "import", paper.report, origin)


def clone(database: Database, actor: Actor, plan_id: int, now: datetime) -> int:
    """Begin a new plan with the text of another, linked to it; return its id."""
    with database.transaction() as session:
        source, kind = open_plan(session, actor, plan_id), plan_type(session).id
        if source.document_type_id != kind:
            raise ForbiddenError(_NO_PLAN)
        text = text_of(plans.current_revision(session, source.id))
        fields = replace(fields_of(source, text), unit_id=actor.unit_id)
        later = Later(actor, LinkKind.CLONED_FROM, source, kind, text, fields)
        return begin_later(session, actor, later, now).id


def begin_later(session: Session, actor: Actor, later: Later, now: datetime) -> PlanRow:
    """Begin a draft from an older paper, linked to it, in a transaction that is open.

    The older one's signer is kept where he may sign for the new unit today. A report told about
    an older paper, so it stays there.
    """
    authority, unit_id = later.fields.signing_authority_id, later.fields.unit_id
    if authority is not None and not may_be_chosen(session, authority, unit_id, vietnam_today(now)):
        authority = None
    fields = replace(later.fields, signing_authority_id=authority)
    wanted = _Text(
        fields, "clone" if later.kind is LinkKind.CLONED_FROM else "begin", (), later.text
    )
    return _create(session, actor, wanted, now, later=later)


def _create(
    session: Session,
    actor: Actor,
    wanted: _Text,
    now: datetime,
    *,
    later: Later | None = None,
) -> PlanRow:
    drafter = later.drafter if later else actor
    demand_drafter(drafter)
    fields = cleaned(wanted.fields)
    refuse_misplaced_tables(fields, wanted.previous)
    kind = later.document_type_id if later else plan_type(session).id
    made = text_made(session, drafter, fields, wanted.previous, vietnam_today(now), kind=kind)
    plan = PlanRow(
        agency_id=actor.agency_id,
        unit_id=fields.unit_id,
        drafter_id=drafter.person_id,
        document_type_id=kind,
        signing_authority_id=fields.signing_authority_id,
        advisory_body_id=fields.advisory_body_id,
        subject=listed_subject(made),
        priority=made.priority,
        code_notation=made.code_notation,
        state_since=now,
        created_at=now,
    )
    session.add(plan)
    audit.write_ahead(session)
    add_revision(
        session, plan, replace(made, report=wanted.report or ()), actor, ordinal=1, now=now
    )
    details = wanted.details(1, content_hash(made))
    if later is not None:
        session.add(PlanLinkRow(plan_id=plan.id, kind=later.kind, target_id=later.target.id))
        details["source"] = later.target.id
    audit.record(session, actor, wanted.action, now=now, plan=plan, details=details)
    return plan


def _save(session: Session, actor: Actor, target: Target, wanted: _Text, now: datetime) -> Saved:
    plan = plan_to_edit(session, actor, target.plan_id or 0, lock=True)
    current = plans.current_revision(session, plan.id)
    before = text_of(current)
    if plan.version != target.version:
        raise StaleDraftError(_theirs(session, actor, plan, current))
    fields = cleaned(wanted.fields)
    report = before.report if wanted.report is None else wanted.report
    previous = wanted.previous or before
    refuse_misplaced_tables(fields, previous)
    made = text_made(
        session, actor, fields, previous, vietnam_today(now), kind=plan.document_type_id
    )
    text = replace(made, report=report)
    forget_typing(session, plan.id, actor.person_id)
    chosen = (fields.unit_id, fields.signing_authority_id, fields.advisory_body_id)
    same = content_hash(text) == current.content_sha256 and report == before.report
    if same and chosen == (plan.unit_id, plan.signing_authority_id, plan.advisory_body_id):
        message = "Nội dung không thay đổi so với bản đã lưu."
        return _saved(plan, current.ordinal, message, changed=False)
    fallen = transitions.void_round_for_change(session, plan, actor, now)
    plan.unit_id, plan.signing_authority_id, plan.advisory_body_id = chosen
    # A new text makes older pages stale even where no column of the plan changes.
    flag_modified(plan, "subject")
    revision = add_revision(session, plan, text, actor, ordinal=current.ordinal + 1, now=now)
    details = wanted.details(revision.ordinal, revision.content_sha256)
    if fallen:
        details["voided"] = fallen
    audit.record(session, actor, wanted.action, now=now, plan=plan, details=details)
    return _saved(plan, revision.ordinal, f"Đã lưu dự thảo lần {revision.ordinal}.")


def _saved(plan: PlanRow, ordinal: int, message: str, *, changed: bool = True) -> Saved:
    return Saved(plan.id, plan.version, ordinal, plan.state, changed, message)


def text_made(
    session: Session,
    actor: Actor,
    fields: DraftFields,
    previous: Plan | None,
    today: date,
    *,
    kind: int | None = None,
) -> Plan:
    """Return the plan that cleaned fields make; what the form does not hold stays as it was."""
    chosen = Chosen(fields.unit_id, fields.signing_authority_id, fields.advisory_body_id, kind)
    made = to_plan(fields, letterhead(session, actor.agency_id, chosen, today), previous)
    return settle_pictures(session, actor, made, previous)


def plan_to_edit(session: Session, actor: Actor, plan_id: int, *, lock: bool = False) -> PlanRow:
    """Return the plan if the actor may change its text now."""
    return plan_to(session, actor, plan_id, Action.EDIT, lock=lock)


def demand_drafter(actor: Actor) -> None:
    """Refuse whoever may begin no plan."""
    if not actor.has(Role.DRAFTER):
        raise ForbiddenError(
            "Chỉ chuyên viên được soạn kế hoạch; báo quản trị cơ quan nếu cần vai trò này."
        )


def _theirs(session: Session, actor: Actor, plan: PlanRow, current: RevisionRow) -> Theirs:
    what = last_deed(session, plan.id).told_to(actor, "cập nhật")
    return Theirs(fields_of(plan, text_of(current)), what, plan.version, current.ordinal)
