"""When a person gets his e-mails: at once, once a day, or never, and not in his quiet hours."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class MailMode(StrEnum):
    """How often the person wants e-mail."""

    EACH = "each"
    DIGEST = "digest"
    """All of a day in one letter."""
    NONE = "none"


MAIL_MODE_LABELS = {
    MailMode.EACH: "Gửi ngay từng việc",
    MailMode.DIGEST: "Gộp mỗi ngày một thư",
    MailMode.NONE: "Không gửi thư",
}


@dataclass(frozen=True, slots=True)
class MailChoice:
    """A person's choice; hours are those of Vietnam, whole ones."""

    mode: MailMode = MailMode.EACH
    digest_hour: int = 8
    quiet_from: int | None = None
    quiet_until: int | None = None
    """Quiet hours may run over midnight, 22 to 6; both or neither are given."""

    def is_quiet(self, hour: int) -> bool:
        """Tell whether no letter goes out in the hour."""
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None or start == end:
            return False
        return start <= hour < end if start < end else hour >= start or hour < end


def due_at(choice: MailChoice, told_at: datetime) -> datetime | None:
    """Return when the letter about a notice goes out; None for never.

    `told_at` and the answer are on Vietnam's clock.
    """
    match choice.mode:
        case MailMode.NONE:
            return None
        case MailMode.DIGEST:
            return _next(told_at, choice.digest_hour)
    if choice.is_quiet(told_at.hour) and choice.quiet_until is not None:
        return _next(told_at, choice.quiet_until)
    return told_at


def retry_at(tries: int, now: datetime) -> datetime | None:
    """Return when a letter that failed so many times is tried again; None to give up.

    The pauses double from two minutes on; the last try is more than a day after the first.
    """
    if tries >= _MOST_TRIES:
        return None
    return now + timedelta(minutes=2**tries)


_MOST_TRIES = 11


def _next(moment: datetime, hour: int) -> datetime:
    """Return the next time, from the moment on, that the clock shows the full hour."""
    day = moment.date() if moment.time() <= time(hour) else moment.date() + timedelta(days=1)
    return datetime.combine(day, time(hour), moment.tzinfo)
