"""Reading known errors: the status page, one error, those of an area, and whom one concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import get_language

from sufflor.known_errors.finding import CANDIDATE, ERROR
from sufflor.known_errors.models import SOLVED, Concern, KnownError, KnownErrorQuerySet, State
from sufflor.lib.addresses import in_language
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.lib.kept import Kept
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.lib.stand_ins import who
from sufflor.organization.models import Unit, User
from sufflor.organization.rules import Someone
from sufflor.search.models import Audience
from sufflor.search.queries import similar

MOST_LINES = 50
# Beside what somebody writes, this many are enough.
MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """An error where only its title is shown, as plain values that are kept between requests."""

    pk: int
    title: str
    language: str
    plain: str
    plain_name: str
    path: str
    areas: frozenset[str]
    next_update_at: datetime | None

    @property
    def url(self) -> str:
        return in_language(self.path)

    def is_overdue(self, at: datetime) -> bool:
        return self.next_update_at is not None and self.next_update_at < at


@dataclass(frozen=True)
class Counted:
    """How many it concerns. `number` is None where it is too few to be told."""

    number: int | None
    units: tuple[tuple[str, int | None], ...]


_lines: Kept[tuple[ErrorLine, ...]] = Kept(size=6)


def lines_under_way(revision: int, area: str = "") -> tuple[ErrorLine, ...]:
    """Those that are worked on, the newest news first; `revision` is that of the topics "errors"
    and "organization" together. No query while it has not moved."""
    lines = _lines.get(get_language(), revision, _read_lines)
    return tuple(line for line in lines if not area or area in line.areas)


def status_now() -> KnownErrorQuerySet:
    return _with_rows(KnownError.objects.under_way().exclude(state=State.PLANNED))


def status_planned() -> KnownErrorQuerySet:
    return _with_rows(KnownError.objects.under_way().filter(state=State.PLANNED))


def status_history() -> KnownErrorQuerySet:
    over = (*SOLVED, State.WONT_FIX)
    return _with_rows(KnownError.objects.public().filter(state__in=over))


def public() -> KnownErrorQuerySet:
    return _with_rows(KnownError.objects.public())


def candidates() -> KnownErrorQuerySet:
    return _with_rows(KnownError.objects.standing().filter(state=State.CANDIDATE))


def owed_by(person: User, at: datetime) -> KnownErrorQuerySet:
    """Those on which this person owes everyone news."""
    return _with_rows(KnownError.objects.overdue(at).filter(owner=person))


def family(error: KnownError) -> frozenset[int]:
    """The keys of the error, of those taken into it, and of those taken into them."""
    return _with_taken_in([error.pk])


def over_since(before: datetime) -> frozenset[int]:
    """The keys of those that were over by then and have not moved since, with all that was taken
    into them."""
    over = (*SOLVED, State.WONT_FIX)
    rows = KnownError.objects.standing().filter(state__in=over, changed_at__lt=before)
    return _with_taken_in(rows.values_list("pk", flat=True))


def concerned(error: KnownError) -> QuerySet[User]:
    """Those who want to hear of it, each once."""
    rows = Concern.objects.filter(error__in=family(error), left_at=None)
    return User.objects.filter(is_active=True, pk__in=rows.values("person"))


def have_left(error: KnownError) -> frozenset[int]:
    """Those who want to hear no more of it."""
    rows = Concern.objects.filter(error__in=family(error), person__isnull=False)
    stay = rows.filter(left_at=None).values("person")
    return frozenset(rows.exclude(person__in=stay).values_list("person", flat=True))


def concern_of(error: KnownError, person: Someone) -> Concern | None:
    if not isinstance(person, User):
        return None
    return concerns_of(error, person).order_by(F("works_at").desc(nulls_last=True), "pk").first()


def joined_by(person: Someone) -> frozenset[int]:
    """The keys of those that concern this person. One query."""
    if not isinstance(person, User):
        return frozenset()
    pairs = prepared_rows("joined errors", Values(keys={"person": person.pk}), _joined)
    return frozenset(pk for pair in pairs for pk in pair if pk)


def concerns_of(error: KnownError, person: User) -> QuerySet[Concern]:
    """That it concerns this person: said of the error itself, or of one that was taken into it."""
    return Concern.objects.filter(error__in=family(error), person=person, left_at=None)


def witnesses(error: KnownError) -> int:
    """How many of those whom it concerns have said that it works now."""
    rows = Concern.objects.filter(error__in=family(error), left_at=None, works_at__isnull=False)
    return rows.values_list(who()).distinct().count()


def sentences(error: KnownError) -> QuerySet[Concern]:
    """What those whom it concerns have said; only for those who help."""
    rows = Concern.objects.filter(error__in=family(error), left_at=None).exclude(sentence="")
    return rows.order_by("-at")


def counted(error: KnownError) -> Counted:
    """By unit, without names. Small units are told together, so that none is found by taking the
    others from the whole. Two queries."""
    rows = Concern.objects.filter(error__in=family(error), left_at=None)
    people = dict(rows.order_by("pk").values_list(who(), "unit"))
    by_unit = Counter(people.values())
    names = {unit.pk: unit.local_name for unit in Unit.objects.filter(pk__in=by_unit)}
    large = [(names[pk], n) for pk, n in by_unit.items() if pk and n >= FEWEST_COUNTED]
    rest = len(people) - sum(n for _name, n in large)
    large.sort(key=lambda each: (-each[1], each[0]))
    units: list[tuple[str, int | None]] = [*large]
    if rest:
        units.append(("", rest if rest >= FEWEST_COUNTED else None))
    is_told = len(people) >= FEWEST_COUNTED and not (large and 0 < rest < FEWEST_COUNTED)
    return Counted(len(people) if is_told or not people else None, tuple(units))


def alike(text: str, revision: int) -> tuple[ErrorLine, ...]:
    """Those under way that look like what somebody writes, the likest first; `revision` is that of
    `lines_under_way`."""
    lines = {line.pk: line for line in lines_under_way(revision)}
    if not lines:
        return ()
    near = similar(text, audience=Audience.PUBLIC, kinds=[ERROR])
    return tuple(lines[one.key] for one in near if one.key in lines)[:MOST_ALIKE]


def alike_open(text: str) -> list[KnownError]:
    """Also candidates, for those who help: what a request or a question may come from."""
    near = similar(text, audience=Audience.BACKSTAGE, kinds=[ERROR, CANDIDATE])
    keys = [one.key for one in near[: 2 * MOST_ALIKE]]
    there = KnownError.objects.open().in_bulk(keys)
    return [there[pk] for pk in keys if pk in there][:MOST_ALIKE]


def choices(words: str = "", without: Collection[int] = ()) -> KnownErrorQuerySet:
    """Errors that something can be tied to: what is open, and candidates."""
    rows = KnownError.objects.open().exclude(pk__in=without)
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(seen__icontains=word))
    return rows.order_by("state", "-changed_at")


def _with_taken_in(keys: Iterable[int]) -> frozenset[int]:
    known: set[int] = set()
    newest = set(keys)
    while newest:
        known |= newest
        taken_in = KnownError.objects.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = set(taken_in) - known
    return frozenset(known)


def _joined(values: Values) -> QuerySet[Concern, tuple[int, int | None, int | None]]:
    rows = Concern.objects.filter(person=values.keys["person"], left_at=None)
    return rows.values_list("error", "error__merged_into", "error__merged_into__merged_into")


def _with_rows(errors: KnownErrorQuerySet) -> KnownErrorQuerySet:
    """With all that a list shows of each, in a fixed number of queries."""
    rows = errors.select_related("owner").prefetch_related("areas", "units", "steps")
    people = Count("concerns", filter=Q(concerns__left_at=None))
    few = ExpressionWrapper(Q(people__gt=0, people__lt=FEWEST_COUNTED), BooleanField())
    # A count takes the order of the model away.
    return rows.annotate(people=people).annotate(has_few=few).order_by("-changed_at", "-pk")


def _read_lines() -> tuple[ErrorLine, ...]:
    rows = KnownError.objects.under_way().prefetch_related("areas")[:MOST_LINES]
    return tuple(
        ErrorLine(
            pk=each.pk,
            title=each.title,
            language=each.language,
            plain=each.plain,
            plain_name=str(each.plain.label),
            path=each.path,
            areas=frozenset(area.slug for area in each.areas.all()),
            next_update_at=each.next_update_at,
        )
        for each in rows
    )
