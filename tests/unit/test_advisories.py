"""What `make check` makes of the advisory services' answers."""

import json
import sys

import pytest

from tests.advisories import Verdict, ask, npm_verdict, pip_verdict, report

SOUND = {"name": "flask", "version": "3.1.2", "vulns": []}
FLAWED = {"name": "lxml", "version": "4.6.2", "vulns": [{"id": "PYSEC-2021-19"}]}
UNKNOWN = {"name": "jinja2", "skip_reason": "Dependency not found"}


def pip_said(*packages):
    return pip_verdict(json.dumps({"dependencies": packages}))


def test_a_flawed_python_package_is_named_with_its_advisory():
    assert pip_said(SOUND, FLAWED) == Verdict(("lxml 4.6.2: PYSEC-2021-19",))


def test_python_packages_the_service_does_not_know_are_counted():
    assert pip_said(SOUND, UNKNOWN) == Verdict(unchecked="1 of 2 packages")


def test_a_flawed_npm_package_is_named():
    said = json.dumps({"vulnerabilities": {"tabler": {"severity": "high"}}})

    assert npm_verdict(said) == Verdict(("tabler: high",))


def test_a_registry_without_the_service_has_checked_nothing():
    assert npm_verdict('{"message": "405 Method Not Allowed"}').unchecked.startswith("405")


@pytest.mark.parametrize(
    "program", ["", "print('no json')", "print('{}')", "import time; time.sleep(9)"]
)
def test_an_audit_that_gives_no_answer_has_checked_nothing(program):
    verdict = ask((sys.executable, "-c", program), pip_verdict, patience=3)

    assert verdict.unchecked.startswith("everything")
    assert not verdict.found


def test_a_missing_audit_has_checked_nothing():
    assert ask(("no-such-audit",), pip_verdict).unchecked == "everything (FileNotFoundError)"


def test_a_vulnerability_fails():
    assert report({"pip-audit": Verdict(("lxml 4.6.2: X",))}) == (
        ["pip-audit: VULNERABLE lxml 4.6.2: X"],
        1,
    )


def test_a_service_out_of_reach_is_told_and_fails_nothing():
    lines, status = report({"npm audit": Verdict(unchecked="everything"), "pip-audit": Verdict()})

    assert status == 0
    assert "NOT CHECKED" in lines[0]
    assert lines[1] == "pip-audit: no known vulnerability"
