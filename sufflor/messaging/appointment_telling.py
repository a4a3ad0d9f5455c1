"""Who is told that somebody is appointed process adviser."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.events.models import Event
from sufflor.lib.clock import local_date
from sufflor.messaging.told import Told, number_in
from sufflor.messaging.turns import beginning_of, turn_of
from sufflor.organization.models import Appointment
from sufflor.organization.queries import managing


def made(event: Event) -> Iterable[Told]:
    """The adviser and the deputy, and those who manage what it is about. A faculty appoints several
    in one go: the managers hear of all in one letter."""
    found = Appointment.objects.filter(pk=number_in(event.about))
    one = found.select_related("area", "process").first()
    if one is None:
        return
    for person in sorted({one.person_id, one.deputy_id or one.person_id}):
        key = f"appointed:{one.pk}:{person}"
        yield Told(person, "appointed", event.about, key, event.at)
    turn = turn_of(event.at)
    managers = managing(one.area, one.process, local_date(event.at))
    for person in sorted(managers - {one.person_id, one.deputy_id}):
        about, key = f"organization.user:{person}", f"appointments:{turn}:{person}"
        yield Told(person, "appointments", about, key, beginning_of(turn + 1))
