"""A small soak: real processes, killed; `make soak` is the long one."""

from tests.soak.running import run
from tests.soak.wish import Wish


def test_nothing_is_lost_where_processes_are_killed():
    result = run(Wish(people=2, browsers=1, numbers=12, kills=3, calm=1.0, registering=0.5))

    assert result.faults == ()
    assert result.numbers >= 12
    assert sum(result.kills.values()) >= 3
