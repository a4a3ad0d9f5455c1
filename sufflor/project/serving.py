"""Starts the app server: pages and live stream on one port. The one place that knows which it is.

    python -m sufflor.project.serving

Why this one, with figures: docs/adr/0002-app-server.md.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys

import uvicorn
from uvicorn import _subprocess

from sufflor.project.environment import env, env_number

HOST = env("HOST", "127.0.0.1", "The address that the server listens at")
PORT = env_number("PORT", "8000", "The port that the server listens at")
WORKERS = env_number("WEB_WORKERS", "1", "Processes; more than one wants PostgreSQL")
GRACE_SECONDS = 4


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    if WORKERS == 1:
        _load()
    elif sys.platform == "linux":
        _load()
        _share_what_is_loaded()
    uvicorn.run(
        "sufflor.project.asgi:application",
        host=HOST,
        port=PORT,
        workers=WORKERS,
        http="sufflor.project.handover:HandoverProtocol",
        log_level="warning",
        access_log=False,
        server_header=False,
        backlog=4096,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _load() -> None:
    """All code. It stays for good, so nobody looks for rubbish in it: a look through 200 000 things
    made somebody wait for a fifth of a second, and would write on each page that workers share."""
    from django.urls import get_resolver

    import sufflor.project.wsgi  # noqa: F401 - Django is up from here on

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def _share_what_is_loaded() -> None:
    """Workers begin as copies of this process, with all code in memory that they share, and not as
    processes that read it anew. Nothing is opened before they part: no threads, no store."""
    from django.db import connections

    connections.close_all()
    os.register_at_fork(after_in_child=_end_when_told)
    vars(_subprocess)["spawn"] = multiprocessing.get_context("fork")


def _end_when_told() -> None:
    """Until the server of the worker listens for signals itself; its parent's are not its own."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_DFL)


if __name__ == "__main__":
    main()
