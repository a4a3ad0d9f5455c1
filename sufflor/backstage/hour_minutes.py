"""The minutes of an hour, for those who mend them: what they say, and what they said before."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.hour_desk import find, number_in
from sufflor.design.fields import Prose
from sufflor.lib.deeds import looked_at_or_sent, refusal_of
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import MINUTES_LENGTH, Minutes, MinutesItem, QuestionHour

# The text on top, in the address: everything else is mended by the number of its place.
TOP = "topp"


class MinutesForm(forms.Form):
    """`punkt` is the place that is mended; `seen` the stamp of what it said."""

    punkt = forms.CharField(widget=forms.HiddenInput)
    text = Prose(
        limit=MINUTES_LENGTH,
        empty="",
        too_long=_("This has %(show_value)d characters. At most %(limit_value)d fit."),
        rows=5,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    text.label = _("What the minutes say")
    text.help_text = _("Everyone reads it. Leave out names and what should not be public.")


@dataclass(frozen=True)
class Mending:
    """The place that stands open, its form, and why it was not taken."""

    place: str
    form: MinutesForm
    problem: Refusal | None = None


@login_required
@looked_at_or_sent
def minutes(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_host(request.user))
    hour = find(slug).hour
    if request.method == "POST":
        return _mend(request, hour)
    place = request.GET.get("punkt", "")
    return _page(request, hour, Mending(place, MinutesForm()) if place else None)


def _mend(request: SignedInRequest, hour: QuestionHour) -> HttpResponse:
    found = get_object_or_404(Minutes, pk=hour.pk)
    form = MinutesForm(request.POST)
    place = request.POST.get("punkt", "")
    item = _item(found, place)

    def edit() -> None:
        said = form.cleaned_data
        words = {"text": said["text"], "seen": said["seen"]}
        actions.edit_minutes(minutes=found, item=item, **words, by=request.user, at=timezone.now())

    problem = None
    if form.is_valid():
        problem = refusal_of(edit)
        if problem is None:
            return SeeOther(f"{reverse('hour_minutes', args=[hour.slug])}#punkt-{place}")
    return _page(request, hour, Mending(place, form, problem))


def _item(found: Minutes, place: str) -> MinutesItem | None:
    """Nothing for the text on top."""
    if place == TOP:
        return None
    number = number_in(place)
    if number is None:
        raise Http404
    return get_object_or_404(found.items, pk=number)


def _page(request: SignedInRequest, hour: QuestionHour, mending: Mending | None) -> HttpResponse:
    shown = queries.minutes(hour, for_hosts=True)
    if shown is None:
        raise Http404
    context = {
        "hour": hour,
        "minutes": shown,
        "mending": mending,
        "edits": queries.minutes_edits(hour),
    }
    status = 200 if mending is None or not mending.form.is_bound else 422
    if mending and mending.problem:
        status = mending.problem.status
    return render(request, "backstage/hour_minutes.html", context, status=status)


urls = [path("sporretimer/<slug:slug>/styr/referat/", minutes, name="hour_minutes")]
