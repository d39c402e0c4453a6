"""A virus scanner beside the program: clamd, asked by its command INSTREAM (`man clamd`).

The one kept client library is GPL-2.0, which would bind this whole program; the command is small.
"""

import socket
from contextlib import closing
from dataclasses import dataclass

_SECONDS = 30
_PART = 64 * 1024
_LONGEST_ANSWER = 4096
_LAST_PORT = 65_535
_OK, _FOUND = "stream: OK", " FOUND"


class ScannerSilentError(Exception):
    """The scanner gave no verdict: it is not there, too slow, or refuses the size."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """Where the scanner listens: a host and port, or the path of a socket."""

    host: str
    port: int
    path: str = ""

    @classmethod
    def at(cls, address: str) -> "Clamd | None":
        """Return the scanner at `host:port` or at an absolute path; None where it is neither."""
        if address.startswith("/"):
            return cls("", 0, address)
        host, _, port = address.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or int(port) > _LAST_PORT:
            return None
        return cls(host.strip("[]"), int(port))

    def found_in(self, data: bytes) -> str | None:
        """Return the name of what the scanner found, None where it found nothing."""
        try:
            answer = self._ask(data)
        except OSError as error:
            raise ScannerSilentError(str(error)) from error
        if answer == _OK:
            return None
        if answer.endswith(_FOUND):
            return answer.removesuffix(_FOUND).removeprefix("stream: ")
        raise ScannerSilentError(answer)

    def _ask(self, data: bytes) -> str:
        with closing(self._connect()) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), _PART):
                part = data[start : start + _PART]
                line.sendall(len(part).to_bytes(4, "big") + part)
            line.sendall(bytes(4))
            with line.makefile("rb") as answers:
                return answers.read(_LONGEST_ANSWER).decode(errors="replace").rstrip("\0\n")

    def _connect(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=_SECONDS)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_SECONDS)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line
