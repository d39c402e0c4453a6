"""Forms of sao y and trích sao."""

import secrets

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from webapp.domain.copies import FORM_LABELS, CopyForm, CopyKind, Parts
from webapp.services.copies import LONGEST_PURPOSE, CopyWish
from webapp.services.copy_pages import CopyPage
from webapp.web.entry_fields import at_most
from webapp.web.forms import Form, number_or_none, options

KEY_LETTERS = 64


def _ticked(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label, coerce=int, widget=ListWidget(), option_widget=CheckboxInput()
    )


class CopyingForm(Form):
    """What is copied, for whom, under whose signature."""

    form = RadioField(
        "Hình thức bản sao",
        choices=options((one.value, label) for one, label in FORM_LABELS.items()),
        default=CopyForm.PAPER.value,
    )
    opening = BooleanField("Căn cứ và phần mở đầu", default=True)
    blocks = _ticked("Phần nội dung cần trích")
    closing = BooleanField("Phần kết sau mục cuối")
    appendixes = _ticked("Phụ lục cần trích")
    authority_id = SelectField("Người ký bản sao", coerce=number_or_none)
    to_places = TextAreaField("Nơi nhận bản sao")
    amount = IntegerField("Số bản sao", [MayBeEmpty()], default=1)
    purpose = StringField("Sao theo yêu cầu của ai, để làm gì", [at_most(LONGEST_PURPOSE)])
    key = HiddenField(default=lambda: secrets.token_hex(16))
    """Made with the page: sent twice it is one copy."""
    expected = IntegerField(widget=HiddenInput(), validators=[MayBeEmpty()])

    def offer(self, page: CopyPage) -> None:
        """Fill the choices."""
        signers = [(one.id, one.label) for one in page.signers]
        self.authority_id.choices = options([("", "Chọn người ký"), *signers])
        self.blocks.choices = options((one.place, one.label) for one in page.blocks)
        self.appendixes.choices = options((one.place, one.label) for one in page.appendixes)

    def to_wish(self, plan_id: int, kind: CopyKind) -> CopyWish:
        """Return what the service takes; call it on a valid form only."""
        return CopyWish(
            plan_id=plan_id,
            kind=kind,
            form=self.form.data or "",
            authority_id=self.authority_id.data,
            to_places=self.to_places.data or "",
            key=(self.key.data or secrets.token_hex(16))[:KEY_LETTERS],
            amount=self.amount.data,
            purpose=self.purpose.data or "",
            parts=Parts(
                blocks=frozenset(self.blocks.data or ()),
                appendixes=frozenset(self.appendixes.data or ()),
                opening=bool(self.opening.data),
                closing=bool(self.closing.data),
            ),
            expected=self.expected.data,
        )
