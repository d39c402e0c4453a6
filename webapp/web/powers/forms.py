"""Forms of the room: a confirmation, an end with its reason, a new stand-in."""

from flask import request
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import TextInput

from webapp.domain.errors import InvalidInputError
from webapp.services.plan_pages import Choice
from webapp.services.stand_ins import StandInInput
from webapp.web.addresses import LARGEST
from webapp.web.admin.forms import LINE, needed, number_or_none, version_field
from webapp.web.forms import Form, options

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
"""How a date may be typed; the first is how it is shown."""


class ConfirmForm(Form):
    """A button that confirms, ends or declines; the page's version comes along."""

    version = version_field()
    reason = TextAreaField("Lý do", [Length(max=500, message="Tối đa 500 ký tự, hãy rút gọn.")])


class GrantsForm(Form):
    """Which rights are confirmed together; the boxes stand in the page."""

    def to_ids(self) -> tuple[int, ...]:
        """Return what was ticked; a value that no page of this house made is left out."""
        chosen = request.form.getlist("chon", type=int)
        return tuple(one for one in chosen if 0 < one <= LARGEST)


class StandInForm(Form):
    """Who is absent, who handles his papers, from when to when, by which document."""

    absent_id = SelectField(
        "Người vắng", [InputRequired("Chọn người vắng.")], coerce=number_or_none
    )
    stand_in_id = SelectField(
        "Người xử lý thay", [InputRequired("Chọn người xử lý thay.")], coerce=number_or_none
    )
    valid_from = DateField(
        "Từ ngày", [InputRequired("Hãy nhập ngày bắt đầu.")], format=DATES, widget=TextInput()
    )
    valid_until = DateField(
        "Đến hết ngày", [InputRequired("Hãy nhập ngày kết thúc.")], format=DATES, widget=TextInput()
    )
    document = StringField("Văn bản cử người xử lý thay", [needed("số, ngày, tên văn bản"), LINE])

    def offer(self, people: tuple[Choice, ...]) -> None:
        """Fill the choices with the agency's people."""
        choices = [("", "Chưa chọn"), *((one.id, one.label) for one in people)]
        self.absent_id.choices = options(choices)
        self.stand_in_id.choices = options(choices)

    def to_input(self) -> StandInInput:
        """Return what the service takes; call it on a valid form only."""
        valid_from, valid_until = self.valid_from.data, self.valid_until.data
        if valid_from is None or valid_until is None:
            raise InvalidInputError("Hãy nhập ngày.", "valid_from")
        return StandInInput(
            absent_id=self.absent_id.data or 0,
            stand_in_id=self.stand_in_id.data or 0,
            valid_from=valid_from,
            valid_until=valid_until,
            document=self.document.data or "",
        )
