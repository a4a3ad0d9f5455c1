"""People and groups as the institution's directory says; what groups give, we say ourselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization import rules
from sufflor.organization.actions.granting import require_another_administrator
from sufflor.organization.models import (
    GivenRole,
    Provisioned,
    ProvisionedGroup,
    Role,
    RoleGrant,
    Unit,
    User,
)
from sufflor.organization.queries.directory_people import in_directory

USERNAME_LENGTH = 150
TEXT_LENGTH = 150
EMAIL_LENGTH = 254


class PersonTaken(Refusal):
    reason = _("There is somebody with this account name or this identity already.")


class GroupTaken(Refusal):
    reason = _("There is a group with this name already.")


class NotByTheDirectory(Refusal):
    """Whoever signs in is found by name the first time: another name would be another person."""

    reason = _("The directory cannot rename an administrator.")
    way_out = _("Take the role away first.")
    status = 403


class NotAName(Refusal):
    reason = _("Say what the account or the group is called, without line breaks.")
    status = 400


@dataclass(frozen=True)
class PersonFacts:
    """What the directory says of a person."""

    username: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    external_id: str = ""
    is_active: bool = True

    def checked(self) -> PersonFacts:
        name = one_line(self.username)
        if not name or name != self.username or len(name) > USERNAME_LENGTH:
            raise NotAName
        return PersonFacts(
            name,
            one_line(self.first_name)[:TEXT_LENGTH],
            one_line(self.last_name)[:TEXT_LENGTH],
            one_line(self.email)[:EMAIL_LENGTH],
            one_line(self.external_id)[:TEXT_LENGTH],
            self.is_active,
        )


@transaction.atomic
def provision_person(*, facts: PersonFacts, by: User, at: datetime) -> User:
    """Somebody new, without a unit and without a role. Whoever was let go and comes back under the
    same identity is the same person."""
    facts = facts.checked()
    there = User.objects.filter(username__iexact=facts.username).first()
    gone = Provisioned.objects.filter(person=there, removed_at__isnull=False).first()
    if there is not None:
        if gone is None or not facts.external_id or gone.external_id != facts.external_id:
            raise PersonTaken
        Provisioned.objects.filter(pk=gone.pk).update(removed_at=None)
        return change_provisioned(person=there, facts=facts, by=by, at=at)
    person = User(username=facts.username, password=make_password(None), date_joined=at)
    _fill(person, facts)
    person.save()
    _keep(person, facts, at)
    events.record("person.provisioned", about=person, by=by, at=at)
    events.touch(ORGANIZATION)
    return person


@transaction.atomic
def change_provisioned(*, person: User, facts: PersonFacts, by: User, at: datetime) -> User:
    """As the directory says now. An account that is closed ends its sessions; what the person has
    under way is given to others as of everybody who has left. The same twice is once."""
    facts = facts.checked()
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    others = User.objects.exclude(pk=person.pk)
    if others.filter(username__iexact=facts.username).exists():
        raise PersonTaken
    is_renamed = facts.username != person.username
    if is_renamed and RoleGrant.objects.filter(person=person, role=Role.ADMINISTRATOR).exists():
        raise NotByTheDirectory
    before = (*_said(person), person.is_active)
    was_active = person.is_active
    _fill(person, facts)
    if was_active and not person.is_active:
        require_another_administrator(person)
        person.rights_version += 1
    has_changed = before != (*_said(person), person.is_active)
    if has_changed:
        person.save()
    if _keep(person, facts, at) or has_changed:
        verb = "person.changed"
        if was_active != person.is_active:
            verb = "person.opened_again" if person.is_active else "person.closed"
        events.record(verb, about=person, by=by, at=at)
        events.touch(ORGANIZATION)
    return person


@transaction.atomic
def let_go(*, person: User, by: User, at: datetime) -> None:
    """The directory has deleted them: closed here, and no longer shown to it. What they wrote
    stays."""
    known = Provisioned.objects.filter(person=person).first()
    facts = PersonFacts(
        *_said(person), external_id=known.external_id if known else "", is_active=False
    )
    change_provisioned(person=person, facts=facts, by=by, at=at)
    Provisioned.objects.filter(person=person).update(removed_at=at)
    for group in ProvisionedGroup.objects.filter(members=person):
        group.members.remove(person)
    _follow_groups([person], by, at)


@transaction.atomic
def provision_group(
    *, name: str, external_id: str = "", by: User, at: datetime
) -> ProvisionedGroup:
    """A group of the directory. It gives nothing until an administrator says what."""
    name = _group_name(name, 0)
    group = ProvisionedGroup.objects.create(
        name=name, external_id=one_line(external_id)[:TEXT_LENGTH], made_at=at, changed_at=at
    )
    events.record("directory_group.made", about=group, by=by, at=at)
    return group


@transaction.atomic
def change_group(
    *,
    group: ProvisionedGroup,
    name: str,
    external_id: str,
    members: Iterable[int],
    by: User,
    at: datetime,
) -> ProvisionedGroup:
    """Its name and its members, whole. Those who came and those who left get and lose what it
    gives."""
    group = ProvisionedGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    group.name = _group_name(name, group.pk)
    group.external_id = one_line(external_id)[:TEXT_LENGTH]
    group.changed_at = at
    group.save()
    before = set(group.members.values_list("pk", flat=True))
    after = set(in_directory().filter(pk__in=list(members)).values_list("pk", flat=True))
    group.members.set(after)
    _follow_groups(User.objects.filter(pk__in=before ^ after), by, at)
    if before != after:
        details = {"came": len(after - before), "left": len(before - after)}
        events.record("directory_group.members_changed", about=group, by=by, at=at, **details)
    return group


@transaction.atomic
def drop_group(*, group: ProvisionedGroup, by: User, at: datetime) -> None:
    """With what it gave."""
    people = list(group.members.all())
    events.record("directory_group.dropped", about=group, by=by, at=at)
    group.delete()
    _follow_groups(people, by, at)


@transaction.atomic
def map_group(
    *, group: ProvisionedGroup, role: Role | None, unit: Unit | None, by: User, at: datetime
) -> None:
    """What its members get: the one way in which anybody becomes anything by the directory."""
    require(rules.may_administer(by))
    group = ProvisionedGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    group.role, group.unit = (role.value if role else ""), unit
    group.save(update_fields=["role", "unit"])
    given = {"role": group.role, "unit": unit.code if unit else ""}
    events.record("directory_group.mapped", about=group, by=by, at=at, **given)
    _follow_groups(group.members.all(), by, at)


def _follow_groups(people: Iterable[User], by: User, at: datetime) -> None:
    """Roles that groups give, and no others, come and go with them. A unit is set and never
    emptied: somebody who left a group still works somewhere."""
    for person in people:
        groups = list(ProvisionedGroup.objects.filter(members=person).select_related("unit"))
        _follow_roles(person, {Role(group.role) for group in groups if group.role}, by, at)
        unit = next((group.unit for group in groups if group.unit), None)
        if unit is not None and person.unit_id != unit.pk:
            User.objects.filter(pk=person.pk).update(unit=unit)
            events.record("person.changed", about=person, by=by, at=at)
            events.touch(ORGANIZATION)


def _follow_roles(person: User, wanted: set[Role], by: User, at: datetime) -> None:
    grants = {Role(grant.role): grant for grant in RoleGrant.objects.filter(person=person)}
    given = set(GivenRole.objects.filter(grant__person=person).values_list("grant_id", flat=True))
    surplus = [role for role in grants if grants[role].pk in given and role not in wanted]
    if Role.ADMINISTRATOR in surplus:
        require_another_administrator(person)
    for role in surplus:
        grants[role].delete()
        events.record("role.withdrawn", about=person, by=by, at=at, role=role.value)
    missing = wanted - set(grants)
    for role in sorted(missing):
        grant = RoleGrant.objects.create(person=person, role=role, granted_at=at, granted_by=by)
        GivenRole.objects.create(grant=grant)
        events.record("role.granted", about=person, by=by, at=at, role=role.value)
    if surplus or missing:
        User.objects.filter(pk=person.pk).update(rights_version=F("rights_version") + 1)
        events.touch(ORGANIZATION)


def _said(person: User) -> tuple[str, str, str, str]:
    return (person.username, person.first_name, person.last_name, person.email)


def _fill(person: User, facts: PersonFacts) -> None:
    person.username, person.is_active = facts.username, facts.is_active
    person.first_name, person.last_name = facts.first_name, facts.last_name
    person.email = facts.email


def _keep(person: User, facts: PersonFacts, at: datetime) -> bool:
    """Whether the directory knows them by another identity than before, or for the first time."""
    same = Provisioned.objects.exclude(person=person)
    same = same.filter(external_id=facts.external_id, removed_at=None)
    if facts.external_id and same.exists():
        raise PersonTaken
    row, is_new = Provisioned.objects.get_or_create(
        person=person, defaults={"external_id": facts.external_id, "changed_at": at}
    )
    if is_new or row.external_id == facts.external_id:
        return is_new
    Provisioned.objects.filter(pk=row.pk).update(external_id=facts.external_id, changed_at=at)
    return True


def _group_name(name: str, group: int) -> str:
    found = one_line(name)
    if not found or len(found) > TEXT_LENGTH:
        raise NotAName
    if ProvisionedGroup.objects.exclude(pk=group).filter(name__iexact=found).exists():
        raise GroupTaken
    return found
