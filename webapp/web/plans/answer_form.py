"""The form of the answers: a kind and a text for each remark, by its id."""

import re
from typing import Any

from flask import request
from wtforms import HiddenField

from webapp.services.answering import Answering
from webapp.web.addresses import LARGEST
from webapp.web.forms import Form

_NAME = re.compile(r"(kind|text)-(\d{1,18})")


class AnswerForm(Form):
    """What the drafter says to the remarks of a return."""

    stamp = HiddenField()
    """Of the answers as the page showed them."""

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # WTForms gives no narrower type
        """Fill the fields, and read the answers, whose names no class can know."""
        super().process(*args, **kwargs)
        self.typed: dict[int, tuple[str, str]] = {}
        sent = request.form if args and args[0] is not None else {}
        for name in sent:
            named = _NAME.fullmatch(name)
            if named and int(named.group(2)) <= LARGEST:
                remark_id = int(named.group(2))
                self.typed[remark_id] = (
                    self.take(sent.get(f"kind-{remark_id}")) or "",
                    self.take(sent.get(f"text-{remark_id}")) or "",
                )

    def to_wish(self, plan_id: int) -> Answering:
        """Return what the service takes; call it on a valid form only."""
        return Answering(plan_id, self.stamp.data or "", self.typed)
