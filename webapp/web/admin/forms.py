"""Forms of the agency, its units, people and series."""

from wtforms import (
    BooleanField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from webapp.domain.dates import BlankDate
from webapp.domain.people import ROLE_LABELS, Role
from webapp.services.administration import (
    AgencyInput,
    BodyInput,
    BodyView,
    PersonInput,
    PersonView,
    SeriesInput,
    SeriesView,
    UnitInput,
    UnitView,
)
from webapp.web.forms import Form, options

AGENCY_ROLES = tuple(role for role in Role if role is not Role.INSTALLATION_ADMIN)
ROLE_HINTS = {
    Role.DRAFTER: "soạn dự thảo, trình, sửa theo ý kiến",
    Role.UNIT_HEAD: "chịu trách nhiệm nội dung (khoản 1 Điều 12)",
    Role.FORMAT_CHECKER: "chịu trách nhiệm thể thức, kỹ thuật trình bày (khoản 2 Điều 12)",
    Role.REVIEWER: "thẩm tra hồ sơ trình của Văn phòng (quy trình cấp tỉnh)",
    Role.OFFICE_HEAD: "xem xét trước khi trình lãnh đạo (quy trình cấp tỉnh, cấp sở)",
    Role.DEPUTY: "cho ý kiến trước khi người đứng đầu duyệt (quy trình cấp tỉnh)",
    Role.SIGNER: "duyệt bản thảo và ký; cần thêm thẩm quyền ký ở mục riêng",
    Role.CLERK: "nhận bản đã ký, cấp số, phát hành, giữ sổ",
    Role.ADMINISTRATOR: "mở các trang quản trị này",
}
LINE = Length(max=200, message="Tối đa 200 ký tự, hãy rút gọn.")


def needed(what: str) -> InputRequired:
    """Return the validator of a field that must be filled."""
    return InputRequired(f"Hãy nhập {what}.")


def version_field() -> IntegerField:
    """Return the hidden field that tells which state the page was made from."""
    return IntegerField(widget=HiddenInput(), default=0)


def number_or_none(value: object) -> int | None:
    """Read the value of a choice: a number, or nothing chosen."""
    return int(str(value)) if value not in {"", None} else None


class AgencyForm(Form):
    """The data of an agency that its papers and pages show."""

    name = TextAreaField("Tên cơ quan ban hành", [needed("tên cơ quan ban hành")])
    parent_name = StringField("Cơ quan chủ quản trực tiếp", [LINE])
    short_name = StringField("Tên gọi tắt trên màn hình", [needed("tên gọi tắt"), LINE])
    abbreviation = StringField("Chữ viết tắt trong ký hiệu", [needed("chữ viết tắt"), LINE])
    place = StringField("Địa danh", [needed("địa danh"), LINE])
    collective = StringField("Tập thể lãnh đạo", [LINE])
    head_title = StringField("Chức vụ người đứng đầu", [LINE])
    return_directly = BooleanField("Trả lại thẳng cho người soạn thảo")
    names_on_signing_copy = BooleanField("Ghi tên người kiểm tra trên bản trình ký")
    blank_date = SelectField(
        "Phần ngày để trống trên bản trình ký",
        choices=options(
            [(BlankDate.DAY.value, "Chỉ ngày"), (BlankDate.DAY_MONTH.value, "Ngày và tháng")]
        ),
    )
    foot_address = TextAreaField("Địa chỉ ở chân trang đầu")
    version = version_field()

    def to_input(self) -> AgencyInput:
        """Return what the service takes."""
        return AgencyInput(
            name=self.name.data or "",
            parent_name=self.parent_name.data or "",
            short_name=self.short_name.data or "",
            abbreviation=self.abbreviation.data or "",
            place=self.place.data or "",
            collective=self.collective.data or "",
            head_title=self.head_title.data or "",
            return_directly=self.return_directly.data,
            names_on_signing_copy=self.names_on_signing_copy.data,
            blank_date=self.blank_date.data or BlankDate.DAY,
            foot_address=self.foot_address.data or "",
            version=self.version.data or 0,
        )


def body_choices(other: str, bodies: tuple[BodyView, ...]) -> list[tuple[object, str]]:
    """Return the advisory bodies to choose from, after the choice of none."""
    return [("", other), *((one.values.body_id, one.label) for one in bodies)]


class UnitForm(Form):
    """A drafting unit."""

    name = StringField("Tên đơn vị", [needed("tên đơn vị"), LINE])
    abbreviation = StringField("Chữ viết tắt", [needed("chữ viết tắt"), LINE])
    parent_id = SelectField("Thuộc đơn vị", coerce=number_or_none)
    own_agency_id = SelectField("Chính là cơ quan", coerce=number_or_none)
    active = BooleanField("Đang hoạt động", default=True)
    version = version_field()

    def offer(self, units: tuple[UnitView, ...], agencies: tuple[tuple[int, str], ...]) -> None:
        """Fill the choices: the units that may stand above, the agencies that it may be."""
        above = [(one.id, one.name) for one in units if one.active]
        self.parent_id.choices = options([("", "Không thuộc đơn vị nào"), *above])
        none = ("", "Không, chỉ là đơn vị trong cơ quan")
        self.own_agency_id.choices = options([none, *agencies])

    def to_input(self, unit_id: int | None) -> UnitInput:
        """Return what the service takes."""
        return UnitInput(
            unit_id,
            self.name.data or "",
            self.abbreviation.data or "",
            active=self.active.data if unit_id else True,
            version=self.version.data or 0,
            parent_id=self.parent_id.data,
            own_agency_id=self.own_agency_id.data,
        )


class BodyForm(Form):
    """An advisory body."""

    name = TextAreaField("Tên tổ chức", [needed("tên tổ chức tư vấn")])
    abbreviation = StringField("Chữ viết tắt", [needed("chữ viết tắt"), LINE])
    active = BooleanField("Đang hoạt động", default=True)
    version = version_field()

    def to_input(self, body_id: int | None) -> BodyInput:
        """Return what the service takes."""
        return BodyInput(
            body_id,
            self.name.data or "",
            self.abbreviation.data or "",
            active=self.active.data if body_id else True,
            version=self.version.data or 0,
        )


class PersonForm(Form):
    """A member of the agency: account, place and roles."""

    username = StringField("Tên đăng nhập", [LINE])
    full_name = StringField("Họ và tên", [LINE])
    email = StringField("Thư điện tử", [LINE])
    unit_id = SelectField("Đơn vị", coerce=number_or_none)
    position = StringField("Chức vụ", [LINE])
    roles = SelectMultipleField(
        "Vai trò",
        choices=options((role.value, ROLE_LABELS[role]) for role in AGENCY_ROLES),
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    password = PasswordField("Mật khẩu")
    version = version_field()

    def offer_units(self, units: tuple[UnitView, ...]) -> None:
        """Fill the choice of units with those at work."""
        shown = [one for one in units if one.active]
        self.unit_id.choices = options(
            [("", "Không thuộc đơn vị nào"), *((one.id, one.name) for one in shown)]
        )

    def to_input(self, person: PersonView | None) -> PersonInput:
        """Return what the service takes; `person` is None for somebody new."""
        return PersonInput(
            person_id=person.person_id if person else None,
            username=person.username if person else self.username.data or "",
            full_name=self.full_name.data or "",
            email=self.email.data or "",
            unit_id=self.unit_id.data,
            position=self.position.data or "",
            roles=frozenset(Role(one) for one in self.roles.data or ()),
            password=self.password.data or None,
            version=self.version.data or 0,
        )


class VersionForm(Form):
    """A deed on one row, with the state the page was made from."""

    version = version_field()


class SeriesForm(Form):
    """A series of numbers, and where its counter begins this year."""

    name = StringField("Tên dãy số", [needed("tên dãy số"), LINE])
    document_type_id = SelectField("Dùng cho loại văn bản", coerce=number_or_none)
    advisory_body_id = SelectField("Của", coerce=number_or_none)
    notation = StringField("Ký hiệu riêng", [LINE])
    last_number = IntegerField(
        "Đã dùng đến số",
        [
            Optional(),
            NumberRange(0, 99_999, "Hãy ghi một số từ 0 đến 99999; 0 nếu chưa dùng số nào."),
        ],
    )
    year = IntegerField("Của năm", [InputRequired("Hãy nhập năm.")])
    active = BooleanField("Đang dùng", default=True)
    version = version_field()

    def offer_bodies(self, bodies: tuple[BodyView, ...]) -> None:
        """Fill the choice between the agency and its advisory bodies."""
        self.advisory_body_id.choices = options(body_choices("Cơ quan", bodies))

    def to_input(self, series: SeriesView | None) -> SeriesInput:
        """Return what the service takes; a counter that has given numbers is left alone."""
        given = series is not None and series.numbers_given
        return SeriesInput(
            series_id=series.values.series_id if series else None,
            name=self.name.data or "",
            document_type_id=self.document_type_id.data,
            advisory_body_id=self.advisory_body_id.data,
            notation=self.notation.data or "",
            last_number=None if given else self.last_number.data,
            year=self.year.data or 0,
            active=self.active.data if series else True,
            version=self.version.data or 0,
        )
