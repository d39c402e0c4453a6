"""The form that gives a draft to another drafter."""

from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from webapp.domain.process import LONGEST_REASON
from webapp.services.handing_over import HandingOver, HandoverPage
from webapp.web.forms import Form, number_or_none
from webapp.web.plans.forms import NOT_CHOSEN, at_most


class HandoverForm(Form):
    """Who is to draft on, and why."""

    version = IntegerField(validators=[InputRequired()])
    to_id = SelectField("Người soạn thảo mới", coerce=number_or_none, validate_choice=False)
    reason = TextAreaField("Lý do giao", validators=[at_most(LONGEST_REASON)])

    def offer(self, page: HandoverPage) -> None:
        """Fill the select box with those who may take the draft now."""
        self.to_id.choices = NOT_CHOSEN | {str(one.id): one.label for one in page.people}

    def to_wish(self, plan_id: int) -> HandingOver:
        """Return what the service takes; call it on a valid form only."""
        return HandingOver(plan_id, self.version.data or 0, self.to_id.data, self.reason.data or "")
