"""Giving out keys, taking them back, and counting their use."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from sufflor.api import rules
from sufflor.api.models import ApiToken, Scope
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import actions as organization
from sufflor.organization.models import Unit, User
from sufflor.webhooks import actions as webhooks

LONGEST = timedelta(days=366)
MARK = "sfl"


class OpensNothing(Refusal):
    reason = _("Choose at least one thing that the key opens.")
    status = 422


class LastsTooLong(Refusal):
    reason = _("A key lasts for at most a year.")
    status = 422


class TooFast(Refusal):
    """Carries when one may ask again."""

    reason = _("Too many calls in a minute.")
    way_out = _("Wait a little, and try again.")
    status = 429


@dataclass(frozen=True)
class KeyWish:
    """A new key: the system that gets it, where it belongs, what it opens and until when."""

    name: str
    unit: Unit | None
    scopes: tuple[Scope, ...]
    expires_at: datetime
    email: str = ""
    # Of a vendor that is known already: the key is its own.
    account: User | None = None


@transaction.atomic
def make_key(*, wish: KeyWish, by: User, at: datetime) -> tuple[ApiToken, str]:
    """The key and its secret, which nobody can read again. The system gets an account that cannot
    sign in: nobody sends in the name of a person with a key."""
    require(rules.may_keep_keys(by))
    if not wish.scopes:
        raise OpensNothing
    if not at < wish.expires_at <= at + LONGEST:
        raise LastsTooLong
    person = wish.account or organization.open_system_account(
        name=wish.name, unit=wish.unit, email=wish.email, by=by, at=at
    )
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=person.full_name,
        prefix=prefix,
        digest=digest_of(secret),
        scopes=[scope.value for scope in wish.scopes],
        made_at=at,
        made_by=by,
        expires_at=wish.expires_at,
    )
    events.record("key.made", about=token, by=by, at=at, scopes=_names(wish.scopes))
    return token, f"{MARK}_{prefix}_{secret}"


@transaction.atomic
def revoke_key(*, token: ApiToken, by: User, at: datetime) -> None:
    """From now on it opens nothing. Twice is the same as once."""
    require(rules.may_keep_keys(by))
    rows = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if rows.update(revoked_at=at, revoked_by=by):
        if not keys_that_read(at).filter(person=token.person_id).exists():
            webhooks.stop_hearing(system=token.person, at=at)
        events.record("key.revoked", about=token, by=by, at=at)


def keys_that_read(at: datetime) -> QuerySet[ApiToken]:
    """Those that are valid and read how requests stand, which their webhooks then hear of too."""
    valid = ApiToken.objects.filter(revoked_at=None, expires_at__gt=at, person__is_active=True)
    # No store finds a word in a list alike, and there are few keys.
    those = [each.pk for each in valid if rules.opens(each, Scope.READ)]
    return ApiToken.objects.filter(pk__in=those).select_related("person")


def count_use(*, token: ApiToken, at: datetime) -> None:
    """Refuses what comes too fast. A clock that jumps begins another minute."""
    minute = at.replace(second=0, microsecond=0)
    rows = ApiToken.objects.filter(pk=token.pk)
    if not rows.filter(window_at=minute).update(window=F("window") + 1, last_used_at=at):
        rows.update(window_at=minute, window=1, last_used_at=at)
    used: int = rows.values_list("window", flat=True).get()
    if used > settings.API_CALLS_PER_MINUTE:
        refusal = TooFast()
        refusal.headers = {"Retry-After": str(60 - at.second)}
        raise refusal


def digest_of(secret: str) -> str:
    """The secret is random and long, so that one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _names(scopes: Collection[Scope]) -> list[events.JsonValue]:
    return [scope.value for scope in scopes]
