"""Finding the colleague on whose behalf somebody asks, by what that person is called in systems."""

from __future__ import annotations

from django.db.models import Q

from sufflor.organization.models import User


def colleague(called: str) -> User | None:
    """By user name or e-mail address, whole, in small letters or big; nobody when two are meant."""
    called = called.strip()
    if not called:
        return None
    people = User.objects.filter(
        Q(username__iexact=called) | Q(email__iexact=called), is_active=True
    )
    found = list(people[:2])
    return found[0] if len(found) == 1 else None
