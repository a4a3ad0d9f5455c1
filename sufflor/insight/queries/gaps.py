"""What people search for, ask and send requests about, and that no article answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from sufflor.desk.models import Request
from sufflor.events.models import Event, reference
from sufflor.lib.clock import local_date
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.questions.models import Question
from sufflor.search.analysis import is_stop_word, whole, words
from sufflor.search.clusters import clustered
from sufflor.search.searches import searches

MOST_OF_EACH = 500
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Voice:
    """One text that asks for help, and how many have said it. Requests alone are private."""

    text: str
    times: int = 1
    is_search: bool = False
    question: Question | None = None
    is_request: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Voices about the same. `requests` is nothing where they are too few to be told of."""

    label: str
    words: tuple[str, ...]
    searches: int
    questions: tuple[Question, ...]
    requests: int

    @property
    def total(self) -> int:
        return self.searches + len(self.questions) + self.requests


def gaps(at: datetime, days: int) -> list[Gap]:
    """The largest first. Six statements, however much there is."""
    since = at - timedelta(days=days)
    voices = [*_searched(since), *_asked(since), *_sent(since)]
    voices.sort(key=lambda one: -one.times)
    found = clustered([one.text for one in voices])
    made = (_gap([voices[number] for number in numbers]) for numbers in found)
    return sorted((gap for gap in made if gap), key=lambda gap: -gap.total)


def _searched(since: datetime) -> list[Voice]:
    """Searches that more often than not came to nothing."""
    lost = (
        (one, max(one.without_hits + one.without_choice, one.followed))
        for one in searches(local_date(since)).groups
    )
    return [
        Voice(one.text, times, is_search=True) for one, times in lost if times * 2 >= one.times
    ][:MOST_OF_EACH]


def _asked(since: datetime) -> list[Voice]:
    rows = Question.objects.public().filter(asked_at__gte=since)
    without = rows.filter(Q(answer__isnull=True) | Q(answer__article__isnull=True))
    newest = without.select_related("hour").order_by("-pk")[:MOST_OF_EACH]
    return [Voice(one.text, question=one) for one in newest]


def _sent(since: datetime) -> list[Voice]:
    rows = Request.objects.filter(opened_at__gte=since, is_confidential=False).order_by("-pk")
    titles = dict(rows.values_list("pk", "title")[:MOST_OF_EACH])
    shared = set(
        Event.objects.filter(verb="request.shared", at__gte=since).values_list("about", flat=True)
    )
    return [
        Voice(title, is_request=True)
        for pk, title in titles.items()
        if reference(Request(pk=pk)) not in shared
    ]


def _gap(voices: Sequence[Voice]) -> Gap | None:
    """Nothing when too few have said it."""
    searched = [one for one in voices if one.is_search]
    questions = tuple(one.question for one in voices if one.question)
    requests = sum(one.is_request for one in voices)
    said_by_many = _said_by_many(one.text for one in voices if one.is_request)
    if requests < FEWEST_COUNTED or not (searched or questions or said_by_many):
        requests, said_by_many = 0, ()
    open_words = [one.text for one in searched] + [one.text for one in questions]
    label = open_words[0] if open_words else " ".join(said_by_many)
    gap = Gap(
        label=label,
        words=(*(one.text for one in searched[:MOST_WORDS]), *said_by_many),
        searches=sum(one.times for one in searched),
        questions=questions,
        requests=requests,
    )
    return gap if gap.total >= FEWEST_COUNTED else None


def _said_by_many(titles: Iterable[str]) -> tuple[str, ...]:
    """The words that at least five requests have in common: never what one of them says alone."""
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for title in titles:
        own = {whole(word.text): word.text.lower() for word in words(title)}
        telling = {token: text for token, text in own.items() if _tells(text)}
        counted.update(telling.keys())
        spelt |= telling
    return tuple(
        spelt[token] for token, count in counted.most_common(MOST_WORDS) if count >= FEWEST_COUNTED
    )


def _tells(word: str) -> bool:
    return not is_stop_word(word) and not word.isdigit()
