"""Forms about Word templates."""

from datetime import date

from wtforms import DateField, FileField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired

from webapp.services.templates_list import Issuer
from webapp.services.templates_upload import UseInput
from webapp.web.admin.authority_form import DATES
from webapp.web.admin.forms import LINE, needed, number_or_none, version_field
from webapp.web.forms import Form, options


class ChoiceForm(Form):
    """Which template the agency, or one of its advisory bodies, begins its plans on."""

    body_id = HiddenField()
    template_name = SelectField("Mẫu")
    version = version_field()

    @classmethod
    def offering(cls, labels: dict[str, str], issuer: Issuer | None = None) -> "ChoiceForm":
        """Return the form with the templates to choose from; filled in for an issuer."""
        form = cls(formdata=None, obj=issuer) if issuer else cls()
        form.template_name.choices = options(labels.items())
        if issuer:
            form.template_name.id = f"template_name-{issuer.body_id or 0}"
            form.template_name.label.text = issuer.label
        return form

    def to_issuer(self) -> Issuer:
        """Return what the service takes."""
        body_id = number_or_none(self.body_id.data if str(self.body_id.data).isdecimal() else "")
        return Issuer(body_id, "", self.template_name.data or "", self.version.data or 0)


class UploadForm(Form):
    """A Word file of an administrator."""

    file = FileField("Tệp Word (.docx)")


class UseForm(Form):
    """From which day a checked file is used, and what it is called."""

    label = StringField("Tên gọi của bản này", [needed("tên gọi"), LINE])
    used_from = DateField(
        "Dùng từ ngày", [InputRequired("Hãy nhập ngày bắt đầu dùng.")], format=DATES
    )

    def to_input(self, name: str, upload_id: int) -> UseInput:
        """Return what the service takes; call it on a valid form only."""
        return UseInput(name, upload_id, self.label.data or "", self.used_from.data or date.min)


class WithdrawForm(Form):
    """The word that a version is used no more."""

    version = version_field()
