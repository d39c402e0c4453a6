"""The form that begins a paper after an issued plan."""

from collections.abc import Iterable

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import InputRequired

from webapp.domain.process import LONGEST_REASON
from webapp.services.chain import Beginning
from webapp.services.chain_values import KindChoice
from webapp.web.forms import Form, options
from webapp.web.plans.forms import at_most


class FollowUpForm(Form):
    """Which paper, why, and the word that it is meant."""

    kind = RadioField(
        "Văn bản cần lập",
        validators=[InputRequired("Chọn một loại văn bản.")],
        validate_choice=False,
    )
    reason = TextAreaField("Lý do", validators=[at_most(LONGEST_REASON)])
    confirmed = BooleanField(
        "Tôi đã đọc sự khác nhau và lập đúng loại văn bản này",
        validators=[InputRequired("Đánh dấu vào ô xác nhận rồi tạo dự thảo.")],
    )

    def offer(self, choices: Iterable[KindChoice]) -> None:
        """Offer the kinds that can be begun now."""
        self.kind.choices = options((one.kind, one.label) for one in choices if not one.refused)

    def to_beginning(self, target_id: int) -> Beginning:
        """Return what the service takes; call it on a valid form only."""
        return Beginning(target_id, self.kind.data or "", self.reason.data or "")
