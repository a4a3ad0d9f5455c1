"""Finding a colleague by what that person is called, in systems or among people."""

from __future__ import annotations

from django.db.models import Q

from sufflor.organization.models import User


def colleague(called: str) -> User | None:
    """By user name, e-mail address or full name, in small letters or big; nobody when two are
    meant."""
    called = " ".join(called.split())
    if not called:
        return None
    first_name, _space, last_name = called.rpartition(" ")
    people = User.objects.filter(
        Q(username__iexact=called)
        | Q(email__iexact=called)
        | Q(first_name__iexact=first_name, last_name__iexact=last_name),
        is_active=True,
    )
    found = list(people[:2])
    return found[0] if len(found) == 1 else None
