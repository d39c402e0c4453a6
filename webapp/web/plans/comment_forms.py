"""The forms of a comment: a new thread, a reply, and the button that closes one."""

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.widgets import HiddenInput

from webapp.domain.comment_anchors import LONGEST_QUOTE
from webapp.services.comment_values import Discussion
from webapp.services.comments import LONGEST_COMMENT, NewComment
from webapp.web.forms import Form, number_or_none, options
from webapp.web.plans.forms import at_most

WHOLE = "Cả văn bản"


class CommentForm(Form):
    """What a person says, about which words, and whom he calls."""

    ordinal = IntegerField(default=0, widget=HiddenInput())
    """The revision that he has before him."""
    place = SelectField("Về đoạn", default="", validate_choice=False)
    quote = StringField("Chữ trích", validators=[at_most(LONGEST_QUOTE)])
    text = TextAreaField("Nội dung", validators=[at_most(LONGEST_COMMENT)])
    mention = SelectField("Nhắc", coerce=number_or_none, validate_choice=False)

    def offer(self, discussion: Discussion) -> None:
        """Offer the passages of the text and the people who may read it."""
        self.place.choices = options([("", WHOLE), *discussion.places])
        people = ((one, name) for one, name in discussion.people)
        self.mention.choices = options([("", "Không nhắc ai"), *people])

    def to_comment(self) -> NewComment:
        """Return what the service takes; call it on a valid form only."""
        return NewComment(
            text=self.text.data or "",
            place=self.place.data or "",
            quote=self.quote.data or "",
            ordinal=self.ordinal.data or 0,
            mention=self.mention.data,
        )


class ReplyForm(Form):
    """What a person replies."""

    text = TextAreaField("Trả lời", validators=[at_most(LONGEST_COMMENT)])

    def to_comment(self, thread_id: int) -> NewComment:
        """Return what the service takes; call it on a valid form only."""
        return NewComment(text=self.text.data or "", thread_id=thread_id)


class ResolveForm(Form):
    """The button that closes a thread; it asks for nothing."""
