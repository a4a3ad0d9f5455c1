"""What is left of people when their names have to go: one account that is nobody's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from axes.models import AccessAttempt
from django.db import transaction

from sufflor.organization.models import NOBODY, SYSTEM_ISSUER, Absence, User


@transaction.atomic
def nobody(*, at: datetime) -> User:
    """Whom things are by when nobody is to know any more: an account that nobody signs in with."""
    found = User.objects.filter(issuer=SYSTEM_ISSUER, subject=NOBODY).first()
    if found:
        return found
    account = User(
        username=NOBODY,
        first_name="Tidligere bruker",
        issuer=SYSTEM_ISSUER,
        subject=NOBODY,
        is_active=False,
        date_joined=at,
    )
    account.set_unusable_password()
    account.save()
    return account


@transaction.atomic
def forget_absences(*, keys: Collection[int], at: datetime) -> int:
    """That somebody was away, long after they came back."""
    deleted, _by_model = Absence.objects.filter(pk__in=keys).delete()
    return deleted


@transaction.atomic
def forget_attempts(*, keys: Collection[int], at: datetime) -> int:
    """Wrong passwords, and the address that they came from."""
    deleted: int = AccessAttempt.objects.filter(pk__in=keys).delete()[0]
    return deleted
