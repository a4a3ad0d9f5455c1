"""Handing something over to an address of another system: with limits, and to nobody else."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer
from urllib.parse import SplitResult, urlsplit

from sufflor.lib import straight

# Seconds of silence, and for all of it.
PATIENCE = 5
LONGEST = 10


class Reach(Enum):
    """How far away one may go: real addresses alone, inner nets too, or this machine too."""

    OUTSIDE = "outside"
    INSIDE = "inside"
    HERE = "here"


class NotTaken(Exception):
    """Nobody knows that it was taken. `status` is what was answered, 0 where nothing was."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Post:
    """One thing to hand over."""

    url: str
    body: bytes
    headers: Mapping[str, str]


def fault_of(url: str, reach: Reach) -> str:
    """Why nothing is handed over at an address, as far as it tells by itself; empty for a good one.

    Sealed always, but for this machine where that is allowed."""
    try:
        place = urlsplit(url)
        is_whole = bool(place.hostname) and place.port != 0
    except ValueError:
        return "malformed"
    if not is_whole or place.username or place.password or place.fragment:
        return "malformed"
    if place.scheme != "https" and not (place.scheme == "http" and reach is Reach.HERE):
        return "unsealed"
    return ""


def hand_over(post: Post, reach: Reach) -> int:
    """The status of the answer, when it is one of 2xx. Nothing of what is answered is read, and
    nobody is followed elsewhere. Raises `NotTaken`, and nothing else."""
    try:
        place = urlsplit(post.url)
        if fault_of(post.url, reach):
            raise NotTaken("forbidden address")
        status = _ask(place, _allowed(place, reach), post)
    except socket.gaierror as error:
        raise NotTaken("no such place") from error
    except TimeoutError as error:
        raise NotTaken("silent") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotTaken(type(error).__name__) from error
    if not 200 <= status < 300:
        raise NotTaken(str(status), status)
    return status


def _allowed(place: SplitResult, reach: Reach) -> str:
    for address in straight.addresses_of(place):
        if straight.is_outside(address):
            return address
        is_here = straight.is_this_machine(address)
        if reach is Reach.HERE and (is_here or place.scheme == "https"):
            return address
        if reach is Reach.INSIDE and not is_here:
            return address
    raise NotTaken("forbidden address")


def _ask(place: SplitResult, address: str, post: Post) -> int:
    connection = straight.connection(place, address, PATIENCE)
    is_cut = Event()
    timer = Timer(LONGEST, _cut, [connection, is_cut])
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", straight.path_of(place), post.body, dict(post.headers))
        status = connection.getresponse().status
    finally:
        timer.cancel()
        connection.close()
    # Half an answer reads like a whole one.
    if is_cut.is_set():
        raise TimeoutError
    return status


def _cut(connection: HTTPConnection, is_cut: Event) -> None:
    """Patience counts from each byte; a place that drips them could hold us for ever."""
    is_cut.set()
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
