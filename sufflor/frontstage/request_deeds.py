"""What those who follow a request can do with it: say whether it helped, bring others, leave."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.desk import actions
from sufflor.desk.models import Request
from sufflor.frontstage.request_forms import PersonForm, WhyNotForm, WriteForm
from sufflor.frontstage.request_page import find, page, sent_anew
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest


@login_required
@require_POST
def helped(request: SignedInRequest, pk: int) -> HttpResponse:
    """“Yes” in one press; “no” says what is missing, and opens it again."""
    at = timezone.now()
    found = find(request, pk, at)
    form = WhyNotForm(request.POST)
    yes = request.POST.get("helped") == "1"
    if not yes and not form.is_valid():
        return page(request, found, WriteForm(), why=form, status=422)
    why = "" if yes else form.cleaned_data["why"]
    told = actions.say_whether_it_helped(request=found, helped=yes, why=why, by=request.user, at=at)
    said = _("Thank you. The request is finished.") if yes else _("We look at it again.")
    messages.success(request, said if told == found else sent_anew(told))
    return _back(told)


@login_required
@require_POST
def found_out(request: SignedInRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    found = find(request, pk, at)
    actions.found_out(request=found, by=request.user, at=at)
    messages.success(request, _("Good. Nobody needs to do more with it."))
    return _back(found)


@login_required
@require_POST
def bring_along(request: SignedInRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    found = find(request, pk, at)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return page(request, found, WriteForm(), person=form, status=422)
    person = form.cleaned_data["person"]
    actions.bring_along(request=found, person=person, by=request.user, at=at)
    messages.success(request, _("%(name)s follows it now.") % {"name": person.full_name})
    return _back(found)


@login_required
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    found = find(request, pk, at)
    actions.leave(request=found, by=request.user, at=at)
    messages.success(request, _("You no longer follow %(number)s.") % {"number": found.number})
    return SeeOther(reverse("my_requests"))


@login_required
@require_POST
def news(request: SignedInRequest, pk: int) -> HttpResponse:
    at = timezone.now()
    found = find(request, pk, at)
    wants_all = request.POST.get("news") == "all"
    actions.choose_news(request=found, wants_all=wants_all, by=request.user, at=at)
    messages.success(request, _("Saved. It holds from now on."))
    return _back(found)


def _back(found: Request) -> HttpResponse:
    return SeeOther(reverse("my_request", args=[found.pk]))


_ONE = "mine/henvendelser/<number:pk>/"
urls = [
    path(f"{_ONE}hjalp/", helped, name="request_helped"),
    path(f"{_ONE}ordnet/", found_out, name="request_found_out"),
    path(f"{_ONE}folg/", bring_along, name="request_bring_along"),
    path(f"{_ONE}forlat/", leave, name="request_leave"),
    path(f"{_ONE}varsler/", news, name="request_news"),
]
