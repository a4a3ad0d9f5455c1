"""What editors have taught the search, and who taught it what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sufflor.events.models import Event, reference
from sufflor.organization.models import User
from sufflor.search.models import Promotion, SynonymGroup, Translation
from sufflor.search.wording import named

LOGGED = (
    "synonyms.kept",
    "synonyms.dropped",
    "translation.kept",
    "translation.dropped",
    "hit.promoted",
    "hit.demoted",
)
NEWEST = 20


@dataclass(frozen=True)
class Promoted:
    """A page that stands first for a query; without a title it is there no longer."""

    promotion: Promotion
    title: str
    url: str
    language: str


@dataclass(frozen=True)
class TaughtLine:
    at: datetime
    by: str
    verb: str
    words: str


@dataclass(frozen=True)
class Taught:
    groups: Sequence[SynonymGroup]
    translations: Sequence[Translation]
    promoted: Sequence[Promoted]
    log: Sequence[TaughtLine]


def taught() -> Taught:
    """Six queries, however much there is."""
    return Taught(
        groups=list(SynonymGroup.objects.order_by("expressions")),
        translations=list(Translation.objects.order_by("english")),
        promoted=_promoted(),
        log=_log(),
    )


def _promoted() -> list[Promoted]:
    promotions = list(Promotion.objects.order_by("query", "pk"))
    there = named([one.ref for one in promotions])
    found = ((one, there.get(one.ref)) for one in promotions)
    return [
        Promoted(one, to.title, to.url, to.language) if to else Promoted(one, "", "", "")
        for one, to in found
    ]


def _log() -> list[TaughtLine]:
    events = list(Event.objects.filter(verb__in=LOGGED).order_by("-id")[:NEWEST])
    keys = {event.by.rpartition(":")[2] for event in events if ":" in event.by}
    names = {reference(one): one.full_name for one in User.objects.filter(pk__in=keys)}
    return [
        TaughtLine(one.at, names.get(one.by, ""), one.verb, str(one.details["words"]))
        for one in events
    ]
