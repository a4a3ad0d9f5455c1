"""Who keeps the addresses that are told, and what one may hear of."""

from __future__ import annotations

from datetime import datetime

from sufflor.organization.rules import Someone, may_administer
from sufflor.webhooks.models import Webhook


def may_keep_webhooks(person: Someone) -> bool:
    return may_administer(person)


def hears_of_requests(webhook: Webhook, at: datetime) -> bool:
    """For as long as the key lasts that it goes with, and its system is let in at all."""
    system, until = webhook.system, webhook.reads_until
    return system is not None and until is not None and system.is_active and at < until
