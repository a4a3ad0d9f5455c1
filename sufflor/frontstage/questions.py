"""Question hours: the list of them, the page of one, and what has changed on it since last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.events.http import CHROME, KNOWLEDGE, ORGANIZATION, revisions
from sufflor.frontstage.question_forms import AskForm, area_choices, fields_html, new_submission
from sufflor.frontstage.question_rows import row_html
from sufflor.lib import tickets
from sufflor.lib.clock import local_date
from sufflor.organization.http import Request
from sufflor.organization.models import User
from sufflor.questions import queries, rules
from sufflor.questions.models import QuestionHour
from sufflor.questions.queries import Found, HourPage, Order
from sufflor.questions.reading import HourCard

# What somebody wrote while signed out waits in their session under this name.
KEPT = "kept_question"


@require_safe
def hours(request: Request) -> HttpResponse:
    """Today first, then what comes, then what has been, newest first."""
    cards = queries.hours(request.at)
    today = local_date(request.at)
    context = {
        "today": [card for card in cards if card.date == today],
        "coming": _by_day(card for card in cards if card.date > today),
        "past": _by_day(card for card in reversed(cards) if card.date < today),
    }
    return render(request, "frontstage/hours.html", context)


@require_safe
def next_hour(request: Request) -> HttpResponse:
    """A lasting address for posters and closed doors: on to the hour to ask in now."""
    slug = queries.next_slug(request.at)
    wanted = reverse("hour", args=[slug]) if slug else reverse("hours")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{wanted}?{query}" if query and slug else wanted)


@require_safe
def hour(request: Request, slug: str) -> HttpResponse:
    found = find(slug)
    return page(request, found, _blank_form(request, found))


@require_safe
def changes(request: Request, slug: str) -> HttpResponse:
    """What an open page lacks. The same for everyone, so that one answer can serve a full hall."""
    found = find(slug)
    language = get_language() or settings.LANGUAGE_CODE
    collects = found.hour.collects(request.at)
    etag = f'"{found.revision}-{language}-{int(collects)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        changed = queries.changes(
            found, _number(request.GET.get("siden")), request.at, shared(request)
        )
        rows = [row_html(row, language) for row in changed.rows]
        context = {"changes": changed, "rows": rows, "topic": found.hour.topic}
        # Without the request: what stands around a page is asked for by nobody here.
        response = HttpResponse(render_to_string("frontstage/hour_changes.html", context))
        response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    # An open page returns to the stream with this one; a ticket names nobody.
    response["Live-Ticket"] = tickets.issue(found.hour.topic, request.at)
    return response


def find(slug: str) -> Found:
    found = queries.find_hour(slug)
    if found is None:
        raise Http404
    return found


def page(request: Request, found: Found, form: AskForm | None, status: int = 200) -> HttpResponse:
    """The page of one hour, also when it is shown anew because a form must be mended."""
    shown = queries.hour_page(
        found,
        request.user,
        request.at,
        order=_order(request),
        number=_number(request.GET.get("side"), 1),
        shared=shared(request),
    )
    language = get_language() or settings.LANGUAGE_CODE
    hour = found.hour
    revision = revisions(request)
    later = queries.hour_after(hour, revision[CHROME])
    context = {
        "hour": hour,
        "facts": _facts(hour),
        "shown": shown,
        "rows": [row_html(row, language) for row in shown.rows],
        "form": form,
        "fields": fields_html(form, hour.topic, language) if form else "",
        "phase": _phase(shown, request.at),
        "tabs": _tabs(shown, request.user),
        "query": f"sorter={shown.order}&",
        "ticket": tickets.issue(hour.topic, request.at),
        "live_url": settings.LIVE_URL,
        "sent": _number(request.GET.get("sendt")),
        "is_restored": bool(form and form.initial.get("is_restored")),
        "may_see_desk": queries.is_answerer(request.user, request.at, revision[ORGANIZATION]),
        "later": _facts(later) if later else None,
    }
    return render(request, "frontstage/hour.html", context, status=status)


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


def _facts(hour: QuestionHour) -> HourFacts:
    return HourFacts(
        title=hour.title,
        slug=hour.slug,
        date=hour.date,
        opens_at=hour.opens_at,
        closes_at=hour.closes_at,
        room=hour.room,
        video_url=hour.video_url,
    )


def shared(request: Request) -> int:
    """One number for what the rows show that is not the hour's own: articles and area names.

    Both revisions only grow, so their sum is new when one of them is.
    """
    revision = revisions(request)
    return revision[KNOWLEDGE] + revision[ORGANIZATION]


def _blank_form(request: Request, found: Found) -> AskForm | None:
    """With what was written before an expired sign-in, or what another page suggests."""
    if not rules.may_ask(request.user) or not found.hour.collects(request.at):
        return None
    initial: dict[str, object] = {
        "hour": found.hour.slug,
        "submission": new_submission(),
        "text": request.GET.get("tekst", "")[:1000],
        "role": request.user.work_role if isinstance(request.user, User) else "",
    }
    if kept := request.session.pop(KEPT, None):
        initial |= {**kept, "hour": found.hour.slug, "is_restored": True}
    return AskForm(initial=initial, areas=areas(request))


def areas(request: Request) -> list[tuple[str, str]]:
    return area_choices(revisions(request)[ORGANIZATION], get_language() or settings.LANGUAGE_CODE)


def _order(request: Request) -> Order:
    wanted = request.GET.get("sorter", "")
    return Order(wanted) if wanted in set(Order) else Order.VOTES


def _number(text: str | None, otherwise: int = 0) -> int:
    """What does not read as a number of a sensible size is as if it had not been said."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else otherwise


def _phase(shown: HourPage, at: datetime) -> str:
    if shown.is_open:
        return "open"
    if shown.is_over:
        return "over"
    return "collecting" if shown.collects else "early"


def _tabs(shown: HourPage, viewer: object) -> list[dict[str, object]]:
    labels = {
        Order.VOTES: _("Most votes"),
        Order.NEWEST: _("Newest"),
        Order.ANSWERED: _("Answered"),
    }
    if isinstance(viewer, User):
        labels[Order.MINE] = _("Mine")
    return [
        {
            "url": "?" + urlencode({"sorter": order.value}) + "#questions-title",
            "label": label,
            "is_current": order == shown.order,
        }
        for order, label in labels.items()
    ]


def _by_day(cards: Iterable[HourCard]) -> list[tuple[date, list[HourCard]]]:
    return [(day, list(group)) for day, group in groupby(cards, key=lambda card: card.date)]


urls = [
    path("sporretimer/", hours, name="hours"),
    path("sporretimer/neste/", next_hour, name="next_hour"),
    path("spor/", next_hour, name="ask_here"),
    path("sporretimer/<slug:slug>/", hour, name="hour"),
    path("sporretimer/<slug:slug>/endringer/", changes, name="hour_changes"),
]
