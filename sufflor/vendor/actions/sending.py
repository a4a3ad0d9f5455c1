"""What leaves the house of a case, and that it did: the very words are kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.known_errors.models import State as ErrorState
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean
from sufflor.organization.models import User
from sufflor.vendor import queries, rules
from sufflor.vendor.actions.following import News, follow
from sufflor.vendor.actions.keeping import NotFromHere, go, locked
from sufflor.vendor.models import (
    ENTRY_LENGTH,
    Channel,
    Entry,
    EntryKind,
    State,
    VendorCase,
)

# The same words so soon again are a button that was pressed twice.
TWICE = timedelta(minutes=1)


class Lacks(Refusal):
    reason = gettext_lazy("Something is missing in the case, or in the checklist.")
    way_out = gettext_lazy("Fill it in first: the vendor asks for it anyway.")
    status = 422


class HoldsNumber(Refusal):
    reason = gettext_lazy(
        "What would be sent holds what looks like a national identity number. Nothing is sent."
    )
    way_out = gettext_lazy("Take it out of the case, and look again.")
    status = 422


class NotAsSeen(Refusal):
    reason = gettext_lazy("What would be sent has changed since you looked at it.")
    way_out = gettext_lazy("Look at it once more, and send it then.")


class NothingToSend(Refusal):
    reason = gettext_lazy("Choose what is to be sent, or write something. It must not be too long.")
    status = 422


class NoAddress(Refusal):
    reason = gettext_lazy("The vendor has no e-mail address here.")
    way_out = gettext_lazy("Copy the text instead, or ask an administrator to set the address.")


@dataclass(frozen=True)
class Wanted:
    """Which parts of the case are to leave, and words of one's own before them."""

    parts: Collection[str] = queries.BY_DEFAULT
    words: str = ""
    channel: Channel = Channel.MAIL


@transaction.atomic
def send(
    *, case: VendorCase, wanted: Wanted, seen: str, news: News | None = None, by: User, at: datetime
) -> Entry:
    """Exactly what whoever sends it has looked at (`seen` is its digest). The first time it is
    reported with that, and the errors behind it follow where there is `news`."""
    require(rules.may_open(by))
    case = locked(case)
    bundle = queries.bundle(case, wanted.parts, clean(wanted.words))
    if twin := _twin(case, bundle, by, at):
        return twin
    _require_fit(case, wanted, bundle, seen)
    sent = Entry.objects.create(
        case=case,
        kind=EntryKind.SENT,
        channel=wanted.channel,
        subject=bundle.subject,
        address=case.system.vendor.account.email if wanted.channel == Channel.MAIL else "",
        text=bundle.text,
        at=at,
        by=by,
    )
    if case.state == State.READY:
        case.reported_at = at
        go(case, State.REPORTED, by=by, at=at)
        follow(case, ErrorState.REPORTED, news, by=by, at=at)
    else:
        case.touched_at = at
        case.save(update_fields=["touched_at"])
    verb = "vendor_case.mailed" if wanted.channel == Channel.MAIL else "vendor_case.sent"
    events.record(verb, about=case, by=by, at=at, entry=sent.pk)
    return sent


def _require_fit(case: VendorCase, wanted: Wanted, bundle: queries.Bundle, seen: str) -> None:
    if case.state in {State.PROPOSED, State.CLOSED}:
        raise NotFromHere.but(case.state)
    if bundle.numbers:
        raise HoldsNumber
    if rules.lacks(case):
        raise Lacks
    if not bundle.text or len(bundle.text) > ENTRY_LENGTH:
        raise NothingToSend
    if wanted.channel == Channel.MAIL and not case.system.vendor.account.email:
        raise NoAddress
    if bundle.digest != seen:
        raise NotAsSeen


def _twin(case: VendorCase, bundle: queries.Bundle, by: User, at: datetime) -> Entry | None:
    """The subject may have got the vendor's number meanwhile; the words are the same."""
    rows = Entry.objects.filter(case=case, kind=EntryKind.SENT, by=by, at__gt=at - TWICE)
    return rows.filter(text=bundle.text).first()
