"""Calendar files as RFC 5545 has them: lines that are escaped, and folded at 75 octets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting. `uid` never changes; `sequence` grows with every change that matters."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    text: str = ""
    place: str = ""
    url: str = ""
    video_url: str = ""
    is_cancelled: bool = False


def written(name: str, producer: str, entries: Iterable[Entry]) -> bytes:
    """The whole file. Readers are asked to look for changes once an hour."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_escaped(producer)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for entry in entries for line in _lines(entry)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _lines(entry: Entry) -> Iterator[str]:
    """Instants in UTC, so that no reader needs to know our time zone."""
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.uid)}"
    yield f"DTSTAMP:{_instant(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART:{_instant(entry.starts_at)}"
    yield f"DTEND:{_instant(entry.ends_at)}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{_escaped(entry.text)}"
    if entry.place:
        yield f"LOCATION:{_escaped(entry.place)}"
    if entry.url:
        yield f"URL:{entry.url}"
    if entry.video_url:
        yield f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{entry.video_url}"
    yield "STATUS:CANCELLED" if entry.is_cancelled else "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT" if entry.is_cancelled else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> bytes:
    """No letter is cut in two: a cut goes before the first of its octets."""
    rest, parts, room = line.encode(), [], OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        parts.append(rest[:cut])
        rest, room = rest[cut:], OCTETS - 1
    return b"\r\n ".join([*parts, rest])
