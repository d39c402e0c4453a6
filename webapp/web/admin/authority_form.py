"""The form of a signing authority, and what it explains."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, DateField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from webapp.domain.authority import FORM_LABELS, SigningForm, SigningTitles, signature_block
from webapp.domain.errors import InvalidInputError
from webapp.services.administration import AuthorityChoices, AuthorityInput, AuthorityView
from webapp.services.plan_pages import Choice
from webapp.web.admin.forms import LINE, number_or_none, version_field
from webapp.web.forms import Form, options

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
"""How a date may be typed; the first is how it is shown."""
EXPLANATIONS = {
    SigningForm.ALONE: "Người đứng đầu cơ quan theo chế độ thủ trưởng ký (khoản 1 Điều 13).",
    SigningForm.TM: "Người đứng đầu thay mặt tập thể lãnh đạo ký (khoản 2 Điều 13).",
    SigningForm.KT: (
        "Cấp phó ký thay người đứng đầu theo lĩnh vực được phân công. "
        "Là việc thường xuyên theo phân công công tác, không cần giấy ủy quyền."
    ),
    SigningForm.TM_KT: "Cấp phó ký thay người đứng đầu của cơ quan làm việc theo tập thể.",
    SigningForm.TM_Q: "Người được giao quyền cấp trưởng thay mặt tập thể lãnh đạo ký.",
    SigningForm.Q: "Người được giao quyền cấp trưởng ký.",
    SigningForm.TL: (
        "Người đứng đầu đơn vị ký thừa lệnh. Phải được quy định trong quy chế làm việc "
        "(khoản 4 Điều 13): ghi số, ngày của quy chế."
    ),
    SigningForm.TL_KT: "Cấp phó của đơn vị được thừa lệnh ký thay trưởng đơn vị.",
    SigningForm.TUQ: (
        "Ủy quyền bằng văn bản, giới hạn thời gian và nội dung, không ủy quyền lại "
        "(khoản 3 Điều 13): phải ghi văn bản, nội dung và ngày hết hạn."
    ),
    SigningForm.ADVISORY: (
        "Người đứng đầu ban, hội đồng, tổ công tác; ghi thêm chức danh trong cơ quan "
        "khi dùng con dấu của cơ quan."
    ),
}


class AuthorityForm(Form):
    """Who signs, with what power, by which document, from when to when."""

    person_id = SelectField("Người ký", coerce=number_or_none)
    form = SelectField(
        "Hình thức ký", choices=options((one.value, FORM_LABELS[one]) for one in FORM_LABELS)
    )
    advisory_body_id = SelectField("Tổ chức tư vấn", coerce=number_or_none)
    position = StringField("Chức vụ ghi trên văn bản", [LINE])
    unit_head_title = StringField("Chức vụ người đứng đầu đơn vị", [LINE])
    second_title = StringField("Chức danh trong cơ quan", [LINE])
    scope = StringField("Lĩnh vực, nội dung được ký", [LINE])
    document = StringField("Văn bản giao quyền", [LINE])
    valid_from = DateField(
        "Từ ngày", [InputRequired("Hãy nhập ngày bắt đầu.")], format=DATES, widget=TextInput()
    )
    valid_until = DateField("Đến hết ngày", [Optional()], format=DATES, widget=TextInput())
    unit_ids = SelectMultipleField(
        "Ký văn bản do các đơn vị này soạn",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    source_id = SelectField("Ai giao", coerce=number_or_none)
    active = BooleanField("Đang dùng", default=True)
    version = version_field()

    def offer(self, found: AuthorityChoices, authority: AuthorityView | None) -> None:
        """Fill the choices; an authority never passes to another person, nor to itself."""
        own = authority.values if authority else None
        self.advisory_body_id.choices = chosen_from("Chưa chọn", found.bodies)
        self.unit_ids.choices = options((one.id, one.label) for one in found.units)
        others = [one for one in found.sources if own is None or one.id != own.authority_id]
        self.source_id.choices = chosen_from("Người đứng đầu cơ quan", others)
        if own is None:
            self.person_id.choices = options((one.id, one.label) for one in found.signers)
        elif "person_id" in self:
            del self.person_id

    def to_input(self, authority: AuthorityView | None) -> AuthorityInput:
        """Return what the service takes; call it on a valid form only."""
        valid_from = self.valid_from.data
        if valid_from is None:
            raise InvalidInputError("Hãy nhập ngày bắt đầu.", "valid_from")
        return AuthorityInput(
            authority_id=authority.values.authority_id if authority else None,
            person_id=authority.values.person_id if authority else self.person_id.data or 0,
            form=self.form.data or "",
            position=self.position.data or "",
            valid_from=valid_from,
            valid_until=self.valid_until.data,
            unit_head_title=self.unit_head_title.data or "",
            second_title=self.second_title.data or "",
            scope=self.scope.data or "",
            document=self.document.data or "",
            active=self.active.data if authority else True,
            version=self.version.data or 0,
            advisory_body_id=self.advisory_body_id.data,
            unit_ids=frozenset(self.unit_ids.data or ()),
            source_id=self.source_id.data,
        )


def chosen_from(nobody: str, found: Iterable[Choice]) -> Any:  # noqa: ANN401  # as `options`
    """Return the choices with one for none of them."""
    return options([("", nobody), *((one.id, one.label) for one in found)])


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one form of signing means, and how its block reads in this agency."""

    form: str
    label: str
    text: str
    block: tuple[str, ...]
    missing: str
    """What the agency's data lack for it, as a sentence; empty when nothing."""


def explanations(agency: AuthorityChoices) -> tuple[Explanation, ...]:
    """Return an explanation of each form of signing, with the block as it would read here."""
    return tuple(explain(form, agency) for form in SigningForm)


def explain(form: SigningForm, agency: AuthorityChoices) -> Explanation:
    """Explain one form of signing."""
    titles = SigningTitles(
        position="chức vụ người ký",
        head_title=agency.head_title,
        collective=agency.collective,
        unit_head_title="chức vụ trưởng đơn vị",
        second_title="Chức danh trong cơ quan",
    )
    block: tuple[str, ...] = ()
    missing = ""
    try:
        sample = signature_block(form, titles, "Họ và tên")
    except InvalidInputError as error:
        missing = f"{error} Bổ sung ở mục Cơ quan."
    else:
        ending = tuple(one for one in (sample.second_title, sample.full_name) if one)
        block = (*sample.authority, sample.position, *ending)
    return Explanation(form.value, FORM_LABELS[form], EXPLANATIONS[form], block, missing)
