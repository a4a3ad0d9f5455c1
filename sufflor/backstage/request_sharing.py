"""Letting what one asked help more than one: in a question hour, or as an article."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.request_at_hand import TOO_LONG, at_hand, deed_page
from sufflor.design.fields import Line, Prose
from sufflor.desk import actions, rules
from sufflor.desk.models import ENTRY_LENGTH, Request
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea
from sufflor.questions import actions as questions
from sufflor.questions.models import TEXT_LENGTH, QuestionHour
from sufflor.questions.queries import hours_that_collect, raised_for

TITLE_LENGTH = 120


class RaiseForm(forms.Form):
    hour = forms.ModelChoiceField(
        QuestionHour.objects.none(),
        label=gettext_lazy("Which hour?"),
        empty_label=gettext_lazy("Choose an hour"),
    )
    area = forms.ModelChoiceField(
        CaseArea.objects.all(),
        label=gettext_lazy("Case area"),
        empty_label=gettext_lazy("Choose a case area"),
    )
    text = Line(limit=TEXT_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=3)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    text.label = gettext_lazy("The question, in your own words")
    text.help_text = gettext_lazy(
        "Everyone reads it, under your name. Leave out names and everything that tells who asked."
    )


class ShareForm(forms.Form):
    title = Line(limit=TITLE_LENGTH, too_long=TOO_LONG, empty=actions.NoTitle.reason, rows=1)
    text = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=10)
    area = forms.ModelChoiceField(
        CaseArea.objects.all(),
        label=gettext_lazy("Case area"),
        empty_label=gettext_lazy("Choose a case area"),
    )

    title.label = gettext_lazy("Title of the article")
    title.widget = forms.TextInput()
    text.label = gettext_lazy("The answer")
    text.help_text = gettext_lazy(
        "For everyone. Leave out names, case numbers and everything that tells who asked."
    )


@login_required
@looked_at_or_sent
def raise_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    if found.is_confidential:
        raise questions.StaysPrivate
    hours = hours_that_collect(request.at)
    initial = {"submission": uuid4(), "area": found.area_id, "hour": hours.first()}
    form = RaiseForm(posted(request), initial=initial)
    form.fields["hour"].queryset = hours  # type: ignore[attr-defined]  # a choice field
    question = carried_out(
        form,
        lambda: questions.raise_in_hour(
            request=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about={questions.HoldsPersonalNumber: "text"},
    )
    if question:
        messages.success(request, _("It is asked. The answer comes to the user here as well."))
        return SeeOther(reverse("raise_request", args=[found.pk]))
    return deed_page(
        request,
        found,
        "backstage/request_raise.html",
        form if hours or form.is_bound else None,
        send=_("Ask it in the hour"),
        raised=raised_for(found),
    )


@login_required
@looked_at_or_sent
def share_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_note(request.user, found, request.at))
    if found.is_confidential:
        raise actions.NotForEveryone
    form = ShareForm(posted(request), initial=_draft(found))
    article = carried_out(
        form,
        lambda: actions.draft_article(
            request=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about={actions.HoldsNumber: "text"},
    )
    if article:
        messages.success(request, _("The draft is made. An editor reads it and publishes it."))
        return SeeOther(reverse("request", args=[found.pk]))
    return deed_page(
        request, found, "backstage/request_share.html", form, send=_("Make a draft article")
    )


def _draft(found: Request) -> dict[str, object]:
    """From what was last said to the user, for the helper to make general."""
    last = found.messages.filter(is_from_helper=True).last()
    return {
        "title": found.title[:TITLE_LENGTH],
        "text": last.text if last else "",
        "area": found.area_id,
    }


urls = [
    path("arbeid/henvendelser/<number:pk>/sporretime/", raise_request, name="raise_request"),
    path("arbeid/henvendelser/<number:pk>/felles-svar/", share_request, name="share_request"),
]
