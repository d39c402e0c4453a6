"""The forms of what is done beside a plan's way: ask, reply, pass on, speak late."""

from wtforms import DateField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import TextInput

from webapp.domain.detours import ANSWER_LABELS, GIVEN, LONGEST_QUESTION, QuestionKind
from webapp.services.changing_signer import SignerChange, SignerPage
from webapp.services.consulting import Asking, Reply
from webapp.services.detour_values import Detours
from webapp.services.late_opinions import LateOpinion
from webapp.services.transferring import Transferring
from webapp.web.forms import Form, number_or_none, options
from webapp.web.plans.forms import NOT_CHOSEN, at_most

KINDS = (
    (QuestionKind.ASK.value, "Hỏi thông tin, xin ý kiến"),
    (QuestionKind.BEFORE_ME.value, "Xin đồng ý trước khi tôi quyết định"),
)


class AskForm(Form):
    """A question to one person."""

    version = IntegerField(validators=[InputRequired()])
    asked_id = SelectField("Hỏi ai", coerce=number_or_none)
    kind = RadioField("Để làm gì", choices=options(KINDS), default=QuestionKind.ASK.value)
    question = TextAreaField("Câu hỏi", validators=[at_most(LONGEST_QUESTION)])
    due_on = DateField(
        "Trả lời trước ngày",
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        validators=[MayBeEmpty()],
    )

    in_place_of = IntegerField(validators=[MayBeEmpty()])
    """The absent person who is to decide."""

    def offer(self, detours: Detours) -> None:
        """Fill the select box with the people who may be asked now."""
        self.asked_id.choices = NOT_CHOSEN | {str(one.id): one.label for one in detours.people}

    def to_wish(self, plan_id: int) -> Asking:
        """Return what the service takes; call it on a valid form only."""
        return Asking(
            plan_id,
            self.version.data or 0,
            kind=self.kind.data or "",
            asked_id=self.asked_id.data,
            question=self.question.data or "",
            due_on=self.due_on.data,
            in_place_of=self.in_place_of.data,
        )


class ReplyForm(Form):
    """What the person asked says."""

    answer = RadioField(
        "Trả lời",
        choices=options((one.value, ANSWER_LABELS[one]) for one in GIVEN),
        validators=[InputRequired(message="Chọn đồng ý, không đồng ý hoặc ý kiến khác.")],
    )
    words = TextAreaField("Ý kiến", validators=[at_most(LONGEST_QUESTION)])
    in_place_of = IntegerField(validators=[MayBeEmpty()])
    """The absent person who was asked."""

    def to_wish(self, plan_id: int, question_id: int) -> Reply:
        """Return what the service takes; call it on a valid form only."""
        return Reply(
            plan_id,
            question_id,
            self.answer.data or "",
            self.words.data or "",
            in_place_of=self.in_place_of.data,
        )


class TransferForm(Form):
    """To whom a question goes, and why."""

    version = IntegerField(validators=[InputRequired()])
    to_id = SelectField("Chuyển cho", coerce=number_or_none)
    reason = TextAreaField("Lý do chuyển", validators=[at_most(LONGEST_QUESTION)])

    def offer(self, detours: Detours) -> None:
        """Fill the select box with the people who may take the question over now."""
        self.to_id.choices = NOT_CHOSEN | {str(one.id): one.label for one in detours.takers}

    def to_wish(self, plan_id: int) -> Transferring:
        """Return what the service takes; call it on a valid form only."""
        return Transferring(
            plan_id, self.version.data or 0, self.to_id.data, self.reason.data or ""
        )


class SignerForm(Form):
    """Who is to sign instead, and why."""

    version = IntegerField(validators=[InputRequired()])
    authority_id = SelectField("Người ký mới", coerce=number_or_none)
    reason = TextAreaField("Lý do đổi", validators=[at_most(LONGEST_QUESTION)])

    def offer(self, page: SignerPage) -> None:
        """Fill the select box with the powers to sign that may be chosen today."""
        self.authority_id.choices = NOT_CHOSEN | {str(one.id): one.label for one in page.choices}

    def to_wish(self, plan_id: int) -> SignerChange:
        """Return what the service takes; call it on a valid form only."""
        return SignerChange(
            plan_id, self.version.data or 0, self.authority_id.data, self.reason.data or ""
        )


class LateForm(Form):
    """An opinion after its step went on."""

    version = IntegerField(validators=[InputRequired()])
    words = TextAreaField("Ý kiến", validators=[at_most(LONGEST_QUESTION)])
    in_place_of = IntegerField(validators=[MayBeEmpty()])
    """The absent person who was asked."""

    def to_wish(self, plan_id: int, step_key: str) -> LateOpinion:
        """Return what the service takes; call it on a valid form only."""
        return LateOpinion(
            plan_id,
            self.version.data or 0,
            step_key,
            self.words.data or "",
            in_place_of=self.in_place_of.data,
        )


class TakeBackForm(Form):
    """The button that takes a question back."""

    in_place_of = IntegerField(validators=[MayBeEmpty()])
    """The absent person who asked."""
