"""One wish: what is needed, what was decided and why, and wishing the same."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.change_requests import actions, queries
from sufflor.change_requests.models import (
    SENTENCE_LENGTH,
    ChangeRequest,
    ChangeRequestQuerySet,
)
from sufflor.change_requests.rules import may_see_all
from sufflor.frontstage.wishes import row
from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request, SignedInRequest
from sufflor.organization.models import User
from sufflor.organization.rules import Someone


class BackForm(forms.Form):
    sentence = forms.CharField(
        label=gettext_lazy("What it would mean for you"),
        help_text=gettext_lazy("One sentence, for those who decide. Leave out names."),
        max_length=SENTENCE_LENGTH,
        required=False,
    )


@require_safe
def wish(request: Request, pk: int) -> HttpResponse:
    change = _readable(request.user).filter(pk=pk).first()
    if change is None:
        return redirect("wish", _taken_into(request.user, pk).pk)
    return _page(request, change, BackForm())


@login_required
@require_POST
def back_wish(request: SignedInRequest, pk: int) -> HttpResponse:
    """One press, with a sentence or without. A page that has only the button sends no sentence."""
    change, form = _find(request.user, pk), BackForm(request.POST)
    if not form.is_valid():
        return _page(request, change, form, status=422)
    said = form.cleaned_data["sentence"]
    try:
        actions.back(change=change, sentence=said, by=request.user, at=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error("sentence", str(refusal))
        return _page(request, change, form, status=refusal.status)
    messages.success(
        request, _("Noted. You get an e-mail when it has been decided, and when it is there.")
    )
    return SeeOther(reverse("wish", args=[pk]))


@login_required
@require_POST
def leave_wish(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.leave(change=_find(request.user, pk), by=request.user, at=timezone.now())
    messages.success(request, _("You do not stand behind it any more, and get no e-mail about it."))
    return SeeOther(reverse("wishes"))


@login_required
@require_POST
def wish_works(request: SignedInRequest, pk: int) -> HttpResponse:
    change = _find(request.user, pk)
    actions.say_that_it_works(change=change, by=request.user, at=timezone.now())
    messages.success(request, _("Thank you. It helps us to know that it is what you needed."))
    return SeeOther(reverse("wish", args=[pk]))


def _find(person: Someone, pk: int) -> ChangeRequest:
    return get_object_or_404(_readable(person), pk=pk)


def _readable(person: Someone) -> ChangeRequestQuerySet:
    if isinstance(person, User):
        rows = ChangeRequest.objects.readable_by(person)
    else:
        rows = ChangeRequest.objects.public()
    return rows.select_related("area").prefetch_related("steps")


def _taken_into(person: Someone, pk: int) -> ChangeRequest:
    """Whoever has the address of what was taken into another is led there."""
    found = ChangeRequest.objects.filter(pk=pk, merged_into__isnull=False).first()
    if found is None:
        raise Http404
    return _find(person, queries.standing(found).pk)


def _page(
    request: Request, change: ChangeRequest, form: BackForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "row": row(change),
        "change": change,
        "support": queries.support(change),
        "mine": queries.backing_of(change, request.user),
        "form": form,
        "is_own_language": change.language == get_language(),
        "may_work": may_see_all(request.user, request.at),
    }
    return render(request, "frontstage/wish.html", context, status=status)


urls = [
    path("onsker/<number:pk>/", wish, name="wish"),
    path("onsker/<number:pk>/stemme/", back_wish, name="back_wish"),
    path("onsker/<number:pk>/ikke-lenger/", leave_wish, name="leave_wish"),
    path("onsker/<number:pk>/virker/", wish_works, name="wish_works"),
]
