"""As much of a browser as an office needs: it signs in, reads forms and sends them."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

import html5lib

from tests.service.builders import PASSWORD
from tests.web.client import form_values

SEE_OTHER = 302
LOSSES = (OSError, HTTPException, LookupError)
"""What a browser meets whose server is killed under it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    where: str
    """The address that the answer leads to."""
    body: bytes


class Browser:
    """One person's window; it keeps its connection and its cookie, and follows nothing."""

    def __init__(self, port: int, **headers: str) -> None:
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self._cookie = ""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=20)

    def go_to(self, port: int) -> None:
        """Knock at another door of the same house from now on."""
        self.close()
        self._connection = HTTPConnection("127.0.0.1", port, timeout=20)

    def close(self) -> None:
        """Hang up; the next question would open the connection again."""
        self._connection.close()

    def sign_in(self, username: str) -> None:
        """LookupError where the person is not let in."""
        values = {**self.form("/dang-nhap"), "username": username, "password": PASSWORD}
        if self.post("/dang-nhap", values).status != SEE_OTHER:
            raise LookupError("not signed in")

    def form(self, path: str) -> dict[str, str]:
        """Return the values of the page's form to its path; LookupError where there is none."""
        return dict(_values(self.get(path).body, path.partition("?")[0]))

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, values: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(values))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            self._connection.request(
                method, path, body, {**self._headers, **kind, "Cookie": self._cookie}
            )
            answer = self._connection.getresponse()
            read = answer.read()
        except (OSError, HTTPException):
            self.close()
            raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self._cookie = value.partition(";")[0]
        return Answer(answer.status, answer.getheader("Location") or "", read)


def _values(page: bytes, path: str) -> Iterator[tuple[str, str]]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        if (form.get("action") or path).startswith(path):
            return form_values(form)
    raise LookupError(path)
