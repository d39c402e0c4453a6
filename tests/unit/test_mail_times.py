"""When letters go out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from webapp.domain.mail_times import MailChoice, MailMode, due_at, retry_at

VIETNAM = timezone(timedelta(hours=7))


def on_monday(hour, minute=0):
    return datetime(2026, 3, 2, hour, minute, tzinfo=VIETNAM)


def on_tuesday(hour):
    return on_monday(hour) + timedelta(days=1)


def test_a_letter_goes_out_at_once_where_nothing_was_chosen():
    assert due_at(MailChoice(), on_monday(23, 30)) == on_monday(23, 30)


def test_who_wants_no_letters_gets_none():
    assert due_at(MailChoice(MailMode.NONE), on_monday(9)) is None


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (on_monday(7, 59), on_monday(8)),
        (on_monday(8), on_monday(8)),
        (on_monday(8, 1), on_tuesday(8)),
        (on_monday(23, 59), on_tuesday(8)),
    ],
)
def test_a_digest_waits_for_its_hour(told, due):
    assert due_at(MailChoice(MailMode.DIGEST, digest_hour=8), told) == due


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (on_monday(21, 59), on_monday(21, 59)),
        (on_monday(22), on_tuesday(6)),
        (on_monday(23, 59), on_tuesday(6)),
        (on_monday(0, 10), on_monday(6)),
        (on_monday(5, 59), on_monday(6)),
        (on_monday(6), on_monday(6)),
    ],
)
def test_quiet_hours_over_midnight_put_a_letter_off_to_their_end(told, due):
    assert due_at(MailChoice(quiet_from=22, quiet_until=6), told) == due


def test_quiet_hours_of_one_day_end_that_day():
    assert due_at(MailChoice(quiet_from=12, quiet_until=14), on_monday(13, 5)) == on_monday(14)


def test_quiet_hours_that_end_as_they_begin_are_none():
    assert due_at(MailChoice(quiet_from=9, quiet_until=9), on_monday(9, 5)) == on_monday(9, 5)


def test_a_letter_is_tried_again_with_growing_pauses_for_more_than_a_day():
    now = datetime(2026, 3, 2, tzinfo=UTC)
    pauses = []
    tries = 1
    while (again := retry_at(tries, now)) is not None:
        pauses.append(again - now)
        tries += 1

    assert pauses[0] == timedelta(minutes=2)
    assert pauses == sorted(pauses)
    assert sum(pauses, timedelta()) > timedelta(days=1)
