"""Where mail to us lies, read from one address: imaps://user:password@host/INBOX, maildir:///path."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"imap": 143, "imaps": 993}


@dataclass(frozen=True)
class MailboxPlace:
    """A folder on an IMAP server, or a Maildir on this machine."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    is_tls: bool = False
    starts_tls: bool = False
    maildir: Path | None = None


def mailbox_place(url: str) -> MailboxPlace | None:
    """Nothing for an empty address. What cannot be read is a `ValueError` that says why."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "maildir" and parts.path and not parts.netloc:
        return MailboxPlace(maildir=Path(unquote(parts.path)))
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("must be imap:// or imaps:// with a host, or maildir:///path")
    if not parts.username:
        raise ValueError("must say whose mailbox it is: imaps://user:password@host/INBOX")
    starts_tls = parse_qs(parts.query).get("starttls", ["0"])[0] not in {"", "0", "no", "false"}
    return MailboxPlace(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        is_tls=parts.scheme == "imaps",
        starts_tls=starts_tls,
    )
