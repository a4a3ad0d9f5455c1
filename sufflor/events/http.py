"""The revisions that a page is made from, read once per request."""

from __future__ import annotations

from django.http import HttpRequest

from sufflor.events.queries import revisions as read_revisions

# What pages that are the same for everyone are made from.
CHROME = "chrome"
KNOWLEDGE = "knowledge"
NOTICES = "notices"
ORGANIZATION = "organization"
ANSWERS = "answers"
ERRORS = "errors"
FOLLOWED = (CHROME, KNOWLEDGE, NOTICES, ORGANIZATION, ANSWERS, ERRORS)


def revisions(request: HttpRequest, *also: str) -> dict[str, int]:
    """One query for all of them, however many parts of the page ask.

    `also` are topics of the page's own: it names them before anything else asks.
    """
    kept: dict[str, int] | None = request.__dict__.get("_revisions")
    if kept is None or not kept.keys() >= set(also):
        kept = read_revisions((*FOLLOWED, *also))
        request.__dict__["_revisions"] = kept
    return kept
