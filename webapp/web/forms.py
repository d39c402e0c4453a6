"""The base of every form: text composed and cleaned, messages in Vietnamese, refusals inline."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from flask import flash
from flask_wtf import FlaskForm
from wtforms import IntegerField, PasswordField, StringField

from webapp.domain import text as domain_text
from webapp.domain.errors import (
    DomainError,
    ForbiddenError,
    NotFoundError,
    PasswordNeededError,
    StalePageError,
)
from webapp.web.addresses import LARGEST

NOT_OFFERED = "Lựa chọn này không có trong danh sách, hãy chọn lại."
MESSAGES = {
    "This field is required.": "Mục này bắt buộc, hãy điền.",
    "Not a valid integer value.": "Hãy ghi một số nguyên, ví dụ 114.",
    "Not a valid date value.": "Ngày này không có. Hãy ghi ngày có thật theo mẫu 26/04/2022.",
    "Not a valid choice.": NOT_OFFERED,
    "Invalid Choice: could not coerce.": NOT_OFFERED,
    "Invalid choice(s): one or more data inputs could not be coerced.": NOT_OFFERED,
    "Invalid input.": "Mục này chưa đúng, hãy xem lại.",
}
"""Those of WTForms that a form here can show; the rest are given where the field is made."""


def clean(text: str | None) -> str:
    """Return the text as every service gets it: regular Unicode, no control characters, trimmed."""
    return domain_text.clean(text or "").text.strip()


def options(pairs: Iterable[tuple[object, str]]) -> Any:  # noqa: ANN401  # the stubs know no dict
    """Return value and label of each choice in the shape that WTForms takes without a warning."""
    return dict(pairs)


class Vietnamese:
    """The messages of WTForms in Vietnamese."""

    def gettext(self, text: str) -> str:
        """Return the Vietnamese of a message of WTForms."""
        return MESSAGES.get(text, text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the Vietnamese of a message about a count."""
        return MESSAGES.get(singular if count == 1 else plural, singular)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form of this house; routes validate it, then turn it into plain values."""

    stale = ""
    """The sentence of a refusal because somebody else saved first."""
    renamed: ClassVar[dict[str, str]] = {}
    """The field of this form for a field that a service names otherwise."""

    removed = 0
    """How many control characters the typed text held."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF ships no types
        """How fields are bound: every text field is cleaned before anything looks at it."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:  # noqa: ANN401  # WTForms gives no narrower type
            """Bind a field; put the cleaning first among the filters of a text field."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = (form.take, *unbound_field.kwargs.get("filters", ()))
            return super().bind_field(form, unbound_field, options)

        def get_translations(self, form: object) -> Vietnamese:
            """Speak Vietnamese."""
            del form
            return Vietnamese()

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms gives no narrower type
        """Fill the fields; a number that no row can have is refused like a word."""
        super().process(*args, **kwargs)
        for field in self:
            if isinstance(field, IntegerField) and abs(field.data or 0) > LARGEST:
                field.data = None
                field.process_errors = [*field.process_errors, "Số này lớn quá, hãy xem lại."]

    def take(self, text: str | None) -> str | None:
        """Clean what was typed into one field, and count what had to go."""
        if text is None:
            return None
        self.removed += domain_text.clean(text).removed
        return clean(text)

    def validate_on_submit(self, extra_validators: object = None) -> bool:
        """Validate a form that was sent; tell of characters that were taken out."""
        if self.removed:
            flash(
                f"Đã bỏ {self.removed} ký tự điều khiển không đọc được khỏi phần chữ vừa gửi.",
                "info",
            )
        return bool(super().validate_on_submit(extra_validators))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn what a service refuses about the input into messages of this form."""
        try:
            yield
        except (NotFoundError, ForbiddenError):
            raise
        except StalePageError as error:
            self.stale = str(error)
        except DomainError as error:
            self.refuse(error)

    def refuse(self, error: DomainError) -> None:
        """Put each sentence of a refusal beside its field, or above the form."""
        for one in (error, *getattr(error, "others", ())):
            self._refuse_one(one)

    def _refuse_one(self, error: DomainError) -> None:
        named = getattr(error, "field", "")
        if isinstance(error, PasswordNeededError):
            named = "password"
        name = self.renamed.get(named, named)
        if name in self._fields:
            field = self._fields[name]
            field.errors = [*field.errors, str(error)]
        else:
            self.form_errors.append(str(error))

    @property
    def status(self) -> int:
        """Return the HTTP status of the page that shows the form again."""
        if self.stale:
            return 409
        return 422 if self.errors else 200


def number_or_none(value: object) -> int | None:
    """Read the value of a select box; the empty choice is None."""
    return int(str(value)) if value not in {None, "", "None"} else None
