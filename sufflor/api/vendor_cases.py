"""Cases for the vendor that holds the key: what it was sent, word for word, and what it answers."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sufflor.api.gate import NotUnderstood, sent, with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.organization.http import Request
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Heard
from sufflor.vendor.models import Channel, Entry, VendorCase

MOST = 200


@require_safe
@with_key(Scope.CASES)
def vendor_cases(request: Request, token: ApiToken) -> HttpResponse:
    found = queries.letters_to(token.person_id)[:MOST]
    return JsonResponse({"letters": [_letter(each) for each in found]})


@csrf_exempt
@require_POST
@with_key(Scope.CASES)
def vendor_case(request: Request, token: ApiToken, pk: int) -> HttpResponse:
    """The same words once more change nothing."""
    case = queries.reported_to(token.person_id).filter(pk=pk).first()
    if case is None:
        raise Http404
    body = sent(request)
    text, number, closed = body.get("text"), body.get("number", ""), body.get("closed", False)
    if not isinstance(text, str) or not isinstance(number, str) or not isinstance(closed, bool):
        raise NotUnderstood
    heard = Heard(text=text, channel=Channel.API, number=number, is_closed=closed)
    entry = actions.hear(case=case, heard=heard, by=token.person, at=timezone.now())
    case.refresh_from_db(fields=["vendor_number"])
    return JsonResponse(_named(case) | {"at": entry.at.isoformat()})


def _letter(entry: Entry) -> dict[str, object]:
    """Nothing but what somebody has approved of, and how it stands."""
    return _named(entry.case) | {
        "status": entry.case.state,
        "subject": entry.subject,
        "text": entry.text,
        "at": entry.at.isoformat(),
    }


def _named(case: VendorCase) -> dict[str, object]:
    return {"case": case.pk, "number": case.number, "your_number": case.vendor_number}


urls = [
    path("vendor-cases/", vendor_cases, name="api_vendor_cases"),
    path("vendor-cases/<number:pk>/", vendor_case, name="api_vendor_case"),
]
