"""Working with wishes: the list, one of them, its words and its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.backstage.change_forms import (
    DecideForm,
    DeliverForm,
    DescribeForm,
    NewsForm,
    TakeBackForm,
    TakeUpForm,
    VerifyForm,
)
from sufflor.backstage.form_alone import Back, form_alone
from sufflor.change_requests import actions, queries, rules
from sufflor.change_requests.models import DONE, WANTED, ChangeRequest, State, Step
from sufflor.desk.queries import change_ties_of, openable
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.vendor.queries import cases_of_change
from sufflor.vendor.rules import may_see

MOST_PAST = 50
MOST_SENTENCES = 20
REFUSED: Mapping[type[Refusal], str] = {
    actions.NoVersion: "version",
    actions.NotTested: "tested",
}


@dataclass(frozen=True)
class StepDeed:
    """A step that can be taken from some states, by some: what its page asks, and the deed."""

    title: Sentence
    lead: Sentence
    press: Sentence
    icon: str
    states: frozenset[State]
    form: Callable[[QueryDict | None, ChangeRequest], forms.Form]
    deed: Callable[..., Step]
    is_decision: bool = False

    def may(self, person: User, change: ChangeRequest, at: datetime) -> bool:
        if self.is_decision:
            return rules.may_decide(person, change, at)
        return rules.may_keep(person)


STEPS: Mapping[str, StepDeed] = {
    "opp": StepDeed(
        gettext_lazy("Take it up"),
        gettext_lazy(
            "Everyone can read it from now on, and wish for the same. See first that there is "
            "nothing private in it."
        ),
        gettext_lazy("Take it up, for everyone to see"),
        "eye",
        frozenset({State.PROPOSED, State.DECLINED}),
        TakeUpForm,
        actions.take_up,
    ),
    "avgjorelse": StepDeed(
        gettext_lazy("Decide"),
        gettext_lazy("Everyone who asked for it reads why, and is mailed once."),
        gettext_lazy("This is the decision"),
        "check",
        frozenset({State.PROPOSED, State.ASSESSED, *WANTED}),
        DecideForm,
        actions.decide,
        is_decision=True,
    ),
    "nytt": StepDeed(
        gettext_lazy("Tell how it goes"),
        gettext_lazy("It stands on the page of the wish. Nobody is mailed."),
        gettext_lazy("Tell everyone"),
        "megaphone",
        frozenset(WANTED),
        NewsForm,
        actions.tell,
    ),
    "levert": StepDeed(
        gettext_lazy("It is there"),
        gettext_lazy(
            "Everyone who asked for it is mailed once. It also stands in “We learnt from you”."
        ),
        gettext_lazy("It is there: tell them"),
        "send",
        frozenset(WANTED),
        DeliverForm,
        actions.deliver,
    ),
    "virker": StepDeed(
        gettext_lazy("It is what was needed"),
        gettext_lazy("It was tested here, or those who asked have said so."),
        gettext_lazy("It is verified"),
        "check",
        frozenset({State.DELIVERED}),
        VerifyForm,
        actions.verify,
    ),
    "tilbake": StepDeed(
        gettext_lazy("It is gone again, or was not it"),
        gettext_lazy(
            "It is to be done still. Those who were told that it was there are told this too."
        ),
        gettext_lazy("It is to be done still: tell them"),
        "undo",
        frozenset(DONE),
        TakeBackForm,
        actions.take_back,
    ),
}


def find(request: SignedInRequest, pk: int) -> ChangeRequest:
    """For those who help, and those who decide; others get no further."""
    require(rules.may_see_all(request.user, request.at))
    rows = ChangeRequest.objects.select_related("area", "merged_into", "opened_by")
    return get_object_or_404(rows.prefetch_related("steps__by"), pk=pk)


@login_required
@require_safe
def changes_plan(request: SignedInRequest) -> HttpResponse:
    """What waits for my word first, then what is new, what is looked at, and how the rest goes."""
    require(rules.may_see_all(request.user, request.at))
    mine = queries.to_decide(request.user, request.at)
    known = {each.pk for each in mine}
    context = {
        "mine": mine,
        "proposed": queries.proposed(),
        "assessed": [each for each in queries.assessed() if each.pk not in known],
        "wanted": queries.wanted(),
        "past": queries.over()[:MOST_PAST],
        "may_keep": rules.may_keep(request.user),
    }
    return render(request, "backstage/changes.html", context)


@login_required
@require_safe
def change_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    change = find(request, pk)
    may_keep = rules.may_keep(request.user)
    requests = list(change_ties_of(change))
    context = {
        "change": change,
        "support": queries.support(change),
        "sentences": queries.sentences(change)[:MOST_SENTENCES],
        "witnesses": queries.witnesses(change),
        "requests": requests,
        "openable": openable([tie.request_id for tie in requests], request.user, request.at),
        "taken_in": change.merged_from.all(),
        "cases": cases_of_change(change) if may_see(request.user) else None,
        "owners": User.objects.filter(pk__in=rules.owners_of(change, request.at)),
        "steps": _open_steps(change, request),
        "may_keep": may_keep,
        "may_merge": may_keep and change.is_undecided and not change.merged_into_id,
    }
    return render(request, "backstage/change.html", context)


def _open_steps(change: ChangeRequest, request: SignedInRequest) -> list[tuple[str, StepDeed]]:
    """Those that this person can take from where it stands."""
    if change.merged_into_id:
        return []
    return [
        (name, step)
        for name, step in STEPS.items()
        if change.state in step.states and step.may(request.user, change, request.at)
    ]


@login_required
@looked_at_or_sent
def change_describe(request: SignedInRequest, pk: int) -> HttpResponse:
    change = find(request, pk)
    require(rules.may_keep(request.user))
    form = DescribeForm(posted(request), change)
    described = carried_out(
        form,
        lambda: actions.describe(
            change=change,
            facts=form.facts(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.SaysTooLittle: "title"},
    )
    if described is None:
        lead = _("In words that everyone understands, and without what is private.")
        return form_alone(
            request,
            form,
            _("Say it in other words"),
            lead,
            _("Save"),
            to_change(change),
            number=change.number,
        )
    messages.success(request, _("Saved."))
    return SeeOther(reverse("change_plan", args=[pk]))


@login_required
@looked_at_or_sent
def change_step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Each step has a page of its own with what it asks."""
    change = find(request, pk)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    require(step.may(request.user, change, request.at))
    form = step.form(posted(request), change)
    taken = carried_out(
        form,
        lambda: step.deed(change=change, **form.cleaned_data, by=request.user, at=timezone.now()),
        about=REFUSED,
    )
    if taken is None:
        return form_alone(
            request,
            form,
            step.title,
            step.lead,
            step.press,
            to_change(change),
            number=change.number,
        )
    messages.success(request, _("Saved, and told."))
    return SeeOther(reverse("change_plan", args=[pk]))


def to_change(change: ChangeRequest) -> Back:
    return Back(reverse("change_plan", args=[change.pk]), f"{change.number} {change.title}")


urls = [
    path("arbeid/onsker/", changes_plan, name="changes_plan"),
    path("arbeid/onsker/<number:pk>/", change_plan, name="change_plan"),
    path("arbeid/onsker/<number:pk>/ord/", change_describe, name="change_describe"),
    path("arbeid/onsker/<number:pk>/steg/<slug:name>/", change_step, name="change_step"),
]
