"""The forms of the hồ sơ trình: a paper with its file, and why one is taken out."""

from wtforms import DateField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import TextInput

from webapp.domain.dossier import (
    KIND_LABELS,
    LONGEST_ISSUER,
    LONGEST_NUMBER,
    LONGEST_TITLE,
    PaperFacts,
    PaperKind,
)
from webapp.domain.process import LONGEST_REASON
from webapp.web.forms import Form, options


def at_most(limit: int) -> Length:
    """Return the rule on the length of a text, with its sentence."""
    return Length(max=limit, message=f"Dài quá {limit} ký tự; rút gọn rồi lưu lại.")


class PaperForm(Form):
    """A paper of the dossier: what it is, and its file."""

    kind = SelectField(
        "Loại tài liệu",
        choices=options((one.value, label) for one, label in KIND_LABELS.items()),
    )
    title = StringField("Tên, trích yếu", validators=[at_most(LONGEST_TITLE)])
    number = StringField("Số, ký hiệu", validators=[at_most(LONGEST_NUMBER)])
    dated = DateField(
        "Ngày", format=["%d/%m/%Y", "%Y-%m-%d"], widget=TextInput(), validators=[MayBeEmpty()]
    )
    issuer = StringField("Cơ quan, đơn vị ban hành", validators=[at_most(LONGEST_ISSUER)])
    file = FileField("Tệp")

    def show(self, facts: PaperFacts) -> None:
        """Begin with what is known of the version before."""
        self.kind.data = facts.kind.value
        self.title.data = facts.title
        self.number.data = facts.number
        self.dated.data = facts.dated
        self.issuer.data = facts.issuer

    def to_facts(self) -> PaperFacts:
        """Return what the service takes; call it on a valid form only."""
        return PaperFacts(
            kind=PaperKind(self.kind.data),
            title=self.title.data or "",
            number=self.number.data or "",
            dated=self.dated.data,
            issuer=self.issuer.data or "",
        )


class RemovalForm(Form):
    """Why a paper is taken out."""

    reason = TextAreaField("Lý do gỡ", validators=[at_most(LONGEST_REASON)])


class AgainForm(Form):
    """The button that has pages made again."""
