"""Those who may be mentioned in a note: people who help, and who may read the request."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from sufflor.desk import clearance, rules
from sufflor.desk.models import Request
from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, Membership, User

MOST_FOUND = 8
# A note is to a few; more than so many are not called at once.
MOST_MENTIONED = 20
_MENTION = re.compile(r"(?<![\w@])@([\w.+-]{1,150})")


def mentionable(request: Request, at: datetime) -> QuerySet[User]:
    """Everyone who helps at some line today, but for those whose own it is; of what is confidential
    only those who may read it."""
    appointed = Appointment.objects.valid_on(local_date(at)).values("person")
    in_groups = Membership.objects.values("person")
    people = User.objects.filter(Q(pk__in=appointed) | Q(pk__in=in_groups), is_active=True)
    people = people.exclude(pk__in=rules.own(request))
    readers = clearance.readers_of(request)
    return people if readers is None else people.filter(pk__in=readers)


def mentioned(text: str, request: Request, at: datetime) -> list[User]:
    """Whom a note names: "@per" or "@per.hansen". Others that are named are just words."""
    names = {name.rstrip(".").lower() for name in _MENTION.findall(text)}
    if not names:
        return []
    found = mentionable(request, at).filter(username__in=names).order_by("pk")
    return list(found[:MOST_MENTIONED])


def called(
    request: Request, words: str, at: datetime, *, passing: Collection[int] = ()
) -> list[User]:
    """The first of those whose names begin as it was written. One query, or two."""
    found = mentionable(request, at).exclude(pk__in=passing)
    for word in words.split()[:4]:
        found = found.filter(
            Q(first_name__istartswith=word)
            | Q(last_name__istartswith=word)
            | Q(username__istartswith=word)
        )
    found = found.select_related("unit").order_by("first_name", "last_name", "pk")
    return list(found[:MOST_FOUND])
