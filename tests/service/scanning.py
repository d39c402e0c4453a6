"""A scanner on this machine that speaks as clamd does: INSTREAM, parts, one answer."""

import socket
import threading
from contextlib import contextmanager

from webapp.adapters.clamd import Clamd

VIRUS = b"a virus of the tests"
HUGE = b"larger than the scanner takes"


def parts_of(stream):
    """What was sent after the command, without the lengths before its parts."""
    assert stream.read(10) == b"zINSTREAM\0"
    while length := int.from_bytes(stream.read(4), "big"):
        yield stream.read(length)


def verdict_on(data):
    if VIRUS in data:
        return b"stream: Win.Test.Plan-1 FOUND\0"
    if HUGE in data:
        return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: OK\0"


def serve(listener):
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line, line.makefile("rb") as stream:
            line.sendall(verdict_on(b"".join(parts_of(stream))))


@contextmanager
def a_scanner(path=""):
    """A scanner at a port of its own, or at the path of a socket."""
    listener = socket.socket(socket.AF_UNIX) if path else socket.create_server(("127.0.0.1", 0))
    if path:
        listener.bind(path)
        listener.listen()
    thread = threading.Thread(target=serve, args=(listener,))
    thread.start()
    yield Clamd("", 0, path) if path else Clamd("127.0.0.1", listener.getsockname()[1])
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def nobody():
    """The address of a scanner that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return Clamd("127.0.0.1", listener.getsockname()[1])
