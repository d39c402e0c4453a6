"""Plain builders: agencies, people and plans through the real tables, with their audit events."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.service import recorded
from webapp.db.database import Database
from webapp.db.models.numbers import SeriesRow, SeriesYearRow
from webapp.db.models.organisations import (
    AgencyRow,
    DocumentTypeRow,
    MembershipRoleRow,
    MembershipRow,
    PersonRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.db.models.plans import PlanRow, RevisionRow
from webapp.domain.people import Actor, Role
from webapp.domain.plan import Block, BlockKind, Marker, MarkerKind, Plan, Run, Runs, Signer
from webapp.domain.plan_json import content_hash, to_json
from webapp.domain.process import Action
from webapp.services import answering, audit
from webapp.services.answering import Answering
from webapp.services.transitions import Deed, take_step

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
"""Monday, 12:00 in Vietnam."""
PASSWORD = "mat-khau-thu-nghiem"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""The cheapest recipe: tests hash and sign in thousands of times."""
_PASSWORD_HASH = CHEAP.hash(PASSWORD)


def save(database: Database, make: Callable[[Session], object], *, now: datetime = NOON) -> int:
    """Add what `make` returns, with an event of the system; return its id, 0 for a row without."""
    with database.transaction() as session:
        row = make(session)
        session.add(row)
        audit.record(session, None, "built", now=now)
        return int(getattr(row, "id", 0))


def an_agency(database, **changes) -> int:
    values = {
        "name": "ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC",
        "short_name": "UBND xã An Phước",
        "abbreviation": "UBND",
        "place": "An Phước",
        "collective": "ỦY BAN NHÂN DÂN",
        "head_title": "CHỦ TỊCH",
    }
    return save(database, lambda _: AgencyRow(**{**values, **changes}))


def a_unit(database, agency_id, name="Phòng Văn hóa - Xã hội", abbreviation="VHXH") -> int:
    return save(
        database, lambda _: UnitRow(agency_id=agency_id, name=name, abbreviation=abbreviation)
    )


def a_person(
    database,
    agency_id,
    *roles: Role,
    full_name="Lê Thị Hạnh",
    unit_id=None,
    position="",
    password_hash=_PASSWORD_HASH,
    **changes,
) -> Actor:
    """Make an account with its membership; return the person as an actor at work."""

    def make(session):
        number = session.scalar(select(func.count(PersonRow.id))) + 1
        values = {"username": f"nguoi{number}", "full_name": full_name, **changes}
        return PersonRow(password_hash=password_hash, **values)

    person_id = save(database, make)
    a_membership(database, person_id, agency_id, *roles, unit_id=unit_id, position=position)
    return Actor(person_id, full_name, agency_id, unit_id, position, frozenset(roles))


def a_membership(database, person_id, agency_id, *roles: Role, unit_id=None, position="") -> int:
    return save(
        database,
        lambda _: MembershipRow(
            person_id=person_id,
            agency_id=agency_id,
            unit_id=unit_id,
            position=position,
            roles=[MembershipRoleRow(role=role) for role in roles],
        ),
    )


def an_authority(database, agency_id, person_id, **changes) -> int:
    values = {
        "form": "tm",
        "position": "CHỦ TỊCH",
        "document": "Nghị quyết số 05/NQ-HĐND ngày 01/01/2025",
        "valid_from": date(2025, 1, 1),
        "confirmed_at": NOON,
    }
    return save(
        database,
        lambda _: SigningAuthorityRow(
            agency_id=agency_id, person_id=person_id, **{**values, **changes}
        ),
    )


def type_id(session: Session, name="Kế hoạch") -> int:
    return session.scalars(select(DocumentTypeRow.id).where(DocumentTypeRow.name == name)).one()


def a_series(
    database,
    agency_id,
    *,
    name="Kế hoạch",
    type_name="Kế hoạch",
    last_number=114,
    year=2026,
    **more,
) -> int:
    """Make a series; with `type_name=None` one common to all types."""

    def make(session):
        own = type_id(session, type_name) if type_name else None
        return SeriesRow(agency_id=agency_id, name=name, document_type_id=own, **more)

    series_id = save(database, make)
    save(
        database,
        lambda _: SeriesYearRow(
            series_id=series_id, year=year, first_number=last_number + 1, last_number=last_number
        ),
    )
    return series_id


@dataclass(frozen=True)
class Office:
    """An agency with a person for every role."""

    agency_id: int
    unit_id: int
    series_id: int
    authority_id: int
    drafter: Actor
    unit_head: Actor
    format_checker: Actor
    signer: Actor
    clerk: Actor
    administrator: Actor


def an_office(database, *, last_number=114, short_name="UBND xã An Phước") -> Office:
    """Build the office; in an empty database it is the one that was built first, row by row."""
    key = ("an office", last_number, short_name)
    return recorded.once(database, key, lambda: _built_office(database, last_number, short_name))


def _built_office(database, last_number, short_name) -> Office:
    agency_id = an_agency(database, short_name=short_name)
    unit_id = a_unit(database, agency_id)

    def person(role, full_name, unit=None):
        return a_person(database, agency_id, role, full_name=full_name, unit_id=unit)

    signer = person(Role.SIGNER, "Phạm Quốc Toản")
    return Office(
        agency_id=agency_id,
        unit_id=unit_id,
        series_id=a_series(database, agency_id, last_number=last_number),
        authority_id=an_authority(database, agency_id, signer.person_id),
        drafter=person(Role.DRAFTER, "Lê Thị Hạnh", unit_id),
        unit_head=person(Role.UNIT_HEAD, "Vũ Đình Khôi", unit_id),
        format_checker=person(Role.FORMAT_CHECKER, "Ngô Thanh Mai"),
        signer=signer,
        clerk=person(Role.CLERK, "Đỗ Minh Châu"),
        administrator=person(Role.ADMINISTRATOR, "Bùi Gia Bảo"),
    )


def words(text) -> Runs:
    return (Run(text),) if text else ()


def a_text(**changes) -> Plan:
    """Return a short plan that breaks no rule of form."""
    plan = Plan(
        organ_name="ỦY BAN NHÂN DÂN\nXÃ AN PHƯỚC",
        code_notation="KH-UBND",
        promulgation_place="An Phước",
        subject=words("Tuyên truyền, phổ biến pháp luật trên địa bàn xã năm 2026"),
        legal_bases=(words("Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012."),),
        opening=(words("Ủy ban nhân dân xã An Phước ban hành Kế hoạch như sau:"),),
        body=(
            _block("I.", MarkerKind.ROMAN, 1, "MỤC ĐÍCH, YÊU CẦU", heading=True),
            _block("1.", MarkerKind.ARABIC, 2, "Nâng cao hiểu biết pháp luật của người dân."),
            _block("2.", MarkerKind.ARABIC, 2, "Bảo đảm thiết thực, tiết kiệm."),
            _block("II.", MarkerKind.ROMAN, 1, "TỔ CHỨC THỰC HIỆN", heading=True),
            _block("1.", MarkerKind.ARABIC, 2, "Phòng Văn hóa - Xã hội chủ trì thực hiện."),
            _block("2.", MarkerKind.ARABIC, 2, "Các thôn phối hợp thực hiện Kế hoạch này./."),
        ),
        to_places=(words("UBND tỉnh"), words("Các thôn")),
        filing_line=words("Lưu: VT, VHXH."),
        signer=Signer(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Phạm Quốc Toản"),
        unit="VHXH",
    )
    return replace(plan, **changes)


def _block(mark, kind, level, text, *, heading=False) -> Block:
    shape = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    return Block(
        shape,
        (Run(text, bold=heading),),
        Marker(kind, mark),
        level,
        id=f"b{level}{mark}{len(text)}",
    )


def a_plan(database, office: Office, text: Plan | None = None, *, now: datetime = NOON, **changes):
    """Make a draft with one revision; return its id."""
    values = {
        "agency_id": office.agency_id,
        "unit_id": office.unit_id,
        "drafter_id": office.drafter.person_id,
        "signing_authority_id": office.authority_id,
        "code_notation": "KH-UBND",
        "state_since": now,
        "created_at": now,
    }
    text = text or a_text()
    with database.transaction() as session:
        subject = "".join(run.text for run in text.subject)
        values |= {
            "subject": subject,
            "priority": text.priority,
            "medium": text.medium.value,
            **changes,
        }
        plan = PlanRow(document_type_id=type_id(session), **values)
        session.add(plan)
        audit.write_ahead(session)
        session.add(a_revision(plan.id, 1, text, office.drafter.person_id, now))
        audit.record(session, office.drafter, "create", now=now, plan=plan)
        return plan.id


def a_revision(plan_id, ordinal, text: Plan, author_id, now: datetime = NOON) -> RevisionRow:
    return RevisionRow(
        plan_id=plan_id,
        ordinal=ordinal,
        content=json.dumps(to_json(text), ensure_ascii=False),
        content_sha256=content_hash(text),
        author_id=author_id,
        created_at=now,
    )


def take(database, rules, actor: Actor, plan_id, action, *, now: datetime = NOON, **more):
    """Do one deed from a fresh page, with the password; return its outcome.

    Remarks of a return are answered before the plan is submitted again.
    """
    if action == Action.SUBMIT:
        answer_all(database, actor, plan_id, now=now)
    values = {"note": "Đề nghị xem lại mục II", "password": PASSWORD, **more}
    deed = Deed(plan_id, version_of(database, plan_id), Action(action), **values)
    return take_step(database, rules, actor, deed, now)


def answer_all(database: Database, actor: Actor, plan_id: int, *, now: datetime = NOON) -> None:
    """Answer every remark of the plan that has no answer yet: kept, with a reason."""
    with database.reading() as session:
        plan = session.get_one(PlanRow, plan_id)
        found = answering.open_returns(session, plan, a_text())
    if found is not None:
        answers = {
            remark.id: ("kept", "Theo ý kiến đã thống nhất")
            for one in found.returns
            for remark in one.remarks
            if not remark.answer
        }
        wish = Answering(plan_id, found.stamp, answers)
        answering.save_answers(database, actor, wish, now)


def version_of(database: Database, plan_id: int) -> int:
    with database.reading() as session:
        return session.get_one(PlanRow, plan_id).version


def the_way(office: Office) -> tuple[tuple[Actor, str, dict[str, Any]], ...]:
    """Return who does what, from draft to issue, in the shipped workflow."""
    return (
        (office.drafter, "submit", {}),
        (office.unit_head, "approve", {}),
        (office.format_checker, "approve", {}),
        (office.signer, "approve", {}),
        (office.clerk, "record_signature", {"signed_on": NOON.date()}),
        (office.clerk, "number", {}),
    )


STATES = ("draft", "content_check", "format_check", "approval", "signature", "numbering", "issued")


def bring_to(database, rules, office: Office, plan_id: int, state, *, now: datetime = NOON) -> int:
    """Take a draft all the way to the state; return its id."""

    def go() -> None:
        for actor, action, more in the_way(office)[: STATES.index(state)]:
            take(database, rules, actor, plan_id, action, now=now, **more)

    if state != "draft":
        key = ("brought", id(rules), office, plan_id, state, now)
        recorded.once(database, key, go, rules)
    return plan_id
