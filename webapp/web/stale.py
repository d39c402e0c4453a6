"""A page that somebody else overtook: what was typed beside what is saved, field by field."""

from typing import Any

from wtforms import BooleanField, Field, HiddenField, PasswordField, SelectMultipleField
from wtforms.widgets import HiddenInput

from webapp.web.forms import Form

Row = tuple[str, str, str]


def both_texts(typed: Form, saved: Form) -> tuple[Row, ...]:
    """Return label, typed and saved text of each visible field where the two differ.

    The form takes over the new version: sending it again is done in knowledge of both texts.
    """
    take_version(typed, saved)
    rows = (
        (field.label.text, shown(field), shown(saved[field.name]))
        for field in typed
        if not is_hidden(field)
    )
    return tuple(row for row in rows if row[1] != row[2])


def take_version(typed: Form, saved: Form) -> None:
    """Let the next save be measured against what is saved now."""
    typed["version"].raw_data = None
    typed["version"].data = saved["version"].data


def is_hidden(field: Field) -> bool:
    """Tell whether people neither see the field nor may see its text."""
    return isinstance(field, HiddenField | PasswordField) or isinstance(field.widget, HiddenInput)


def shown(field: Field) -> str:
    """Return what a field says, as a person reads it."""
    if isinstance(field, BooleanField):
        return "Có" if field.data else "Không"
    options = getattr(field, "choices", None)
    if not options:
        return str(field.data if field.data is not None else "")
    held = set(field.data or ()) if isinstance(field, SelectMultipleField) else {field.data}
    return ", ".join(label for value, label in options.items() if chosen(field, value) in held)


def chosen(field: Any, value: object) -> object:  # noqa: ANN401  # WTForms gives no narrower type
    """Return a choice's value as the field holds it."""
    return field.coerce(value)
