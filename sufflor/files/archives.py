"""Looking through a zip and what is packed in it, without unpacking more than there is room for."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from django.utils.translation import gettext_lazy as _

from sufflor.files import kinds

MOST_UNPACKED = 300 * 1024 * 1024
MOST_MEMBERS = 5_000
# What the list of members may weigh: it is read whole.
LONGEST_LIST = 2 * 1024 * 1024
DEEPEST = 3
PART = 64 * 1024
IN_MEMORY = 1024 * 1024
END_RECORD, END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
BIG_END_RECORD, BIG_END_LENGTH = b"PK\x06\x07", 20
ENCRYPTED = 0x1
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    struct.error,
)


class LockedArchive(kinds.NotTaken):
    reason = _("The archive has a password, so we cannot look for viruses in it.")
    way_out = _("Attach it without a password. Only those who help you can open it.")


class SwollenArchive(kinds.NotTaken):
    reason = _("There is too much packed in this file.")
    way_out = _("Attach the files one by one, or fewer at a time.")


class BrokenArchive(kinds.NotTaken):
    reason = _("The file cannot be read. It may be damaged.")
    way_out = _("Open it at your side, save it anew, and attach that.")


class Allowance:
    """What may still be unpacked, however deep it lies."""

    def __init__(self) -> None:
        self._bytes, self._members = MOST_UNPACKED, MOST_MEMBERS

    def take(self, count: int) -> None:
        self._bytes -= count
        if self._bytes < 0:
            raise SwollenArchive

    def take_member(self) -> None:
        self._members -= 1
        if self._members < 0:
            raise SwollenArchive


def require_harmless(path: Path) -> None:
    """Refuses a zip with programs in it, with a password, or that swells when it is unpacked."""
    with path.open("rb") as stream:
        _look_through(stream, Allowance(), depth=1)


def _look_through(stream: IO[bytes], allowance: Allowance, *, depth: int) -> None:
    if depth > DEEPEST:
        raise SwollenArchive
    try:
        _require_short_list(stream)
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist():
                allowance.take_member()
                if member.flag_bits & ENCRYPTED:
                    raise LockedArchive
                with archive.open(member) as content:
                    _look_at(content, member.filename, allowance, depth)
    except UNREADABLE as fault:
        raise BrokenArchive from fault


def _look_at(content: IO[bytes], name: str, allowance: Allowance, depth: int) -> None:
    head = content.read(kinds.HEAD)
    allowance.take(len(head))
    if head and kinds.is_program(head, name):
        raise kinds.Program
    if not kinds.is_zip(head):
        for part in _parts(content):
            allowance.take(len(part))
        return
    with SpooledTemporaryFile[bytes](IN_MEMORY) as inner:
        inner.write(head)
        for part in _parts(content):
            allowance.take(len(part))
            inner.write(part)
        _look_through(inner, allowance, depth=depth + 1)


def _parts(content: IO[bytes]) -> Iterator[bytes]:
    while part := content.read(PART):
        yield part


def _require_short_list(stream: IO[bytes]) -> None:
    """A list of a million empty members fits in the file, but not in our memory."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - END_LENGTH - LONGEST_COMMENT - BIG_END_LENGTH))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(END_RECORD)
    if place < 0 or BIG_END_RECORD in tail[max(0, place - BIG_END_LENGTH) : place]:
        raise BrokenArchive
    (size,) = struct.unpack_from("<I", tail, place + 12)
    if size > LONGEST_LIST:
        raise SwollenArchive
