"""Who is told that a text waits to be approved, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

from sufflor.events.models import Event
from sufflor.knowledge import queries
from sufflor.lib.clock import local_date
from sufflor.messaging.told import Told, number_in, whole
from sufflor.messaging.turns import TURN, turn_of


def sent(event: Event) -> Iterable[Told]:
    """Those who approve it, at most once in ten minutes: the letter names all that wait."""
    page = Page.objects.filter(pk=number_in(event.about)).first()
    if page is None:
        return
    turn = turn_of(event.at)
    for person in sorted(queries.approvers_of(page, local_date(event.at))):
        key = f"to_approve:{turn}:{person}"
        about = f"organization.user:{person}"
        yield Told(person, "to_approve", about, key, event.at + TURN)


def decided(event: Event) -> Iterable[Told]:
    """Whoever sent it."""
    state = whole(event.details.get("state"))
    person = queries.sender_of(state)
    if person is not None:
        about = f"wagtailcore.taskstate:{state}"
        yield Told(person, "text_decided", about, f"text_decided:{state}:{person}", event.at)
