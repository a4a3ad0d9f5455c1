"""Nidelva universitet on the second of six rollout days: the institution that the demo shows.

Each part has a module with `fill(*, at)`, called in the order of `PARTS`; filling twice changes
nothing the second time.
"""

from __future__ import annotations

PARTS = (
    "organization",
    "opening",
    "watches",
    "knowledge",
    "upkeep",
    "guides",
    "rollout",
    "announcements",
    "forms",
    "questions",
    "desk",
    "known_errors",
    "vendor",
    "change_requests",
    "insight",
    "messaging",
)
