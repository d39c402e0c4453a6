"""The form of a file to check."""

from wtforms import FileField, SelectField

from webapp.domain.plan import Medium
from webapp.domain.stages import Stage
from webapp.services.checking_files import Wanted
from webapp.web.checking.words import MEDIA, STAGES
from webapp.web.forms import Form, options

STAGE_CHOICES = [("", "Tự nhận biết"), *STAGES.items()]
"""The first one: as the file itself tells."""


class CheckForm(Form):
    """A Word file, and as what it is to be checked."""

    file = FileField("Tệp Word")
    stage = SelectField("Kiểm tra như", choices=options(STAGE_CHOICES))
    medium = SelectField("Hình thức văn bản", choices=options(MEDIA.items()))

    def to_wanted(self) -> Wanted:
        """Return what the service takes; call it on a valid form only."""
        stage = Stage(self.stage.data) if self.stage.data else None
        return Wanted(stage, Medium(self.medium.data))


class MendForm(Form):
    """The button «Sửa tự động»."""
