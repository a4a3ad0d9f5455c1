"""What a helper decides about mail that nobody could let in by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import Request
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.messaging import rules
from sufflor.messaging.actions.receiving import answer_automatically, settle
from sufflor.messaging.actions.sorting import carry_in, carry_to_case
from sufflor.messaging.models import Fate, Received, Why
from sufflor.messaging.reading_mail import read
from sufflor.organization.models import User
from sufflor.vendor.models import VendorCase


class AlreadyChecked(Refusal):
    reason = _("Someone has dealt with this e-mail already.")
    way_out = _("See what else is to be checked")
    way_out_url = "/arbeid/innkommet/"


class NotReadable(Refusal):
    reason = _("This e-mail cannot be made a request: nobody can read what is in it.")
    way_out = _("Find it in the mailbox, and ask the sender to send it in another way.")


class NobodyNamed(Refusal):
    reason = _("Say whom the e-mail is from.")
    status = 422


def accept(*, received: Received, person: User | None, by: User, at: datetime) -> Request:
    """It is from this person after all: written on what it answers, or a request of theirs. What
    answers a request is written in the name of the one whom we had told.

    Call it outside a transaction: attachments are looked at.
    """
    require(rules.may_check(by, received, at))
    _require_to_check(received)
    if received.why in {Why.TOO_LARGE, Why.UNREADABLE}:
        raise NotReadable
    whose = received.person if received.request else person
    if whose is None:
        raise NobodyNamed
    mail = read(bytes(received.raw_mail.content))
    is_new = received.request is None
    request = carry_in(received=received, mail=mail, person=whose, by=by, at=at)
    if is_new:
        answer_automatically(received=received, kind="received", at=at)
    return request


def accept_for_case(*, received: Received, case: VendorCase, by: User, at: datetime) -> VendorCase:
    """It is from the vendor after all, and about this case. Call it outside a transaction."""
    require(rules.may_check(by, received, at))
    _require_to_check(received)
    if received.why in {Why.TOO_LARGE, Why.UNREADABLE}:
        raise NotReadable
    mail = read(bytes(received.raw_mail.content))
    return carry_to_case(received=received, mail=mail, case=case, by=by, at=at)


@transaction.atomic
def discard(*, received: Received, reason: str, by: User, at: datetime) -> None:
    """Nothing comes of it. It is kept for ninety days, and then gone."""
    require(rules.may_check(by, received, at))
    locked = Received.objects.select_for_update(of=("self",), no_key=True).get(pk=received.pk)
    _require_to_check(locked)
    why = Why(locked.why) if locked.why else None
    settle(received=locked, fate=Fate.DISCARDED, why=why, by=by, at=at, said=reason)
    events.record("mail.discarded", about=locked, by=by, at=at)


def _require_to_check(received: Received) -> None:
    if not received.is_to_check:
        raise AlreadyChecked
