"""The form of a place in the directory."""

from collections.abc import Iterable

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.widgets import HiddenInput

from webapp.services.recipients import RecipientInput
from webapp.web.forms import Form, options


class RecipientForm(Form):
    """One place."""

    version = IntegerField(default=0, widget=HiddenInput())
    name = StringField("Tên nơi nhận")
    code = StringField("Mã định danh trên trục")
    email = StringField("Thư điện tử")
    groups = StringField("Nhóm")
    inside = SelectField("Trong hệ thống")
    active = BooleanField("Đang dùng")

    def offer(self, insides: Iterable[tuple[str, str]]) -> None:
        """Fill the choice of units and agencies."""
        outside = ("", "Không, nơi nhận bên ngoài")
        self.inside.choices = options([outside, *insides])

    def to_input(self, recipient_id: int | None) -> RecipientInput:
        """Return what the service takes; call it on a valid form only."""
        return RecipientInput(
            recipient_id,
            self.name.data or "",
            code=self.code.data or "",
            email=self.email.data or "",
            groups=self.groups.data or "",
            inside=self.inside.data or "",
            active=bool(self.active.data) or recipient_id is None,
            version=self.version.data or 0,
        )
