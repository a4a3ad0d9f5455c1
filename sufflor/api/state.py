"""How it stands today, for desks and intranets that show it: plain, or signed by this house."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from sufflor.api.doors import doors_json
from sufflor.api.gate import language_of
from sufflor.events.http import CHROME, revisions
from sufflor.forms import queries as forms
from sufflor.lib.clock import local_date
from sufflor.organization.http import Request
from sufflor.organization.queries import calendar_of
from sufflor.questions import queries as questions
from sufflor.questions.queries import CalendarHour
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Doors

Json = dict[str, object]
# A signed state says the same for so long, and is believed for so long.
STEP = timedelta(minutes=5)
BELIEVED_FOR = timedelta(minutes=15)
KIND = "sufflor-state+jwt"
HOURS_AHEAD = timedelta(days=14)


@require_safe
def state(request: Request) -> HttpResponse:
    """In `?language=` nb, nn or en. Understands If-None-Match."""
    text = json.dumps(_state(request), ensure_ascii=False)
    return _answer(request, text, "application/json; charset=utf-8")


@require_safe
def signed_state(request: Request) -> HttpResponse:
    """The same, as `state` of a JSON Web Token, for whoever fetches it by way of others."""
    from sufflor.lib.signatures import signed

    made_at = _step(timezone.now())
    claims: Json = {
        "iss": _rooted(""),
        "iat": int(made_at.timestamp()),
        "exp": int((made_at + BELIEVED_FOR).timestamp()),
        "state": _state(request),
    }
    token = signed(claims, kind=KIND, secret=settings.SECRET_KEY)
    return _answer(request, token, "application/jwt")


@require_safe
def signing_keys(request: Request) -> HttpResponse:
    from sufflor.lib.signatures import public_keys

    response = JsonResponse(public_keys(settings.SECRET_KEY))
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _state(request: Request) -> Json:
    # Now, also for those who look at the site as on another date: others believe what is said here.
    at = timezone.now()
    found = rollout.doors(at, rollout.current_plan(revisions(request)[CHROME]))
    house = calendar_of(None)
    with translation.override(language_of(request)):
        return {
            "date": local_date(at).isoformat(),
            "house": {
                "is_open": house.is_open(at),
                "opens_at": _instant(None if house.is_open(at) else house.next_open(at)),
            },
            "doors": doors_json(found),
            "forms": _forms(found, at),
            "hours": [_hour(each) for each in questions.calendar(at) if _is_near(each, at)],
            "hours_calendar": _rooted(reverse("hours_calendar")),
        }


def _forms(found: Doors, at: datetime) -> list[Json]:
    """Those that people fill in here. One whose way in is closed says where to go instead."""
    doors = {door.slug: door for door in found.ways}
    return [
        {
            "slug": entry.slug,
            "title": entry.title,
            "is_open": entry.slug not in doors or doors[entry.slug].is_open,
            "url": _rooted(reverse("way_in", args=[entry.slug])),
        }
        for entry in forms.catalogue(translation.get_language() or "nb", at)
    ]


def _hour(one: CalendarHour) -> Json:
    hour = one.hour
    return {
        "id": hour.pk,
        "title": hour.title,
        "opens_at": hour.opens_at.isoformat(),
        "closes_at": hour.closes_at.isoformat(),
        "is_cancelled": hour.is_cancelled,
        "url": _rooted(reverse("hour", args=[hour.slug])),
    }


def _is_near(one: CalendarHour, at: datetime) -> bool:
    """Also what is over today."""
    is_past = local_date(one.hour.closes_at) < local_date(at)
    return not is_past and one.hour.opens_at < at + HOURS_AHEAD


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _step(at: datetime) -> datetime:
    """The same for some minutes, so that whoever has it is told that nothing has changed."""
    whole = STEP.total_seconds()
    return at - timedelta(seconds=at.timestamp() % whole)


def _rooted(address: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{address}"


def _answer(request: Request, text: str, kind: str) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:24])
    response = HttpResponse(text, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=response) or response


urls = [
    path("state/", state, name="api_state"),
    path("state.jwt", signed_state, name="api_signed_state"),
    path("jwks.json", signing_keys, name="api_signing_keys"),
]
