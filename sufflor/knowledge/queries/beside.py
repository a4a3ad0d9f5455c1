"""What stands beside the lists that somebody put in order: what is read most, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import get_language

from sufflor.knowledge.models import Article, Card, Reading
from sufflor.knowledge.queries.pages import revision_of
from sufflor.lib.clock import local_date
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.lib.kept import Kept

COUNTED_FOR = timedelta(days=30)
NEW_FOR = timedelta(days=30)
MOST = 5
# Where there is not much more than this to look through, it needs no lists beside.
MANY = 8
EXAMPLES = 3
# Letters: three of them stand on one line.
SHORT = 32
LOOKED_THROUGH = 30


@dataclass(frozen=True)
class Highlights:
    used: tuple[Card, ...] = ()
    new: tuple[Card, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.used or self.new)


_often_read: Kept[Mapping[int, int]] = Kept(size=2)
_examples: Kept[tuple[str, ...]] = Kept(size=6)


def highlights(cards: Iterable[Card], revisions: Mapping[str, int], day: date) -> Highlights:
    """Of the articles on a page. One query a day, for all pages."""
    articles = {card.pk: card for card in cards if card.pk}
    if len(articles) <= MANY:
        return Highlights()
    times = _often_read.get(day, revision_of(revisions), lambda: _readings(day))
    used = sorted((pk for pk in articles if pk in times), key=lambda pk: -times[pk])
    return Highlights(tuple(articles[pk] for pk in used[:MOST]), _new(articles.values(), day))


def examples(revisions: Mapping[str, int], day: date) -> tuple[str, ...]:
    """What one may search for, where somebody wonders what to write: short titles in the reader's
    language, those that are read most, and then the newest."""
    revision = revision_of(revisions)
    times = _often_read.get(day, revision, lambda: _readings(day))
    key = (day, get_language() or "nb")
    return _examples.get(key, revision, lambda: _short_titles(times, key[1]))


def _short_titles(times: Mapping[int, int], language: str) -> tuple[str, ...]:
    texts = Article.objects.filter(live=True, published_at__isnull=False, language=language)
    short = texts.annotate(length=Length("title")).filter(length__lte=SHORT)
    rows = short.order_by("-published_at", "-pk").values_list("pk", "title")
    most_read = sorted(times, key=lambda pk: -times[pk])[:LOOKED_THROUGH]
    read = sorted(rows.filter(pk__in=most_read), key=lambda row: -times[row[0]])
    found = dict.fromkeys(title for _pk, title in [*read, *rows[:EXAMPLES]])
    return tuple(found)[:EXAMPLES]


def _new(cards: Iterable[Card], day: date) -> tuple[Card, ...]:
    first = [(card.first_published_at, card) for card in cards if card.first_published_at]
    new = [(at, card) for at, card in first if day - local_date(at) <= NEW_FOR]
    return tuple(card for _at, card in sorted(new, key=lambda pair: pair[0], reverse=True)[:MOST])


def _readings(day: date) -> Mapping[int, int]:
    """Before today, so that the order stands still while it lasts."""
    rows = Reading.objects.filter(day__lt=day, day__gte=day - COUNTED_FOR, article__live=True)
    sums = rows.values("article").annotate(sum=Sum("times")).filter(sum__gte=FEWEST_COUNTED)
    return dict(sums.values_list("article", "sum"))
