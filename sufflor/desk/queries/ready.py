"""Answers that are ready: which a helper may use for a request, and what they say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sufflor.desk import rules
from sufflor.desk.models import AnswerTemplate, Request
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea, SupportGroup, User
from sufflor.organization.rules import groups_of, may_administer

# Whom a template is for, by a key.
Owners = dict[str, User | SupportGroup | CaseArea]
_BRACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Ready:
    """A template with the facts of one request in it, for the reply that is being written."""

    pk: int
    name: str
    text: str


def templates(person: User, at: datetime) -> list[AnswerTemplate]:
    """Those that a helper may use. Administrators keep all but those of other people in order."""
    whose = _usable(person, at)
    if may_administer(person):
        whose |= Q(person=None)
    rows = AnswerTemplate.objects.filter(whose)
    return list(rows.select_related("person", "group", "area", "changed_by"))


def owners(person: User, at: datetime) -> Owners:
    """For whom a helper may keep one, by a key for the form. Two queries."""
    groups = SupportGroup.objects.filter(pk__in=groups_of(person))
    areas = CaseArea.objects.filter(pk__in=rules.areas_of(person, at))
    found: Owners = {"person": person}
    found |= {f"group-{group.pk}": group for group in groups}
    return found | {f"area-{area.pk}": area for area in areas}


def ready(request: Request, person: User, at: datetime) -> list[Ready]:
    """In the language of the one who asked; those about other areas are left out. One query."""
    about_it = Q(area=None) | Q(area=request.area_id)
    rows = AnswerTemplate.objects.filter(_usable(person, at), about_it)
    return [
        Ready(each.pk, each.name, filled(each.said_in(request.language), request, person))
        for each in rows
    ]


def _usable(person: User, at: datetime) -> Q:
    """One's own, those of one's groups, and those of the areas that one helps with by either."""
    groups = SupportGroup.objects.filter(pk__in=groups_of(person), area__isnull=False)
    appointed = person.appointments.valid_on(local_date(at))
    helps_with = Q(area__in=groups.values("area")) | Q(area__in=appointed.values("area"))
    return Q(person=person) | Q(group__in=groups_of(person)) | helps_with


def filled(text: str, request: Request, person: User) -> str:
    """With what stands in braces filled in; a fact that is missing leaves nothing behind."""
    facts = {
        "navn": (request.concerns or request.reporter).first_name,
        "nummer": request.number,
        "tittel": request.title,
        "hjelper": person.full_name,
        "enhet": request.unit.local_name if request.unit else "",
    }
    return _BRACES.sub(lambda found: facts.get(found[1], found[0]), text)
