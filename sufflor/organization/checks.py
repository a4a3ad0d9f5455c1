"""Accounts with a password that everyone knows never meet real people."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError

from sufflor.organization.models import DEMO_ISSUER, User

SENTENCE = (
    "There are demo accounts in this database, and everyone knows their password. "
    "Use an empty database in production, or remove the demo's people first."
)


def has_demo_accounts() -> bool:
    """One look in an index; a database without our tables has nobody in it."""
    try:
        return User.objects.filter(issuer=DEMO_ISSUER).exists()
    except DatabaseError:
        return False


def refuse_demo_accounts() -> None:
    """For the server's start, where Django's checks are not run."""
    if settings.PRODUCTION and has_demo_accounts():
        raise SystemExit(SENTENCE)


@register()
def no_demo_accounts_in_production(
    app_configs: Sequence[AppConfig] | None, **_options: object
) -> list[CheckMessage]:
    if settings.PRODUCTION and has_demo_accounts():
        return [Error(SENTENCE, id="organization.E001")]
    return []
