"""A zip that is handed on while it is packed, so that it is never whole in memory or on disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

# As soon as there is this much, it goes.
PART = 64 * 1024


@dataclass(frozen=True)
class Member:
    name: str
    content: bytes
    changed_at: datetime


class _Outlet(io.RawIOBase):
    """Takes what the packer writes; it cannot go back, so neither can the packer."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, part: bytes, /) -> int:  # type: ignore[override]  # the packer has only bytes
        self._waiting += part
        return len(part)

    def waiting(self) -> int:
        return len(self._waiting)

    def taken(self) -> bytes:
        part, self._waiting = bytes(self._waiting), bytearray()
        return part


def zip_stream(members: Iterable[Member]) -> Iterator[bytes]:
    """The parts of a zip. Each member is asked for when the one before has gone."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            when = member.changed_at.timetuple()[:6]
            archive.writestr(_told(member.name, when), member.content)
            if outlet.waiting() >= PART:
                yield outlet.taken()
    yield outlet.taken()


def _told(name: str, when: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = when
    told = zipfile.ZipInfo(name, (max(year, 1980), month, day, hour, minute, second))
    told.compress_type = zipfile.ZIP_DEFLATED
    told.external_attr = 0o644 << 16
    return told
