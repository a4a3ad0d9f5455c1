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
    return _only(_by_any_name(called)) if called else None


def is_closed(called: str) -> bool:
    """Whether the one who is meant by it was here, and no longer is."""
    called = " ".join(called.split())
    return bool(called) and User.objects.filter(_by_any_name(called), is_active=False).exists()


def _by_any_name(called: str) -> Q:
    first_name, _space, last_name = called.rpartition(" ")
    return _called(called) | Q(first_name__iexact=first_name, last_name__iexact=last_name)


def _called(called: str) -> Q:
    return Q(username__iexact=called) | Q(email__iexact=called)


def _only(those: Q) -> User | None:
    found = list(User.objects.filter(those, is_active=True)[:2])
    return found[0] if len(found) == 1 else None
