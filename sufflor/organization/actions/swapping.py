"""What every swap has in common: one is asked at a time, and one answer is the answer."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Refusal
from sufflor.organization.models import Offer, User


class SwapWaits(Refusal):
    reason = _("Somebody else has been asked already, and has not said yes or no.")
    way_out = _("Wait for the answer, or take the request back.")


class SwapAnswered(Refusal):
    reason = _("This request has been answered already.")


def may_answer(offer: Offer, by: User, *, asked: int, owner: int, accepts: bool) -> bool:
    """Whoever is asked says yes or no; whoever asked, or has it, can take the request back."""
    return asked == by.pk or (not accepts and by.pk in {offer.asked_by_id, owner})


def settle(offer: Offer, *, accepts: bool, at: datetime) -> bool:
    """Write down the answer to an offer that is locked. The same answer twice is one: then it is
    not new, and nothing more is to be done."""
    if offer.answered_at is not None:
        if offer.is_accepted == accepts:
            return False
        raise SwapAnswered
    offer.answered_at, offer.is_accepted = at, accepts
    offer.save(update_fields=["answered_at", "is_accepted"])
    return True
