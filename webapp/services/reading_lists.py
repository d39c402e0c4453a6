"""The list of plans: filters, search without marks, keyset pages."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_midnight, vietnam_today
from webapp.db.database import Database
from webapp.db.models.organisations import UnitRow
from webapp.db.queries import plan_search, plans, submitted_above
from webapp.db.queries.visibility import Reader
from webapp.domain.people import Actor, Role
from webapp.domain.periods import around
from webapp.domain.workflow import PlanState
from webapp.services import saved_filters
from webapp.services.figures import may_see
from webapp.services.followers import badges_of
from webapp.services.numbering import number_text_of
from webapp.services.plan_access import NO_SUBJECT, label_of
from webapp.services.saved_filters import SavedFilter, SavedList
from webapp.services.search_words import read_question
from webapp.services.waits import Wait, standing_of, waits_on


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What the reader asks for; empty values ask for all."""

    q: str = ""
    """Words in any writing; «115» and «115/KH-UBND» find the number first."""
    state: str = ""
    """A state, `running` for every step between draft and issue, or `unissued`."""
    unit_id: int | None = None
    mine: bool = False
    year: int | None = None
    """Of the date of issue."""
    late: bool = False
    """Only plans that wait past the deadline of their step."""
    period: str = ""
    """When the plan was begun, by the names of domain/periods.py."""
    order: str = ""
    """`oldest`, or the newest first."""
    type_id: int | None = None
    drafter_id: int | None = None
    signer_id: int | None = None
    """The person by whose power to sign the plan is signed."""
    priority: str = ""
    issued_from: str = ""
    """ISO days, between which the date of issue lies; what is no day asks for all."""
    issued_to: str = ""
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of the list."""

    plan_id: int
    subject: str
    number_text: str
    state: str
    state_label: str
    drafter_name: str
    unit_name: str
    promulgated_on: date | None
    state_since: datetime
    wait: Wait | None = None
    """Whose turn it is; None when the plan has ended."""
    badges: tuple[str, ...] = ()
    """«Đã thu hồi»: what later papers made of it."""


@dataclass(frozen=True, slots=True)
class PlanList:
    """A page of at most 25 plans, newest first."""

    items: tuple[PlanItem, ...]
    next_before_id: int | None
    units: tuple[tuple[int, str], ...]
    states: tuple[tuple[str, str], ...]
    """Value and label of each state to filter by."""
    may_draft: bool
    submits_above: bool
    """The agency is a unit of another, to which it submits plans."""
    saved: tuple[SavedFilter, ...]
    sees_figures: bool


PAGE = 25
OLDEST = "oldest"
_A_DAY = timedelta(days=1)

STATES = (
    ("unissued", "Chưa phát hành"),
    (PlanState.DRAFT.value, "Đang soạn thảo"),
    ("running", "Đang trình ký"),
    (PlanState.RETURNED.value, "Bị trả lại"),
    (PlanState.ISSUED.value, "Đã phát hành"),
    (PlanState.VOIDED.value, "Đã hủy số"),
    (PlanState.CANCELLED.value, "Đã bỏ dự thảo"),
)


def plan_list(database: Database, actor: Actor, wishes: PlanFilter, now: datetime) -> PlanList:
    """Return a page of the plans the actor may read; papers of the exact number come first."""
    today = vietnam_today(now)
    with database.reading() as session:
        ids, next_before_id = _page(session, actor, wishes, today)
        lines = plans.plan_lines(session, ids)
        badges = badges_of(session, [one.id for one in lines.values() if one.state == "issued"])
        waits = waits_on(session, [standing_of(one) for one in lines.values()], today)
        return PlanList(
            items=tuple(
                _item(session, lines[one], waits.get(one), badges.get(one, ())) for one in ids
            ),
            next_before_id=next_before_id,
            units=unit_choices(session, actor.agency_id),
            states=STATES,
            may_draft=actor.has(Role.DRAFTER),
            submits_above=submitted_above.is_submitter(session, actor.agency_id),
            sees_figures=may_see(actor),
            saved=saved_filters.of_list(session, actor, SavedList.PLANS),
        )


def unit_choices(session: Session, agency_id: int) -> tuple[tuple[int, str], ...]:
    """Return id and name of the agency's units by name, those that are closed marked."""
    rows = session.scalars(
        select(UnitRow).where(UnitRow.agency_id == agency_id).order_by(UnitRow.name)
    )
    return tuple((row.id, row.name if row.active else f"{row.name} (đã đóng)") for row in rows)


def _page(
    session: Session, actor: Actor, wishes: PlanFilter, today: date
) -> tuple[list[int], int | None]:
    reader, wanted = Reader.of(actor), wanted_plans(actor, wishes, today)
    numbered = [] if wanted.number is None else plan_search.numbered(session, reader, wanted, PAGE)
    first = numbered if wishes.before_id is None else []
    room = PAGE - len(first)
    rest = plan_search.found(session, reader, wanted, wishes.before_id, room + 1, without=numbered)
    shown = rest[:room]
    if len(rest) <= room:
        return [*first, *shown], None
    # Where numbered papers fill the page, the next one begins with what was left out.
    step = -1 if wanted.oldest_first else 1
    return [*first, *shown], shown[-1] if shown else rest[0] + step


def wanted_plans(actor: Actor, wishes: PlanFilter, today: date) -> plan_search.Wanted:
    """Return what the filter asks for as the queries take it."""
    period = around(wishes.period, today)
    question = read_question(wishes.q)
    return plan_search.Wanted(
        words=question.words,
        prefix=question.prefix,
        number=question.number,
        notation=question.notation,
        state=wishes.state,
        unit_id=wishes.unit_id,
        drafter_id=actor.person_id if wishes.mine else wishes.drafter_id,
        type_id=wishes.type_id,
        signer_id=wishes.signer_id,
        priority=wishes.priority,
        issued_from=day_of(wishes.issued_from),
        issued_to=day_of(wishes.issued_to),
        late_on=today if wishes.late else None,
        begun=(vietnam_midnight(period.first), vietnam_midnight(period.last + _A_DAY))
        if period
        else None,
        oldest_first=wishes.order == OLDEST,
        # The calendar has no other years, and a year that cannot be asks for all.
        year=wishes.year if wishes.year in range(MINYEAR, MAXYEAR + 1) else None,
    )


def day_of(text: str) -> date | None:
    """Return the day that a filter names; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _item(
    session: Session, line: plans.PlanLine, wait: Wait | None, badges: tuple[str, ...]
) -> PlanItem:
    return PlanItem(
        plan_id=line.id,
        subject=line.subject or NO_SUBJECT,
        number_text=number_text_of(line.code_number, line.code_notation),
        state=line.state,
        state_label=label_of(session, line.workflow_sha256, line.state),
        drafter_name=line.drafter_name,
        unit_name=line.unit_name,
        promulgated_on=line.promulgated_on,
        state_since=line.state_since,
        wait=wait,
        badges=badges,
    )
