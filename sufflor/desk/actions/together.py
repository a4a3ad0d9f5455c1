"""The same deed on many requests at once: each is done or refused by itself, by its own rules.

With `only_try` each is done and taken back at once, so that what somebody is told beforehand is
what the rules would say, and not another telling of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from sufflor.desk.actions.ending import resolve, wait
from sufflor.desk.actions.handing import HandoverNote, Place, hand_over
from sufflor.desk.actions.taking import let_lie, take
from sufflor.desk.actions.templating import require_known
from sufflor.desk.models import HandoverReason, Movement, Request, State
from sufflor.desk.queries import filled
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User


@dataclass
class Together:
    """What became of them, as they are after it, with the reason of each that was refused."""

    done: list[Request] = field(default_factory=list)
    refused: list[tuple[Request, Refusal]] = field(default_factory=list)


def take_each(
    *, requests: Iterable[Request], by: User, at: datetime, only_try: bool = False
) -> Together:
    """Those that somebody else has just taken are left with them."""
    return each_of(requests, lambda one: take(request=one, by=by, at=at), only_try=only_try)


def let_each_lie(
    *, requests: Iterable[Request], by: User, at: datetime, only_try: bool = False
) -> Together:
    """Back to the groups that have them."""
    return each_of(requests, lambda one: let_lie(request=one, by=by, at=at), only_try=only_try)


def hand_each(
    *,
    requests: Iterable[Request],
    to: Place,
    reason: HandoverReason | None,
    note: HandoverNote,
    by: User,
    at: datetime,
    only_try: bool = False,
) -> Together:
    """With the same note along. Handing twice is handing once."""

    def hand(one: Request) -> Request:
        if _handed(one, to, by):
            return Request.objects.get(pk=one.pk)
        try:
            moved = hand_over(request=one, to=to, reason=reason, note=note, by=by, at=at)
        except Refusal:
            # A second press at the same time: the first has just done it.
            if not only_try and _handed(one, to, by):
                return Request.objects.get(pk=one.pk)
            raise
        return moved.request

    return each_of(requests, hand, only_try=only_try)


def wait_each(
    *,
    requests: Iterable[Request],
    state: State,
    waits_for: str,
    wake_at: datetime,
    by: User,
    at: datetime,
    only_try: bool = False,
) -> Together:
    def let_wait(one: Request) -> Request:
        return wait(request=one, state=state, waits_for=waits_for, wake_at=wake_at, by=by, at=at)

    return each_of(requests, let_wait, only_try=only_try)


def resolve_each(
    *, requests: Iterable[Request], text: str, by: User, at: datetime, only_try: bool = False
) -> Together:
    """With the same words to each who asked, and the facts of each request in them."""
    require_known(text)

    def end(one: Request) -> Request:
        return resolve(request=one, text=filled(text, one, by), by=by, at=at).request

    return each_of(requests, end, only_try=only_try)


def _handed(one: Request, to: Place, by: User) -> bool:
    """Whether the last that happened is that this person handed it there."""
    rows = Movement.objects.filter(request=one, left_at=None, undone_at=None, by=by)
    return rows.filter(to_line=to.line, to_group=to.group, to_person=to.person).exists()


def each_of(
    requests: Iterable[Request], deed: Callable[[Request], Request], *, only_try: bool
) -> Together:
    """One by one; or only tried, and taken back."""
    if not only_try:
        return _one_by_one(requests, deed)
    with transaction.atomic():
        became = _one_by_one(requests, deed)
        transaction.set_rollback(True)
    return became


def _one_by_one(requests: Iterable[Request], deed: Callable[[Request], Request]) -> Together:
    became = Together()
    for request in requests:
        try:
            became.done.append(deed(request))
        except Refusal as refusal:
            became.refused.append((request, refusal))
    return became
