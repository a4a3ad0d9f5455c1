"""Who may give out keys, and what a key opens at an instant."""

from __future__ import annotations

from datetime import datetime

from sufflor.api.models import ApiToken, Scope
from sufflor.organization.rules import Someone, may_administer


def may_keep_keys(person: Someone) -> bool:
    return may_administer(person)


def opens(token: ApiToken, scope: Scope) -> bool:
    return scope.value in token.scopes


def is_valid(token: ApiToken, at: datetime) -> bool:
    return token.revoked_at is None and at < token.expires_at and token.person.is_active
