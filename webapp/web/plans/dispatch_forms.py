"""Forms of sending an issued plan and of what came back."""

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.domain.dispatching import CHANNEL_LABELS, RECEIPT_LABELS, Receipt
from webapp.services.dispatch_pages import SendingPage
from webapp.services.dispatches import LONGEST_REASON, Recording, Sending
from webapp.web.entry_fields import a_day, at_most
from webapp.web.forms import Form, options


class SendForm(Form):
    """Whom the plan goes to, and how."""

    recipient_ids = SelectMultipleField(
        "Nơi nhận", coerce=int, widget=ListWidget(), option_widget=CheckboxInput()
    )
    channel = SelectField("Cách gửi")
    sent_on = a_day("Ngày gửi")
    confirmed = BooleanField("Tôi đã xem các nơi nhận thư điện tử; thư đã gửi không lấy lại được")

    def offer(self, page: SendingPage) -> None:
        """Fill the choices."""
        self.recipient_ids.choices = options(
            (one.recipient.recipient_id, one.recipient.values.name) for one in page.offers
        )
        ways = [(one.value, label) for one, label in CHANNEL_LABELS.items()]
        self.channel.choices = options([("", "Theo danh bạ của từng nơi"), *ways])

    def to_sending(self, plan_id: int) -> Sending:
        """Return what the service takes; call it on a valid form only."""
        return Sending(
            plan_id,
            tuple(self.recipient_ids.data or ()),
            self.channel.data or "",
            self.sent_on.data,
            confirmed=bool(self.confirmed.data),
        )


class ReturnForm(Form):
    """What came back from one place."""

    receipt = RadioField(
        "Kết quả",
        choices=options(
            (one.value, label) for one, label in RECEIPT_LABELS.items() if one is not Receipt.SENT
        ),
    )
    day = a_day("Ngày")
    reason = TextAreaField("Lý do", [at_most(LONGEST_REASON)])

    def to_recording(self, dispatch_id: int) -> Recording:
        """Return what the service takes; call it on a valid form only."""
        return Recording(
            dispatch_id, self.receipt.data or "", self.day.data, self.reason.data or ""
        )
