"""Forms of the inbox."""

from wtforms import IntegerField
from wtforms.validators import Optional

from webapp.web.forms import Form


class MarkReadForm(Form):
    """Which notification was read; empty for all of them."""

    notification_id = IntegerField(validators=[Optional()])

    def to_ids(self) -> tuple[int, ...] | None:
        """Return what the service takes; None stands for all."""
        chosen = self.notification_id.data
        return (chosen,) if chosen else None
