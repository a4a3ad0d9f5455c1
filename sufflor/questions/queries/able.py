"""Who can be asked to host an hour, or to answer for an area in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, CaseArea, Line, Role, User
from sufflor.questions.models import DutyKind
from sufflor.search.analysis import fold, normal


@dataclass(frozen=True, slots=True)
class Able:
    """Some of those who can, by name, and how many more there are."""

    people: Sequence[User]
    more: int


def able(
    kind: DutyKind | str, area: CaseArea | None, at: datetime, words: str = "", limit: int = 20
) -> Able:
    """As `give_duty` asks for: hosts for every duty, those who answer in the area for that area.

    Every word has to be the beginning of a part of the name, of the unit's code or of the user
    name. Those who answer in the area come before hosts who do so everywhere. At most two queries.
    """
    own = _answerers(area, at) if kind == DutyKind.ANSWERER and area else Q(pk__in=())
    may_host = Q(grants__role__in=[Role.HOST, Role.ADMINISTRATOR])
    first = set(User.objects.filter(own, is_active=True).values_list("pk", flat=True))
    rows = User.objects.filter(Q(pk__in=first) | may_host, is_active=True).distinct()
    sought = _parts(words)
    found = [person for person in rows.select_related("unit") if _fits(person, sought)]
    found.sort(key=lambda person: (person.pk not in first, person.full_name, person.pk))
    return Able(found[:limit], max(len(found) - limit, 0))


def _answerers(area: CaseArea, at: datetime) -> Q:
    appointed = Appointment.objects.valid_on(local_date(at)).filter(area=area)
    return Q(pk__in=appointed.values("person")) | Q(
        support_groups__line=Line.SECOND, support_groups__area=area
    )


def _fits(person: User, sought: Sequence[str]) -> bool:
    """In Python: the stores disagree about capital letters outside ASCII."""
    unit = f"{person.unit.code} {person.unit.local_name}" if person.unit else ""
    parts = _parts(f"{person.full_name} {person.username} {unit}")
    return all(any(part.startswith(word) for part in parts) for word in sought)


def _parts(text: str) -> list[str]:
    return [fold(normal(word)) for word in text.replace("-", " ").split()]
