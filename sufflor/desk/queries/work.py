"""The work list: fifty rows of one of the queues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, models
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import Access, Order, Request, SavedView, State
from sufflor.desk.models.requests import WAITING, RequestQuerySet
from sufflor.desk.queries.queues import Queue, in_parts, seen_in, united
from sufflor.desk.queries.rows import Columns, WorkRow, in_columns, row_of
from sufflor.desk.queries.standing import About, asked_by
from sufflor.desk.queries.views import in_view, ordered, views_of
from sufflor.lib.clock import end_of_day, local_date
from sufflor.lib.kept import Kept
from sufflor.organization.models import User
from sufflor.organization.rules import groups_of
from sufflor.search.records import newest_of, phrase_of

ON_A_PAGE = 50
LAST_PAGE = 200
# Where there are fewer than a page.
NO_KEY = 0
# With fewer it is quicker to begin with these than with what the index finds.
MANY = 2_000

_kept_many: Kept[bool] = Kept(size=1024)


class Due(models.TextChoices):
    """When the user should next hear from us."""

    OVERDUE = "over", _("Overdue")
    TODAY = "i-dag", _("By the end of today")
    NONE = "ingen", _("No time promised")


@dataclass(frozen=True)
class Sieve:
    """What of the work a helper wants to see. `words` are looked for in all that they may see,
    whichever queue or view it lies in; each of the other parts comes from a list. `view` is the key
    of one that they have, and is stronger than the queue."""

    queue: Queue = Queue.OURS
    state: State | None = None
    area: str = ""
    due: Due | None = None
    words: str = ""
    view: int | None = None
    order: Order | None = None


@dataclass(frozen=True)
class Slice:
    """One page of a queue. How many there are in all is not counted."""

    rows: list[WorkRow]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def work_list(person: User, sieve: Sieve, at: datetime) -> RequestQuerySet:
    """Only what this helper may see; what has been promised first comes first, or the newest of
    what was searched for, when nobody says otherwise."""
    keys = united(_parts(person, sieve, at, phrase_of(sieve.words)))
    return _in_order(Request.objects.filter(pk__in=keys), sieve, person)


def _on_page(
    person: User, sieve: Sieve, at: datetime, phrase: str, there: slice, *, in_turn: bool
) -> RequestQuerySet:
    """Their keys alone: names are joined to the fifty of a page, not to all of a queue. `in_turn`
    says how the newest of what was searched for or is resolved are found, and nothing of what is.
    """
    if sieve.words and phrase and not sieve.order:
        among = _sifted(_seen(person, at, in_turn=in_turn), sieve, at)
        keys = newest_of(phrase, among, there, in_turn=in_turn)
        return Request.objects.filter(pk__in=keys).order_by("-pk")
    return _first(_parts(person, sieve, at, phrase, sees_many=in_turn), sieve, person, there)


def _first(
    parts: list[RequestQuerySet], sieve: Sieve, person: User, there: slice
) -> RequestQuerySet:
    """Of each part no more than all that there is room for, and of these what there is room for."""
    if len(parts) == 1:
        return _in_order(parts[0], sieve, person)[there]
    whole = [_in_order(part, sieve, person).values_list("pk", flat=True) for part in parts]
    firsts = [part[: there.stop] for part in whole]
    # SQLite takes no limit in a part of a union: there it stands in a part of the part.
    if connection.features.supports_slicing_ordering_in_compound:
        first, *others = firsts
        found = first.union(*others, all=True)
    else:
        found = united([Request.objects.filter(pk__in=one) for one in firsts])
    return _in_order(Request.objects.filter(pk__in=found), sieve, person)[there]


def _parts(
    person: User, sieve: Sieve, at: datetime, phrase: str, *, sees_many: bool = False
) -> list[RequestQuerySet]:
    """`phrase` is what the index is asked for when the sieve has words."""
    view = _view_of(person, sieve)
    if sieve.words:
        return [_sifted(Request.objects.worked_by(person, at), sieve, at).holding(phrase)]
    if view:
        found = _sifted(Request.objects.worked_by(person, at), sieve, at)
        return [in_view(found, view, person, at)]
    found = _sifted(seen_in(sieve.queue, person, at, sees_many=sees_many), sieve, at)
    return in_parts(found, sieve.queue, person, at)


def _seen(person: User, at: datetime, *, in_turn: bool) -> RequestQuerySet:
    there = Request.objects
    return there.worked_in_turn(person, at) if in_turn else there.worked_by(person, at)


def _sifted(found: RequestQuerySet, sieve: Sieve, at: datetime) -> RequestQuerySet:
    if sieve.state:
        found = found.filter(state=sieve.state)
    if sieve.area:
        found = found.filter(area__slug=sieve.area)
    if sieve.due:
        found = found.filter(_due(sieve.due, at))
    return found


def _sees_many(person: User, at: datetime) -> bool:
    """Whether so much may be seen that it is found sooner by asking of each request in turn. It
    decides the way alone, so what held this hour is new enough. One query, once an hour."""

    def last_of_many(who: User, at: datetime, _about: About) -> models.QuerySet[Access, int]:
        rows = Access.objects.back(who, at).order_by().values_list("pk", flat=True)
        return rows[MANY - 1 : MANY]

    def ask() -> bool:
        return bool(asked_by(person, at, "many", last_of_many))

    return _kept_many.get((person.pk, groups_of(person)), at.strftime("%Y-%m-%dT%H"), ask)


def _view_of(person: User, sieve: Sieve) -> SavedView | None:
    return views_of(person).kept.get(sieve.view) if sieve.view else None


def work_slice(person: User, sieve: Sieve, number: int, at: datetime) -> Slice:
    """One query, whatever the queue holds; two where words are looked for. One more, once an hour,
    where it goes far back."""
    number = min(max(number, 1), LAST_PAGE)
    first = (number - 1) * ON_A_PAGE
    there = slice(first, first + ON_A_PAGE + 1)
    phrase = phrase_of(sieve.words)
    goes_far = bool(phrase) or sieve.queue is Queue.RESOLVED
    in_turn = goes_far and _sees_many(person, at)

    def keys(who: User, at: datetime, about: About) -> models.QuerySet[Request, int]:
        page = _on_page(who, sieve, at, about.phrase, there, in_turn=in_turn)
        return page.values_list("pk", flat=True)

    def rows(who: User, at: datetime, about: About) -> models.QuerySet[Request, Columns]:
        found = Request.objects.filter(pk__in=keys(who, at, about))
        return in_columns(_in_order(found, sieve, who))

    shape = (replace(sieve, words="…" if phrase else ""), number, in_turn)
    if _is_reckoned(sieve, phrase):
        found = list(rows(person, at, About(phrase=phrase)))
    elif phrase:
        pks = asked_by(person, at, ("found", *shape), keys, About(phrase=phrase))
        found = _named(person, pks, at)
    else:
        found = asked_by(person, at, ("slice", *shape, get_language()), rows)
    return Slice([row_of(one) for one in found[:ON_A_PAGE]], number, len(found) > ON_A_PAGE)


def _named(person: User, pks: list[int], at: datetime) -> list[Columns]:
    """Those with these keys, in their order. A statement with words in it is planned each time, and
    this one need not be: to plan how names are joined costs more than to join them."""

    def rows(who: User, at: datetime, about: About) -> models.QuerySet[Request, Columns]:
        return in_columns(Request.objects.worked_by(who, at).filter(pk__in=about.pks))

    wanted = (*pks, *[NO_KEY] * (ON_A_PAGE + 1 - len(pks)))
    found = asked_by(person, at, ("named", get_language()), rows, About(pks=wanted))
    place = {pk: number for number, pk in enumerate(pks)}
    return sorted(found, key=lambda row: place[row_of(row).pk])


def _is_reckoned(sieve: Sieve, phrase: str) -> bool:
    """Whether the statement is another each time: days and a view's own times are reckoned from
    now, and words of which nothing is left find nothing."""
    return bool(sieve.due or sieve.view or (sieve.words and not phrase))


def next_after(person: User, sieve: Sieve, done: int, at: datetime) -> int | None:
    """The key of what to take up when one is done: what comes after it in the queue. After the
    last one, or one that is not among the first fifty, it is the first that is another. To be asked
    before the deed that may take it out of the queue."""
    phrase, first = phrase_of(sieve.words), slice(0, ON_A_PAGE + 1)

    def in_turn(who: User, at: datetime, about: About) -> models.QuerySet[Request, int]:
        parts = _parts(who, sieve, at, about.phrase)
        return _first(parts, sieve, who, first).values_list("pk", flat=True)

    about = About(phrase=phrase)
    if _is_reckoned(sieve, phrase):
        keys = list(in_turn(person, at, about))
    else:
        shape = ("next", replace(sieve, words="…" if phrase else ""))
        keys = list(asked_by(person, at, shape, in_turn, about))
    here = keys.index(done) if done in keys else -1
    return next((pk for pk in [*keys[here + 1 :], *keys] if pk != done), None)


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)


def _in_order(found: RequestQuerySet, sieve: Sieve, person: User) -> RequestQuerySet:
    view = _view_of(person, sieve)
    if sieve.order:
        return ordered(found, sieve.order)
    if sieve.words:
        return found.order_by("-pk")
    if view:
        return ordered(found, Order(view.order))
    if sieve.queue is Queue.RESOLVED:
        return found.order_by("-resolved_at", "-pk")
    return found.by_due()


def _due(due: Due, at: datetime) -> Q:
    match due:
        case Due.OVERDUE:
            return Q(due_at__lt=at)
        case Due.TODAY:
            return Q(due_at__lt=end_of_day(local_date(at))) & ~Q(state__in=WAITING)
        case Due.NONE:
            return Q(due_at=None)
