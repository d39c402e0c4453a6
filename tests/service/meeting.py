"""Two processes that stand ready, and do what a test asks of them at the same moment."""

import inspect
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Barrier
from typing import Any

from webapp.adapters.folders import templates_folder, workflows_folder
from webapp.db.database import Database
from webapp.domain.errors import DomainError
from webapp.services.rules import Rules

PATIENCE = 600
"""Seconds: a busy machine starts processes slowly."""
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Wish:
    """A service to call; the database comes first, and the rules second where it takes any."""

    service: Callable[..., Any]
    positional: tuple[Any, ...]
    named: dict[str, Any]


def wish(service: Callable[..., Any], *positional: Any, **named: Any) -> Wish:
    return Wish(service, positional, named)


def one_refused(told: list[str]) -> bool:
    """Tell whether one of the two was refused, and the other was not."""
    return [one.startswith("refused: ") for one in told].count(True) == 1


class Meeting:
    """Two processes, and the way to speak to each."""

    def __init__(self, ends: list[Connection]) -> None:
        self._ends = ends

    def at_once(self, url: str, *wishes: Wish) -> list[Any]:
        """Let each process do one of two wishes; return what each answered, in this order."""
        for end, one in zip(self._ends, wishes, strict=True):
            end.send((url, one))
        answers = [end.recv() for end in self._ends]
        for answer in answers:
            if isinstance(answer, Exception):
                raise answer
        return answers


@contextmanager
def meeting() -> Iterator[Meeting]:
    """Start the two processes; end them afterwards."""
    barrier = SPAWN.Barrier(2)
    pairs = [SPAWN.Pipe() for _ in range(2)]
    processes = [SPAWN.Process(target=_serve, args=(theirs, barrier)) for _, theirs in pairs]
    for process in processes:
        process.start()
    try:
        yield Meeting([ours for ours, _ in pairs])
    finally:
        for ours, theirs in pairs:
            ours.close()
            theirs.close()
        for process in processes:
            process.join(PATIENCE)


def _serve(end: Connection, barrier: Barrier) -> None:
    rules = Rules.load(workflows_folder(), templates_folder())
    while True:
        try:
            url, asked = end.recv()
        except EOFError:
            return
        end.send(_do(url, asked, rules, barrier))


def _do(url: str, asked: Wish, rules: Rules, barrier: Barrier) -> object:
    database = Database(url)
    with database.reading() as session:
        session.connection()  # whoever still has to connect would come too late to meet anybody
    needed = (rules,) if "rules" in inspect.signature(asked.service).parameters else ()
    barrier.wait(PATIENCE)
    try:
        outcome = asked.service(database, *needed, *asked.positional, **asked.named)
    except DomainError as refusal:
        return f"refused: {refusal}"
    except Exception as error:  # noqa: BLE001 - the test that asked shows it
        return error
    finally:
        database.close()
    return getattr(outcome, "message", outcome)
