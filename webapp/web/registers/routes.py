"""The room's routes, by subject: importing this module hangs them all on the blueprint."""

from webapp.web.registers import (
    book,
    closing,
    confirming,
    importing,
    lines,
    others,
    paper,
    printing,
    recipients,
    reserving,
    sending,
)
from webapp.web.registers.blueprint import bp

__all__ = [
    "book",
    "bp",
    "closing",
    "confirming",
    "importing",
    "lines",
    "others",
    "paper",
    "printing",
    "recipients",
    "reserving",
    "sending",
]
