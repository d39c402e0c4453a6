"""Forms of an issued paper: its signed file, sending it, what came back."""

from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.domain.dispatching import CHANNEL_LABELS, RECEIPT_LABELS, Receipt
from webapp.domain.process import LONGEST_REASON
from webapp.services.dispatch_pages import SendingPage
from webapp.services.dispatches import Recording, Sending
from webapp.services.outgoing import PaperKey
from webapp.web.entry_fields import a_day, at_most
from webapp.web.forms import Form, options


class SignedForm(Form):
    """The file of the signed paper."""

    file = FileField("Tệp PDF của bản đã ký, đóng dấu")


class SendForm(Form):
    """Whom the paper goes to, and how."""

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
        ways = [(one.value, CHANNEL_LABELS[one]) for one in page.channels]
        usual = "Theo danh bạ của từng nơi" if page.has_file else "Qua trục hoặc bản giấy"
        self.channel.choices = options([("", usual), *ways])

    def to_sending(self, paper: PaperKey) -> Sending:
        """Return what the service takes; call it on a valid form only."""
        return Sending(
            paper,
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
