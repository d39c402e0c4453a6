"""E-mail by SMTP: one connection for a batch of letters."""

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from urllib.parse import unquote, urlsplit

from webapp.domain.errors import InvalidInputError

_SECONDS = 20
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_SENDER_NAME = "Ban Hành"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter."""

    file_name: str
    """ASCII."""
    media_type: str
    """`application/pdf` and the like."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person, in plain text."""

    id: str
    """Stands in the Message-ID: a letter that is sent twice is known as the same."""
    name: str
    address: str
    subject: str
    text: str
    written_at: datetime
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter."""

    letter: Letter
    fault: str = ""
    """Why the server did not take it, for the log; empty when it did."""


@dataclass(frozen=True, slots=True)
class Post:
    """A mail server, and the address that letters come from."""

    host: str
    port: int
    sender: str
    starttls: bool = False
    tls: bool = False
    user: str = ""
    password: str = ""

    @classmethod
    def from_url(cls, url: str, sender: str) -> "Post":
        """Read `smtp://`, `smtp+starttls://` or `smtps://user:password@host:port`."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname or "@" not in sender:
            raise InvalidInputError(
                "SMTP_URL phải như smtp+starttls://user:matkhau@may-chu:587, MAIL_FROM là một địa "
                "chỉ thư điện tử; sửa hai biến môi trường này."
            )
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            sender=sender,
            starttls=parts.scheme == "smtp+starttls",
            tls=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def send(self, letters: Iterable[Letter]) -> Iterator[Posted]:
        """Send the letters one after the other; a fault of one leaves the others alone.

        When the server cannot be reached, or hangs up, every letter left comes back with the fault.
        """
        waiting = list(letters)
        try:
            with self._connected() as server:
                while waiting:
                    fault = self._hand_over(server, waiting[0])
                    yield Posted(waiting.pop(0), fault)
        except (OSError, smtplib.SMTPException) as error:
            for letter in waiting:
                yield Posted(letter, f"{type(error).__name__}: {error}")

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=_SECONDS)
        try:
            if self.starttls:
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, letter: Letter) -> str:
        """Return why this letter could not go; a broken connection is raised."""
        try:
            server.send_message(self._message(letter), to_addrs=[letter.address])
        except smtplib.SMTPServerDisconnected:
            raise
        except (smtplib.SMTPException, ValueError) as error:  # ValueError: no address at all
            server.rset()
            return f"{type(error).__name__}: {error}"
        return ""

    def _message(self, letter: Letter) -> MIMEText | MIMEMultipart:
        if not (letter.name + letter.address).isprintable():
            raise ValueError("unprintable name or address")
        # EmailMessage loses the space between two encoded words of a long Vietnamese subject.
        message = _body(letter)
        subject = Header(letter.subject, "utf-8")
        message["Subject"] = subject  # type: ignore[assignment]  # the stubs know text alone
        message["From"] = formataddr((_SENDER_NAME, self.sender))
        message["To"] = formataddr((letter.name, letter.address))
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = f"<{letter.id}@{self.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        return message


def _body(letter: Letter) -> MIMEText | MIMEMultipart:
    """Return the text, with the files after it where there are some."""
    text = MIMEText(letter.text, "plain", "utf-8")
    if not letter.enclosures:
        return text
    whole = MIMEMultipart()
    whole.attach(text)
    for one in letter.enclosures:
        part = MIMEApplication(one.data, one.media_type.partition("/")[2])
        part.add_header("Content-Disposition", "attachment", filename=one.file_name)
        whole.attach(part)
    return whole
