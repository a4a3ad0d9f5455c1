"""Who can be asked to write the answers of an hour: first those who are on duty for the area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, Line, Membership, Role, RoleGrant, User
from sufflor.questions.models import Duty, QuestionHour


@dataclass(frozen=True, slots=True)
class Writers:
    """Everybody who may answer something in an hour, and who of them is there for it."""

    on_duty: tuple[Duty, ...]
    hosts: tuple[User, ...]
    by_area: Mapping[int, tuple[User, ...]]

    def likely(self, area: int) -> User | None:
        """Who is asked first: somebody on duty who may answer in this area."""
        return next(iter(self.on_duty_for(area)), None)

    def on_duty_for(self, area: int) -> list[User]:
        """Those who are there for the area first, then the other people of the hour who may."""
        able = {person.pk for person in (*self.hosts, *self.by_area.get(area, ()))}
        duties = sorted(self.on_duty, key=lambda duty: duty.area_id != area)
        return _once(duty.person for duty in duties if duty.person_id in able)

    def others_for(self, area: int) -> list[User]:
        there = {person.pk for person in self.on_duty_for(area)}
        able = sorted(
            _once((*self.by_area.get(area, ()), *self.hosts)), key=lambda person: person.full_name
        )
        return [person for person in able if person.pk not in there]


def writers(hour: QuestionHour, at: datetime) -> Writers:
    """Four queries, for an hour of any size."""
    hosts = RoleGrant.objects.filter(role__in=[Role.HOST, Role.ADMINISTRATOR])
    appointed = Appointment.objects.valid_on(local_date(at)).select_related("person")
    second_line = Membership.objects.filter(group__line=Line.SECOND, group__area__isnull=False)
    groups = second_line.select_related("person", "group")
    able = [(one.area_id, one.person) for one in appointed]
    able += [(one.group.area_id, one.person) for one in groups if one.group.area_id]
    return Writers(
        on_duty=tuple(hour.duties.select_related("person")),
        hosts=tuple(_active(grant.person for grant in hosts.select_related("person"))),
        by_area={area: tuple(_active(who for on, who in able if on == area)) for area, _ in able},
    )


def _active(people: Iterable[User]) -> list[User]:
    return [person for person in _once(people) if person.is_active]


def _once(people: Iterable[User]) -> list[User]:
    return list({person.pk: person for person in people}.values())
