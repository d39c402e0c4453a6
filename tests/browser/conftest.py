"""The real application on a free port, and a real Chromium that fails on its console's errors."""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.people import Visitor
from tests.service.builders import NOON, PASSWORD, an_office
from tests.web.conftest import an_app, username_of
from webapp.db.database import Database
from webapp.services import audit, evidence
from webapp.web import vendor
from webapp.web.context import Parts

Somebody = TypeVar("Somebody", bound=Visitor)
CHROMIUMS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""The first that is there: without a window of its own it takes a third less of the processor."""
FLAGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-features=PasswordManagerOnboarding,Translate",
]
OWN_LINES = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)
"""What Chromium itself writes about a refused form, or while the network is gone."""
PATIENCE = 60_000
"""Milliseconds: a busy machine is no fault of a page."""
expect.set_options(timeout=PATIENCE)
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    """Mark every test of this folder: it drives a real Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next((one for one in CHROMIUMS if Path(one).exists()), None)
    if program is None:
        reason = f"{CHROMIUMS[-1]} is missing: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Silent(WSGIRequestHandler):
    """A server that writes no line a request, and ends a connection on which nothing comes."""

    timeout = 30

    def log(self, *_):
        pass


@dataclass
class Site:
    """The served application with an agency in it."""

    address: str
    database: Database
    office: object
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """A Monday noon that goes on as the test does."""
        return NOON + timedelta(seconds=time.monotonic() - self.began)


@pytest.fixture
def site(sqlite_database, rules) -> Iterator[Site]:
    vendor.refresh()
    site = Site("", sqlite_database, an_office(sqlite_database))
    parts = Parts(database=sqlite_database, rules=rules, now=site.now, kick=lambda: None)
    app = an_app(parts)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    server.daemon_threads = False  # type: ignore[attr-defined]  # closing waits for their requests
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()
    # Whatever people did, by the application alone, the record accuses nobody.
    assert [*audit.verify(site.database), *evidence.verify(site.database)] == []


@dataclass
class Windows:
    """Opens a window a person, and remembers what went wrong in any of them."""

    chromium: Browser
    site: Site
    contexts: list[BrowserContext] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def open(self, kind: type[Somebody], actor=None, *, size=DESKTOP, **options) -> Somebody:
        """Open a window in which the person is signed in, on a machine that is asked to be calm.

        Otherwise pages glide to their anchors, and a click may meet what has just gone by.
        """
        context = self.chromium.new_context(
            viewport=size, locale="vi-VN", accept_downloads=True, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        self.watch(page)
        visitor = kind(page, self.site.address)
        if actor is not None:
            visitor.signs_in(username_of(self.site.database, actor), PASSWORD)
        return visitor

    def watch(self, page: Page) -> None:
        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.text.startswith(OWN_LINES):
                self.wrong.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))


@pytest.fixture
def windows(chromium, site) -> Iterator[Windows]:
    """Windows on the site; the test fails when a console shows an error."""
    windows = Windows(chromium, site)
    yield windows
    for context in windows.contexts:
        context.close()
    assert not windows.wrong, windows.wrong


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path
