"""Who is told that an address of another system takes nothing any more."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.events.models import Event
from sufflor.messaging.told import Told
from sufflor.organization.models import Role, User


def stopped(event: Event) -> Iterable[Told]:
    """Every administrator: nobody else can start it again."""
    people = User.objects.filter(is_active=True, grants__role=Role.ADMINISTRATOR)
    for person in people.order_by("pk").values_list("pk", flat=True).distinct():
        yield Told(person, "webhook_stopped", event.about, f"webhook:{event.pk}:{person}", event.at)
