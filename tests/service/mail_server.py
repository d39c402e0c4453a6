"""A mail server on this machine, which keeps what it was given."""

import asyncio
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from webapp.adapters.mail import Post

SENDER = "ban-hanh@xa-an-phuoc.example"


class Box:
    """Takes letters; refuses those to an address that begins with `full`."""

    def __init__(self):
        self.letters = []
        self.down = False

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address.startswith("full"):
            return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.down:
            server.transport.close()
            return "421 closing"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class Listening(Controller):
    """A server on a port that nobody can take before it, and that hangs up when it stops."""

    def __init__(self, handler):
        super().__init__(handler, hostname="127.0.0.1", port=0)
        self.callers = []

    def factory(self):
        self.callers.append(super().factory())
        return self.callers[-1]

    def _create_server(self):
        listener = socket.create_server((self.hostname, 0))
        self.port = listener.getsockname()[1]
        return self.loop.create_server(self._factory_invoker, sock=listener)

    def hang_up_and_stop(self):
        asyncio.run_coroutine_threadsafe(self.hang_up(), self.loop).result()
        self.stop()

    async def hang_up(self):
        """Close what callers left open: a loop that stops does not."""
        for caller in self.callers:
            if caller.transport is not None:
                caller.transport.abort()
        await asyncio.sleep(0)  # here the sockets are closed


@contextmanager
def a_mail_server():
    box = Box()
    controller = Listening(box)
    controller.start()
    try:
        yield box, Post.from_url(f"smtp://127.0.0.1:{controller.port}", SENDER)
    finally:
        controller.hang_up_and_stop()
