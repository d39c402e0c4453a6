"""Forms of the inbox."""

import re

from flask import request
from wtforms import IntegerField, PasswordField
from wtforms.validators import InputRequired, Optional

from webapp.services.batch_approval import Chosen
from webapp.web.addresses import LARGEST
from webapp.web.forms import Form

_CHOSEN = re.compile(r"([0-9]{1,10}):([0-9]{1,10})")


class MarkReadForm(Form):
    """Which notification was read; empty for all of them."""

    notification_id = IntegerField(validators=[Optional()])

    def to_ids(self) -> tuple[int, ...] | None:
        """Return what the service takes; None stands for all."""
        chosen = self.notification_id.data
        return (chosen,) if chosen else None


class BatchForm(Form):
    """The password for the plans that are ticked; a box's value is plan and version."""

    password = PasswordField(
        "Mật khẩu", validators=[InputRequired("Nhập mật khẩu để đồng ý các văn bản đã chọn.")]
    )

    def to_chosen(self) -> tuple[Chosen, ...]:
        """Return what the service takes; a value that no page of this house made is left out."""
        read = (_CHOSEN.fullmatch(one) for one in request.form.getlist("chon"))
        chosen = (Chosen(int(one[1]), int(one[2])) for one in read if one)
        return tuple(one for one in chosen if max(one.plan_id, one.version) <= LARGEST)

    def shown(self) -> list[int]:
        """Return the plans that stood on the page, ticked or not."""
        shown = request.form.getlist("ke_hoach", type=int)
        return [one for one in shown if 0 < one <= LARGEST]
