"""The page of one question hour: what it is put together from, also when a form must be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.events.http import CHROME, ERRORS, FOLLOWED, KNOWLEDGE, ORGANIZATION, revisions
from sufflor.frontstage.hour_choices import KINDS, choice, number, order, ways_to_look
from sufflor.frontstage.question_forms import AskForm, Asking, anew, area_choices, mended
from sufflor.frontstage.question_rows import rows_html
from sufflor.known_errors.queries import ErrorLine, joined_by, lines_under_way
from sufflor.lib import tickets
from sufflor.lib.kept import Kept
from sufflor.messaging.queries import is_mailed_answers
from sufflor.organization.http import Request
from sufflor.organization.models import User
from sufflor.questions import queries, rules
from sufflor.questions.models import QuestionHour, Section
from sufflor.questions.queries import Found, HourPage, MinutesPage

# What somebody wrote while signed out waits in their session under this name.
KEPT = "kept_question"

# Parts of the agenda with questions of other hours, or that are of use beside the list.
BESIDE_THE_LIST = frozenset({Section.SOLUTIONS, Section.ANSWERS, Section.KNOWN_ERRORS})
MOST_LINKS = 8

_minutes: Kept[MinutesPage | None] = Kept(size=64)


@dataclass(frozen=True)
class HourFacts:
    """What the parts around the list show of an hour, in the language of the page."""

    title: str
    slug: str
    date: date
    opens_at: datetime
    closes_at: datetime
    room: str
    video_url: str
    collects_from: datetime
    moved_at: datetime | None = None


@dataclass(frozen=True)
class PlanLink:
    text: str
    language: str
    url: str


@dataclass(frozen=True)
class PlanPart:
    """One part of the agenda; its questions are linked where the list below does not have them."""

    section: str
    title: str
    starts_at: datetime
    is_current: bool
    text: str
    count: int
    links: tuple[PlanLink, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.links)


def find(request: Request, slug: str) -> Found:
    """An hour, and then its revision: one query for it and for all else that the page follows."""
    hour = queries.hour_for(slug, request.user)
    if hour is None:
        raise Http404
    return Found(hour, revisions(request, hour.topic)[hour.topic])


def page(request: Request, found: Found, asking: Asking | None, status: int = 200) -> HttpResponse:
    hour, language = found.hour, _language()
    revision = revisions(request)
    shown = queries.hour_page(
        found,
        request.user,
        request.at,
        order=order(request),
        choice=choice(request, lambda: areas(request)),
        number=number(request.GET.get("side"), 1),
        shared=shared(request),
    )
    later = queries.hour_after(hour, revision[CHROME])
    errors = _errors(shown, revision)
    context = {
        "hour": hour,
        "facts": facts(hour, revision),
        "shown": shown,
        "rows": rows_html(shown.rows, language),
        "asking": asking,
        "phase": phase(hour, request.at),
        "later": facts(later, revision) if later else None,
        "plan": _plan(shown, request),
        "minutes": _written(found, shared(request), revision[ERRORS]),
        "errors": errors,
        "joined": joined_by(request.user) if errors else frozenset(),
        "ticket": tickets.issue(hour.topic, request.at),
        "live_url": settings.LIVE_URL,
        "may_see_desk": queries.is_answerer(request.user, request.at, revision[ORGANIZATION]),
        "ask_url": reverse("ask"),
        "warning": _(
            "This looks like a national identity number: #. Take it away before you send."
        ),
        "mail_url": reverse("answer_mail", args=[hour.slug]),
        "is_mailed": isinstance(request.user, User) and is_mailed_answers(request.user),
        **_told(request, shown),
        **ways_to_look(shown, request.user),
    }
    return render(request, "frontstage/hour.html", context, status=status)


def new_form(request: Request, found: Found) -> Asking | None:
    """With what was written before an expired sign-in, or what another page suggests."""
    hour = found.hour
    if not rules.may_ask_in(request.user, hour) or not hour.collects(request.at):
        return None
    initial: dict[str, str] = {}
    if isinstance(request.user, User):
        initial["role"] = request.user.work_role
    if text := request.GET.get("tekst", "")[:1000]:
        initial["text"] = text
    if kind := KINDS.get(request.GET.get("slag", "")):
        initial["kind"] = kind
    # What waits there is one's own, and is not used up by somebody who looks with other eyes.
    kept: dict[str, str] = {} if request.is_preview else request.session.pop(KEPT, {})
    made = anew(hour.slug, hour.topic, _language(), areas(request), **(initial | kept))
    return replace(made, is_restored=bool(kept))


def mend(request: Request, found: Found, form: AskForm, status: int) -> HttpResponse:
    """The page with the form as it was sent, and what is wrong with it."""
    hour = found.hour
    return page(request, found, mended(form, hour.slug, hour.topic), status=status)


def areas(request: Request) -> list[tuple[str, str]]:
    return area_choices(revisions(request)[ORGANIZATION], _language())


def facts(hour: QuestionHour, revision: Mapping[str, int]) -> HourFacts:
    return HourFacts(
        title=hour.title,
        slug=hour.slug,
        date=hour.date,
        opens_at=hour.opens_at,
        closes_at=hour.closes_at,
        room=hour.room,
        video_url=hour.video_url,
        collects_from=hour.collects_from,
        moved_at=queries.moved(revision[CHROME]).get(hour.pk),
    )


def phase(hour: QuestionHour, at: datetime) -> str:
    if hour.is_cancelled:
        return "cancelled"
    if hour.is_over(at):
        return "over"
    if hour.is_open(at):
        return "open"
    return "collecting" if hour.collects(at) else "early"


def shared(request: Request) -> int:
    """One number for what the rows show that is not the hour's own: articles and area names.

    Both revisions only grow, so their sum is new when one of them is.
    """
    revision = revisions(request)
    return revision[KNOWLEDGE] + revision[ORGANIZATION]


def _plan(shown: HourPage, request: Request) -> tuple[PlanPart, ...]:
    """The plan of an hour that is still to come or going on; afterwards its minutes are read."""
    hour = shown.hour
    if hour.is_cancelled or hour.is_finished:
        return ()
    revision = revisions(request)
    followed = {name: revision[name] for name in FOLLOWED}
    agenda = queries.agenda(hour, request.at, queries.agenda_revision(shown.content, followed))
    return tuple(
        PlanPart(
            section=part.section,
            title=part.title,
            starts_at=part.starts_at,
            is_current=part.is_current,
            text=part.text,
            count=len(part.rows),
            links=tuple(
                PlanLink(row.text, row.language, row.url)
                for row in part.rows[:MOST_LINKS]
                if part.section in BESIDE_THE_LIST
            ),
        )
        for part in agenda.parts
    )


def _written(found: Found, shared: int, errors: int) -> MinutesPage | None:
    if not found.hour.is_finished:
        return None
    key = (found.hour.pk, get_language(), shared + errors)
    return _minutes.get(key, found.revision, lambda: queries.minutes(found.hour))


def _errors(shown: HourPage, revision: Mapping[str, int]) -> list[ErrorLine]:
    """Those under way that questions here come from. No query while nothing has moved."""
    behind = queries.errors_behind(shown.hour, shown.content + revision[ERRORS])
    lines = lines_under_way(revision[ERRORS] + revision[ORGANIZATION])
    return [line for line in lines if line.pk in behind]


def _told(request: Request, shown: HourPage) -> dict[str, object]:
    """What has just been sent, voted for or said; a question not in the list is read first."""
    sent = number(request.GET.get("sendt"))
    return {
        "sent": sent,
        "is_held": bool(sent) and all(row.pk != sent for row in shown.rows),
        "voted": number(request.GET.get("stemt")),
        "is_mail_saved": request.GET.get("varsel") == "lagret",
    }


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
