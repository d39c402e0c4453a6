"""How values read on a page."""

from datetime import UTC, date, datetime

import pytest

from webapp.web import filters
from webapp.web.accounts.routes import safe_path

LATE = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
"""Half past one on New Year's Day in Vietnam."""


def test_a_day_is_told_as_in_vietnam():
    assert filters.day(LATE) == "01/01/2027"
    assert filters.day(date(2026, 3, 2)) == "02/03/2026"
    assert filters.day(None) == ""


def test_a_moment_is_told_as_in_vietnam():
    assert filters.moment(LATE) == "01:30 01/01/2027"
    assert filters.moment(None) == filters.iso(None) == ""


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge trên Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537", "Chrome trên Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Safari/604", "Safari trên iPhone"),
        ("curl/8", "Trình duyệt khác"),
    ],
)
def test_a_browser_is_called_by_its_name(agent, said):
    assert filters.browser(agent) == said


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("/ke-hoach/7?a=b", "/ke-hoach/7?a=b"),
        ("//xau.example", ""),
        ("/\\xau.example", ""),
        ("https://xau.example", ""),
        ("/a\r\nSet-Cookie: x", ""),
        ("", ""),
    ],
)
def test_only_a_path_of_ours_is_followed(path, safe):
    assert safe_path(path) == safe
