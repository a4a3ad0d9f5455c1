"""Asking clamd whether a file holds a virus, by its INSTREAM command, and never for too long."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass
from typing import IO
from urllib.parse import unquote, urlsplit

PORT = 3310
CHUNK = 64 * 1024
MOST_SAID = 4096
# A scanner that is well says PONG at once, also while it looks at other files.
PATIENCE_WITH_PING = 2.0
PATIENCE = 30.0


class NotLooked(Exception):
    """The scanner could not look at this file, and says so. Nothing is known of it."""


class ScannerAway(NotLooked):
    """It does not answer: there is no use in asking it about the next one."""


@dataclass(frozen=True)
class VirusScanner:
    """A clamd, at a socket file or at a host and a port."""

    path: str = ""
    host: str = ""
    port: int = PORT

    def ping(self, patience: float = PATIENCE_WITH_PING) -> None:
        """`ScannerAway` when it does not answer: one that hangs costs no more than this."""
        said = _Talk(self, patience).ask(b"zPING\0")
        if said != "PONG":
            raise ScannerAway(f"it answered {said!r} to a ping")

    def scan(self, stream: IO[bytes], patience: float = PATIENCE) -> str:
        """The name of what was found in it; empty when nothing was."""
        said = _Talk(self, patience).ask(b"zINSTREAM\0", stream)
        answer = said.removeprefix("stream: ")
        if answer == "OK":
            return ""
        if answer.endswith(" FOUND"):
            return answer.removesuffix(" FOUND")
        raise NotLooked(f"it answered {said!r}")


def virus_scanner(url: str) -> VirusScanner | None:
    """Nothing for an empty address. What cannot be read is a `ValueError` that says why."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return VirusScanner(path=unquote(parts.path))
    if parts.scheme == "tcp" and parts.hostname:
        return VirusScanner(host=parts.hostname, port=parts.port or PORT)
    raise ValueError("must be unix:///path/of/a/socket or tcp://host:port")


class _Talk:
    """One question and its answer, all of it within so many seconds."""

    def __init__(self, scanner: VirusScanner, patience: float) -> None:
        self._scanner = scanner
        self._ends_at = time.monotonic() + patience

    def ask(self, question: bytes, stream: IO[bytes] | None = None) -> str:
        try:
            with self._connected() as line:
                try:
                    self._send(line, question)
                    if stream is not None:
                        self._pass_on(line, stream)
                except (BrokenPipeError, ConnectionResetError):
                    # It may have said why before it hung up.
                    return self._answer(line)
                return self._answer(line)
        except OSError as fault:
            raise ScannerAway(type(fault).__name__) from fault

    def _connected(self) -> socket.socket:
        if not self._scanner.path:
            return socket.create_connection((self._scanner.host, self._scanner.port), self._left())
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(self._left())
            line.connect(self._scanner.path)
        except OSError:
            line.close()
            raise
        return line

    def _pass_on(self, line: socket.socket, stream: IO[bytes]) -> None:
        """In parts, each with its length before it; a length of nothing ends them."""
        while part := stream.read(CHUNK):
            self._send(line, struct.pack("!I", len(part)) + part)
        self._send(line, struct.pack("!I", 0))

    def _send(self, line: socket.socket, what: bytes) -> None:
        line.settimeout(self._left())
        line.sendall(what)

    def _answer(self, line: socket.socket) -> str:
        said = b""
        while not said.endswith(b"\0") and len(said) < MOST_SAID:
            line.settimeout(self._left())
            part = line.recv(MOST_SAID)
            if not part:
                break
            said += part
        return said.rstrip(b"\0").decode(errors="replace").strip()

    def _left(self) -> float:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left
