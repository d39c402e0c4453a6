"""Forms of one's own account."""

from typing import ClassVar

from wtforms import HiddenField, IntegerField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from webapp.services.accounts import PasswordChange, SignIn
from webapp.web.forms import Form


class SignInForm(Form):
    """Name and password; `next` and `kept` carry on what the sign-in interrupted."""

    username = StringField(
        "Tên đăng nhập",
        [InputRequired("Hãy nhập tên đăng nhập."), Length(max=100, message="Tối đa 100 ký tự.")],
    )
    password = PasswordField("Mật khẩu", [InputRequired("Hãy nhập mật khẩu.")])
    next = HiddenField()
    kept = HiddenField()

    def to_request(self, address: str, browser: str) -> SignIn:
        """Return what the service takes."""
        name, password = self.username.data or "", self.password.data or ""
        return SignIn(name, password, address, browser)


class NewPasswordForm(Form):
    """The password in use and the new one, twice."""

    renamed: ClassVar[dict[str, str]] = {"password": "new"}

    old = PasswordField("Mật khẩu đang dùng", [InputRequired("Hãy nhập mật khẩu đang dùng.")])
    new = PasswordField("Mật khẩu mới", [InputRequired("Hãy nhập mật khẩu mới.")])
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        [
            InputRequired("Hãy nhập lại mật khẩu mới."),
            EqualTo("new", message="Hai lần nhập mật khẩu mới chưa giống nhau, hãy nhập lại."),
        ],
    )
    kept = HiddenField()

    def to_change(self) -> PasswordChange:
        """Return what the service takes."""
        return PasswordChange(self.old.data or "", self.new.data or "")


class SwitchAgencyForm(Form):
    """The agency to work in from now on."""

    agency_id = IntegerField(validators=[InputRequired()])
