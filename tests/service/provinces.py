"""A province with the people of its long way: a sở with its phòng, the office, the leaders."""

from dataclasses import dataclass
from typing import Any

from tests.service import recorded
from tests.service.builders import (
    NOON,
    a_membership,
    a_person,
    a_plan,
    a_series,
    a_text,
    a_unit,
    an_agency,
    an_authority,
    save,
    take,
    words,
)
from webapp.db.database import Database
from webapp.db.models.organisations import UnitRow
from webapp.domain.people import Actor, Role


@dataclass(frozen=True)
class Province:
    """UBND of a province with a sở as its unit, which is an agency of its own too."""

    agency_id: int
    department_id: int
    """The agency of the sở."""
    parent_unit_id: int
    """The sở as a unit of the UBND."""
    unit_id: int
    """A phòng of that sở."""
    series_id: int
    authority_id: int
    drafter: Actor
    unit_head: Actor
    department_head: Actor
    intake_clerk: Actor
    reviewer: Actor
    format_checker: Actor
    office_head: Actor
    deputy: Actor
    signer: Actor
    administrator: Actor
    department_clerk: Actor
    """Works in the sở alone."""

    @property
    def clerk(self) -> Actor:
        """The clerk of the issuing agency, who takes in, records the signature and numbers."""
        return self.intake_clerk


def a_province(database: Database) -> Province:
    return recorded.once(database, "a province", lambda: _built_province(database))


def _built_province(database: Database) -> Province:
    agency_id = an_agency(
        database,
        name="ỦY BAN NHÂN DÂN\nTỈNH AN HÒA",
        short_name="UBND tỉnh An Hòa",
        workflow_name="ke_hoach_tinh",
    )
    department_id = an_agency(
        database,
        name="SỞ NỘI VỤ",
        short_name="Sở Nội vụ",
        abbreviation="SNV",
        workflow_name="ke_hoach_so",
    )
    parent_unit_id = save(
        database,
        lambda _: UnitRow(
            agency_id=agency_id, name="Sở Nội vụ", abbreviation="SNV", own_agency_id=department_id
        ),
    )
    unit_id = save(
        database,
        lambda _: UnitRow(
            agency_id=agency_id,
            name="Phòng Cải cách hành chính",
            abbreviation="CCHC",
            parent_id=parent_unit_id,
        ),
    )

    def person(role, full_name, unit=None):
        return a_person(database, agency_id, role, full_name=full_name, unit_id=unit)

    signer = person(Role.SIGNER, "Phạm Quốc Toản")
    found = Province(
        agency_id=agency_id,
        department_id=department_id,
        parent_unit_id=parent_unit_id,
        unit_id=unit_id,
        series_id=a_series(database, agency_id),
        authority_id=an_authority(database, agency_id, signer.person_id),
        drafter=person(Role.DRAFTER, "Lê Thị Hạnh", unit_id),
        unit_head=person(Role.UNIT_HEAD, "Vũ Đình Khôi", unit_id),
        department_head=person(Role.UNIT_HEAD, "Tạ Minh Đức", parent_unit_id),
        intake_clerk=person(Role.CLERK, "Đỗ Minh Châu"),
        reviewer=person(Role.REVIEWER, "Hồ Văn Lâm"),
        format_checker=person(Role.FORMAT_CHECKER, "Ngô Thanh Mai"),
        office_head=person(Role.OFFICE_HEAD, "Lương Gia Huy"),
        deputy=person(Role.DEPUTY, "Chu Thị Ngọc Bích"),
        signer=signer,
        administrator=person(Role.ADMINISTRATOR, "Bùi Gia Bảo"),
        department_clerk=a_person(database, department_id, Role.CLERK, full_name="Mai Thị Lụa"),
    )
    _work_in_the_department_too(database, found)
    return found


def _work_in_the_department_too(database: Database, found: Province) -> None:
    own_unit = a_unit(database, found.department_id, "Phòng Cải cách hành chính", "CCHC")
    for one, role in (
        (found.drafter, Role.DRAFTER),
        (found.unit_head, Role.UNIT_HEAD),
        (found.department_head, Role.SIGNER),
    ):
        unit_id = own_unit if role is not Role.SIGNER else None
        a_membership(database, one.person_id, found.department_id, role, unit_id=unit_id)


def a_draft(database, found, **changes):
    """Make a plan of the UBND that the phòng drafts, ready to be submitted; return its id."""
    text = a_text(
        organ_name="ỦY BAN NHÂN DÂN\nTỈNH AN HÒA",
        unit="CCHC",
        filing_line=words("Lưu: VT, CCHC."),
    )
    return a_plan(database, found, text, **changes)


def long_way(found: Province) -> tuple[tuple[str, Actor, str, dict[str, Any]], ...]:
    """Return the state, who acts in it and what he does, from draft to issue."""
    receipt = {"receipt": "45", "received_on": NOON.date()}
    return (
        ("draft", found.drafter, "submit", {}),
        ("unit_review", found.unit_head, "approve", {}),
        ("content_check", found.department_head, "approve", {}),
        ("intake", found.intake_clerk, "receive", receipt),
        ("review", found.reviewer, "approve", {}),
        ("format_check", found.format_checker, "approve", {}),
        ("office_review", found.office_head, "approve", {}),
        ("deputy_review", found.deputy, "approve", {}),
        ("approval", found.signer, "approve", {}),
        ("signature", found.clerk, "record_signature", {"signed_on": NOON.date()}),
        ("numbering", found.clerk, "number", {}),
    )


def bring_up_to(database, rules, found: Province, plan_id: int, state: str, *, now=NOON) -> int:
    """Take a draft along the long way to the state; return its id."""

    def go() -> None:
        for at, actor, action, more in long_way(found):
            if at == state:
                break
            take(database, rules, actor, plan_id, action, now=now, **more)

    key = ("brought up", id(rules), found, plan_id, state, now)
    recorded.once(database, key, go, rules)
    return plan_id
