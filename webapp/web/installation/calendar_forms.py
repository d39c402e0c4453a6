"""Forms of the calendar: a day that is worked or free, and its end."""

from datetime import date

from wtforms import DateField, RadioField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import TextInput

from webapp.domain.working_days import DAY_KIND_LABELS, DayKind, SpecialDay
from webapp.web.admin.forms import LINE, needed
from webapp.web.forms import Form, options


class CalendarDayForm(Form):
    """A day with the document it rests on."""

    day = DateField(
        "Ngày",
        format=["%d/%m/%Y", "%Y-%m-%d"],
        widget=TextInput(),
        validators=[InputRequired("Hãy nhập ngày, ví dụ 10/01/2026.")],
    )
    kind = RadioField(
        "Là ngày gì",
        choices=options((one.value, DAY_KIND_LABELS[one]) for one in DayKind),
        validators=[InputRequired("Hãy chọn ngày làm bù hay ngày nghỉ.")],
    )
    document = StringField("Số, ngày văn bản", [needed("số, ngày văn bản"), LINE])
    issuer = StringField("Cơ quan ban hành văn bản", [needed("cơ quan ban hành"), LINE])

    def to_day(self) -> SpecialDay:
        """Return what the service takes; call it on a valid form only."""
        return SpecialDay(
            self.day.data or date.min,
            DayKind(self.kind.data),
            self.document.data or "",
            self.issuer.data or "",
        )


class EndDayForm(Form):
    """Why an entered day counts no longer."""

    reason = StringField("Lý do", [needed("lý do"), LINE])
