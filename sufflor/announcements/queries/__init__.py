"""Reading the message channel, and whom its notices concern."""

from sufflor.announcements.queries.concerning import belonging, for_reader, readers
from sufflor.announcements.queries.reading import (
    MOST_LINES,
    NoticeLine,
    channel,
    critical,
    latest,
    planned,
    to_release,
    written,
)

__all__ = [
    "MOST_LINES",
    "NoticeLine",
    "belonging",
    "channel",
    "critical",
    "for_reader",
    "latest",
    "planned",
    "readers",
    "to_release",
    "written",
]
