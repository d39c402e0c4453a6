"""Uploads and the virus scanner: what is taken, what is refused, and what the log tells of it."""

import json

import pytest
from sqlalchemy import select

from tests.service.builders import NOON, a_person, an_agency
from tests.service.scanning import HUGE, VIRUS, a_scanner, nobody
from webapp.adapters.clamd import Clamd
from webapp.db.models.audit import AuditRow
from webapp.domain.errors import InvalidInputError
from webapp.domain.people import Role
from webapp.services.uploads import Upload
from webapp.services.virus_scan import FOUND, demand_clean


@pytest.fixture
def hanh(database):
    return a_person(database, an_agency(database), Role.DRAFTER)


@pytest.fixture
def scanner():
    with a_scanner() as clamd:
        yield clamd


def show(database, hanh, scanner, data):
    demand_clean(database, scanner, hanh, Upload("kế hoạch.docx", data), "file", now=NOON)


def told(database):
    with database.reading() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.action == FOUND))
        return [json.loads(row.details) for row in rows]


@pytest.mark.parametrize("data", [b"", b"a plan", b"a" * 200_000])
def test_a_clean_file_is_taken(database, hanh, scanner, data):
    show(database, hanh, scanner, data)

    assert told(database) == []


def test_a_virus_is_refused_by_its_name_and_told_in_the_log(database, hanh, scanner):
    with pytest.raises(InvalidInputError, match=r"mã độc \(Win\.Test\.Plan-1\)") as refused:
        show(database, hanh, scanner, b"a" * 100_000 + VIRUS)

    assert refused.value.field == "file"
    assert told(database) == [{"virus": "Win.Test.Plan-1", "file_name": "kế hoạch.docx"}]


def test_a_scanner_at_the_path_of_a_socket_is_asked_too(database, hanh, tmp_path):
    path = str(tmp_path / "clamd.ctl")
    with a_scanner(path) as scanner, pytest.raises(InvalidInputError, match="mã độc"):
        assert scanner == Clamd.at(path)
        show(database, hanh, scanner, VIRUS)


def test_without_a_verdict_nothing_is_taken(database, hanh, scanner, tmp_path):
    for silent in (nobody(), Clamd.at(str(tmp_path / "none.ctl"))):
        with pytest.raises(InvalidInputError, match="không trả lời"):
            show(database, hanh, silent, b"a plan")
    with pytest.raises(InvalidInputError, match="không trả lời"):
        show(database, hanh, scanner, HUGE)

    assert told(database) == []
