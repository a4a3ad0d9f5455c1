"""What the database promises of a row: the sentences that many rooms say, each said once."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import CheckConstraint, F, Q


def both_or_neither(one: str, other: str, *, name: str) -> CheckConstraint:
    """Such as when something was done and who did it: neither stands alone."""
    neither = Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
    both = Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)


def exactly_one(*fields: str, name: str) -> CheckConstraint:
    """Such as what a line in a list leads to: one of these, and none of the others."""
    alone = [Q(**{f"{each}__isnull": each != one for each in fields}) for one in fields]
    return CheckConstraint(condition=reduce(or_, alone), name=name)


def never_itself(field: str, *, name: str) -> CheckConstraint:
    """What leads to another of the same kind, or nowhere, does not lead back at once."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | ~Q(**{field: F("id")}), name=name
    )
