"""Who may do what with the organisation; also the questions that other rooms ask about a person."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from sufflor.lib.clock import local_date
from sufflor.organization.models import Line, Role, User

Someone = User | AnonymousUser


def has_role(person: Someone, *roles: Role) -> bool:
    """An administrator has every role."""
    return not roles_of(person).isdisjoint({*roles, Role.ADMINISTRATOR})


def roles_of(person: Someone) -> frozenset[str]:
    """The roles of a signed-in person, read once per request."""
    if not isinstance(person, User) or not person.is_active:
        return frozenset()
    kept: frozenset[str] | None = person.__dict__.get("_roles")
    if kept is None:
        kept = frozenset(person.grants.values_list("role", flat=True))
        person.__dict__["_roles"] = kept
    return kept


def lines_of(person: Someone, at: datetime) -> frozenset[int]:
    """The lines at which a person helps, by group or by an appointment that holds today."""
    if not isinstance(person, User) or not person.is_active:
        return frozenset()
    kept: frozenset[int] | None = person.__dict__.get("_lines")
    if kept is None:
        lines = set(person.support_groups.values_list("line", flat=True))
        if person.appointments.valid_on(local_date(at)).exists():
            lines.add(Line.ADVISER)
        kept = frozenset(lines)
        person.__dict__["_lines"] = kept
    return kept


def groups_of(person: User) -> frozenset[int]:
    """The keys of the groups that a person helps in, read once per request."""
    kept: frozenset[int] | None = person.__dict__.get("_groups")
    if kept is None:
        kept = frozenset(person.support_groups.values_list("pk", flat=True))
        person.__dict__["_groups"] = kept
    return kept


def may_administer(person: Someone) -> bool:
    return has_role(person, Role.ADMINISTRATOR)
