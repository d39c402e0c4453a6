"""The form of the choice among workflows."""

from wtforms import IntegerField, SelectField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from webapp.services.workflows_list import Issuer
from webapp.web.admin.forms import version_field
from webapp.web.forms import Form, options


class WorkflowChoiceForm(Form):
    """By which workflow the agency, or one of its advisory bodies, begins its plans."""

    body_id = IntegerField(widget=HiddenInput(), validators=[Optional()])
    workflow_name = SelectField("Quy trình")
    version = version_field()

    @classmethod
    def offering(cls, labels: dict[str, str], issuer: Issuer | None = None) -> "WorkflowChoiceForm":
        """Return the form with the workflows to choose from; filled in for an issuer."""
        form = cls(formdata=None, obj=issuer) if issuer else cls()
        form.workflow_name.choices = options(labels.items())
        if issuer:
            if issuer.missing_file:
                absent = (issuer.workflow_name, f"{issuer.workflow_name} (không có tệp)")
                form.workflow_name.choices = options([absent, *labels.items()])
            form.workflow_name.id = f"workflow_name-{issuer.body_id or 0}"
            form.workflow_name.label.text = issuer.label
        return form

    def to_issuer(self) -> Issuer:
        """Return what the service takes."""
        name, version = self.workflow_name.data or "", self.version.data or 0
        return Issuer(self.body_id.data, "", name, version)
