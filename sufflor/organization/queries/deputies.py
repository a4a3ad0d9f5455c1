"""Who stands in for somebody: their deputy, the deputy's deputy, and so on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from sufflor.organization.models import Absence, Appointment, User


class Deputies:
    """The chains of deputies on a day. What follows the first link is read when it is needed."""

    def __init__(self, day: date, is_asked: Callable[[int], bool] = lambda _person: True) -> None:
        """`is_asked` says who is not to be asked, for reasons that the caller knows."""
        self.day = day
        self._is_asked = is_asked
        self._links: dict[int, list[Appointment]] | None = None
        self._away: frozenset[int] = frozenset()

    def first_there(self, appointment: Appointment, away: frozenset[int]) -> User | None:
        """The nearest in the chain who is there. A chain that goes in a ring ends where it began.

        `away` are those whom the caller knows to be away, the first deputy among them.
        """
        seen = {appointment.person_id}
        deputy = appointment.deputy
        while deputy and deputy.pk not in seen:
            seen.add(deputy.pk)
            is_there = deputy.is_active and deputy.pk not in away | self._away
            if is_there and self._is_asked(deputy.pk):
                return deputy
            deputy = self._next(deputy, appointment)
        return None

    def _next(self, person: User, appointment: Appointment) -> User | None:
        """The deputy for the same area, else for any."""
        if self._links is None:
            self._links = self._read()
        links = self._links.get(person.pk, [])
        same = [link for link in links if link.area_id == appointment.area_id]
        return next((link.deputy for link in same or links), None)

    def _read(self) -> dict[int, list[Appointment]]:
        """Two queries."""
        links: dict[int, list[Appointment]] = defaultdict(list)
        with_deputy = Appointment.objects.valid_on(self.day).filter(deputy__isnull=False)
        for link in with_deputy.select_related("deputy").order_by("pk"):
            links[link.person_id].append(link)
        absences = Absence.objects.filter(from_date__lte=self.day, to_date__gte=self.day)
        self._away = frozenset(absences.values_list("person_id", flat=True))
        return links
