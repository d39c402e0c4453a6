import pytest

from tests.service.builders import a_plan, an_office


@pytest.fixture
def office(database):
    """An agency with a person for every role; its series stands at 114."""
    return an_office(database, last_number=114)


@pytest.fixture
def plan_id(database, office):
    """A draft of the office's drafter, ready to be submitted."""
    return a_plan(database, office)
