"""The rooms of the house, the uppermost first: what one says goes before what lies below it."""

from __future__ import annotations

ROOMS = (
    "sufflor.frontstage",
    "sufflor.backstage",
    "sufflor.api",
    "sufflor.messaging",
    "sufflor.keeping",
    "sufflor.webhooks",
    "sufflor.insight",
    "sufflor.vendor",
    "sufflor.questions",
    "sufflor.desk",
    "sufflor.known_errors",
    "sufflor.change_requests",
    "sufflor.rollout",
    "sufflor.announcements",
    "sufflor.files",
    "sufflor.forms",
    "sufflor.knowledge",
    "sufflor.organization",
    "sufflor.events",
    "sufflor.search",
    "sufflor.design",
    "sufflor.project",
)
