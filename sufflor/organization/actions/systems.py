"""Accounts of other systems: they hold keys, and nobody signs in with them."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization import rules
from sufflor.organization.models import SYSTEM_ISSUER, Unit, User

NAME_LENGTH = 80


class SystemWithoutName(Refusal):
    reason = _("Say what the system is called, in at most 80 characters.")
    status = 422


@transaction.atomic
def open_system_account(
    *, name: str, unit: Unit | None, email: str = "", by: User, at: datetime
) -> User:
    """`unit` is where it may send for people; `email` is where it gets mail about requests that are
    sent on to it. It helps nobody and has no role."""
    require(rules.may_administer(by))
    name = one_line(name)
    if not name or len(name) > NAME_LENGTH:
        raise SystemWithoutName
    username = f"system-{slugify(name)[:40]}-{secrets.token_hex(3)}"
    system = User(
        username=username,
        first_name=name,
        email=email,
        unit=unit,
        issuer=SYSTEM_ISSUER,
        subject=username,
    )
    system.set_unusable_password()
    system.save()
    events.record("system.opened", about=system, by=by, at=at)
    events.touch(ORGANIZATION)
    return system


@transaction.atomic
def readdress_system(*, account: User, email: str, by: User, at: datetime) -> None:
    """Mail to the system goes there from now on, and comes from there. The same twice is once."""
    require(rules.may_administer(by) and account.issuer == SYSTEM_ISSUER)
    if User.objects.filter(pk=account.pk).exclude(email=email).update(email=email):
        events.record("system.readdressed", about=account, by=by, at=at)
        events.touch(ORGANIZATION)
