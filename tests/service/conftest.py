from functools import partial

import pytest

from tests.service.booking import hold, register
from tests.service.builders import a_plan, an_office
from tests.service.meeting import meeting


@pytest.fixture
def office(database):
    """An agency with a person for every role; its series stands at 114."""
    return an_office(database, last_number=114)


@pytest.fixture
def held(database, office):
    """The office after a restore: its one book knows 115, papers bear numbers behind it."""
    register(database, office)
    hold(database)
    return office


@pytest.fixture
def plan_id(database, office):
    """A draft of the office's drafter, ready to be submitted."""
    return a_plan(database, office)


@pytest.fixture(scope="session")
def two_processes():
    """Two processes that every race of the run meets in: starting them is what costs."""
    with meeting() as found:
        yield found


@pytest.fixture
def at_once(two_processes, database_url):
    """Let two wishes be done at the same moment in two processes; return what each was told."""
    return partial(two_processes.at_once, database_url)
