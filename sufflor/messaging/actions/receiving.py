"""Taking in mail: stored as it came, and sorted afterwards, each once."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.models import FAULT_LENGTH
from sufflor.lib.clock import local_date
from sufflor.messaging import automatic
from sufflor.messaging.addresses import message_id
from sufflor.messaging.models import (
    Delivery,
    Fate,
    MailboxVisit,
    Preference,
    RawMail,
    Received,
    State,
    Why,
)
from sufflor.messaging.reading_mail import Incoming, parsed, read
from sufflor.organization.models import User

log = logging.getLogger("sufflor.messaging")

MAILBOX = "mailbox"
TEXT_LENGTH = 20_000
MOST_NAMES = 50
# What changes on the way, and tells nothing of the mail itself.
_ON_THE_WAY = (b"received:", b"delivered-to:", b"return-path:", b"x-", b"authentication-", b"arc-")


@transaction.atomic
def take_in(*, raw: bytes, is_whole: bool, at: datetime) -> Received:
    """Store a mail before it is taken out of the mailbox. The same one again is the same as once,
    by its Message-ID and its sender, or by what it holds where it has none."""
    mail = _readable(raw)
    key = _key(raw, mail)
    if there := Received.objects.filter(key=key).first():
        return there
    fate, why = Fate.NEW, ""
    if mail is None:
        fate, why = Fate.HELD, Why.UNREADABLE
    received, is_new = Received.objects.get_or_create(
        key=key,
        defaults={"fate": fate, "why": why, "received_at": at, **(_facts(mail) if mail else {})},
    )
    if is_new:
        RawMail.objects.create(received=received, content=raw, is_whole=is_whole)
        if not is_whole:
            _hold_too_large(received, raw, at)
    return received


@transaction.atomic
def settle(
    *,
    received: Received,
    fate: Fate,
    why: Why | None,
    by: User | None,
    at: datetime,
    said: str = "",
) -> None:
    """What became of it, and why. Whoever calls holds it, or has locked it."""
    received.fate, received.why, received.said = fate, why or "", said[:FAULT_LENGTH]
    received.settled_by = by
    received.settled_at = None if fate in {Fate.NEW, Fate.HELD, Fate.QUEUED} else at
    received.lease_until = None
    received.save()


@transaction.atomic
def answer_automatically(*, received: Received, kind: str, at: datetime) -> None:
    """At most one automatic answer to an address in a day, whatever it is about; none to machines,
    which never come here."""
    if not received.sender:
        return
    address = hashlib.sha256(received.sender.casefold().encode()).hexdigest()[:40]
    key = f"answer:{address}:{local_date(at):%Y-%m-%d}"
    answer = Delivery(
        answers=received,
        kind=kind,
        about=f"messaging.received:{received.pk}",
        key=key,
        message_id=message_id(key),
        language=_language(received.person),
        created_at=at,
        next_at=at,
    )
    Delivery.objects.bulk_create([answer], ignore_conflicts=True)


@transaction.atomic
def mark_bounced(*, failure: automatic.Failure, at: datetime) -> int:
    """What will never arrive is given up, with the other server's words, where administrators see
    whose address it is. Nobody but that server knows the Message-ID of a mail to one person."""
    sent = Delivery.objects.filter(message_id__in=failure.message_ids, state=State.SENT)
    bounced = list(sent.select_for_update(of=("self",), no_key=True))
    for delivery in bounced:
        delivery.state, delivery.sent_at = State.DEAD, None
        delivery.fault = failure.words or "550"
        delivery.save(update_fields=["state", "sent_at", "fault"])
        events.record("mail.bounced", about=delivery, by=None, at=at)
    return len(bounced)


@transaction.atomic
def release_queued(*, at: datetime) -> int:
    """The door is open again: what waited for it is sorted anew."""
    return Received.objects.queued().update(fate=Fate.NEW, why="", attempts=0)


def visited(*, trouble: str, at: datetime) -> None:
    """When the mailbox was read, and what was wrong with it; one line in the log when it begins."""
    before = MailboxVisit.objects.filter(name=MAILBOX).first()
    since = (before and before.trouble_since) or at
    if trouble and not (before and before.trouble):
        log.error("the mailbox cannot be read", extra={"words": trouble})
    MailboxVisit.objects.update_or_create(
        name=MAILBOX,
        defaults={
            "at": at,
            "trouble": trouble[:FAULT_LENGTH],
            "trouble_since": since if trouble else None,
        },
    )


def forget_received(*, keys: Collection[int], at: datetime) -> int:
    """Take away what was settled long ago, as it came."""
    gone, _by_model = Received.objects.filter(pk__in=keys).delete()
    return len(keys) if gone else 0


def _readable(raw: bytes) -> Incoming | None:
    """No mail stops those behind it: one that we fall over is held, as it came."""
    try:
        return read(raw)
    except Exception:
        log.exception("a mail could not be read")
        return None


def _key(raw: bytes, mail: Incoming | None) -> str:
    if mail and mail.message_id:
        told = f"{mail.message_id}\n{mail.sender.casefold()}".encode()
    else:
        told = _lasting(raw)
    return hashlib.sha256(told).hexdigest()


def _lasting(raw: bytes) -> bytes:
    """The mail without the headers that servers add on its way."""
    head, gap, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    kept, is_kept = [], True
    for line in head.split(b"\n"):
        if line[:1] not in {b" ", b"\t"}:
            is_kept = not line.lower().startswith(_ON_THE_WAY)
        if is_kept:
            kept.append(line)
    return b"\n".join(kept) + gap + body


def _facts(mail: Incoming) -> dict[str, object]:
    return {
        "message_id": mail.message_id,
        "sender": mail.sender,
        "sender_name": mail.sender_name,
        "subject": mail.subject,
        "text": mail.text[:TEXT_LENGTH],
        "attachments": [each.name[:200] for each in mail.attached[:MOST_NAMES]],
    }


def _hold_too_large(received: Received, raw: bytes, at: datetime) -> None:
    why = automatic.why_automatic(parsed(raw), received.sender)
    fate = Fate.IGNORED if why else Fate.HELD
    settle(received=received, fate=fate, why=why or Why.TOO_LARGE, by=None, at=at)
    if fate is Fate.HELD:
        answer_automatically(received=received, kind="too_large", at=at)


def _language(person: User | None) -> str:
    found = Preference.objects.filter(person=person).first() if person else None
    return found.language if found else "nb"
