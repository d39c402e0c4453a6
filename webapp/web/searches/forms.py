"""Forms of the room."""

from wtforms import StringField

from webapp.web.forms import Form


class NameForm(Form):
    """What a filter is called."""

    name = StringField("Tên bộ lọc")
