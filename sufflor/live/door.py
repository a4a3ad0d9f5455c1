"""Who may come in: reads the address of a request for a stream, for every transport alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from sufflor.lib import tickets
from sufflor.lib.tickets import Ticket
from sufflor.live.channel import Seen

PATH = re.compile(r"/live/([a-z]+-\d{1,18})/?")
POSITION = re.compile(r"(?:([0-9a-f]{1,16})-)?(\d{1,18})")
# 200 always: on any other answer a browser's EventSource gives up for good.
HEADERS = (
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-cache, no-transform"),
    ("x-accel-buffering", "no"),
    ("x-content-type-options", "nosniff"),
)


@dataclass(frozen=True)
class Wish:
    """A good request: which topic, with what ticket, and what the page has already."""

    topic: str
    ticket: Ticket
    seen: Seen


def wish(path: str, query: str, last_event_id: str, at: datetime) -> Wish | None:
    """What is wished for, or nothing when the address or the ticket is not good.

    `r` is what the page was made from; a browser that returns by itself says it with Last-Event-ID.
    """
    matched = PATH.fullmatch(path)
    if matched is None:
        return None
    topic = matched[1]
    asked = parse_qs(query, max_num_fields=20) if query.count("&") < 20 else {}
    ticket = tickets.read(asked.get("ticket", [""])[0], topic, at)
    if ticket is None:
        return None
    return Wish(topic, ticket, _seen(last_event_id or asked.get("r", [""])[0]))


def _seen(position: str) -> Seen:
    matched = POSITION.fullmatch(position)
    return Seen(int(matched[2]), matched[1] or "") if matched else Seen()
