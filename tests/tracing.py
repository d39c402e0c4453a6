"""What coverage watches: the product at work in a test, and none of what stands around it.

Python 3.11 asks the tracer at every line of whatever runs. That makes pytest, its plugins and the
libraries up to three times as slow, though none of their lines counts. So the tracer is away while
tests are collected and between them, in tests whose lines others reach, and in a few functions of
libraries that take most of the time. Without coverage all of this does nothing.
"""

import sys
import threading
from collections.abc import Callable, Generator
from functools import wraps
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeAlias, TypeVar

import pytest
from jinja2 import Environment
from sqlalchemy import Connection

import webapp

DOORS = ((Connection, "execute"), (Environment, "compile"))
"""Methods of libraries that work long, and ask the product for next to nothing meanwhile."""
Given = ParamSpec("Given")
Outcome = TypeVar("Outcome")
Wrapped: TypeAlias = Generator[None, Any, Any]
PRODUCT = str(Path(webapp.__file__).parent)


def call_by(
    tracer: Any, work: Callable[Given, Outcome], *args: Given.args, **kwargs: Given.kwargs
) -> Outcome:
    """Call under the tracer, or under none, and put back the one before."""
    before = sys.gettrace()
    if before is tracer:
        return work(*args, **kwargs)
    sys.settrace(tracer)
    try:
        return work(*args, **kwargs)
    finally:
        sys.settrace(before)


def untraced(work: Callable[Given, Outcome]) -> Callable[Given, Outcome]:
    """Let no tracer watch a function that reaches no line of the product."""

    @wraps(work)
    def quick(*args: Given.args, **kwargs: Given.kwargs) -> Outcome:
        return call_by(None, work, *args, **kwargs)

    return quick


class Watch:
    """A plugin that lets the tracer of the run see what counts, and nothing else."""

    def __init__(self, counts: Callable[[pytest.Item], bool]) -> None:
        self._counts = counts
        self._tracer: Any = None
        self._threads: Any = None

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Wrapped:
        """Take the tracer away for the rest of the run."""
        self._tracer, self._threads = sys.gettrace(), threading.gettrace()
        if self._tracer is not None:
            self._watch_imports()
            for owner, name in DOORS:
                setattr(owner, name, untraced(getattr(owner, name)))
            sys.settrace(None)
        return (yield)

    def _watch_imports(self) -> None:
        load = SourceFileLoader.exec_module

        def watched(loader: SourceFileLoader, module: ModuleType) -> None:
            ours = loader.path.startswith(PRODUCT)  # migrations have no package
            call_by(self._tracer if ours else None, load, loader, module)

        SourceFileLoader.exec_module = watched  # type: ignore[assignment, method-assign]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Wrapped:
        """Let threads of a test be watched as the test is."""
        threading.settrace(self._threads if self._counts(item) else None)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, request: pytest.FixtureRequest) -> Wrapped:
        """Watch what is made once for many tests, whichever of them comes first."""
        if request.scope != "function":
            return (yield from self._watching())
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Wrapped:
        return (yield from self._watching(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Wrapped:
        return (yield from self._watching(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Wrapped:
        return (yield from self._watching(item))

    def _watching(self, item: pytest.Item | None = None) -> Wrapped:
        before = sys.gettrace()
        if item is None or self._counts(item):
            sys.settrace(self._tracer)
        try:
            return (yield)
        finally:
            sys.settrace(before)
