"""Starts the app server: pages and live stream on one port. The one place that knows which it is.

    python -m sufflor.project.serving

Why this one, with figures: docs/adr/0002-app-server.md.
"""

from __future__ import annotations

import os

import uvicorn

from sufflor.project.environment import env, env_number

HOST = env("HOST", "127.0.0.1", "The address that the server listens at")
PORT = env_number("PORT", "8000", "The port that the server listens at")
WORKERS = env_number("WEB_WORKERS", "1", "Processes; more than one wants PostgreSQL")
GRACE_SECONDS = 4


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
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


if __name__ == "__main__":
    main()
