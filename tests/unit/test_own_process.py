"""A file that may be hostile is worked on in a process of its own."""

from webapp.adapters.own_process import run_module

ECHO = "tests.unit.prints_environment"


def test_the_module_gets_the_data_and_none_of_our_settings(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi mat")

    written = run_module(ECHO, b"Xin ")

    assert written is not None
    assert written.startswith(b"Xin ")
    assert b"PATH" in written
    assert b"SECRET_KEY" not in written


def test_a_module_that_fails_gives_nothing():
    assert run_module("tests.unit.no_such_module", b"") is None


def test_a_module_that_does_not_end_in_time_gives_nothing():
    assert run_module(ECHO, b"", seconds=0.001) is None
