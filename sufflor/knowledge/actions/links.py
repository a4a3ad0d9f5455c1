"""Managed links: kept by a department, and looked at every night."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.events.models import reference
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.models import Fault, Link
from sufflor.organization.models import User, WorkRole
from sufflor.search import actions as search
from sufflor.search.models import Audience

# What is gone is gone at once; a place that does not answer may be there again tomorrow.
DEAD_AT_ONCE = frozenset({Fault.GONE, Fault.NOWHERE})
NIGHTS = 2


@transaction.atomic
def keep_link(*, link: Link, by: User, at: datetime) -> Link:
    """Keep the address of a page elsewhere, with the department that answers for it."""
    with Deed(by=by, at=at):
        link.full_clean()
        link.save()
    return link


@transaction.atomic
def link_was_kept(*, link: Link, by: User | None, at: datetime) -> None:
    """The rest of keeping a link, whichever way it was done: it is looked at anew."""
    found = Link.objects.filter(pk=link.pk)
    found.update(checked_at=None, failures=0, fault="", dead_since=None)
    _let_be_found(link, at)
    events.record("link.changed", about=link, by=by, at=at)
    events.touch(KNOWLEDGE)


@transaction.atomic
def link_was_removed(*, link: Link, by: User | None, at: datetime) -> None:
    search.remove(reference(link))
    events.record("link.changed", about=link, by=by, at=at)
    events.touch(KNOWLEDGE)


@transaction.atomic
def note_visit(*, link: Link, fault: Fault | None, at: datetime) -> Link:
    """What was met there tonight. A page that only some may read is no fault of the link."""
    link = Link.objects.select_for_update().get(pk=link.pk)
    was_dead = link.dead_since
    is_open = fault is None or fault == Fault.CLOSED
    link.checked_at = at
    link.failures = 0 if is_open else link.failures + 1
    link.fault = fault or ""
    if is_open:
        link.dead_since = None
    elif not was_dead and (fault in DEAD_AT_ONCE or link.failures >= NIGHTS):
        link.dead_since = at
    # Not by `save`, which is how an editor's change is known.
    Link.objects.filter(pk=link.pk).update(
        checked_at=at, failures=link.failures, fault=link.fault, dead_since=link.dead_since
    )
    if link.dead_since != was_dead:
        # What leads to nothing is marked where it is listed, and is no hit.
        if link.dead_since:
            search.remove(reference(link))
        else:
            _let_be_found(link, at)
        verb = "link.died" if link.dead_since else "link.lives"
        events.record(verb, about=link, by=None, at=at, fault=link.fault)
        events.touch(KNOWLEDGE)
    return link


def _let_be_found(link: Link, at: datetime) -> None:
    """By its title and what is said of it; the words of the page are not ours to copy."""
    entry = search.Entry(
        ref=reference(link),
        kind="link",
        url=link.url,
        title=link.title,
        summary=link.summary,
        language=link.language,
        area=link.area.slug if link.area else "",
        role="" if link.role == WorkRole.ANYONE else link.role,
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=at)
