"""The form of a new agency with its first administrator."""

from wtforms import PasswordField, StringField

from webapp.services.administration import FirstAdministrator
from webapp.web.admin.forms import LINE, AgencyForm, needed


class NewAgencyForm(AgencyForm):
    """An agency, and who will enter all the rest."""

    username = StringField("Tên đăng nhập", [needed("tên đăng nhập"), LINE])
    full_name = StringField("Họ và tên", [needed("họ và tên"), LINE])
    password = PasswordField("Mật khẩu đầu tiên")

    def to_first(self) -> FirstAdministrator:
        """Return the first administrator as the service takes him."""
        return FirstAdministrator(
            self.username.data or "", self.full_name.data or "", self.password.data or None
        )
