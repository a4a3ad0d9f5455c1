"""Giving and taking roles. Either way, the person's open sessions end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import rules
from sufflor.organization.models import Role, RoleGrant, User


class LastAdministrator(Refusal):
    reason = _("This is the last administrator.")
    way_out = _("Give another person the role first.")


@transaction.atomic
def grant_role(*, person: User, role: Role, by: User | None, at: datetime) -> RoleGrant:
    """Giving twice is the same as giving once. Without `by`, it is whoever runs the server."""
    require(by is None or rules.may_administer(by))
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role, defaults={"granted_at": at, "granted_by": by}
    )
    if is_new:
        _end_sessions(person)
        events.record("role.granted", about=person, by=by, at=at, role=role.value)
        events.touch(ORGANIZATION)
    return grant


@transaction.atomic
def withdraw_role(*, person: User, role: Role, by: User, at: datetime) -> None:
    """Taking twice is the same as taking once. There is always an administrator left."""
    require(rules.may_administer(by))
    if role == Role.ADMINISTRATOR:
        require_another_administrator(person)
    if not RoleGrant.objects.select_for_update().filter(person=person, role=role):
        return
    RoleGrant.objects.filter(person=person, role=role).delete()
    _end_sessions(person)
    events.record("role.withdrawn", about=person, by=by, at=at, role=role.value)
    events.touch(ORGANIZATION)


def require_another_administrator(person: User) -> None:
    """There is always somebody left who can sign in and mend what was done."""
    grants = RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk")
    able = {grant.person_id for grant in grants.filter(person__is_active=True)}
    if able == {person.pk}:
        raise LastAdministrator


def _end_sessions(person: User) -> None:
    User.objects.filter(pk=person.pk).update(rights_version=F("rights_version") + 1)
    # Who holds this person in hand must not read the old rights on.
    person.refresh_from_db(fields=["rights_version"])
    person.__dict__.pop("_roles", None)
