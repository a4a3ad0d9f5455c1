"""Who is told of a wish: who is to decide, and all who asked of the decision and what came."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sufflor.change_requests import queries as wishes
from sufflor.change_requests.models import ChangeRequest, Step
from sufflor.change_requests.rules import owners_of
from sufflor.events.models import Event, reference
from sufflor.messaging.told import Told, number_in, whole
from sufflor.organization.models import User


def asked(event: Event) -> Iterable[Told]:
    """Those who own the area: it waits for their word."""
    step = _step(event)
    if step is not None:
        for person in sorted(owners_of(step.change, event.at)):
            key = f"decide:{step.pk}:{person}"
            yield Told(person, "change_to_decide", reference(step.change), key, event.at)


def told(event: Event) -> Iterable[Told]:
    """A decision, and that something is there or is gone again: everyone who asked, once."""
    step = _step(event)
    if step is not None:
        yield from _news(step, wishes.backers(step.change), event)


def merged(event: Event) -> Iterable[Told]:
    """Whoever came along to what had its answer hears of that."""
    change = ChangeRequest.objects.filter(pk=number_in(event.about)).first()
    step = wishes.last_word(wishes.standing(change)) if change else None
    if change is not None and step is not None:
        yield from _news(step, wishes.backers(change), event)


def _step(event: Event) -> Step | None:
    rows = Step.objects.filter(pk=whole(event.details.get("step")))
    return rows.select_related("change").first()


def _news(step: Step, people: QuerySet[User], event: Event) -> Iterable[Told]:
    for person in people.order_by("pk").values_list("pk", flat=True):
        yield Told(person, "change_news", reference(step), f"change:{step.pk}:{person}", event.at)
