"""Forms of the number book."""

import secrets
from typing import ClassVar

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import HiddenInput

from webapp.services.book_forms import BookForms
from webapp.services.book_lines import Crossing, FillIn
from webapp.services.closing import Closing
from webapp.services.other_documents import OtherDocument, PaperFacts
from webapp.services.paper_lines import PaperLine
from webapp.services.reservations import Reserving
from webapp.web.addresses import LARGEST
from webapp.web.entry_fields import PRIORITIES, DatingFields, EntryFields, a_day
from webapp.web.forms import Form, number_or_none, options

KEY_LETTERS = 64


class FactsForm(Form):
    """What any line without a plan says of its paper."""

    document_type_id = SelectField("Loại văn bản", coerce=number_or_none)
    advisory_body_id = IntegerField(widget=HiddenInput(), validators=[MayBeEmpty()])
    notation = StringField("Ký hiệu")
    subject = TextAreaField("Trích yếu")
    signer_name = StringField("Người ký")
    signer_position = StringField("Chức vụ người ký")
    signed_on = a_day("Ngày ký")
    recipients = TextAreaField("Nơi nhận")
    unit_id = SelectField("Đơn vị soạn thảo", coerce=number_or_none)
    priority = SelectField("Mức độ khẩn", choices=PRIORITIES)

    def offer(self, page: BookForms, *, numbers: bool = True) -> None:
        """Fill the choices; with the number that each type would get, where it gets one."""
        types = [
            (one.id, f"{one.name} – số dự kiến {one.expected}" if numbers else one.name)
            for one in page.types
        ]
        self.document_type_id.choices = options([("", "Chọn loại văn bản"), *types])
        units = [(one.id, one.label) for one in page.units]
        self.unit_id.choices = options([("", "Chưa ghi"), *units])

    def to_facts(self) -> PaperFacts:
        """Return what the service takes; call it on a valid form only."""
        return PaperFacts(
            document_type_id=self.document_type_id.data,
            advisory_body_id=self.advisory_body_id.data,
            notation=self.notation.data or "",
            subject=self.subject.data or "",
            signer_name=self.signer_name.data or "",
            signer_position=self.signer_position.data or "",
            signed_on=self.signed_on.data,
            recipients=self.recipients.data or "",
            unit_id=self.unit_id.data,
            priority=self.priority.data or "",
        )


class OtherForm(EntryFields, DatingFields, FactsForm):
    """Another outgoing document that takes its number here."""

    key = HiddenField(default=lambda: secrets.token_hex(16))
    """Made with the page: sent twice it is one line."""
    expected = HiddenField()
    """What the page said each series would give: «12:41,13:115»."""

    def to_document(self) -> OtherDocument:
        """Return what the service takes; call it on a valid form only."""
        return OtherDocument(
            self.to_facts(),
            (self.key.data or secrets.token_hex(16))[:KEY_LETTERS],
            self.to_entry(),
            self.to_dating(),
            expected_of(self.expected.data or ""),
        )


class PaperForm(EntryFields, FactsForm):
    """A line of the paper book."""

    number = StringField("Số trên sổ giấy")
    promulgated_on = a_day("Ngày văn bản")
    void_reason = StringField("Lý do hủy số")
    reason = StringField("Lý do ngày không theo thứ tự")

    def to_line(self) -> PaperLine:
        """Return what the service takes; call it on a valid form only."""
        return PaperLine(
            number=self.number.data or "",
            facts=self.to_facts(),
            promulgated_on=self.promulgated_on.data,
            entry=self.to_entry(),
            void_reason=self.void_reason.data or "",
            reason=self.reason.data or "",
        )


class ReserveForm(Form):
    """Numbers to keep for a day."""

    document_type_id = SelectField("Loại văn bản", coerce=number_or_none)
    advisory_body_id = IntegerField(widget=HiddenInput(), validators=[MayBeEmpty()])
    count = IntegerField("Giữ bao nhiêu số", [InputRequired("Hãy nhập số lượng.")], default=1)
    day = a_day("Cho văn bản ngày")
    purpose = TextAreaField("Để làm gì")

    def offer(self, page: BookForms) -> None:
        """Fill the choice of types."""
        types = [(one.id, f"{one.name} – từ số {one.expected}") for one in page.types]
        self.document_type_id.choices = options([("", "Chọn loại văn bản"), *types])

    def to_wish(self) -> Reserving:
        """Return what the service takes; call it on a valid form only."""
        return Reserving(
            document_type_id=self.document_type_id.data,
            count=self.count.data or 0,
            day=self.day.data,
            purpose=self.purpose.data or "",
            advisory_body_id=self.advisory_body_id.data,
        )


class FillInForm(EntryFields, Form):
    """What is added to a line later."""

    version = IntegerField(default=0, widget=HiddenInput())

    def to_wish(self, row_id: int) -> FillIn:
        """Return what the service takes; call it on a valid form only."""
        return FillIn(row_id, self.version.data or 0, self.to_entry())


class CrossingForm(Form):
    """Why a number is crossed out."""

    version = IntegerField(default=0, widget=HiddenInput())
    reason = TextAreaField("Lý do hủy số")

    def to_wish(self, row_id: int) -> Crossing:
        """Return what the service takes; call it on a valid form only."""
        return Crossing(row_id, self.version.data or 0, self.reason.data or "")


class ClosingForm(Form):
    """The last word on a book."""

    renamed: ClassVar[dict[str, str]] = {}
    lines = IntegerField(default=0, widget=HiddenInput())
    confirmed = BooleanField("Tôi hiểu: sổ đã khóa thì không ai mở lại, sửa hay cấp thêm số được")
    confirmed_early = BooleanField("Năm chưa hết, tôi vẫn khóa sổ ngay bây giờ")

    def to_wish(self, series_id: int, year: int) -> Closing:
        """Return what the service takes; call it on a valid form only."""
        return Closing(
            series_id=series_id,
            year=year,
            lines=self.lines.data or 0,
            confirmed=bool(self.confirmed.data),
            confirmed_early=bool(self.confirmed_early.data),
        )


def expected_of(text: str) -> dict[int, int]:
    """Read «12:41,13:115»; what is no pair of numbers is left out."""
    pairs = (one.partition(":") for one in text.split(",")[:100])
    return {
        int(series): int(number)
        for series, _, number in pairs
        if series.isdecimal() and number.isdecimal() and int(number) <= LARGEST
    }


def expected_text(page: BookForms) -> str:
    """Write what the page says each series would give."""
    return ",".join(f"{series}:{number}" for series, number in page.expected.items())
