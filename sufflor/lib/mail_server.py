"""Where mail is handed over, read from one address: smtp://user:password@host:port?starttls=1."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False
    starts_tls: bool = False


def mail_server(url: str) -> MailServer | None:
    """Nothing for an empty address. What cannot be read is a `ValueError` that says why."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("must begin with smtp:// or smtps:// and name a host")
    starts_tls = parse_qs(parts.query).get("starttls", ["0"])[0] not in {"", "0", "no", "false"}
    return MailServer(
        host=parts.hostname,
        port=parts.port or (587 if starts_tls else PORTS[parts.scheme]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        starts_tls=starts_tls,
    )
