"""What the tracer sees when a function in the middle is called without it."""

from collections import Counter

from tests.tracing import call_by, untraced


def loud():
    return 1


@untraced
def quiet():
    return loud()


def with_a_quiet_middle():
    return loud() + quiet() + loud()


def calls_and_returns():
    """Return how often the tracer saw each function begin and end."""
    begun, ended = Counter[str](), Counter[str]()

    def tracer(frame, event, _):
        count = {"call": begun, "return": ended}.get(event)
        if count is not None:
            count[frame.f_code.co_name] += 1
        frame.f_trace = tracer
        return tracer

    assert call_by(tracer, with_a_quiet_middle) == 3
    return begun, ended


def test_what_stands_around_the_quiet_call_is_seen_and_the_call_is_not():
    begun, _ = calls_and_returns()

    assert begun["with_a_quiet_middle"] == 1
    assert begun["loud"] == 2


def test_each_call_that_was_seen_to_begin_is_seen_to_end():
    begun, ended = calls_and_returns()

    assert begun == ended
