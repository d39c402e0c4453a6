"""Builders of workflows, situations and actors for tests of the process."""

from dataclasses import replace
from pathlib import Path

from webapp.domain.people import Actor, Role, StandingIn
from webapp.domain.process import Decision, Situation
from webapp.domain.workflow import Workflow
from webapp.domain.workflow_toml import load

SHIPPED = Path(__file__).parents[2] / "workflows"
AGENCY, UNIT, PARENT_UNIT = 1, 10, 9
DRAFTER, HEAD, CHECKER, SIGNER, CLERK = 101, 102, 103, 104, 105
PARENT_HEAD, REVIEWER, OFFICE_HEAD, DEPUTY = 106, 107, 108, 109


def shipped_text(name: str = "ke_hoach") -> str:
    return (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")


def shipped(name: str = "ke_hoach") -> Workflow:
    return load(shipped_text(name))


def an_actor(person_id: int, *roles: Role, **changes) -> Actor:
    actor = Actor(
        person_id=person_id,
        full_name="Lò Thị Mai",
        agency_id=AGENCY,
        unit_id=UNIT,
        position="",
        roles=frozenset(roles),
    )
    return replace(actor, **changes)


def a_situation(state: str = "draft", **changes) -> Situation:
    situation = Situation(
        state=state,
        agency_id=AGENCY,
        unit_id=UNIT,
        drafter_id=DRAFTER,
        document_type="Kế hoạch",
        signer_person_id=SIGNER,
    )
    return replace(situation, **changes)


def decided(*pairs: tuple[str, int]) -> tuple[Decision, ...]:
    return tuple(Decision(key, person_id) for key, person_id in pairs)


def in_place_of(absent: Actor, somebody: Actor) -> Actor:
    """Return somebody who acts in the place of the absent person now."""
    return replace(somebody, standing_in=StandingIn(1, absent, "Thông báo số 12/TB-UBND"))


drafter = an_actor(DRAFTER, Role.DRAFTER)
head = an_actor(HEAD, Role.UNIT_HEAD)
checker = an_actor(CHECKER, Role.FORMAT_CHECKER, unit_id=30)
signer = an_actor(SIGNER, Role.SIGNER, unit_id=None)
clerk = an_actor(CLERK, Role.CLERK, unit_id=30)
parent_head = an_actor(PARENT_HEAD, Role.UNIT_HEAD, unit_id=PARENT_UNIT)
reviewer = an_actor(REVIEWER, Role.REVIEWER, unit_id=30)
office_head = an_actor(OFFICE_HEAD, Role.OFFICE_HEAD, unit_id=30)
deputy = an_actor(DEPUTY, Role.DEPUTY, unit_id=None)

ELECTRONIC = """
name = "dien_tu"
label = "Quy trình văn bản điện tử"
media = ["electronic"]

[[steps]]
key = "opinion"
label = "Ý kiến các phòng"
kind = "opinion"
role = "unit_head"
mode = "share"
share = 0.5
voided_by_change = false

[[steps]]
key = "form"
label = "Kiểm tra thể thức"
kind = "format_check"
role = "clerk"
return_to = "drafter"

[[steps]]
key = "content"
label = "Kiểm tra nội dung"
kind = "content_check"
role = "unit_head"
mode = "all"
same_person_may_also = ["form"]

[[steps]]
key = "approval"
label = "Duyệt bản thảo"
kind = "approval"
role = "signer"
ask_password = "always"

[[steps]]
key = "numbering"
label = "Cấp số"
kind = "numbering"
role = "clerk"
ask_password = "once_in_15_minutes"

[[steps]]
key = "signature"
label = "Ký số"
kind = "signature"
role = "clerk"

[[steps]]
key = "issue"
label = "Phát hành"
kind = "issue"
role = "clerk"
"""


def electronic() -> Workflow:
    """Return a workflow that uses everything a file may say."""
    return load(ELECTRONIC)
