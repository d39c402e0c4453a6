"""The forms of the pages about plans: a draft, a pasted paper, a deed, the filters of the list."""

import re
from dataclasses import replace
from typing import Any

from flask import request
from wtforms import (
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import TextInput

from webapp.domain.errors import DomainError
from webapp.domain.process import LONGEST_REASON, Action
from webapp.domain.remarks import Remark
from webapp.services.dismissing import Dismissing
from webapp.services.draft_appendixes import arranged
from webapp.services.draft_fields import (
    FIELD_LABELS,
    DraftFields,
    from_typed,
    outlines_of,
    with_room_for_a_note,
    with_room_for_a_table,
)
from webapp.services.draft_marks import CIRCULATION_NOTES
from webapp.services.draft_pictures import placed_pictures
from webapp.services.draft_tables import placed_tables
from webapp.services.edit_page import EditPage
from webapp.services.receiving import LONGEST_RECEIPT
from webapp.services.transitions import Deed
from webapp.web.chosen_files import chosen_file
from webapp.web.entry_fields import PRIORITIES
from webapp.web.forms import Form, number_or_none

NOTE_LIMIT = 2000
MORE = "1"
MEDIA = {"paper": "Bản giấy", "electronic": "Văn bản điện tử"}
CIRCULATION = {note: note.capitalize() or "Không" for note in CIRCULATION_NOTES}
NOT_CHOSEN = {"": "Chưa chọn"}
_PART = re.compile(r"(?:appendix|note|table|picture)(?:-|e?s$)")
"""Names of fields that parts of the form have."""


def at_most(limit: int) -> Length:
    """Return the rule on the length of a text, with its sentence."""
    shown = f"{limit:,}".replace(",", ".")
    return Length(max=limit, message=f"Dài quá {shown} ký tự; rút gọn rồi lưu lại.")


class DraftForm(Form):
    """The drafting form, which preview, findings and autosave read too.

    The service holds the limits: it counts letters without the marks of emphasis.
    """

    plan_id = IntegerField(validators=[MayBeEmpty()])
    version = IntegerField(default=0)
    base_ordinal = IntegerField(default=0)
    subject = TextAreaField("Trích yếu")
    addressees = TextAreaField("Kính gửi")
    legal_bases = TextAreaField("Căn cứ")
    opening = TextAreaField("Mở đầu")
    body = TextAreaField("Nội dung")
    closing = TextAreaField("Kết")
    to_places = TextAreaField("Nơi nhận")
    filing_line = StringField("Dòng lưu")
    promulgation_place = StringField("Địa danh")
    unit_id = SelectField("Đơn vị soạn thảo", coerce=number_or_none)
    signing_authority_id = SelectField("Người ký", coerce=number_or_none)
    advisory_body_id = SelectField("Cơ quan, tổ chức ban hành", coerce=number_or_none)
    priority = SelectField("Mức độ khẩn", choices=PRIORITIES)
    circulation_note = SelectField("Chỉ dẫn lưu hành", choices=CIRCULATION)
    typer_notation = StringField("Ký hiệu người soạn thảo")
    promulgation_amount = StringField("Số lượng bản")
    medium = SelectField("Hình thức", choices=MEDIA)
    goal = HiddenField(default="save")
    parts = DraftFields()
    """Appendixes, tables and footnotes, whose number no class can know."""

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms gives no narrower type
        """Fill the fields, and read the parts that were sent."""
        super().process(*args, **kwargs)
        self.part_errors: dict[str, str] = {}
        names = [name for name in request.form if name not in self._fields]
        self.parts = from_typed({name: self.take(request.form[name]) or "" for name in names})

    def refuse(self, error: DomainError) -> None:
        """Keep the sentence about a part for its place in the form."""
        named = getattr(error, "field", "")
        if _PART.match(named):
            self.part_errors[named] = str(error)
        else:
            super().refuse(error)

    @property
    def errors(self) -> dict[str | None, Any]:
        """Return what is wrong with fields and parts."""
        return {**super().errors, **self.part_errors}

    def rearrange(self) -> bool:
        """Do what a button for the parts asks; tell whether it was one: then nothing is saved."""
        goal = self.goal.data or ""
        if goal == "add-note":
            self.parts = with_room_for_a_note(self.to_fields())
            return True
        if goal == "add-table":
            self.parts = with_room_for_a_table(self.to_fields())
            self.body.data = self.parts.body
            return True
        appendixes = arranged(self.parts.appendixes, goal)
        if appendixes is not None:
            self.parts = replace(self.parts, appendixes=appendixes)
        return appendixes is not None

    @property
    def homeless(self) -> frozenset[str]:
        """Return the ids of the tables whose line stands in no outline."""
        fields = self.to_fields()
        placed = {part.id for part in placed_tables(fields.tables, outlines_of(fields))}
        return frozenset(part.id for part in fields.tables) - placed

    @property
    def homeless_pictures(self) -> frozenset[str]:
        """Return the ids of the pictures whose line stands in no outline."""
        fields = self.to_fields()
        placed = {part.id for part in placed_pictures(fields.pictures, outlines_of(fields))}
        return frozenset(part.id for part in fields.pictures) - placed

    def offer(self, page: EditPage) -> None:
        """Fill the select boxes with what the agency has today, and what the draft holds."""
        units = {str(one.id): one.label for one in page.units}
        signers = {str(one.id): one.label for one in page.authorities}
        bodies = {str(one.id): one.label for one in page.bodies}
        self.advisory_body_id.choices = {"": " ".join(page.agency_name)} | bodies
        self.unit_id.choices = NOT_CHOSEN | units
        self.signing_authority_id.choices = NOT_CHOSEN | signers

    def show(self, fields: DraftFields) -> None:
        """Take over texts and parts that a service changed; nothing is saved by that."""
        for name in FIELD_LABELS:
            self[name].data = getattr(fields, name)
        self.parts = fields

    def to_fields(self) -> DraftFields:
        """Return the typed values as the services take them."""
        return DraftFields(
            subject=self.subject.data or "",
            addressees=self.addressees.data or "",
            legal_bases=self.legal_bases.data or "",
            opening=self.opening.data or "",
            body=self.body.data or "",
            closing=self.closing.data or "",
            to_places=self.to_places.data or "",
            filing_line=self.filing_line.data or "",
            promulgation_place=self.promulgation_place.data or "",
            unit_id=self.unit_id.data,
            signing_authority_id=self.signing_authority_id.data,
            advisory_body_id=self.advisory_body_id.data,
            priority=self.priority.data or "",
            circulation_note=self.circulation_note.data or "",
            typer_notation=self.typer_notation.data or "",
            promulgation_amount=self.promulgation_amount.data or "",
            medium=self.medium.data or "paper",
            appendixes=self.parts.appendixes,
            tables=self.parts.tables,
            pictures=self.parts.pictures,
            notes=self.parts.notes,
        )


class PasteForm(Form):
    """A whole paper, pasted or as a file; its text is read raw, so that the report is true."""

    text = HiddenField()
    file = FileField("Tệp văn bản")
    version = IntegerField(default=0)


class DeedForm(Form):
    """One deed done to a plan, with what it asks for."""

    version = IntegerField(validators=[InputRequired()])
    action = HiddenField()
    note = TextAreaField("Ý kiến", validators=[at_most(NOTE_LIMIT)])
    waiver = TextAreaField("Vẫn cho qua vì", validators=[at_most(LONGEST_REASON)])
    password = PasswordField("Mật khẩu")
    signed_on = DateField(
        "Ngày ký", format=["%d/%m/%Y", "%Y-%m-%d"], widget=TextInput(), validators=[MayBeEmpty()]
    )
    file = FileField("Tệp PDF của bản đã ký, đóng dấu")
    receipt = StringField("Số tiếp nhận", validators=[at_most(LONGEST_RECEIPT)])
    received_on = DateField(
        "Ngày tiếp nhận",
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        validators=[MayBeEmpty()],
    )
    expected_number = IntegerField(validators=[MayBeEmpty()])
    target = StringField("Trả về")
    in_place_of = IntegerField(validators=[MayBeEmpty()])
    """The absent person whose word is given."""
    more = HiddenField()
    """Sent by the buttons that ask for one more field, or for the places to choose from."""

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms gives no narrower type
        """Fill the fields, and read the remarks, of which there may be any; the note is one."""
        super().process(*args, **kwargs)
        is_sent = args and args[0] is not None
        more, places, quotes = (
            [self.take(text) or "" for text in request.form.getlist(name)] if is_sent else []
            for name in ("remark", "remark_place", "remark_quote")
        )
        texts = [self.note.data or "", *more]
        blank = [""] * len(texts)  # a page without scripts or places sends texts alone
        sent = zip(texts, places + blank, quotes + blank, strict=False)
        self.remarks = [Remark(text, place, quote) for text, place, quote in sent]
        if (self.more.data or "").startswith(MORE):
            self.remarks.append(Remark(""))

    @property
    def shows_places(self) -> bool:
        """Tell whether the passages to choose from are asked for, or one of them is chosen."""
        asked = "places" in (self.more.data or "")
        return asked or any(one.place and not one.quote for one in self.remarks)

    @property
    def kept(self) -> str:
        """Return all that was typed, for a page that asks for none of it any more."""
        return "\n".join(filter(None, (*(one.text for one in self.remarks), self.waiver.data)))

    def to_deed(self, plan_id: int, action: Action) -> Deed:
        """Return what the service takes; call it on a valid form only."""
        file = chosen_file() if action is Action.RECORD_SIGNATURE else None
        return self.bare_deed(plan_id, action, file=file)

    def bare_deed(self, plan_id: int, action: Action, **more: Any) -> Deed:  # noqa: ANN401  # fields of a Deed
        """Return the deed with what every form of a deed asks, and `more`."""
        return Deed(
            **more,
            plan_id=plan_id,
            version=self.version.data or 0,
            action=action,
            note="" if action is Action.RETURN else self.note.data or "",
            waiver=self.waiver.data or "",
            password=self.password.data or "",
            signed_on=self.signed_on.data,
            receipt=self.receipt.data or "",
            received_on=self.received_on.data,
            expected_number=self.expected_number.data,
            target=self.target.data or "",
            remarks=tuple(self.remarks) if action is Action.RETURN else (),
            in_place_of=self.in_place_of.data,
        )


class DismissForm(Form):
    """Why a warning is set aside."""

    version = IntegerField(validators=[InputRequired()])
    ve = HiddenField()
    """The word for the page to go back to."""
    reason = TextAreaField("Lý do bỏ qua", validators=[at_most(LONGEST_REASON)])

    def to_wish(self, plan_id: int, key: str) -> Dismissing:
        """Return what the service takes; call it on a valid form only."""
        return Dismissing(plan_id, self.version.data or 0, key, self.reason.data or "")


class RestoreForm(Form):
    """A button that lets a warning count again."""

    ve = HiddenField()
    """The word for the page to go back to."""


class VersionForm(Form):
    """A button that needs no more than the page's version."""

    version = IntegerField(default=0)
