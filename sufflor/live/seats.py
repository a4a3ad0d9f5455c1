"""How many pages a process may keep open: each takes a file handle, and pages need some too."""

from __future__ import annotations

import logging
import resource

log = logging.getLogger("sufflor.live")

KEPT_FOR_PAGES = 256
MOST_HANDLES = 65_536


def seats(wanted: int) -> int:
    """As many as are wanted, or as the system has handles for; says so when these are fewer.

    A process without handles accepts nobody, neither streams nor pages. So the limit is raised as
    far as we may, and the rest of the streams are asked to poll.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    handles = MOST_HANDLES if hard == resource.RLIM_INFINITY else min(hard, MOST_HANDLES)
    if soft < handles:
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, hard))
    room = max(1, max(soft, handles) - KEPT_FOR_PAGES)
    if room < wanted:
        log.warning("room for fewer live streams than LIVE_MAX_CLIENTS", extra={"room": room})
    return min(wanted, room)
