"""How values read in Vietnamese on a page: dates, times, roles, sizes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask, request

from webapp.domain.people import ROLE_LABELS, Role
from webapp.services.notice_places import page_of
from webapp.services.notifications import InboxItem
from webapp.web.context import now

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def install(app: Flask) -> None:
    """Give every template these filters."""
    for function in (
        day,
        weekday,
        moment,
        since,
        iso,
        role_label,
        browser,
        notice_page,
        cell,
        span,
    ):
        app.add_template_filter(function)


def cell(value: str | int | date | None) -> str:
    """Return a cell of a table of results as people read it."""
    return day(value) if isinstance(value, date) else "" if value is None else str(value)


def day(value: date | datetime | None) -> str:
    """Return 26/04/2022; a moment is told by its day in Vietnam."""
    if value is None:
        return ""
    return f"{local_day(value):%d/%m/%Y}"


def weekday(value: date) -> str:
    """Return «thứ Bảy»."""
    return WEEKDAYS[value.weekday()]


def moment(value: datetime | None) -> str:
    """Return 14:05 26/04/2022, Vietnam time."""
    return f"{local(value):%H:%M %d/%m/%Y}" if value else ""


def since(value: datetime | None) -> str:
    """Return how a person says when it was: «14:05 hôm nay», «hôm qua», «3 ngày trước»."""
    if value is None:
        return ""
    days = (local(now()).date() - local(value).date()).days
    if days <= 0:
        return f"{local(value):%H:%M} hôm nay"
    if days == 1:
        return f"{local(value):%H:%M} hôm qua"
    return f"{days} ngày trước" if days <= 14 else day(value)  # noqa: PLR2004  # two weeks


def span(value: timedelta) -> str:
    """Return «12 giờ» or «30 phút»."""
    hours, rest = divmod(value, timedelta(hours=1))
    return f"{value // timedelta(minutes=1)} phút" if rest else f"{hours} giờ"


def iso(value: date | datetime | None) -> str:
    """Return the value as machines read it, for <time datetime>."""
    return value.isoformat() if value else ""


def role_label(value: str) -> str:
    """Return the Vietnamese name of a role."""
    return ROLE_LABELS[Role(value)]


def notice_page(item: InboxItem) -> str:
    """Return the address that a notice leads to."""
    return request.script_root + page_of(item.plan_id, item.anchor, item.about)


def browser(agent: str) -> str:
    """Return the browser and system that a User-Agent header names, as people call them."""
    name = next((label for mark, label in BROWSERS if mark in agent), "Trình duyệt khác")
    system = next((label for mark, label in SYSTEMS if mark in agent), "")
    return f"{name} trên {system}" if system else name


def local(value: datetime) -> datetime:
    """Return the moment on a clock in Vietnam."""
    return value.astimezone(VIETNAM)


def local_day(value: date | datetime) -> date:
    """Return the day in Vietnam."""
    return local(value).date() if isinstance(value, datetime) else value


def today() -> date:
    """Return today in Vietnam."""
    return local(now().astimezone(UTC)).date()
