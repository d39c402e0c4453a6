"""Asked once: a session that sees one state of the data has one answer to a question."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

ANSWERS = "answers to what is asked once"
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once(
    read: Callable[Concatenate[Session, Asked], Answer],
) -> Callable[Concatenate[Session, Asked], Answer]:
    """Let a reading session keep the answer; one that writes asks the database each time."""

    def asked(session: Session, /, *args: Asked.args, **more: Asked.kwargs) -> Answer:
        kept: dict[object, Answer] | None = session.info.get(ANSWERS)
        if kept is None:
            return read(session, *args, **more)
        key = (read, args, tuple(more.items()))
        if key not in kept:
            kept[key] = read(session, *args, **more)
        return kept[key]

    update_wrapper(asked, read)
    return asked
