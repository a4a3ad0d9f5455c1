"""Who is told that a reader suggests a change in a text, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.events.models import Event
from sufflor.knowledge import queries
from sufflor.messaging.told import Told, whole
from sufflor.messaging.turns import TURN, turn_of


def suggested(event: Event) -> Iterable[Told]:
    """Those who keep the text, at most once in ten minutes: the letter names all that waits."""
    turn = turn_of(event.at)
    for person in sorted(queries.told_of_suggestion(whole(event.details.get("suggestion")))):
        about = f"organization.user:{person}"
        key = f"suggested:{turn}:{person}"
        yield Told(person, "suggested", about, key, event.at + TURN)


def answered(event: Event) -> Iterable[Told]:
    """Whoever suggested it."""
    pk = whole(event.details.get("suggestion"))
    found = queries.suggestion_with_text(pk)
    if found is not None:
        about = f"knowledge.suggestion:{pk}"
        key = f"suggestion_answered:{pk}"
        yield Told(found.by_id, "suggestion_answered", about, key, event.at)
