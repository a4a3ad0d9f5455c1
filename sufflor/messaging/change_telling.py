"""Who is told of a wish: everyone who asked for it, once of a decision and once of what came."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sufflor.change_requests import queries as wishes
from sufflor.change_requests.models import ChangeRequest, Step
from sufflor.events.models import Event, reference
from sufflor.messaging.told import Told, integer, number_in
from sufflor.organization.models import User


def told(event: Event) -> Iterable[Told]:
    """A decision, and that something is there or is gone again: everyone who asked, once."""
    step = (
        Step.objects.filter(pk=integer(event.details.get("step"))).select_related("change").first()
    )
    if step is not None:
        yield from _news(step, wishes.backers(step.change), event)


def merged(event: Event) -> Iterable[Told]:
    """Whoever came along to what had its answer hears of that."""
    change = ChangeRequest.objects.filter(pk=number_in(event.about)).first()
    step = wishes.last_word(wishes.standing(change)) if change else None
    if change is not None and step is not None:
        yield from _news(step, wishes.backers(change), event)


def _news(step: Step, people: QuerySet[User], event: Event) -> Iterable[Told]:
    for person in people.order_by("pk").values_list("pk", flat=True):
        yield Told(person, "change_news", reference(step), f"change:{step.pk}:{person}", event.at)
