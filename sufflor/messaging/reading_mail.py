"""What a mail that came says, however badly it is made: nothing in here may fall over a mail.

The old parser of the standard library is asked, since it bears more than the new one.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from sufflor.lib.text import clean, one_line
from sufflor.messaging.plain_text import from_html

_ID = re.compile(r"<[^\s<>@]{1,120}@[^\s<>@]{1,78}>", re.ASCII)
_ADDRESS = re.compile(r"[^\s<>@,;:\"()\[\]\\]{1,64}@[^\s<>@,;:\"()\[\]\\]{1,180}")
TO_US = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
# What no helper can open, and no user meant to send.
CALENDAR = frozenset({"text/calendar", "application/ics"})
WINMAIL = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "message/rfc822": "eml"}
MOST_PARTS = 200
SENDER_LENGTH = 254
SUBJECT_LENGTH = 300


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes


@dataclass(frozen=True)
class Incoming:
    """`sender` is empty when nobody can be made out. `text` is all that was written, with what it
    answers quoted below it; `is_calendar` and `is_winmail` say what came along and is left out."""

    message_id: str
    answers: tuple[str, ...]
    sender: str
    sender_name: str
    sent_to: tuple[str, ...]
    subject: str
    text: str
    attached: tuple[Attached, ...] = ()
    has_calendar: bool = False
    has_winmail: bool = False


def read(raw: bytes) -> Incoming:
    mail = parsed(raw)
    name, address = _sender(mail)
    parts = list(_parts(mail))
    return Incoming(
        message_id=next(iter(ids(header(mail, "message-id"))), ""),
        answers=(*ids(header(mail, "in-reply-to")), *ids(header(mail, "references"))),
        sender=address,
        sender_name=name,
        sent_to=tuple(_addresses(mail, *TO_US)),
        subject=one_line(header(mail, "subject"))[:SUBJECT_LENGTH],
        text=_text(parts),
        attached=tuple(_attached(parts)),
        has_calendar=any(part.get_content_type() in CALENDAR for part in parts),
        has_winmail=any(part.get_content_type() in WINMAIL for part in parts),
    )


def parsed(raw: bytes) -> Message:
    return email.message_from_bytes(raw)


def header(mail: Message, name: str) -> str:
    """As it is meant, or as it stands where that cannot be told."""
    given = mail.get(name)
    if given is None:
        return ""
    try:
        said = str(make_header(decode_header(given)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        said = str(given)
    return one_line(said.encode("utf-8", "replace").decode("utf-8", "replace"))


def ids(text: str) -> list[str]:
    return _ID.findall(text)


def _sender(mail: Message) -> tuple[str, str]:
    """The one it is from. Several at once are nobody in particular."""
    found = _pairs(mail, "from")
    if len(found) != 1:
        return "", ""
    name, address = found[0]
    return one_line(name)[:200], address if _ADDRESS.fullmatch(address) else ""


def _addresses(mail: Message, *names: str) -> Iterator[str]:
    for name in names:
        for _name, address in _pairs(mail, name):
            if _ADDRESS.fullmatch(address):
                yield address.lower()


def _pairs(mail: Message, name: str) -> list[tuple[str, str]]:
    """Taken apart before they are decoded: what stands in a name can make no address."""
    given = [str(each) for each in mail.get_all(name, [])]
    found = getaddresses(given)
    return [(_decoded(who), address[:SENDER_LENGTH]) for who, address in found if address]


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text


def _parts(mail: Message) -> Iterator[Message]:
    """Those that hold something; what lies in an attached mail stays in it."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [each for each in part.get_payload() if isinstance(each, Message)]
        else:
            yield part


def _text(parts: list[Message]) -> str:
    """What was written in plain text, else what the HTML says."""
    written = [part for part in parts if not _is_file(part)]
    plain = [part for part in written if part.get_content_type() == "text/plain"]
    said = clean("\n\n".join(map(_words, plain)))
    if said:
        return said
    html = [part for part in written if part.get_content_type() == "text/html"]
    return clean("\n\n".join(from_html(_words(part)) for part in html))


def _words(part: Message) -> str:
    content = _content(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return bytes(part.get_payload(0))  # type: ignore[arg-type]  # a mail within the mail
    try:
        content = part.get_payload(decode=True)
    except (LookupError, ValueError, AssertionError):
        content = None
    if isinstance(content, bytes):
        return content
    return str(part.get_payload()).encode("utf-8", "replace")


def _attached(parts: list[Message]) -> Iterator[Attached]:
    for number, part in enumerate(filter(_is_file, parts), start=1):
        if part.get_content_type() in CALENDAR | WINMAIL:
            continue
        yield Attached(_file_name(part) or _made_up_name(part, number), _content(part))


def _is_file(part: Message) -> bool:
    """Whatever is no text to be read, or has a name, or says that it is to be kept apart."""
    if part.get_content_disposition() == "attachment" or _file_name(part):
        return True
    return part.get_content_type() not in {"text/plain", "text/html"}


def _file_name(part: Message) -> str:
    try:
        return one_line(_decoded(part.get_filename() or ""))
    except (LookupError, ValueError, TypeError):
        return ""


def _made_up_name(part: Message, number: int) -> str:
    kind = part.get_content_type()
    return f"{number}.{ENDINGS.get(kind, 'txt' if kind.startswith('text/') else 'bin')}"
