"""Making the fixes that findings carry in a form, before anything is saved."""

from dataclasses import dataclass
from datetime import datetime

from webapp.db.database import Database
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Actor
from webapp.services import drafting_desk
from webapp.services.draft_fields import DraftFields
from webapp.services.field_findings import mended
from webapp.services.finding_values import Findings

ALL = "all"
"""Asks for every fix there is."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The form after its fixes."""

    fields: DraftFields
    message: str


def mend(
    database: Database,
    actor: Actor,
    fields: DraftFields,
    plan_id: int | None,
    key: str,
    *,
    now: datetime,
) -> Mended:
    """Return the fields with the fix of one finding made, or with all of them; nothing is saved."""
    found = drafting_desk.findings_for(database, actor, fields, plan_id, now)
    fields, count = mended(fields, [one for one in found.standing if key in {ALL, one.key}])
    if not count:
        return Mended(fields, "Lỗi này không còn ở chỗ đó; xem lại danh sách lỗi bên dưới.")
    return Mended(fields, f"Đã sửa {count} chỗ trong biểu mẫu; bấm «Lưu» để giữ.")


def findings_shown(
    database: Database, actor: Actor, fields: DraftFields, plan_id: int | None, now: datetime
) -> Findings:
    """Return the findings of a form that is shown again, none for one that cannot be read.

    What is wrong with such a form is said when it is saved.
    """
    try:
        return drafting_desk.findings_for(database, actor, fields, plan_id, now)
    except InvalidInputError:
        return Findings(())
