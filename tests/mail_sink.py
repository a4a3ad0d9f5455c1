"""A real mail server on loopback that keeps what it takes, and fails as it is told to."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from threading import Event, Thread

from aiosmtpd.smtp import SMTP, Envelope, Session

from sufflor.lib.mail_server import MailServer

OK = "250 OK"


@dataclass(frozen=True)
class Taken:
    """One mail as it came over the wire."""

    sender: str
    to: tuple[str, ...]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def message_id(self) -> str:
        return str(self.mail["Message-ID"])


@dataclass
class Sink:
    """What the server takes, and what it says. Replies are taken from the front; then all is well.

    `to_receiver` and `to_mail` hold lines such as "550 No such user". `hang_at` and `die_at` name
    the step at which the server falls silent or goes away: "greeting", "MAIL", "DATA" (in the
    middle of it) or "reply" (it has the mail and never says so).
    """

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    to_sender: list[str] = field(default_factory=list)
    to_receiver: list[str] = field(default_factory=list)
    to_mail: list[str] = field(default_factory=list)
    hang_at: str = ""
    die_at: str = ""
    connections: int = 0
    is_hanging: Event = field(default_factory=Event)
    on_mail: Callable[[Taken], None] | None = None

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self.meet(server, "MAIL")
        if self.to_sender:
            return self.to_sender.pop(0)
        envelope.mail_from = address
        return OK

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_receiver:
            return self.to_receiver.pop(0)
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.to_mail:
            return self.to_mail.pop(0)
        taken = Taken(str(envelope.mail_from), tuple(envelope.rcpt_tos), bytes(envelope.content))
        self.taken.append(taken)
        if self.on_mail:
            self.on_mail(taken)
        await self.meet(server, "reply")
        return OK

    async def meet(self, server: SMTP, step: str) -> None:
        """Fall silent, or go away, once."""
        if self.hang_at == step:
            self.is_hanging.set()
            await asyncio.sleep(3600)
        if self.die_at == step:
            self.die_at = ""
            server.transport.abort()
            await asyncio.sleep(3600)


class _Server(SMTP):
    def __init__(self, sink: Sink, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(sink, enable_SMTPUTF8=False, timeout=300, loop=loop)
        self._sink = sink

    async def _handle_client(self) -> None:
        self._sink.connections += 1
        await self._sink.meet(self, "greeting")
        await super()._handle_client()

    async def smtp_DATA(self, arg: str) -> None:
        if "DATA" not in (self._sink.die_at, self._sink.hang_at):
            await super().smtp_DATA(arg)
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        await self._reader.readline()
        await self._sink.meet(self, "DATA")


@contextmanager
def mail_sink() -> Iterator[Sink]:
    """Runs in a thread of its own, at a port that is free."""
    sink, loop = Sink(), asyncio.new_event_loop()
    listening = socket.create_server(("127.0.0.1", 0))
    sink.port = listening.getsockname()[1]
    server = loop.run_until_complete(
        loop.create_server(lambda: _Server(sink, loop), sock=listening)
    )
    thread = Thread(target=loop.run_forever, name="mail-sink")
    thread.start()
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(_end(asyncio.all_tasks(loop)))
        loop.close()


async def _end(tasks: set[asyncio.Task[object]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
