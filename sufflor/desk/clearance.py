"""Who may read what is confidential, and so who can be given it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from sufflor.desk.models import Request
from sufflor.desk.rules import own
from sufflor.organization.models import Line, Role, SupportGroup, User


def is_cleared(person: User) -> bool:
    return _cleared().filter(pk=person.pk).exists()


def cleared_for(request: Request) -> list[User]:
    """Those who may read it, but for those whose own it is."""
    return list(_cleared().exclude(pk__in=own(request)).order_by("pk"))


def readers(passing: Collection[int]) -> frozenset[int]:
    """The keys of those who may read what is confidential, but for these, whose own it is."""
    return frozenset(_cleared().exclude(pk__in=passing).values_list("pk", flat=True))


def readers_of(request: Request) -> frozenset[int] | None:
    """The keys of the only ones who may be given it; None where everybody may."""
    return readers(own(request)) if request.is_confidential else None


def may_be_given(request: Request, group: SupportGroup | None, person: User | None) -> bool:
    """Whether somebody there may read it. The first line has it for those who may."""
    allowed = readers_of(request)
    if allowed is None:
        return True
    if person is not None:
        return person.pk in allowed
    if group is None or group.line == Line.FIRST:
        return True
    return group.members.filter(pk__in=allowed).exists()


def _cleared() -> QuerySet[User]:
    return User.objects.filter(is_active=True, grants__role=Role.CONFIDENTIAL)
