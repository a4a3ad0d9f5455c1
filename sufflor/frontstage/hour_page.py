"""The page of one question hour: what it is put together from, also when a form must be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sufflor.events.http import CHROME, KNOWLEDGE, ORGANIZATION, revisions
from sufflor.frontstage.hour_choices import KINDS, choice, number, order, ways_to_look
from sufflor.frontstage.question_forms import AskForm, area_choices, blank_form, fields_html
from sufflor.frontstage.question_rows import row_html
from sufflor.lib import tickets
from sufflor.lib.kept import Kept
from sufflor.organization.http import Request
from sufflor.organization.models import User
from sufflor.questions import queries, rules
from sufflor.questions.models import QuestionHour
from sufflor.questions.queries import Agenda, Found, HourPage, MinutesPage

# What somebody wrote while signed out waits in their session under this name.
KEPT = "kept_question"

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
    moved_at: datetime | None = None


def find(request: Request, slug: str) -> Found:
    """A rehearsal is there for those who practise, and for nobody else."""
    found = queries.find_hour_for(slug, request.user)
    if found is None:
        raise Http404
    return found


def page(request: Request, found: Found, form: AskForm | None, status: int = 200) -> HttpResponse:
    hour, language = found.hour, get_language() or settings.LANGUAGE_CODE
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
    context = {
        "hour": hour,
        "facts": facts(hour, revision),
        "shown": shown,
        "rows": [row_html(row, language) for row in shown.rows],
        "form": form,
        "fields": fields_html(form, hour.topic, language) if form else "",
        "phase": phase(hour, request.at),
        "later": facts(later, revision) if later else None,
        "agenda": _agenda(found, request.at, revision),
        "minutes": _written(found, shared(request)),
        "ticket": tickets.issue(hour.topic, request.at),
        "live_url": settings.LIVE_URL,
        "may_see_desk": queries.is_answerer(request.user, request.at, revision[ORGANIZATION]),
        "is_restored": bool(form and form.initial.get("is_restored")),
        **_told(request, shown),
        **ways_to_look(shown, request.user),
    }
    return render(request, "frontstage/hour.html", context, status=status)


def new_form(request: Request, found: Found) -> AskForm | None:
    """With what was written before an expired sign-in, or what another page suggests."""
    hour = found.hour
    if not rules.may_ask_in(request.user, hour) or not hour.collects(request.at):
        return None
    initial: dict[str, object] = {
        "text": request.GET.get("tekst", "")[:1000],
        "role": request.user.work_role if isinstance(request.user, User) else "",
    }
    if kind := KINDS.get(request.GET.get("slag", "")):
        initial["kind"] = kind
    if kept := request.session.pop(KEPT, None):
        initial |= {**kept, "is_restored": True}
    return blank_form(hour.slug, areas(request), **initial)


def areas(request: Request) -> list[tuple[str, str]]:
    return area_choices(revisions(request)[ORGANIZATION], get_language() or settings.LANGUAGE_CODE)


def facts(hour: QuestionHour, revision: Mapping[str, int]) -> HourFacts:
    return HourFacts(
        title=hour.title,
        slug=hour.slug,
        date=hour.date,
        opens_at=hour.opens_at,
        closes_at=hour.closes_at,
        room=hour.room,
        video_url=hour.video_url,
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


def _agenda(found: Found, at: datetime, revision: Mapping[str, int]) -> Agenda | None:
    """The plan of an hour that is still to come or going on; afterwards its minutes are read."""
    if found.hour.is_cancelled or found.hour.is_finished:
        return None
    return queries.agenda(found.hour, at, queries.agenda_revision(found.content, revision))


def _written(found: Found, shared: int) -> MinutesPage | None:
    if not found.hour.is_finished:
        return None
    key = (found.hour.pk, get_language(), shared)
    return _minutes.get(key, found.revision, lambda: queries.minutes(found.hour))


def _told(request: Request, shown: HourPage) -> dict[str, object]:
    """What has just been sent or voted for; a question that is not in the list is read first."""
    sent = number(request.GET.get("sendt"))
    return {
        "sent": sent,
        "is_held": bool(sent) and all(row.pk != sent for row in shown.rows),
        "voted": number(request.GET.get("stemt")),
    }
