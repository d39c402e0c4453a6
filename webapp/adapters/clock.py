"""What time it is: UTC for events, the date in Vietnam for papers and registers."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that asks the machine's clock


def vietnam_today(now: datetime) -> date:
    """Return the date on the wall in Vietnam at the moment."""
    return now.astimezone(VIETNAM).date()


def vietnam_midnight(day: date) -> datetime:
    """Return the moment at which the day begins in Vietnam."""
    return datetime.combine(day, time.min, VIETNAM)
