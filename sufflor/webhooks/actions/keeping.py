"""What administrators do with addresses: add, try out, start again, send again, remove."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.lib.web_posts import Reach, fault_of
from sufflor.organization.models import User
from sufflor.webhooks import rules
from sufflor.webhooks.models import (
    CHOSEN,
    NAME_LENGTH,
    OF_REQUESTS,
    URL_LENGTH,
    Kind,
    Sending,
    State,
    Webhook,
)
from sufflor.webhooks.signing import secret_of

# The secret before goes on signing for so long, so that nobody has to change two ends at once.
BOTH_SIGN_FOR = timedelta(hours=24)


class BadAddress(Refusal):
    reason = _("Give a whole address that begins with https://, without a username in it.")
    status = 422


class NoKind(Refusal):
    reason = _("Choose at least one thing that the address is told of.")
    status = 422


class NoSystem(Refusal):
    reason = _(
        "Of requests only the system hears that has sent them: choose one whose key reads them."
    )
    status = 422


class AnotherSystem(Refusal):
    """What waits for the address is about requests of the one that it has."""

    reason = _("Of requests the address hears what one system has sent, and that is another.")
    way_out = _("Add an address of its own for the other system.")
    status = 422


class StillWaits(Refusal):
    reason = _("It is still on its way, and cannot be sent once more.")


@dataclass(frozen=True)
class WebhookWish:
    """A new address: whose it is, what it is told of, and until when it hears of requests."""

    name: str
    url: str
    kinds: tuple[Kind, ...]
    system: User | None = None
    reads_until: datetime | None = None


@dataclass(frozen=True)
class Key:
    """Whose requests may be heard of, and until when."""

    system: User
    reads_until: datetime


@transaction.atomic
def add_webhook(*, wish: WebhookWish, by: User, at: datetime) -> tuple[Webhook, str]:
    """The address and its secret, which nobody can read again."""
    require(rules.may_keep_webhooks(by))
    kinds = _chosen(wish.kinds)
    if not one_line(wish.name):
        raise NoKind
    if len(wish.url) > URL_LENGTH or fault_of(wish.url, Reach(settings.WEBHOOK_REACH)):
        raise BadAddress
    hears = bool(set(kinds) & set(OF_REQUESTS))
    if hears and (wish.system is None or wish.reads_until is None or wish.reads_until <= at):
        raise NoSystem
    made = Webhook.objects.create(
        name=one_line(wish.name)[:NAME_LENGTH],
        url=wish.url,
        kinds=[kind.value for kind in kinds],
        system=wish.system if hears else None,
        reads_until=wish.reads_until if hears else None,
        salt=secrets.token_hex(24),
        made_at=at,
        made_by=by,
    )
    events.record("webhook.added", about=made, by=by, at=at, kinds=list(made.kinds))
    return made, secret_of(made.salt)


@transaction.atomic
def change_kinds(
    *, webhook: Webhook, kinds: Collection[Kind], key: Key | None, by: User, at: datetime
) -> Webhook:
    """What it is told of from now on. What is on its way goes as it is, of whatever kind; of what
    has happened, nothing comes afterwards. Without a key it hears of requests as long as before.
    Changed twice is changed once."""
    webhook = _kept(webhook, by)
    before, chosen = _what_it_hears(webhook), _chosen(kinds)
    if set(chosen) & set(OF_REQUESTS):
        if key is not None:
            _hear_by(webhook, key, at)
        elif not rules.hears_of_requests(webhook, at):
            raise NoSystem
    webhook.kinds = [kind.value for kind in chosen]
    if _what_it_hears(webhook) != before:
        webhook.save(update_fields=["kinds", "system", "reads_until"])
        events.record("webhook.kinds_changed", about=webhook, by=by, at=at, kinds=webhook.kinds)
    return webhook


def _what_it_hears(webhook: Webhook) -> tuple[object, ...]:
    return (webhook.kinds, webhook.system_id, webhook.reads_until)


def _hear_by(webhook: Webhook, key: Key, at: datetime) -> None:
    if webhook.system is not None and webhook.system != key.system:
        raise AnotherSystem
    if key.reads_until <= at:
        raise NoSystem
    webhook.system, webhook.reads_until = key.system, key.reads_until


def _chosen(kinds: Collection[Kind]) -> list[Kind]:
    chosen = [kind for kind in CHOSEN if kind in kinds]
    if not chosen:
        raise NoKind
    return chosen


@transaction.atomic
def renew_secret(*, webhook: Webhook, by: User, at: datetime) -> str:
    """A new secret. The one before signs too for a day."""
    webhook = _kept(webhook, by)
    webhook.salt_before, webhook.before_until = webhook.salt, at + BOTH_SIGN_FOR
    webhook.salt = secrets.token_hex(24)
    webhook.save(update_fields=["salt", "salt_before", "before_until"])
    events.record("webhook.secret_renewed", about=webhook, by=by, at=at)
    return secret_of(webhook.salt)


@transaction.atomic
def try_out(*, webhook: Webhook, by: User, at: datetime) -> None:
    """Send something that says nothing, behind what waits already."""
    events.record("webhook.tried", about=_kept(webhook, by), by=by, at=at)


@transaction.atomic
def start_again(*, webhook: Webhook, by: User, at: datetime) -> None:
    """What has waited goes now, in order; what was given up stays so. Twice is the same as once."""
    webhook = _kept(webhook, by)
    if webhook.stopped_at is None:
        return
    Webhook.objects.filter(pk=webhook.pk).update(stopped_at=None)
    Sending.objects.waiting().filter(webhook=webhook).update(attempts=0)
    events.record("webhook.started_again", about=webhook, by=by, at=at)


@transaction.atomic
def send_again(*, sending: Sending, by: User, at: datetime) -> None:
    """The same under the same id, as it is true now."""
    webhook = _kept(sending.webhook, by)
    rows = Sending.objects.filter(pk=sending.pk).exclude(state=State.WAITING)
    again = {"state": State.WAITING, "sent_at": None, "attempts": 0, "next_at": at, "fault": ""}
    if not rows.update(status=0, **again):
        raise StillWaits
    events.record("webhook.sent_again", about=webhook, by=by, at=at, sending=sending.pk)


@transaction.atomic
def remove_webhook(*, webhook: Webhook, by: User, at: datetime) -> None:
    """Nothing more is sent there; what waits is let go. Twice is the same as once."""
    require(rules.may_keep_webhooks(by))
    if Webhook.objects.kept().filter(pk=webhook.pk).update(removed_at=at, removed_by=by):
        Sending.objects.filter(webhook=webhook).delete()
        events.record("webhook.removed", about=webhook, by=by, at=at)


def stop_hearing(*, system: User, at: datetime) -> None:
    """The key of a system was taken back: its addresses hear of no requests from now on."""
    Webhook.objects.filter(system=system, reads_until__gt=at).update(reads_until=at)


def _kept(webhook: Webhook, by: User) -> Webhook:
    require(rules.may_keep_webhooks(by))
    return Webhook.objects.kept().select_for_update(no_key=True).get(pk=webhook.pk)
