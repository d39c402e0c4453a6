"""The forms about opinions: of an office, of what became of one, of a phiếu and its answer."""

from datetime import date

from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from webapp.domain.opinions import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    STANCE_LABELS,
    VOTE_LABELS,
    Asked,
    OutsideFacts,
    Stance,
    Vote,
)
from webapp.services.dossier import PaperItem
from webapp.services.polls import PollForm as Offer
from webapp.web.forms import Form, number_or_none, options
from webapp.web.plans.dossier_forms import at_most

DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class OutsideForm(Form):
    """The opinion of an office, from its paper."""

    version = IntegerField(default=0)
    office = StringField("Cơ quan, đơn vị", validators=[at_most(LONGEST_NAME)])
    stance = RadioField(
        "Ý kiến",
        choices=options((one.value, label) for one, label in STANCE_LABELS.items()),
        default=Stance.REMARKS.value,
    )
    text = TextAreaField("Nội dung góp ý", validators=[at_most(LONGEST_TEXT)])
    number = StringField("Số, ký hiệu văn bản", validators=[at_most(LONGEST_NUMBER)])
    dated = DateField(
        "Ngày văn bản", format=DAY_FORMATS, widget=TextInput(), validators=[MayBeEmpty()]
    )
    paper_id = SelectField("Tệp trong hồ sơ trình", coerce=number_or_none)

    def offer(self, papers: tuple[PaperItem, ...]) -> None:
        """Fill the select box with the papers of the dossier."""
        known = {str(one.id): f"{one.kind_label}: {one.title}" for one in papers}
        self.paper_id.choices = {"": "Không có"} | known

    def show(self, facts: OutsideFacts, version: int) -> None:
        """Begin with what was entered."""
        self.version.data = version
        self.office.data = facts.office
        self.stance.data = facts.stance.value
        self.text.data = facts.text
        self.number.data = facts.number
        self.dated.data = facts.dated
        self.paper_id.data = facts.paper_id

    def to_facts(self) -> OutsideFacts:
        """Return what the service takes; call it on a valid form only."""
        return OutsideFacts(
            office=self.office.data or "",
            stance=Stance(self.stance.data),
            text=self.text.data or "",
            number=self.number.data or "",
            dated=self.dated.data,
            paper_id=self.paper_id.data,
        )


class DropForm(Form):
    """The button that leaves an opinion out."""

    version = IntegerField(validators=[InputRequired()])


class ExplainForm(Form):
    """What was taken over of an opinion, or why not."""

    version = IntegerField(default=0)
    text = TextAreaField("Tiếp thu, giải trình", validators=[at_most(LONGEST_TEXT)])


class PollForm(Form):
    """A phiếu lấy ý kiến to be opened."""

    question = TextAreaField("Nội dung xin ý kiến", validators=[at_most(LONGEST_QUESTION)])
    due_on = DateField(
        "Hạn trả lời", format=DAY_FORMATS, widget=TextInput(), validators=[InputRequired()]
    )
    members = SelectMultipleField(
        "Thành viên được lấy ý kiến",
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, page: Offer) -> None:
        """Fill the list with the people of the agency."""
        self.members.choices = options((one.person_id, one.label) for one in page.members)

    def to_asked(self) -> Asked:
        """Return what the service takes; call it on a valid form only."""
        members = frozenset(self.members.data or ())
        return Asked(self.question.data or "", self.due_on.data or date.min, members)


class AnswerForm(Form):
    """A member's one answer."""

    vote = RadioField(
        "Ý kiến của anh/chị",
        choices=options((one.value, label) for one, label in VOTE_LABELS.items()),
        validators=[MayBeEmpty()],
    )
    text = TextAreaField("Nội dung ý kiến", validators=[at_most(LONGEST_TEXT)])

    def to_vote(self) -> Vote | None:
        """Return the choice; None where nothing was chosen."""
        return Vote(self.vote.data) if self.vote.data else None


class ClosingForm(Form):
    """The button that closes a phiếu."""
