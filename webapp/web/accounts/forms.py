"""Forms of one's own account."""

from typing import ClassVar

from wtforms import HiddenField, IntegerField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from webapp.domain.mail_times import MAIL_MODE_LABELS, MailChoice, MailMode
from webapp.services.accounts import SignIn
from webapp.services.mail_choices import OwnChoice
from webapp.services.own_password import PasswordChange
from webapp.web.forms import Form, options

_HOURS = options((str(hour), f"{hour} giờ") for hour in range(24))
_HOURS_OR_NONE = options((("", "Không đặt"), *_HOURS.items()))


class SignInForm(Form):
    """Name and password; `next` and `kept` carry on what the sign-in interrupted."""

    username = StringField(
        "Tên đăng nhập",
        [InputRequired("Hãy nhập tên đăng nhập."), Length(max=100, message="Tối đa 100 ký tự.")],
    )
    password = PasswordField("Mật khẩu", [InputRequired("Hãy nhập mật khẩu.")])
    one_time_code = StringField("Mã xác thực")
    next = HiddenField()
    kept = HiddenField()

    def to_request(self, address: str, browser: str) -> SignIn:
        """Return what the service takes."""
        name, password = self.username.data or "", self.password.data or ""
        return SignIn(name, password, address, browser, self.one_time_code.data or "")


class PasswordForm(Form):
    """The password, for a change of what guards the account."""

    password = PasswordField("Mật khẩu", [InputRequired("Hãy nhập mật khẩu.")])


class TurnOnForm(PasswordForm):
    """A code that the phone shows for the secret of the page."""

    one_time_code = StringField("Mã trên điện thoại", [InputRequired("Hãy nhập mã sáu chữ số.")])
    one_time_secret = HiddenField()


class NewPasswordForm(Form):
    """The password in use and the new one, twice."""

    renamed: ClassVar[dict[str, str]] = {"password": "new"}

    old = PasswordField("Mật khẩu đang dùng")
    new = PasswordField("Mật khẩu mới")
    again = PasswordField("Nhập lại mật khẩu mới")
    kept = HiddenField()

    def to_change(self) -> PasswordChange:
        """Return what the service takes."""
        return PasswordChange(self.old.data or "", self.new.data or "", self.again.data or "")


class SwitchAgencyForm(Form):
    """The agency to work in from now on."""

    agency_id = IntegerField(validators=[InputRequired()])
    next = HiddenField()
    """The page that is opened there; empty: the desk."""


class MailForm(Form):
    """When letters come."""

    mode = RadioField(
        "Thư điện tử báo việc",
        [InputRequired("Chọn cách nhận thư.")],
        choices=options((mode.value, label) for mode, label in MAIL_MODE_LABELS.items()),
    )
    digest_hour = SelectField("Giờ nhận thư gộp", choices=_HOURS)
    quiet_from = SelectField("Không gửi thư từ", choices=_HOURS_OR_NONE)
    quiet_until = SelectField("Đến", choices=_HOURS_OR_NONE)
    version = IntegerField(widget=HiddenInput(), default=0)

    @classmethod
    def of(cls, own: OwnChoice) -> "MailForm":
        """Return the form as the person chose."""
        choice = own.choice
        return cls(
            formdata=None,
            mode=choice.mode.value,
            digest_hour=str(choice.digest_hour),
            quiet_from="" if choice.quiet_from is None else str(choice.quiet_from),
            quiet_until="" if choice.quiet_until is None else str(choice.quiet_until),
            version=own.version,
        )

    def to_choice(self) -> MailChoice:
        """Return what the service takes; call it on a valid form only."""
        quiet = (self.quiet_from.data, self.quiet_until.data)
        start, end = (int(hour) if hour else None for hour in quiet)
        return MailChoice(MailMode(self.mode.data), int(self.digest_hour.data), start, end)
