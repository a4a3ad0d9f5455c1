"""What a request is bound to: others that it was taken into or has to do with, and advice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language

from sufflor.desk.models import Access, Consultation, Joining, Link, LinkKind, Request, State
from sufflor.organization.models import Role, User
from sufflor.organization.rules import roles_of

MOST_SUGGESTED = 12
_NUMBER = re.compile(r"(?:h\s*-?\s*)?(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True)
class Tie:
    """One link as seen from one of its ends. A request that the reader may not see is there by its
    number alone."""

    link: Link
    other: Request
    is_backwards: bool
    is_seen: bool

    @property
    def kind(self) -> LinkKind:
        return LinkKind(self.link.kind)


@dataclass(frozen=True)
class Sealed:
    """What a helper knows of a confidential request without that role: its number and its type."""

    number: str
    form: str
    opened_at: datetime


def open_joining(request: Request) -> Joining | None:
    """The one by which it was taken into another, while that holds."""
    return Joining.objects.filter(request=request, undone_at=None).select_related("into").first()


def stands_in(request: Request, person: User, at: datetime) -> tuple[Request, bool] | None:
    """What it was taken into, and whether this helper may read that. Nothing for what stands on its
    own; two queries for the others."""
    joining = open_joining(request) if request.state == State.MERGED else None
    if joining is None:
        return None
    there = Access.objects.back(person, at).filter(request=joining.into)
    return joining.into, there.exists()


def taken_in(request: Request) -> QuerySet[Joining]:
    """Those that were taken into this one."""
    rows = Joining.objects.filter(into=request, undone_at=None).order_by("at", "pk")
    return rows.select_related("request__reporter")


def ties(request: Request, person: User, at: datetime) -> list[Tie]:
    """Both ways, in the order in which they were made. Two queries."""
    links = Link.objects.filter(Q(request=request) | Q(other=request)).order_by("at", "pk")
    found = [
        (link, link.request if link.other_id == request.pk else link.other)
        for link in links.select_related("request", "other")
    ]
    seen = set(
        Request.objects.worked_by(person, at)
        .filter(pk__in=[other.pk for _link, other in found])
        .values_list("pk", flat=True)
    )
    return [
        Tie(link, other, link.other_id == request.pk, other.pk in seen) for link, other in found
    ]


def candidates(request: Request, person: User, words: str, at: datetime) -> list[Request]:
    """Others that this helper works with: what is searched for by number or words, else those that
    are about the same and those of the same person."""
    rows = Request.objects.worked_by(person, at).exclude(pk=request.pk)
    if number := _NUMBER.fullmatch(words.strip()):
        rows = rows.filter(pk=int(number[1]))
    elif words:
        for word in words.split()[:6]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    else:
        alike = Q(reporter=request.reporter_id)
        if request.area_id:
            alike |= Q(area=request.area_id)
        rows = rows.unresolved().filter(alike)
    nearness = Case(
        When(reporter=request.reporter_id, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = rows.select_related("reporter", "area").order_by(nearness, "-pk")
    return list(found[:MOST_SUGGESTED])


def advice(request: Request) -> QuerySet[Consultation]:
    rows = Consultation.objects.filter(request=request)
    return rows.select_related("specialist__unit", "asked_by")


def waits_for_advice(request: Request, person: User) -> Consultation | None:
    """What somebody was asked and has not answered. One query."""
    return advice(request).filter(specialist=person, given_at=None).first()


def sealed(person: User, at: datetime) -> list[Sealed]:
    """Confidential requests that lie with this helper, who may not read them."""
    if Role.CONFIDENTIAL in roles_of(person):
        return []
    there = Access.objects.back(person, at).values("request")
    rows = Request.objects.unresolved().filter(pk__in=there, is_confidential=True)
    return [
        Sealed(
            each.number,
            each.form.parsed.title.said_in(get_language() or "nb") if each.form else "",
            each.opened_at,
        )
        for each in rows.select_related("form").order_by("pk")
    ]
