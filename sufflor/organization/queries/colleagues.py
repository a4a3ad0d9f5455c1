"""Finding a colleague by what that person is called, in systems or among people."""

from __future__ import annotations

from django.db.models import Q

from sufflor.organization.models import User


def colleague(called: str) -> User | None:
    """By user name or e-mail address, whole, in small letters or big; nobody when two are meant."""
    called = called.strip()
    return _only(_called(called)) if called else None


def colleague_by_any_name(called: str) -> User | None:
    """By full name as well, for forms that show whom they found."""
    called = " ".join(called.split())
    if not called:
        return None
    first_name, _space, last_name = called.rpartition(" ")
    named = Q(first_name__iexact=first_name, last_name__iexact=last_name)
    return _only(_called(called) | named)


def _called(called: str) -> Q:
    return Q(username__iexact=called) | Q(email__iexact=called)


def _only(those: Q) -> User | None:
    found = list(User.objects.filter(those, is_active=True)[:2])
    return found[0] if len(found) == 1 else None
