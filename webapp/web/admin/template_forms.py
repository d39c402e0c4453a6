"""Forms about Word templates."""

from datetime import date

from wtforms import DateField, FileField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput, TextInput

from webapp.services.templates_list import Issuer
from webapp.services.templates_upload import UseInput
from webapp.web.admin.authority_form import DATES
from webapp.web.admin.forms import LINE, needed, version_field
from webapp.web.forms import Form, options


class ChoiceForm(Form):
    """Which template the agency, or one of its advisory bodies, begins its plans on."""

    body_id = IntegerField(widget=HiddenInput(), validators=[Optional()])
    template_name = SelectField("Mẫu")
    version = version_field()

    @classmethod
    def offering(cls, labels: dict[str, str], issuer: Issuer | None = None) -> "ChoiceForm":
        """Return the form with the templates to choose from; filled in for an issuer."""
        form = cls(formdata=None, obj=issuer) if issuer else cls()
        form.template_name.choices = options(labels.items())
        if issuer:
            if issuer.missing_file:
                absent = (issuer.template_name, f"{issuer.template_name} (không có tệp)")
                form.template_name.choices = options([absent, *labels.items()])
            form.template_name.id = f"template_name-{issuer.body_id or 0}"
            form.template_name.label.text = issuer.label
        return form

    def to_issuer(self) -> Issuer:
        """Return what the service takes."""
        name, version = self.template_name.data or "", self.version.data or 0
        return Issuer(self.body_id.data, "", name, version)


class UploadForm(Form):
    """A Word file of an administrator."""

    file = FileField("Tệp Word (.docx)")


class UseForm(Form):
    """From which day a checked file is used, and what it is called."""

    label = StringField("Tên gọi của bản này", [needed("tên gọi"), LINE])
    used_from = DateField(
        "Dùng từ ngày",
        [InputRequired("Hãy nhập ngày bắt đầu dùng.")],
        format=DATES,
        widget=TextInput(),
    )

    def to_input(self, name: str, upload_id: int) -> UseInput:
        """Return what the service takes; call it on a valid form only."""
        return UseInput(name, upload_id, self.label.data or "", self.used_from.data or date.min)


class WithdrawForm(Form):
    """The word that a version is used no more."""

    version = version_field()
