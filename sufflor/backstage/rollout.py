"""Planning rollouts: which days, which doors, what was moved by hand, and how it will look."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.rollout_forms import OverrideForm, RolloutForm
from sufflor.backstage.rollout_words import mode_now, said
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions as questions
from sufflor.rollout import actions, queries
from sufflor.rollout.models import DoorState, Override, Rollout, WayIn
from sufflor.rollout.rules import may_plan


@login_required
@require_safe
def plan(request: SignedInRequest) -> HttpResponse:
    require(may_plan(request.user))
    return _plan_page(request, OverrideForm())


@login_required
@looked_at_or_sent
def rollout_new(request: SignedInRequest) -> HttpResponse:
    require(may_plan(request.user))
    form = RolloutForm(posted(request), ways=WayIn.objects.all())

    def plan_it() -> Rollout:
        return questions.plan_rollout(
            wording=form.wording(),
            dates=form.cleaned_data["dates"],
            policies=form.policies(),
            by=request.user,
            at=timezone.now(),
        )

    rollout = carried_out(form, plan_it, about=RolloutForm.REFUSED)
    if rollout is None:
        return _form_page(request, form, None)
    sentence = _("“%(name)s” is planned. Doors open and close by themselves.")
    messages.success(request, sentence % {"name": rollout.local_name})
    return redirect("rollout_overview", rollout.pk)


@login_required
@looked_at_or_sent
def rollout_change(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    form = RolloutForm(posted(request), ways=WayIn.objects.all(), rollout=rollout)

    def change_it() -> Rollout:
        return questions.change_rollout(
            rollout=rollout,
            wording=form.wording(),
            dates=form.cleaned_data["dates"],
            policies=form.policies(),
            by=request.user,
            at=timezone.now(),
        )

    if carried_out(form, change_it, about=RolloutForm.REFUSED) is None:
        return _form_page(request, form, rollout)
    messages.success(request, _("The rollout is changed."))
    return redirect("rollout_overview", pk)


@login_required
@require_POST
def override(request: SignedInRequest) -> HttpResponse:
    require(may_plan(request.user))
    form = OverrideForm(request.POST)

    def override_it() -> Override:
        return actions.override(
            way_in=form.cleaned_data["way_in"],
            state=DoorState(form.cleaned_data["state"]),
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )

    if carried_out(form, override_it) is None:
        return _plan_page(request, form)
    messages.success(request, _("Done. Everyone sees it from now on."))
    return redirect("rollout_plan")


@login_required
@require_POST
def override_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Override, pk=pk)
    actions.undo_override(override=found, by=request.user, at=timezone.now())
    messages.success(request, _("The plan decides again."))
    return redirect("rollout_plan")


def _plan_page(request: SignedInRequest, form: OverrideForm) -> HttpResponse:
    known = queries.read_plan()
    doors = known.doors(request.at)
    names = {way.slug: way.names for way in known.ways}
    return form_page(
        request,
        "backstage/rollout_plan.html",
        form,
        doors=doors,
        now=mode_now(doors.rollout, request.at) if doors.rollout else None,
        rollouts=[(one, mode_now(one, request.at)) for one in known.rollouts],
        overrides=[
            {"moved": moved, "name": names[moved.slug]}
            for moved in known.overrides
            if moved.holds(request.at)
        ],
        log=said(queries.log()),
    )


def _form_page(
    request: SignedInRequest, form: RolloutForm, rollout: Rollout | None
) -> HttpResponse:
    return form_page(
        request,
        "backstage/rollout_form.html",
        form,
        rollout=rollout,
        always_open=list(WayIn.objects.exclude(urgency="")),
    )


urls = [
    path("styring/innforing/", plan, name="rollout_plan"),
    path("styring/innforing/ny/", rollout_new, name="rollout_new"),
    path("styring/innforing/<number:pk>/endring/", rollout_change, name="rollout_change"),
    path("styring/innforing/overstyring/", override, name="door_override"),
    path(
        "styring/innforing/overstyring/<number:pk>/angring/",
        override_undo,
        name="door_override_undo",
    ),
]
