"""One client for every web test: it checks each page it fetches, so that no test has to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.tracing import untraced

FORM_CONTROLS = ("input", "select", "textarea")
UNLABELLED = {"hidden", "submit", "button"}
STRAIGHT_QUOTES = re.compile(r"\w\"|\"\w")


@dataclass
class Page:
    """A page that passed the checks, and the questions tests ask about it."""

    response: TestResponse
    tree: Element

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """All visible words, spaces made single."""
        return words(self.one("body"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            found
            for found in self.tree.iter(tag)
            if all(found.get(dashed(name)) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × <{tag} {attributes}>"
        return found[0]

    @property
    def heading(self) -> str:
        return words(self.one("h1"))

    def form(self, action: str) -> Element:
        """The form whose action begins so."""
        found = [
            one for one in self.tree.iter("form") if (one.get("action") or "").startswith(action)
        ]
        assert found, (
            f"no form to {action}; there are {[f.get('action') for f in self.tree.iter('form')]}"
        )
        return found[0]

    def values(self, action: str) -> dict[str, Any]:
        """What a browser would send of the form as it stands."""
        return dict(form_values(self.form(action)))

    def links(self) -> dict[str, str]:
        return {words(one): one.get("href") or "" for one in self.tree.iter("a")}


@dataclass
class Client:
    """A browser without eyes: signs in, follows, fills forms, and checks every page."""

    app: Flask
    _client: Any = field(init=False)

    def __post_init__(self) -> None:
        self._client = self.app.test_client()

    def get(self, path: str, status: int = 200, **options: Any) -> Page:
        return self._checked(self._client.get(path, follow_redirects=True, **options), status)

    def post(
        self, path: str, data: dict[str, Any] | None = None, status: int = 200, **options: Any
    ) -> Page:
        """Send a form with a valid token unless the data brings one."""
        sent = {"csrf_token": self.token(), **(data or {})}
        response = self._client.post(path, data=sent, follow_redirects=True, **options)
        return self._checked(response, status)

    def fill(self, page: Page, action: str, status: int = 200, **changes: Any) -> Page:
        """Send a form of the page as a person would: its own values, some changed."""
        sent = {**page.values(action), **changes}
        sent = {name: value for name, value in sent.items() if value is not None}
        where = page.form(action).get("action") or ""
        response = self._client.post(where, data=sent, follow_redirects=True)
        return self._checked(response, status)

    def post_body(self, path: str, body: bytes, kind: str, status: int = 200) -> Page:
        """Send a body made by hand, and check the page that comes back."""
        response = self._client.post(path, data=body, content_type=kind, follow_redirects=True)
        return self._checked(response, status)

    def upload(self, path: str, name: str, data: bytes, status: int = 200, **values: str) -> Page:
        """Send a file as a browser does; a body made by hand leaves no temporary file behind."""
        fields = {"csrf_token": self.token(), **values}
        parts = [
            f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'.encode()
            for field, value in fields.items()
        ]
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + data)
        body = b"".join(b"--limit\r\n" + part + b"\r\n" for part in parts) + b"--limit--\r\n"
        return self.post_body(path, body, "multipart/form-data; boundary=limit", status)

    def raw(self, method: str, path: str, **options: Any) -> TestResponse:
        """Fetch without checks and without following: for files, headers and fragments."""
        response: TestResponse = self._client.open(path, method=method, **options)
        response.get_data()  # the body outlives the file it is read from
        response.close()
        return response

    def token(self) -> str:
        """A form token of this session, as any page would carry it."""
        with self._client.session_transaction() as session:
            secret = session.get("csrf_token")
            if secret is None:
                secret = session["csrf_token"] = "0" * 40
        signed = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token")
        return str(signed.dumps(secret))

    def sign_in(self, username: str, password: str) -> Self:
        page = self.get("/dang-nhap")
        self.fill(page, "/dang-nhap", username=username, password=password)
        return self

    def come_in(self, username: str, password: str) -> Self:
        """Sign in without a look at the pages before and after, which other tests look at."""
        sent = {"csrf_token": self.token(), "username": username, "password": password}
        assert self.raw("POST", "/dang-nhap", data=sent).status_code == 302
        return self

    def forget_session(self) -> None:
        """Lose the cookie, as a closed browser does."""
        self._client.delete_cookie("banhanh")

    def cookie(self) -> str:
        """The value of the session cookie."""
        found = self._client.get_cookie("banhanh")
        assert found is not None, "no session"
        return str(found.value)

    def set_cookie(self, value: str) -> None:
        self._client.set_cookie("banhanh", value)

    def _checked(self, response: TestResponse, status: int) -> Page:
        body = response.get_data(as_text=True)
        assert response.status_code == status, (
            f"{response.status_code}: {re.sub('<[^>]+>', ' ', body)[-1500:]}"
        )
        assert response.mimetype == "text/html"
        page = Page(response, parse(body))
        check(page)
        return page


@untraced
def parse(body: str) -> Element:
    """Parse strictly: a stray end tag or a wrong nesting is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(body)
    return tree


@untraced
def check(page: Page) -> None:
    """Hold a page to the rules that every page must keep."""
    check_frame(page)
    check_ids(page.tree)
    check_labels(page.tree)
    check_forms(page.tree)
    check_policy(page)
    check_words(page)


def check_frame(page: Page) -> None:
    assert page.one("html").get("lang") == "vi"
    title = words(page.one("title"))
    assert title.startswith(page.heading), f"title «{title}», heading «{page.heading}»"
    assert page.all("meta", name="viewport")
    assert len(page.all("main")) == 1


def check_ids(tree: Element) -> None:
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    doubled = {one for one in ids if ids.count(one) > 1}
    assert not doubled, f"ids twice: {doubled}"
    for one in tree.iter():
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for target in (one.get(name) or "").split():
                assert target in ids, f"{name} points to a missing #{target}"


def check_labels(tree: Element) -> None:
    labelled = {one.get("for") for one in tree.iter("label")}
    inside = {control for one in tree.iter("label") for control in one.iter()}
    for tag in FORM_CONTROLS:
        for control in tree.iter(tag):
            if tag == "input" and control.get("type") in UNLABELLED:
                continue
            named = (
                control.get("id") in labelled
                or control in inside
                or bool(control.get("aria-label"))
            )
            assert named, f"no label for {control.attrib}"
    for tag in ("button", "a"):
        for control in tree.iter(tag):
            name = words(control) or control.get("aria-label") or control.get("title")
            assert name, f"<{tag}> without a name: {control.attrib}"


def check_forms(tree: Element) -> None:
    for form in tree.iter("form"):
        assert form.get("action"), "form without action"
        names = {one.get("name") for one in form.iter("input")}
        if form.get("method") == "post":
            assert "csrf_token" in names, f"form to {form.get('action')} without token"
        else:
            assert "csrf_token" not in names, "a token in an address is a token told"


def check_policy(page: Page) -> None:
    policy = page.response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert page.response.headers["X-Content-Type-Options"] == "nosniff"
    assert page.response.headers["Cache-Control"] == "no-store"
    for one in page.tree.iter():
        assert one.get("style") is None, f"inline style on <{one.tag}>"
        inline = [name for name in one.attrib if name.startswith("on")]
        assert not inline, f"inline script on <{one.tag}>"
    for script in page.tree.iter("script"):
        assert script.get("src"), "inline script"
    assert not list(page.tree.iter("style")), "inline style sheet"


def check_words(page: Page) -> None:
    """Quotation marks are « » or “ ”; a straight one is a slip of a template."""
    skipped = {
        inner for tag in ("pre", "code", "textarea") for one in page.all(tag) for inner in [one]
    }
    for one in page.tree.iter():
        if one not in skipped and one.tag not in {"script", "style"} and one.text:
            assert "{{" not in one.text, one.text
            assert not STRAIGHT_QUOTES.search(one.text), f"straight quotes: {one.text.strip()}"


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def dashed(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def form_values(form: Element) -> Iterator[tuple[str, Any]]:
    """Name and value of each control that a browser would send."""
    ticked: dict[str, list[str]] = {}
    for control in form.iter():
        name = control.get("name")
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "textarea":
            yield name, (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = [one for one in options if one.get("selected") is not None] or options[:1]
            yield name, chosen[0].get("value", "") if chosen else ""
        elif control.tag == "input" and control.get("type") in {"checkbox", "radio"}:
            if control.get("checked") is not None:
                ticked.setdefault(name, []).append(control.get("value", "on"))
        elif control.tag == "input" and control.get("type") != "file":
            yield name, control.get("value", "")
    yield from ticked.items()
