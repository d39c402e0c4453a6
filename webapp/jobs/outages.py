"""What the log says while the queue is away: one line an outage, not every look of every thread."""

import logging
import time
from collections.abc import Callable

import redis

_OVER = 60.0
"""Seconds without an error after which the next one belongs to another outage."""
_LOGGERS = ("huey", "huey.consumer.Worker", "huey.consumer.Scheduler")


class OnceAnOutage(logging.Filter):
    """Lets the first error of an outage through, on one line; other errors stay as they are."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._last: float | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the log says it."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, redis.RedisError):
            return True
        before, self._last = self._last, self._clock()
        record.msg, record.args = "%s: %s", (record.getMessage(), error)
        record.exc_info = None
        return before is None or self._last - before >= _OVER


def quiet_outages() -> None:
    """Say an outage once, whichever thread meets it."""
    once = OnceAnOutage()
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(once)
