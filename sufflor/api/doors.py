"""Which ways in are open, for the telephone exchange, the intranet and other machines."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sufflor.events.http import CHROME, revisions
from sufflor.forms import queries as forms
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import Request
from sufflor.rollout import queries
from sufflor.rollout.door import Door, Doors, require_open

Json = dict[str, object]


class ReceivedElsewhere(Refusal):
    """This house only knows whether the door is open; what comes through it is received there."""


class ReceivedByItsForm(Refusal):
    """What is written in our own forms is sent by them, so that they can ask what they need."""


class NoSuchWayIn(Refusal):
    reason = gettext_lazy("There is no way in with this name.")
    way_out = gettext_lazy("See which there are.")
    way_out_url = "/api/v1/doors/"
    status = 404


@require_safe
def doors(request: Request) -> HttpResponse:
    """The state now, in `?language=` nb, nn or en. Understands If-None-Match."""
    found = queries.doors(request.at, queries.current_plan(revisions(request)[CHROME]))
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        text = json.dumps(doors_json(found), ensure_ascii=False)
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:24])
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=response) or response


# Nothing is written, so there is nothing to forge: the door answers, that is all.
@csrf_exempt
@require_POST
def send_request(request: Request, slug: str) -> JsonResponse:
    """Refused while the door is closed; while it is open, the answer says where to send it."""
    try:
        door = queries.doors(timezone.now()).way(slug)
    except KeyError:
        raise NoSuchWayIn from None
    require_open(door)
    if forms.published(slug, timezone.now()):
        raise ReceivedByItsForm(
            _("Requests are received here, by the form “%(name)s”.") % {"name": door.label},
            way_out=_("Read the form, and send its answers to it."),
            way_out_url=reverse("api_form_send", args=[slug]),
        )
    where = door.url or door.contact
    raise ReceivedElsewhere(
        _("Requests are received at %(where)s.") % {"where": where},
        way_out=_("Send it there."),
        way_out_url=door.url or reverse("way_in", args=[slug]),
    )


def doors_json(found: Doors) -> Json:
    return {
        "mode": found.mode.value,
        "rollout": str(found.rollout.names) if found.rollout else None,
        "day_number": found.day_number,
        "day_count": found.day_count,
        "dates": [day.isoformat() for day in found.rollout.days] if found.rollout else [],
        "next_date": found.next_date.isoformat() if found.next_date else None,
        "last_date": found.last_date.isoformat() if found.last_date else None,
        "time_zone": "Europe/Oslo",
        "ways_in": [_door_json(door) for door in found.ways],
    }


def _door_json(door: Door) -> Json:
    """A closed phone or mailbox is not given out, so that nobody leads people there."""
    return {
        "slug": door.slug,
        "kind": door.kind,
        "name": door.label,
        "state": door.state.value,
        "reason": door.reason,
        "opens_again": door.opens_again.isoformat() if door.opens_again else None,
        "replaced_by": door.replaced_by.slug if door.replaced_by else None,
        "always_open": door.is_exception,
        "contact": door.contact if door.is_open else "",
        "url": door.url if door.is_open else "",
        "page": reverse("way_in", args=[door.slug]),
    }


urls = [
    path("doors/", doors, name="api_doors"),
    path("ways-in/<slug:slug>/requests/", send_request, name="api_send_request"),
]
