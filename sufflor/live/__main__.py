"""`python -m sufflor.live`: the stream in a process of its own, at LIVE_PORT."""

from __future__ import annotations

import os
import sys

import uvloop
from django.conf import settings

from sufflor.live.hub import Hub
from sufflor.live.seats import seats
from sufflor.live.sidecar import serve
from sufflor.live.sources import source

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")


async def _main() -> None:
    hub = Hub(source(settings.DATABASES["default"]), seats(settings.LIVE_MAX_CLIENTS))
    await serve(hub, settings.LIVE_HOST, settings.LIVE_PORT, _announce)


def _announce(port: int) -> None:
    sys.stderr.write(f"live stream at port {port}\n")
    sys.stderr.flush()


uvloop.run(_main())
