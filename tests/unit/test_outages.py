"""What the worker's log says while the queue is away."""

import logging

import pytest
import redis

from webapp.jobs.outages import OnceAnOutage


class Clock:
    """A clock that a test turns on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def log(clock):
    """A logger that nobody else uses, quieted."""
    logger = logging.Logger("huey.consumer.Worker")  # noqa: LOG001 - not in the tree of loggers
    logger.addFilter(OnceAnOutage(clock))
    return logger


@pytest.fixture
def told(log):
    """What the logger let through, as it is written."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record) -> None:
            written.append(self.format(record))

    log.addHandler(Keep())
    return written


def fail(log, error):
    try:
        raise error
    except type(error):
        log.exception("Error reading from queue")


def test_an_outage_is_one_line(log, clock, told):
    for clock.now in (0.0, 0.1, 6.0, 65.0):
        fail(log, redis.ConnectionError("refused"))

    assert told == ["Error reading from queue: refused"]


def test_the_next_outage_is_told_again(log, clock, told):
    fail(log, redis.ConnectionError("refused"))
    clock.now = 60.0
    fail(log, redis.TimeoutError("no answer"))

    assert told == ["Error reading from queue: refused", "Error reading from queue: no answer"]


def test_every_other_error_is_told_with_its_place(log, told):
    for _ in range(2):
        fail(log, ValueError("a fault of the program"))

    assert ["Traceback" in line for line in told] == [True, True]
