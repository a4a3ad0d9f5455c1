"""Reading a mailbox: what has come, taken away once it is stored with us.

Nothing is remembered between two visits, not even numbers of mails: what still lies there has not
been taken away, and what is stored twice is stored once (`actions.take_in`).
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sufflor.lib.mailboxes import MailboxPlace

LARGEST = 25 * 1024 * 1024
LONGEST_HEADERS = 256 * 1024
ANSWER_SECONDS = 15.0
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
FLAGGED = "F"


class MailboxAway(Exception):
    """It cannot be read now. `str()` of it is what an administrator reads."""


@dataclass(frozen=True)
class Arrived:
    """One mail as it lies there. Of one that is too large only its headers are fetched.

    `take_away` when it is stored; `set_aside` leaves it where people can find it, flagged.
    """

    raw: bytes
    is_whole: bool
    take_away: Callable[[], None]
    set_aside: Callable[[], None]


class Mailbox(Protocol):
    def arrived(self) -> Iterator[Arrived]:
        """What lies there and is not set aside, the oldest first. Raises `MailboxAway`."""
        ...


@contextmanager
def opened(place: MailboxPlace) -> Iterator[Mailbox]:
    if place.maildir:
        yield MaildirMailbox(place.maildir)
        return
    box = ImapMailbox(place)
    try:
        yield box
    finally:
        box.close()


class ImapMailbox:
    def __init__(self, place: MailboxPlace) -> None:
        self._place = place
        with _told():
            self._imap = _connected(place)
        self._has_uidplus = "UIDPLUS" in self._imap.capabilities

    def arrived(self) -> Iterator[Arrived]:
        with _told():
            found = self._ask("SEARCH", "UNDELETED", "UNFLAGGED")
        for uid in _flat(found).split():
            with _told():
                mail = self._fetched(uid.decode())
            if mail:
                yield mail

    def close(self) -> None:
        with suppress(OSError, imaplib.IMAP4.error):
            self._imap.logout()

    def _fetched(self, uid: str) -> Arrived | None:
        """Nothing when somebody else has taken it away meanwhile."""
        size = _SIZE.search(_flat(self._ask("FETCH", uid, "(RFC822.SIZE)")))
        if size is None:
            return None
        is_whole = int(size[1]) <= LARGEST
        part = "(BODY.PEEK[])" if is_whole else f"(BODY.PEEK[HEADER]<0.{LONGEST_HEADERS}>)"
        raw = _literal(self._ask("FETCH", uid, part))
        if raw is None:
            return None
        return Arrived(raw, is_whole, lambda: self._take_away(uid), lambda: self._set_aside(uid))

    def _take_away(self, uid: str) -> None:
        with _told():
            self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
            if self._has_uidplus:
                self._ask("EXPUNGE", uid)
            else:
                self._imap.expunge()

    def _set_aside(self, uid: str) -> None:
        with _told():
            self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Flagged)")

    def _ask(self, command: str, *words: str) -> list[object]:
        answer, data = self._imap.uid(command, *words)
        if answer != "OK":
            raise MailboxAway(f"{command}: {answer}")
        return data


class MaildirMailbox:
    """A folder with `new` and `cur`, as mail servers on the same machine fill it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def arrived(self) -> Iterator[Arrived]:
        with _told():
            found = [path for name in ("new", "cur") for path in (self._folder / name).iterdir()]
            found = sorted(filter(_is_to_be_read, found), key=lambda path: path.name)
        for path in found:
            with _told():
                mail = _from_file(path, self._folder)
            if mail:
                yield mail


def _from_file(path: Path, folder: Path) -> Arrived | None:
    def set_aside() -> None:
        with _told():
            path.rename(folder / "cur" / f"{path.name.partition(':')[0]}:2,{FLAGGED}")

    def take_away() -> None:
        with _told():
            path.unlink(missing_ok=True)

    try:
        is_whole = path.stat().st_size <= LARGEST
        with path.open("rb") as stream:
            raw = stream.read() if is_whole else stream.read(LONGEST_HEADERS)
    except FileNotFoundError:
        return None
    if not is_whole:
        raw = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0] + b"\n\n"
    return Arrived(raw, is_whole, take_away, set_aside)


def _is_to_be_read(path: Path) -> bool:
    return path.is_file() and FLAGGED not in path.name.partition(":2,")[2]


def _connected(place: MailboxPlace) -> imaplib.IMAP4:
    trust = ssl.create_default_context  # reading it costs 20 ms
    imap: imaplib.IMAP4
    if place.is_tls:
        imap = imaplib.IMAP4_SSL(
            place.host, place.port, ssl_context=trust(), timeout=ANSWER_SECONDS
        )
    else:
        imap = imaplib.IMAP4(place.host, place.port, timeout=ANSWER_SECONDS)
    try:
        if place.starts_tls:
            imap.starttls(ssl_context=trust())
        imap.login(place.user, place.password)
        answer, _data = imap.select(f'"{place.folder}"')
        if answer != "OK":
            raise MailboxAway(f"there is no folder {place.folder}")
    except BaseException:
        with suppress(OSError, imaplib.IMAP4.error):
            imap.shutdown()
        raise
    return imap


@contextmanager
def _told() -> Iterator[None]:
    """Whatever is wrong with the server or the folder, by one name."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as error:
        words = " ".join(str(error).split()) or type(error).__name__
        raise MailboxAway(words) from error


def _flat(data: list[object]) -> bytes:
    """What a server says in lines; some of them come as pairs."""
    return b" ".join(part for each in data for part in _parts(each))


def _literal(data: list[object]) -> bytes | None:
    """The mail itself comes as the second of a pair; nothing when it is not there any more."""
    return next((_parts(each)[1] for each in data if len(_parts(each)) > 1), None)


def _parts(each: object) -> list[bytes]:
    parts = each if isinstance(each, tuple) else (each,)
    return [part for part in parts if isinstance(part, bytes)]
