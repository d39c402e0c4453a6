"""What pages show of sending: the card on a plan, the choice of places, one dispatch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import VIETNAM, vietnam_today
from webapp.db.database import Database
from webapp.db.models.numbers import RegisterRow
from webapp.db.models.plans import PlanRow
from webapp.db.models.recipients import DispatchLetterRow, DispatchReturnRow, DispatchRow
from webapp.db.queries import plans
from webapp.db.queries.chain import target_of
from webapp.domain.dispatching import (
    CHANNEL_LABELS,
    RECEIPT_LABELS,
    WITHOUT_FILE,
    Channel,
    DirectoryAction,
    Receipt,
    is_sent_out,
    may,
    named_in,
    require,
)
from webapp.domain.people import Actor
from webapp.domain.register_book import BookAction, line_refusal
from webapp.services.dispatch_values import Dispatches, DispatchItem, ReturnItem
from webapp.services.dispatches import (
    dispatches_of,
    returns_of,
    the_dispatch,
)
from webapp.services.end_marks import end_mark_of
from webapp.services.followers import standing_of
from webapp.services.line_access import copied_plan, kind_of
from webapp.services.line_files import newest_of
from webapp.services.numbering import number_text_of
from webapp.services.originals import original_of
from webapp.services.outgoing import (
    RECALLED,
    VOIDED,
    PaperKey,
    has_file,
    open_to_send,
    paper_of,
    places_of,
    stopped_by,
)
from webapp.services.plan_access import open_plan
from webapp.services.recall_answers import recall_on
from webapp.services.recipients import RecipientView, groups_of, insides_of, views_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that may be chosen."""

    recipient: RecipientView
    channel_label: str
    """How it is sent to unless one way is chosen for all."""
    suggested: bool
    """A line of nơi nhận names it, and it was not sent to yet."""
    sent_as: tuple[str, ...]
    """How it was sent to before."""


@dataclass(frozen=True, slots=True)
class SendingPage:
    """The choice of places."""

    paper: PaperKey
    number_text: str
    subject: str
    promulgated_on: date | None
    offers: tuple[Offer, ...]
    groups: tuple[str, ...]
    lines: tuple[str, ...]
    """The paper's lines of nơi nhận."""
    unknown: tuple[str, ...]
    """Those of them that the directory has no place for."""
    followed: str
    """The older paper whose places are suggested: «Kế hoạch số 115/KH-UBND»; empty: none."""
    unreachable: tuple[str, ...]
    """Places of the older paper that the directory offers no more."""
    has_file: bool
    """There is a file that may go by e-mail."""
    channels: tuple[Channel, ...]
    """The ways that one may be chosen of for all."""
    today: date


@dataclass(frozen=True, slots=True)
class DispatchPage:
    """One dispatch with all that came back."""

    paper: PaperKey
    number_text: str
    subject: str
    item: DispatchItem
    ended: str
    """«ĐÃ THU HỒI theo …» of a paper that is over, else empty."""
    today: date


def dispatches_on(session: Session, actor: Actor, plan: PlanRow) -> Dispatches:
    """Return what was sent of the plan; readers outside its agency see none of it."""
    if plan.agency_id != actor.agency_id:
        return Dispatches()
    items = tuple(_items(session, dispatches_of(session, PaperKey(plan.id))))
    is_out = is_sent_out(plan.state)
    stands = standing_of(session, plan.id)
    is_open = not stands.recalled_by
    is_out = is_out and stands.ended_by is None
    is_ready = is_out and original_of(session, plan).before_issue() is None
    return Dispatches(
        items=items,
        may_send=is_ready and may(DirectoryAction.SEND, actor),
        may_record=is_open and may(DirectoryAction.RECORD, actor),
        may_export=is_out and may(DirectoryAction.EXPORT, actor),
        shown=is_sent_out(plan.state) or bool(items),
        recall=recall_on(session, actor, plan),
    )


def dispatches_of_line(session: Session, actor: Actor, row: RegisterRow) -> Dispatches:
    """Return what was sent of another document; a line of a plan shows it on the plan's page."""
    if row.plan_id is not None:
        return Dispatches()
    items = tuple(_items(session, dispatches_of(session, PaperKey(row_id=row.id))))
    stands = not standing_of(session, copied_plan(session, row.id)).recalled_by
    kind = kind_of(row, closed=False)
    is_out = line_refusal(BookAction.SEND, kind) is None and stands
    return Dispatches(
        items=items,
        may_send=is_out and may(DirectoryAction.SEND, actor),
        may_record=stands and may(DirectoryAction.RECORD, actor),
        may_export=is_out
        and newest_of(session, row.id) is not None
        and may(DirectoryAction.EXPORT, actor),
        shown=is_out or bool(items),
    )


def sending_page(
    database: Database, actor: Actor, key: PaperKey, group: str, now: datetime
) -> SendingPage:
    """Return the places to choose from; a group's are chosen before anything is clicked."""
    require(DirectoryAction.SEND, actor)
    with database.reading() as session:
        paper = open_to_send(session, actor, key)
        names = insides_of(session, actor.agency_id)
        views = [one for one in views_of(session, actor.agency_id, names) if one.values.active]
        others = [one for one in views if not one.is_own]
        sent: dict[int, list[str]] = {}
        for row in dispatches_of(session, key):
            sent.setdefault(row.recipient_id, []).append(CHANNEL_LABELS[Channel(row.channel)])
        lines = places_of(session, paper)
        known = {one.recipient_id: one.values.name for one in views}
        before = _sent_before(session, key)
        named = named_in(lines, known) | before.places.keys()
        by_mail = has_file(session, paper)
        return SendingPage(
            paper=key,
            number_text=paper.number_text,
            subject=paper.subject,
            promulgated_on=paper.line.promulgated_on,
            offers=tuple(_offers(others, named, sent, group, has_file=by_mail)),
            groups=groups_of(others),
            lines=lines,
            unknown=tuple(line for line in lines if not named_in([line], known)),
            followed=before.paper,
            unreachable=tuple(name for one, name in before.places.items() if one not in known),
            has_file=by_mail,
            channels=tuple(Channel) if by_mail else WITHOUT_FILE,
            today=vietnam_today(now),
        )


@dataclass(frozen=True, slots=True)
class _Before:
    """To whom the older paper was sent."""

    paper: str = ""
    places: Mapping[int, str] = field(default_factory=dict)
    """The names by the ids of the directory."""


def _sent_before(session: Session, key: PaperKey) -> _Before:
    """Return whom a later paper concerns: every place that has the older one (Điều 18)."""
    link = target_of(session, key.plan_id or 0)
    if link is None:
        return _Before()
    rows = dispatches_of(session, PaperKey(link.target_id))
    old = session.get_one(PlanRow, link.target_id)
    number = number_text_of(old.code_number, old.code_notation)
    return _Before(f"Kế hoạch số {number}", {row.recipient_id: row.name for row in rows})


def dispatch_page(
    database: Database, actor: Actor, dispatch_id: int, now: datetime
) -> DispatchPage:
    """Return the dispatch for whoever may record what came back."""
    require(DirectoryAction.RECORD, actor)
    with database.reading() as session:
        row = the_dispatch(session, actor, dispatch_id)
        if row.plan_id is not None:
            open_plan(session, actor, row.plan_id)
        paper = paper_of(session, row)
        (item,) = _items(session, [row])
        mark = end_mark_of(session, row.plan_id or 0)
        return DispatchPage(
            paper=paper.key,
            number_text=paper.number_text,
            subject=paper.subject,
            item=item,
            ended=mark.words if mark is not None else "",
            today=vietnam_today(now),
        )


def _offers(
    views: Iterable[RecipientView],
    named: frozenset[int],
    sent: Mapping[int, list[str]],
    group: str,
    *,
    has_file: bool,
) -> Iterable[Offer]:
    for one in views:
        before = tuple(sent.get(one.recipient_id, ()))
        wanted = one.recipient_id in named or (bool(group) and group in one.groups)
        label = one.channel_label if has_file else _label_without_file(one)
        yield Offer(one, label, wanted and not before, before)


def _label_without_file(one: RecipientView) -> str:
    return CHANNEL_LABELS[Channel.AXIS if one.values.code else Channel.PAPER]


def _items(session: Session, rows: Iterable[DispatchRow]) -> Iterable[DispatchItem]:
    """Yield what became of dispatches of one paper."""
    rows = list(rows)
    ids = [row.id for row in rows]
    returned: dict[int, list[DispatchReturnRow]] = {}
    for one in returns_of(session, ids):
        returned.setdefault(one.dispatch_id, []).append(one)
    query = select(DispatchLetterRow).where(DispatchLetterRow.dispatch_id.in_(ids))
    letters = {one.dispatch_id: one for one in session.scalars(query)}
    waits = any(one.sent_at is None for one in letters.values())
    stopped = stopped_by(session, paper_of(session, rows[0])) if waits else ""
    people = {row.sent_by for row in rows}
    people.update(one.recorded_by for some in returned.values() for one in some)
    names = plans.names_of(session, people)
    for row in rows:
        said = returned.get(row.id, [])
        receipt = Receipt(said[-1].receipt) if said else Receipt.SENT
        letter = letters.get(row.id)
        yield DispatchItem(
            id=row.id,
            name=row.name,
            channel_label=CHANNEL_LABELS[Channel(row.channel)],
            sent_on=row.sent_on,
            who=names[row.sent_by],
            receipt=receipt,
            receipt_label=RECEIPT_LABELS[receipt],
            returns=tuple(_return_items(reversed(said), names)),
            letter=_letter_sentence(letter, stopped),
            letter_failed=letter is not None and letter.gave_up,
        )


def _return_items(
    rows: Iterable[DispatchReturnRow], names: Mapping[int, str]
) -> Iterable[ReturnItem]:
    for one in rows:
        label = RECEIPT_LABELS[Receipt(one.receipt)]
        yield ReturnItem(label, one.day, one.reason, names[one.recorded_by], one.recorded_at)


def _letter_sentence(letter: DispatchLetterRow | None, stopped: str) -> str:
    if letter is None:
        return ""
    if letter.sent_at is not None:
        return f"Máy chủ thư đã nhận lúc {letter.sent_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}."
    if stopped or letter.fault in {RECALLED, VOIDED}:
        return stopped or letter.fault
    if letter.gave_up:
        return "Thư không gửi được sau nhiều lần thử; kiểm tra địa chỉ, gửi bằng cách khác."
    if letter.fault:
        return "Máy chủ thư chưa nhận, hệ thống sẽ thử lại."
    return "Thư đang chờ gửi."
