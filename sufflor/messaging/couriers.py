"""Handing mail over: to a mail server that may fail in every way, or, in the demo, to a folder.

What went wrong decides what follows, so it has four names. The first two are about one mail, the
last two about the server: then the worker rests before it tries any mail again. (All that smtplib
raises is an `OSError`.)
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Timer
from typing import Protocol

from django.utils.translation import gettext_noop

from sufflor.lib.mail_server import MailServer

ANSWER_SECONDS = 10.0
# The whole of one mail, however slowly the server drips; well within the lease.
MAIL_SECONDS = 30.0
GOODBYE_SECONDS = 1.0
SERVICE_CLOSING = 421
NOWHERE = gettext_noop("MAIL_URL is not set, so nobody knows where mail goes.")
SILENT = gettext_noop("The mail server did not answer in time.")


class Undelivered(Exception):
    """`str()` of it is what an administrator reads: the server's words where there are any."""


class Refused(Undelivered):
    """Never: the server says no to this mail for good."""


class NotNow(Undelivered):
    """The server asks us to come back with this mail."""


class Lost(Undelivered):
    """The server went silent or away while it had this mail. `unsure`: it may have taken it."""

    def __init__(self, words: str, *, unsure: bool) -> None:
        super().__init__(words)
        self.unsure = unsure


class Unreachable(Undelivered):
    """The server takes no mail from us at all just now; this mail is not to blame."""


class Courier(Protocol):
    def open(self) -> None:
        """Be ready to hand over; does nothing when it is. Raises `Unreachable`."""
        ...

    def hand_over(self, mail: EmailMessage) -> None:
        """Returns when the mail is taken. Raises one of the four."""
        ...

    def close(self) -> None: ...


class SmtpCourier:
    """One connection at a time, kept for as many mails as there are."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        self._opened()

    def hand_over(self, mail: EmailMessage) -> None:
        smtp = self._opened()
        sender, to = _envelope(mail)
        with _at_most(MAIL_SECONDS, smtp):
            try:
                self._converse(smtp, sender, to, bytes(mail))
            except OSError as error:
                self._drop()
                raise Lost(_words(error), unsure=False) from error

    def close(self) -> None:
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with suppress(OSError):
                smtp.sock.settimeout(GOODBYE_SECONDS)
                smtp.quit()
        self._drop()

    def _opened(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = self._connected()
            except OSError as error:
                raise Unreachable(_words(error)) from error
        return self._smtp

    def _connected(self) -> smtplib.SMTP:
        # Reading whom to trust costs twenty milliseconds, which only a sealed connection is worth.
        server, trust = self._server, ssl.create_default_context
        smtp = _SmtpOverTls(server.host, trust()) if server.is_tls else _Smtp(server.host)
        try:
            with _at_most(MAIL_SECONDS, smtp):
                code, words = smtp.connect(server.host, server.port)
                if code != 220:
                    raise smtplib.SMTPConnectError(code, words)
                if server.starts_tls:
                    smtp.starttls(context=trust())
                if server.user:
                    smtp.login(server.user, server.password)
                smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _converse(self, smtp: smtplib.SMTP, sender: str, to: str, mail: bytes) -> None:
        code, words = smtp.mail(sender)
        if code != 250:
            # The sender is the same for all our mail: no reason to give up this one.
            self._drop()
            raise Unreachable(_said(code, words))
        self._judge(smtp, *smtp.rcpt(to))
        try:
            code, words = smtp.data(mail)
        except smtplib.SMTPDataError as error:
            self._judge(smtp, error.smtp_code, error.smtp_error)
        except OSError as error:
            self._drop()
            raise Lost(_words(error), unsure=True) from error
        else:
            self._judge(smtp, code, words)

    def _judge(self, smtp: smtplib.SMTP, code: int, words: bytes | str) -> None:
        """What the server said to the receiver, or to the mail itself."""
        if 200 <= code < 300:
            return
        said = _said(code, words)
        if code == SERVICE_CLOSING or not 400 <= code < 600:
            self._drop()
            raise Lost(said, unsure=code != SERVICE_CLOSING)
        try:
            smtp.rset()
        except OSError:
            self._drop()
        raise Refused(said) if code >= 500 else NotNow(said)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


class FolderCourier:
    """Writes each mail as a file that mail programs open. The same mail again is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unreachable(_words(error)) from error

    def hand_over(self, mail: EmailMessage) -> None:
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        unfinished = self._folder / f"{name}.part"
        try:
            unfinished.write_bytes(bytes(mail))
            unfinished.replace(self._folder / f"{name}.eml")
        except OSError as error:
            raise Unreachable(_words(error)) from error

    def close(self) -> None:
        return


class NoCourier:
    """Nobody has said where mail goes, so it waits."""

    def open(self) -> None:
        raise Unreachable(NOWHERE)

    def hand_over(self, mail: EmailMessage) -> None:
        self.open()

    def close(self) -> None:
        return


def courier(server: MailServer | None, folder: Path | None) -> Courier:
    if server:
        return SmtpCourier(server)
    return FolderCourier(folder) if folder else NoCourier()


class _Smtp(smtplib.SMTP):
    """Knows the name that the certificate must have before it connects."""

    def __init__(self, host: str) -> None:
        super().__init__(timeout=ANSWER_SECONDS)
        self._host = host


class _SmtpOverTls(smtplib.SMTP_SSL):
    def __init__(self, host: str, context: ssl.SSLContext) -> None:
        super().__init__(timeout=ANSWER_SECONDS, context=context)
        self._host = host


@contextmanager
def _at_most(seconds: float, smtp: smtplib.SMTP) -> Iterator[None]:
    """A timeout counts from each byte; a server that drips them could hold us for ever."""

    def cut() -> None:
        if smtp.sock is not None:
            with suppress(OSError):
                smtp.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _envelope(mail: EmailMessage) -> tuple[str, str]:
    """An automatic answer has no sender to bounce to (RFC 3834): nothing goes in circles."""
    is_answer = mail["Auto-Submitted"] == "auto-replied"
    sender = "" if is_answer else mail["From"].addresses[0].addr_spec
    return sender, mail["To"].addresses[0].addr_spec


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split())


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return SILENT
    return " ".join(str(error).split()) or type(error).__name__
