"""Number and date, written into the PDF that the leader signed (Điều 15.3).

The file comes next in the row of signed copies; the clerk takes it, signs it for the agency, and
hands it in again.
"""

from dataclasses import replace
from datetime import datetime

from webapp.db.database import Database
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.domain.errors import ForbiddenError, InvalidInputError
from webapp.domain.people import Actor
from webapp.domain.process import Action
from webapp.domain.signed_copy import Checks, checks_from
from webapp.domain.signed_form import FIELDS, blanks, contradiction
from webapp.services.deeds import Deed, Outcome
from webapp.services.originals import leading_copy
from webapp.services.plan_access import plan_to
from webapp.services.signature_checks import filled_in
from webapp.services.signed_keeping import given_to, keep, look
from webapp.services.trust_anchors import roots_of
from webapp.services.uploads import Upload

_BRINGS = frozenset({Action.NUMBER, Action.RECORD_SIGNATURE})
_NOT_FILLED = (
    "Chưa điền được số, ngày vào tệp đã ký; bấm «Điền số, ngày vào tệp» ở mục «Bản đã ký, đóng "
    "dấu» để thử lại."
)
_LOCKED = (
    "Chữ ký số của người ký không cho điền số, ngày vào tệp; đề nghị ký lại ở chế độ còn cho điền "
    "ô của biểu mẫu."
)


def missing_of(plan: PlanRow, checks: Checks) -> dict[str, str]:
    """Return what can be filled in of number and date without harm to a signature, by field.

    Where somebody filled them in after the signature, it is for him to do it right.
    """
    register = given_to(plan)
    waiting = [one.is_sound and not {*one.filled} & {*FIELDS} for one in checks.signatures]
    if not waiting or not all(waiting) or contradiction(checks.form, register):
        return {}
    return blanks(checks.form, register)


def after(database: Database, actor: Actor, deed: Deed, outcome: Outcome, now: datetime) -> Outcome:
    """Fill in what the deed made known or brought; tell of it, or why not, beside the deed."""
    if deed.action not in _BRINGS:
        return outcome
    try:
        told = told_of_filling(database, actor, deed.plan_id, now)
    except ForbiddenError:  # whoever gave the number keeps no originals
        return outcome
    return replace(outcome, message=f"{outcome.message} {told}".rstrip())


def told_of_filling(database: Database, actor: Actor, plan_id: int, now: datetime) -> str:
    """Fill in what can be; return what to tell beside something that is done already."""
    try:
        return fill_in(database, actor, plan_id, now)
    except InvalidInputError as error:
        return str(error)


def fill_in(database: Database, actor: Actor, plan_id: int, now: datetime) -> str:
    """Keep the filled file as the newest signed copy; return a sentence, empty: nothing to fill."""
    with database.reading() as session:
        plan = plan_to(session, actor, plan_id, Action.ADD_SIGNED)
        row = leading_copy(session, plan)
        missing = missing_of(plan, checks_from(row.checks)) if row is not None else {}
        if row is None or not missing:
            return ""
        source, name = row.id, row.file_name
        data = session.get_one(BlobRow, row.sha256).content
        roots = roots_of(session, actor.agency_id)
    made = filled_in(data, missing)
    if made is None:
        raise InvalidInputError(_NOT_FILLED)
    looked = look(Upload(name, made), roots, now)
    if not all(one.is_sound for one in looked.signatures):
        raise InvalidInputError(_LOCKED)
    with database.transaction() as session:
        plan = plan_to(session, actor, plan_id, Action.ADD_SIGNED, lock=True)
        leads = leading_copy(session, plan)
        if leads is None or leads.id != source:  # another was as quick
            return ""
        keep(session, actor, plan, replace(looked, filled=missing), now)
    return (
        "Đã điền số, ngày vào tệp đã ký; tải tệp ở mục «Bản đã ký, đóng dấu», ký số của cơ quan "
        "rồi đưa lên lại."
    )
