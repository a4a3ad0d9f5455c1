"""Who may do what with the organisation; also the questions that other rooms ask about a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, Value

from sufflor.lib.clock import local_date
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import (
    Appointment,
    CaseArea,
    Charge,
    ChargeKind,
    Line,
    Role,
    RoleGrant,
    SupportGroup,
    Unit,
    User,
    WorkRole,
)
from sufflor.organization.tree import downward, parents

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
        kept = frozenset(prepared_rows("roles", _of(person), _grants))
        person.__dict__["_roles"] = kept
    return kept


def lines_of(person: Someone, at: datetime) -> frozenset[int]:
    """The lines at which a person helps, by group or by an appointment that holds today."""
    if not isinstance(person, User) or not person.is_active:
        return frozenset()
    kept: frozenset[int] | None = person.__dict__.get("_lines")
    if kept is None:
        lines = set(lines_by_group(person))
        if prepared_rows("appointments", _of(person, local_date(at)), _appointments):
            lines.add(Line.ADVISER)
        kept = frozenset(lines)
        person.__dict__["_lines"] = kept
    return kept


def groups_of(person: User) -> frozenset[int]:
    """The keys of the groups that a person helps in, read once per request."""
    kept: frozenset[int] | None = person.__dict__.get("_groups")
    if kept is None:
        kept = frozenset(pk for pk, _line in _groups(person))
        person.__dict__["_groups"] = kept
    return kept


def lines_by_group(person: User) -> frozenset[int]:
    """The lines of those groups."""
    return frozenset(line for _pk, line in _groups(person))


def _groups(person: User) -> list[tuple[int, int]]:
    """Key and line of each group, in one query per request. Whoever asks where somebody helps soon
    asks for their roles as well, which come along where nobody has read them yet."""
    kept: list[tuple[int, int]] | None = person.__dict__.get("_groups_at_lines")
    if kept is None:
        found = prepared_rows("standing", _of(person), _memberships_and_grants)
        kept = [(pk, line) for pk, line, role in found if not role]
        person.__dict__["_groups_at_lines"] = kept
        person.__dict__.setdefault("_roles", frozenset(role for *_, role in found if role))
    return kept


def groups_in_order(person: User) -> list[tuple[int, int]]:
    """Key and line of each group, by key."""
    return sorted(_groups(person))


def groups_at(person: User, line: int) -> frozenset[int]:
    """The keys of those of a person's groups that help at this line."""
    return frozenset(pk for pk, own in _groups(person) if own == line)


def in_place_of(person: User, pk: int, groups: Collection[int]) -> User:
    """Somebody with the same rights and other keys: for queries that are prepared once for all who
    may see the same kinds of things. `groups` are as many as those of `groups_in_order`. Never to
    be saved, and never the one who does something."""
    other = User(pk=pk, is_active=person.is_active)
    lines = [line for _pk, line in groups_in_order(person)]
    other.__dict__["_groups_at_lines"] = list(zip(groups, lines, strict=True))
    other.__dict__["_groups"] = frozenset(groups)
    other.__dict__["_roles"] = roles_of(person)
    return other


def _of(person: User, day: date | None = None) -> Values:
    return Values(keys={"person": person.pk}, days={"day": day} if day else {})


def _grants(values: Values) -> QuerySet[RoleGrant, str]:
    return RoleGrant.objects.filter(person=values.keys["person"]).values_list("role", flat=True)


def _memberships_and_grants(values: Values) -> QuerySet[SupportGroup, tuple[int, int, str]]:
    """The key and the line of a group, or a role."""
    person = values.keys["person"]
    groups = SupportGroup.objects.filter(members=person).order_by()
    grants = RoleGrant.objects.filter(person=person).order_by()
    memberships = groups.values_list("pk", "line", Value(""))
    return memberships.union(grants.values_list(Value(0), Value(0), "role"), all=True)


def _appointments(values: Values) -> QuerySet[Appointment, int]:
    held = Appointment.objects.filter(person=values.keys["person"])
    return held.valid_on(values.days["day"]).values_list("pk", flat=True)[:1]


def may_administer(person: Someone) -> bool:
    return has_role(person, Role.ADMINISTRATOR)


def is_manager(person: Someone) -> bool:
    """Whoever manages some unit; without a unit there is nothing to manage."""
    if not isinstance(person, User) or not person.is_active:
        return False
    return person.work_role == WorkRole.MANAGER and person.unit_id is not None


def units_managed_by(person: Someone) -> frozenset[int]:
    """A manager answers for their own unit and those below it; read once per request."""
    if not isinstance(person, User) or person.unit_id is None or not is_manager(person):
        return frozenset()
    kept: frozenset[int] | None = person.__dict__.get("_manages")
    if kept is None:
        kept = downward([person.unit_id], parents())
        person.__dict__["_manages"] = kept
    return kept


def may_appoint(person: Someone, unit: Unit) -> bool:
    """Faculties and departments appoint their own process advisers."""
    return may_administer(person) or unit.pk in units_managed_by(person)


def may_appoint_somewhere(person: Someone) -> bool:
    return is_manager(person) or may_administer(person)


def may_describe(person: Someone, adviser: User, unit: Unit) -> bool:
    """Advisers say themselves what they know and how much they have time for."""
    return person == adviser or may_appoint(person, unit)


def may_rate(person: Someone, whom: User) -> bool:
    """How well somebody knows something is said by themselves or their manager."""
    if person == whom or may_administer(person):
        return True
    return whom.unit_id is not None and whom.unit_id in units_managed_by(person)


def may_note_absence(person: Someone, whom: User) -> bool:
    """That somebody is away is said by themselves or, of one who cannot, by their manager."""
    return may_rate(person, whom)


def may_note_absences(person: Someone) -> bool:
    """Of others than oneself."""
    return is_manager(person) or may_administer(person)


def may_see_register(person: Someone, at: datetime) -> bool:
    """Whoever helps or appoints sees who the others are, and how much they can take. Whoever
    answers for a process sees who helps with it."""
    return may_appoint_somewhere(person) or bool(lines_of(person, at)) or is_in_charge(person, at)


def may_set_hours(person: Someone, group: SupportGroup | None) -> bool:
    """The house's hours are set by administrators, those of a group also by its manager."""
    if group is None:
        return may_administer(person)
    return may_administer(person) or group.unit_id in units_managed_by(person)


def may_put_in_charge(person: Someone, area: CaseArea) -> bool:
    """Whoever manages the unit that owns the area says who owns and manages its processes."""
    return may_administer(person) or area.owner_id in units_managed_by(person)


def is_in_charge(person: Someone, at: datetime) -> bool:
    """Whether somebody owns or manages an area or a process today."""
    if not isinstance(person, User) or not person.is_active:
        return False
    return Charge.objects.valid_on(local_date(at)).filter(person=person).exists()


def owns_some(person: Someone, at: datetime) -> bool:
    """Whether somebody owns an area or a process today, by a charge that holds."""
    if not isinstance(person, User) or not person.is_active:
        return False
    rows = Charge.objects.valid_on(local_date(at))
    return rows.filter(person=person, kind=ChargeKind.OWNER).exists()


def may_roster(person: Someone, group: SupportGroup, whom: User | None = None) -> bool:
    """Whoever sets a group's hours gives its watches; those who help in it can take one."""
    if may_set_hours(person, group):
        return True
    return isinstance(person, User) and person == whom and group.pk in groups_of(person)


def may_tally(person: Someone, at: datetime) -> bool:
    """Guidance is given by those who help at some line."""
    return bool(lines_of(person, at))
