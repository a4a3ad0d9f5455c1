"""The same deed on many requests at once: each is done or refused by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sufflor.desk.actions.taking import let_lie, take
from sufflor.desk.models import Request
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User


@dataclass
class Together:
    """What became of them, with the reason of each that was refused."""

    done: list[Request] = field(default_factory=list)
    refused: list[tuple[Request, Refusal]] = field(default_factory=list)


def take_each(*, requests: Iterable[Request], by: User, at: datetime) -> Together:
    """Those that somebody else has just taken are left with them."""
    return _each(requests, lambda one: take(request=one, by=by, at=at))


def let_each_lie(*, requests: Iterable[Request], by: User, at: datetime) -> Together:
    """Back to the groups that have them."""
    return _each(requests, lambda one: let_lie(request=one, by=by, at=at))


def _each(requests: Iterable[Request], deed: Callable[[Request], Request]) -> Together:
    became = Together()
    for request in requests:
        try:
            became.done.append(deed(request))
        except Refusal as refusal:
            became.refused.append((request, refusal))
    return became
