"""The front page: search, what is open, the next question hour, and the help nearest to you."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.formats import time_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sufflor.announcements import queries as announcements
from sufflor.events.http import ANSWERS, CHROME, ERRORS, KNOWLEDGE, NOTICES, ORGANIZATION, revisions
from sufflor.frontstage.home_doors import WayLine, summed_up
from sufflor.frontstage.home_hour import how_soon, next_change, next_hour, said_day, when
from sufflor.frontstage.home_nearest import nearest_html
from sufflor.knowledge import queries as knowledge
from sufflor.known_errors.queries import lines_under_way
from sufflor.lib.clock import OSLO, local_date
from sufflor.lib.kept import Kept
from sufflor.organization.http import Request
from sufflor.organization.queries import OnWatch
from sufflor.organization.rules import Someone, lines_of
from sufflor.organization.watching import on_watch
from sufflor.questions import queries as questions
from sufflor.questions.reading import HourCard
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Doors

NEW_ANSWERS = 5
MOST_ERRORS = 5
NEW_NOTICES = 2

_kept: Kept[SafeString] = Kept(size=32)


@require_safe
def home(request: Request) -> HttpResponse:
    revision = revisions(request)
    doors = rollout.doors(request.at, rollout.current_plan(revision[CHROME]))
    context = {
        "top": _top(
            _shown(request, doors, revision),
            knowledge.examples(revision, local_date(request.at)),
        ),
        "nearest": nearest_html(request, doors, revision[ORGANIZATION]),
        "lower": _lower(revision),
        "on_watch": _on_watch(request, revision[ORGANIZATION]),
    }
    return render(request, "frontstage/home.html", context)


@require_safe
def now(request: Request) -> HttpResponse:
    """What of the page depends on the clock, for pages that have stood open."""
    revision = revisions(request)
    shown = _shown(
        request, rollout.doors(request.at, rollout.current_plan(revision[CHROME])), revision
    )
    # Without what time it is: only what that means is news.
    facts = repr((get_language(), replace(shown, time="")))
    etag = f'"{sha256(facts.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = render(request, "frontstage/home_now.html", {"shown": shown})
        response["ETag"] = etag
    # Notices are chosen for whoever reads.
    response["Cache-Control"] = "private, no-cache"
    return response


def _on_watch(request: Request, revision: int) -> tuple[OnWatch, ...]:
    """Told to those who help, so that they know whom to turn to. No query when nobody is."""
    there = on_watch(request.at, revision)
    return there if there and lines_of(request.user, request.at) else ()


@dataclass(frozen=True)
class Brief:
    """A notice in the card on the front page."""

    title: str
    language: str
    concerns: str
    url: str
    at: str


@dataclass(frozen=True)
class Top:
    """Everything that the top of the page shows, and when the clock next changes it."""

    time: str
    changes_at: datetime | None
    ways: tuple[WayLine, ...]
    hour: HourCard | None
    hour_when: str
    hour_tag: str
    notices: tuple[Brief, ...]


def _shown(request: Request, doors: Doors, revision: dict[str, int]) -> Top:
    at = request.at
    hour = next_hour(at, revision[CHROME])
    return Top(
        time=time_format(at.astimezone(OSLO), "TIME_FORMAT"),
        changes_at=next_change(hour, at) if hour else None,
        ways=summed_up(doors, hour),
        hour=hour,
        hour_when=when(hour, at) if hour else "",
        hour_tag=how_soon(hour, at) if hour else "",
        notices=_notices(at, request.user, revision),
    )


def _top(shown: Top, examples: tuple[str, ...]) -> SafeString:
    """What is shown is the key: as long as it looks the same, it is drawn once a minute."""

    def make() -> SafeString:
        context = {"shown": shown, "examples": examples}
        return render_to_string("frontstage/home_top.html", context)

    return _kept.get((get_language(), shown, examples), 0, make)


def _lower(revision: dict[str, int]) -> SafeString:
    """Known errors, new answers and the areas, drawn once: they are the same for everyone."""

    def make() -> SafeString:
        context = {
            "errors": lines_under_way(revision[ERRORS] + revision[ORGANIZATION])[:MOST_ERRORS],
            "answers": questions.newest_answers(NEW_ANSWERS),
            "areas": knowledge.overview(revision).areas,
        }
        return render_to_string("frontstage/home_lower.html", context)

    facts = sum(revision[name] for name in (ANSWERS, KNOWLEDGE, ORGANIZATION, ERRORS))
    return _kept.get(get_language(), facts, make)


def _notices(at: datetime, reader: Someone, revision: dict[str, int]) -> tuple[Brief, ...]:
    facts = revision[NOTICES] + revision[ORGANIZATION]
    today = local_date(at)
    return tuple(
        Brief(
            title=line.title,
            language=line.language,
            concerns=", ".join(line.concerns),
            url=reverse("notice", args=[line.pk]),
            at=_moment(line.published_at, today),
        )
        for line in announcements.latest(at, NEW_NOTICES, facts, reader)
    )


def _moment(at: datetime, today: date) -> str:
    clock = time_format(at.astimezone(OSLO), "TIME_FORMAT")
    day = said_day(local_date(at), today)
    return f"{day[:1].upper()}{day[1:]} {clock}"


urls = [
    path("", home, name="home"),
    path("forsiden/naa/", now, name="home_now"),
]
