"""What is old enough to be deleted by the rules, and what is kept all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sufflor.desk import rules
from sufflor.desk.models import Deletion, Kept, LegalHold, Request, RetentionRule, State
from sufflor.desk.models.requests import UNRESOLVED, RequestQuerySet
from sufflor.events.models import Event, reference
from sufflor.forms.models import RecordClass

LOOKED_AT = 500
SHOWN = 50
# What has to be in the archive before it is deleted here.
ARCHIVED_FIRST = frozenset({RecordClass.ALWAYS, RecordClass.ON_CLOSE})


@dataclass(frozen=True)
class Ripe:
    """A request whose time is over by a rule; `kept` says why it stays all the same."""

    request: Request
    rule: RetentionRule
    record_class: RecordClass
    is_archived: bool
    kept: Kept | None

    @property
    def ended_at(self) -> datetime:
        return ended_at(self.request)

    @property
    def goes(self) -> bool:
        return self.kept is None


@dataclass(frozen=True)
class Retention:
    """The rules, the first of what goes and of what stays, and how many are gone."""

    rules: tuple[RetentionRule, ...]
    going: tuple[Ripe, ...]
    staying: tuple[Ripe, ...]
    seen_all: bool
    holds: tuple[LegalHold, ...]
    log: tuple[Deletion, ...]
    deleted: int


def retention(at: datetime) -> Retention:
    """As the worker would find it just now. The first hundreds are looked at."""
    found, last = ripe(at, after=0, portion=LOOKED_AT)
    holds = LegalHold.objects.filter(lifted_at=None).select_related("request", "placed_by")
    return Retention(
        rules=tuple(RetentionRule.objects.select_related("form", "set_by")),
        going=tuple(one for one in found if one.goes)[:SHOWN],
        staying=tuple(one for one in found if not one.goes)[:SHOWN],
        seen_all=last is None,
        holds=tuple(holds[:SHOWN]),
        log=tuple(Deletion.objects.select_related("area")[:SHOWN]),
        deleted=Deletion.objects.count(),
    )


def ripe(at: datetime, *, after: int, portion: int) -> tuple[list[Ripe], int | None]:
    """Of the next portion of what is over, those whose time has come; and where to go on, which is
    nowhere at the end. Five queries."""
    laws = _laws()
    if not laws:
        return [], None
    shortest = min(law.kept_for for law in laws.values())
    rows = over(at - shortest).filter(pk__gt=after).order_by("pk")
    requests = list(rows.select_related("form__form", "reporter", "area")[:portion])
    old = [(one, law) for one in requests if (law := _law_for(one, laws)) and _is_old(one, law, at)]
    last = requests[-1].pk if len(requests) == portion else None
    return list(_judged([pair[0] for pair in old], dict(old))), last


def ripe_now(request: Request, at: datetime) -> Ripe | None:
    """The same of one that is locked, just before it goes."""
    laws = _laws()
    law = _law_for(request, laws)
    if law is None or request.state in UNRESOLVED or not _is_old(request, law, at):
        return None
    return next(iter(_judged([request], {request: law})))


def over(before: datetime) -> RequestQuerySet:
    """What ended before then. What was taken into another ended when that was done."""
    ended = Request.objects.exclude(state__in=UNRESOLVED)
    return ended.filter(
        Q(resolved_at__lt=before) | Q(resolved_at__isnull=True, changed_at__lt=before)
    )


def ended_at(request: Request) -> datetime:
    return request.resolved_at or request.changed_at


def held(request: Request) -> LegalHold | None:
    rows = LegalHold.objects.filter(request=request, lifted_at=None)
    return rows.select_related("placed_by").first()


Law = RetentionRule
Laws = Mapping[tuple[str, int | None], Law]


def _laws() -> Laws:
    return {(one.record_class, one.form_id): one for one in RetentionRule.objects.all()}


def _law_for(request: Request, laws: Laws) -> Law | None:
    """That of the form before that of all forms."""
    kept_as = rules.kept_as(request).value
    form = request.form.form_id if request.form else None
    own = laws.get((kept_as, form)) if form else None
    return own or laws.get((kept_as, None))


def _is_old(request: Request, law: Law, at: datetime) -> bool:
    return ended_at(request) + law.kept_for < at


def _judged(requests: Sequence[Request], law_of: Mapping[Request, Law]) -> Iterable[Ripe]:
    """Two queries, however many there are."""
    keys = [one.pk for one in requests]
    holds = LegalHold.objects.filter(request__in=keys, lifted_at=None)
    holding = set(holds.values_list("request", flat=True))
    exported = _exported(requests)
    for one in requests:
        kept_as = rules.kept_as(one)
        fetched_at = exported.get(reference(one))
        is_archived = fetched_at is not None and fetched_at >= ended_at(one)
        yield Ripe(one, law_of[one], kept_as, is_archived, _why(one, kept_as, holding, is_archived))


def _why(
    request: Request, kept_as: RecordClass, holding: set[int], is_archived: bool
) -> Kept | None:
    if request.pk in holding:
        return Kept.HELD
    if kept_as in ARCHIVED_FIRST and request.state != State.MERGED and not is_archived:
        return Kept.ARCHIVE
    return Kept.QUESTION if request.origin else None


def _exported(requests: Sequence[Request]) -> dict[str, datetime]:
    """When the package of each was last fetched."""
    names = [reference(one) for one in requests]
    rows = Event.objects.filter(verb="request.exported", about__in=names).order_by("pk")
    return dict(rows.values_list("about", "at")) if names else {}
