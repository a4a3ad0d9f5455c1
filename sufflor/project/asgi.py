"""Everything on one port: the live stream beside the pages, which run as WSGI in threads.

Pages cost more than twice as much through Django's own ASGI handler; see docs/adr/0002.
"""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")

from django.conf import settings

from sufflor.live.asgi import LiveApplication, Message, Receive, Send
from sufflor.live.hub import Hub
from sufflor.live.seats import seats
from sufflor.live.sources import source
from sufflor.project.threads import PagesInThreads
from sufflor.project.wsgi import application as pages

# isort: split
# Django is up from here on.
from sufflor.knowledge import readings
from sufflor.search import log
from sufflor.search.warming import warm_up_meanwhile

PAGE_THREADS = 4


def _hub() -> Hub:
    return Hub(source(settings.DATABASES["default"]), seats(settings.LIVE_MAX_CLIENTS))


live = LiveApplication(_hub)
pages_in_threads = PagesInThreads(pages, PAGE_THREADS)
warm_up_meanwhile()
log.write_meanwhile()
readings.write_meanwhile()


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "http" and str(scope["path"]).startswith("/live/"):
        await live(scope, receive, send)
    else:
        await pages_in_threads(scope, receive, send)
