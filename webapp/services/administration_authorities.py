"""Who may sign for the agency, with what power, by which document, until when (Điều 13)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.database import Database
from webapp.db.locks import LOCKED
from webapp.db.models.organisations import (
    AgencyRow,
    MembershipRoleRow,
    MembershipRow,
    PersonRow,
    SigningAuthorityRow,
)
from webapp.domain.authority import (
    FORM_LABELS,
    SigningForm,
    SigningTitles,
    signature_block,
)
from webapp.domain.errors import InvalidInputError, NotFoundError
from webapp.domain.people import Actor, Role
from webapp.domain.plan import Signer
from webapp.services import audit, transitions
from webapp.services.administration_bodies import body_of
from webapp.services.setting_changes import assign, demand_administrator, demand_fresh, line

_WRITTEN = frozenset({SigningForm.TL, SigningForm.TL_KT, SigningForm.TUQ})
"""Forms that a document must name: the working regulation for TL., the delegation for TUQ."""


@dataclass(frozen=True, slots=True)
class AuthorityInput:
    """What the form of a signing authority brings; no id: a new one."""

    authority_id: int | None
    person_id: int
    form: str
    position: str
    valid_from: date
    valid_until: date | None = None
    unit_head_title: str = ""
    second_title: str = ""
    scope: str = ""
    document: str = ""
    active: bool = True
    version: int = 0
    advisory_body_id: int | None = None
    """The advisory body in which the title is held."""


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """A signing authority as the pages of administration show it."""

    values: AuthorityInput
    full_name: str
    form_label: str
    block: Signer
    """The signature block it gives."""
    in_force: bool
    """Whether it may be chosen today."""


def authorities(database: Database, actor: Actor, now: datetime) -> tuple[AuthorityView, ...]:
    """Return the agency's signing authorities, those in force first."""
    demand_administrator(actor)
    today = vietnam_today(now)
    with database.reading() as session:
        agency = session.get_one(AgencyRow, actor.agency_id)
        rows = session.execute(
            select(SigningAuthorityRow, PersonRow.full_name)
            .join(PersonRow, PersonRow.id == SigningAuthorityRow.person_id)
            .where(SigningAuthorityRow.agency_id == actor.agency_id)
            .order_by(PersonRow.full_name, SigningAuthorityRow.id)
        )
        views = [_view(agency, row, name, today) for row, name in rows]
    return tuple(sorted(views, key=lambda one: not one.in_force))


def _view(agency: AgencyRow, row: SigningAuthorityRow, name: str, today: date) -> AuthorityView:
    form = SigningForm(row.form)
    return AuthorityView(
        values=AuthorityInput(
            authority_id=row.id,
            person_id=row.person_id,
            form=row.form,
            position=row.position,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            unit_head_title=row.unit_head_title,
            second_title=row.second_title,
            scope=row.scope,
            document=row.document,
            active=row.active,
            version=row.version,
            advisory_body_id=row.advisory_body_id,
        ),
        full_name=name,
        form_label=FORM_LABELS[form],
        block=_block(agency, row, name),
        in_force=row.active
        and row.valid_from <= today
        and (row.valid_until is None or today <= row.valid_until),
    )


def _block(agency: AgencyRow, row: SigningAuthorityRow, name: str) -> Signer:
    """Return the block, or the bare title where the agency's own titles were emptied since."""
    titles = SigningTitles(
        position=row.position,
        head_title=agency.head_title,
        collective=agency.collective,
        unit_head_title=row.unit_head_title,
        second_title=row.second_title,
    )
    try:
        return signature_block(SigningForm(row.form), titles, name)
    except InvalidInputError:
        return Signer((), row.position.upper(), name)


def save_authority(database: Database, actor: Actor, values: AuthorityInput, now: datetime) -> int:
    """Change a signing authority or add one; return its id."""
    demand_administrator(actor)
    fields = _fields(values)
    with database.transaction() as session:
        _demand_body(session, actor, values)
        agency = session.get_one(AgencyRow, actor.agency_id, with_for_update=LOCKED)
        row = _authority(session, actor, values)
        if values.active:
            _demand_signer(session, actor, values.person_id)
            _demand_block(agency, values)
        changes = assign(row, fields)
        session.add(row)
        audit.write_ahead(session)
        transitions.refresh_assignees(session, actor.agency_id, now)
        subject, details = f"authority:{row.id}", {"changes": changes}
        audit.record(session, actor, "save_authority", now=now, subject=subject, details=details)
        return row.id


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
    form = _form(values.form)
    return {
        "form": form.value,
        "position": line(values.position, "chức vụ của người ký", "position"),
        "unit_head_title": line(
            values.unit_head_title,
            "chức vụ người đứng đầu đơn vị",
            "unit_head_title",
            needed=form is SigningForm.TL_KT,
        ),
        "second_title": line(
            values.second_title, "chức danh trong cơ quan", "second_title", needed=False
        ),
        # Điều 13.3: a delegation is written, and limited in time and content.
        "scope": line(
            values.scope,
            "nội dung được ủy quyền (khoản 3 Điều 13)",
            "scope",
            needed=form is SigningForm.TUQ,
        ),
        "document": line(
            values.document,
            "số, ngày, tên văn bản giao quyền ký (khoản 3, 4 Điều 13)",
            "document",
            needed=form in _WRITTEN,
        ),
        "active": values.active,
        "advisory_body_id": values.advisory_body_id,
        **_dates(form, values),
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
