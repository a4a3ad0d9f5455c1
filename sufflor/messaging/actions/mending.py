"""What an administrator does with what was given up: try it again, or let it go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.models import Outgoing
from sufflor.lib.refusals import Refusal, require
from sufflor.messaging import rules
from sufflor.messaging.models import Delivery, Job, Reason, State
from sufflor.organization.models import User

GivenUp = Delivery | Outgoing | Job


class NotGivenUp(Refusal):
    reason = _("This is not given up any more.")
    way_out = _("See how the mail stands now")
    way_out_url = "/styring/post/"


@transaction.atomic
def try_again(*, thing: GivenUp, by: User, at: datetime) -> None:
    """As from the beginning, with all its attempts before it. A mail keeps its Message-ID."""
    require(rules.may_see_mail(by))
    thing = _given_up(thing)
    _revive(thing, at)
    events.record("mail.tried_again", about=thing, by=by, at=at, fault=thing.fault)


@transaction.atomic
def try_all_again(*, by: User, at: datetime) -> int:
    """Every mail that was given up, when what all of them met is mended."""
    require(rules.may_see_mail(by))
    revived = Delivery.objects.dead().update(state=State.READY, attempts=0, next_at=at)
    if revived:
        events.record("mail.tried_again", about=by, by=by, at=at, mails=revived)
    return revived


@transaction.atomic
def let_go(*, thing: GivenUp, by: User, at: datetime) -> None:
    """Nothing more comes of it, and it stands in nobody's way any longer."""
    require(rules.may_see_mail(by))
    thing = _given_up(thing)
    events.record("mail.let_go", about=thing, by=by, at=at, fault=thing.fault)
    if isinstance(thing, Delivery):
        thing.state, thing.fault = State.DROPPED, Reason.LET_GO
        thing.save(update_fields=["state", "fault"])
    else:
        thing.dead_at, thing.done_at = None, at
        thing.save(update_fields=["dead_at", "done_at"])


def _given_up(thing: GivenUp) -> GivenUp:
    locked: GivenUp = type(thing).objects.select_for_update(no_key=True).get(pk=thing.pk)
    if not locked.is_given_up:
        raise NotGivenUp
    return locked


def _revive(thing: GivenUp, at: datetime) -> None:
    thing.attempts = 0
    if isinstance(thing, Outgoing):
        thing.dead_at, thing.due_at = None, at
        thing.save(update_fields=["attempts", "dead_at", "due_at"])
    elif isinstance(thing, Job):
        thing.dead_at, thing.next_at = None, at
        thing.save(update_fields=["attempts", "dead_at", "next_at"])
    else:
        thing.state, thing.next_at = State.READY, at
        thing.save(update_fields=["attempts", "state", "next_at"])
