"""Who may sign for the agency, with what power, by which document, until when (Điều 13)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import (
    AdvisoryBodyRow,
    AgencyRow,
    MembershipRoleRow,
    MembershipRow,
    SigningAuthorityRow,
    UnitRow,
)
from webapp.domain.authority import SigningForm, SigningTitles, signature_block
from webapp.domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from webapp.domain.faults import Faults
from webapp.domain.people import Actor, Role
from webapp.domain.powers import HEAD_FORMS, Terms, source_refusal
from webapp.services import audit, confirming, resting_powers, transitions
from webapp.services.administration_bodies import body_of, one_line
from webapp.services.authority_views import (
    AuthorityInput,
    AuthorityView,
    authority_views,
    terms_of,
)
from webapp.services.letterheads import in_force
from webapp.services.plan_pages import Choice
from webapp.services.setting_changes import assign, demand_fresh, line
from webapp.services.signing_scope import replace_units, units_of
from webapp.services.situations import people_of

__all__ = [
    "AuthorityChoices",
    "AuthorityInput",
    "AuthorityView",
    "authorities",
    "authority_choices",
    "save_authority",
]

_WRITTEN = frozenset({SigningForm.TL, SigningForm.TL_KT, SigningForm.TUQ})
"""Forms that a document must name: the working regulation for TL., the delegation for TUQ."""
_LINES = {
    "position": ("chức vụ của người ký", frozenset(SigningForm)),
    "unit_head_title": ("chức vụ người đứng đầu đơn vị", {SigningForm.TL_KT}),
    "second_title": ("chức danh trong cơ quan", ()),
    "scope": ("nội dung được ủy quyền (khoản 3 Điều 13)", {SigningForm.TUQ}),
    "document": ("số, ngày, tên văn bản giao quyền ký (khoản 3, 4 Điều 13)", _WRITTEN),
}
"""What the form of a power asks for, and the forms of signing that cannot do without.

Điều 13.3: a delegation is written, and limited in time and content.
"""
_GIVES = HEAD_FORMS | {SigningForm.TL}
"""Forms whose holder may let another sign in his place: the head, and a unit's head his deputy."""


def authorities(database: Database, actor: Actor, now: datetime) -> tuple[AuthorityView, ...]:
    """Return the agency's signing authorities, those in force first."""
    demand_keeper(actor)
    with database.reading() as session:
        return authority_views(session, actor.agency_id, vietnam_today(now))


@dataclass(frozen=True, slots=True)
class AuthorityChoices:
    """What the form of a signing authority offers, and the titles that its blocks are made of."""

    signers: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    units: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    """Powers that may have given this one."""
    head_title: str
    collective: str


def authority_choices(database: Database, actor: Actor, now: datetime) -> AuthorityChoices:
    """Return what the form offers today."""
    demand_keeper(actor)
    today = vietnam_today(now)
    with database.reading() as session:
        agency = session.get_one(AgencyRow, actor.agency_id)
        views = authority_views(session, actor.agency_id, today)
        bodies = select(AdvisoryBodyRow).where(AdvisoryBodyRow.agency_id == actor.agency_id)
        units = select(UnitRow).where(UnitRow.agency_id == actor.agency_id, UnitRow.active)
        return AuthorityChoices(
            signers=tuple(
                Choice(one.person_id, _titled(one))
                for one in people_of(session, actor.agency_id)
                if one.has(Role.SIGNER)
            ),
            bodies=tuple(
                Choice(row.id, one_line(row.name))
                for row in session.scalars(bodies.order_by(AdvisoryBodyRow.name))
                if row.active
            ),
            units=tuple(
                Choice(row.id, row.name) for row in session.scalars(units.order_by(UnitRow.name))
            ),
            sources=tuple(
                Choice(view.values.authority_id or 0, f"{view.full_name} – {view.form_label}")
                for view in views
                if view.in_force and view.values.form in _GIVES
            ),
            head_title=agency.head_title,
            collective=agency.collective,
        )


def _titled(person: Actor) -> str:
    return f"{person.full_name}, {person.position}" if person.position else person.full_name


def demand_keeper(actor: Actor) -> None:
    """Refuse whoever keeps neither the agency's data nor its papers."""
    if not actor.has(Role.ADMINISTRATOR) and not actor.has(Role.CLERK):
        raise ForbiddenError(
            "Chỉ quản trị cơ quan hoặc văn thư nhập thẩm quyền ký; báo người đó nhập."
        )


def save_authority(database: Database, actor: Actor, values: AuthorityInput, now: datetime) -> int:
    """Change a signing authority or add one; return its id.

    Whatever lets more be signed holds nothing until somebody else confirms it.
    """
    demand_keeper(actor)
    faults = Faults()
    fields = faults.of({}, _fields, values)
    with database.transaction() as session:
        faults.of(None, _demand_body, session, actor, values)
        agency = session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)
        row = _authority(session, actor, values)
        rested = resting_powers.those_on(session, row, vietnam_today(now))
        before = None if values.authority_id is None else terms_of(row, units_of(session, row.id))
        if values.active:
            faults.of(None, _demand_signer, session, actor, values.person_id)
        faults.refuse()
        if values.active:
            _demand_block(agency, values)
            _demand_source(session, row, values)
        changes = assign(row, fields)
        session.add(row)
        audit.write_ahead(session)
        if before is None or before.units != values.unit_ids:
            replace_units(session, row, values.unit_ids)
            changes["unit_ids"] = [None, sorted(values.unit_ids)]
        if before is None or changes:
            _propose(session, actor, row, terms_of(row, values.unit_ids), before, now=now)
        if not in_force(row, vietnam_today(now)):
            resting_powers.tell_fallen(session, row, rested, now)
        transitions.refresh_assignees(session, actor.agency_id, now)
        subject, details = f"authority:{row.id}", {"changes": changes}
        audit.record(session, actor, "save_authority", now=now, subject=subject, details=details)
        return row.id


def _propose(
    session: Session,
    actor: Actor,
    row: SigningAuthorityRow,
    terms: Terms,
    before: Terms | None,
    *,
    now: datetime,
) -> None:
    """Let the power wait for its confirmation where it was widened, or still waited for one."""
    widened = before is None or terms.widens(before)
    if not widened and row.confirmed_at is not None:
        return
    row.entered_by, row.confirmed_by, row.confirmed_at = actor.person_id, None, None
    if row.active:
        confirming.tell_who_may_confirm(session, row, now)


def _authority(session: Session, actor: Actor, values: AuthorityInput) -> SigningAuthorityRow:
    if values.authority_id is None:
        return SigningAuthorityRow(agency_id=actor.agency_id, person_id=values.person_id)
    row = session.get(SigningAuthorityRow, values.authority_id, with_for_update=LOCKED)
    if row is None or row.agency_id != actor.agency_id:
        raise NotFoundError("Không tìm thấy thẩm quyền ký này; chọn một dòng trong danh sách.")
    demand_fresh(row.version, values.version, "thẩm quyền ký này")
    if row.person_id != values.person_id:
        raise InvalidInputError(
            "Không chuyển thẩm quyền ký sang người khác; ngừng dòng này rồi thêm dòng mới.",
            "person_id",
        )
    return row


def _fields(values: AuthorityInput) -> dict[str, object]:
    form, faults = _form(values.form), Faults()
    return {
        "form": form.value,
        "active": values.active,
        "advisory_body_id": values.advisory_body_id,
        "source_id": values.source_id,
        **{
            name: faults.of("", line, getattr(values, name), label, name, needed=form in forms)
            for name, (label, forms) in _LINES.items()
        },
        **faults.last(_dates, form, values),
    }


def _demand_body(session: Session, actor: Actor, values: AuthorityInput) -> None:
    """Refuse a title of an advisory body without the body, or the other way round."""
    of_body = values.form == SigningForm.ADVISORY
    if of_body and values.advisory_body_id is None:
        raise InvalidInputError(
            "Chọn tổ chức tư vấn mà người ký giữ chức danh; chưa có thì thêm ở mục Tổ chức tư vấn.",
            "advisory_body_id",
        )
    if values.advisory_body_id is not None:
        if not of_body:
            raise InvalidInputError(
                "Chỉ chọn tổ chức tư vấn khi ký với chức danh trong tổ chức đó; bỏ chọn.",
                "advisory_body_id",
            )
        body_of(session, actor.agency_id, values.advisory_body_id)


def _form(text: str) -> SigningForm:
    try:
        return SigningForm(text)
    except ValueError as error:
        raise InvalidInputError("Chọn một hình thức ký trong danh sách.", "form") from error


def _dates(form: SigningForm, values: AuthorityInput) -> dict[str, object]:
    if form is SigningForm.TUQ and values.valid_until is None:
        raise InvalidInputError(
            "Ủy quyền phải có ngày hết hạn (khoản 3 Điều 13); nhập ngày.", "valid_until"
        )
    if values.valid_until is not None and values.valid_until < values.valid_from:
        raise InvalidInputError(
            "Ngày hết hạn phải từ ngày bắt đầu trở đi; sửa lại ngày.", "valid_until"
        )
    return {"valid_from": values.valid_from, "valid_until": values.valid_until}


def _demand_source(session: Session, row: SigningAuthorityRow, values: AuthorityInput) -> None:
    """Refuse a power that whoever gives it cannot give (Điều 13)."""
    if values.source_id is None:
        return
    source = session.get(SigningAuthorityRow, values.source_id)
    if source is None or source.agency_id != row.agency_id or source.id == row.id:
        raise InvalidInputError("Người giao quyền không có trong danh sách; chọn lại.", "source_id")
    if not source.active or source.confirmed_at is None:
        raise InvalidInputError(
            "Thẩm quyền của người giao chưa xác nhận hoặc đã ngừng; chọn người giao khác.",
            "source_id",
        )
    sentence = source_refusal(_form(values.form), SigningForm(source.form))
    if sentence is not None:
        raise InvalidInputError(sentence, "source_id")


def _demand_signer(session: Session, actor: Actor, person_id: int) -> None:
    query = (
        select(MembershipRow.id)
        .join(MembershipRoleRow, MembershipRoleRow.membership_id == MembershipRow.id)
        .where(
            MembershipRow.agency_id == actor.agency_id,
            MembershipRow.person_id == person_id,
            MembershipRow.active,
            MembershipRoleRow.role == Role.SIGNER,
        )
    )
    if session.scalar(query) is None:
        raise InvalidInputError(
            "Người này chưa có vai trò lãnh đạo ký trong cơ quan; cấp vai trò trước.", "person_id"
        )


def _demand_block(agency: AgencyRow, values: AuthorityInput) -> None:
    """Refuse a form whose block lacks a title that the agency's data should give."""
    titles = SigningTitles(
        position=values.position,
        head_title=agency.head_title,
        collective=agency.collective,
        unit_head_title=values.unit_head_title,
        second_title=values.second_title,
    )
    signature_block(_form(values.form), titles)
