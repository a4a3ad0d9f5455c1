"""Deciding about a whole rollout by hand: its mode, and whether it is held at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.backstage.rollout_words import door_changes, mode_now, stripes
from sufflor.design.fields import MomentField
from sufflor.lib.clock import end_of_day, local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest
from sufflor.rollout import actions, queries
from sufflor.rollout.doors import Plan
from sufflor.rollout.models import Course, ModeChange, Rollout
from sufflor.rollout.plan import PlannedModeChange, PlannedRollout
from sufflor.rollout.rules import may_plan

# As they stand in addresses.
COURSES = {"normal": Course.NORMAL, "innforing": Course.ROLLOUT, "datoene": Course.PLAN}
SLUGS = {course: slug for slug, course in COURSES.items()}


@dataclass(frozen=True)
class CourseWords:
    title: str
    lead: str
    button: str


def _words(course: Course) -> CourseWords:
    if course == Course.NORMAL:
        return CourseWords(
            _("Go to normal operation"),
            _("Every way in opens at once, and every page says why. Question hours are held."),
            _("Go to normal operation now"),
        )
    if course == Course.ROLLOUT:
        return CourseWords(
            _("Go to rollout mode now"),
            _("The ways in close as on a rollout day. What cannot wait stays open."),
            _("Go to rollout mode now"),
        )
    return CourseWords(
        _("Follow the dates again"),
        _("What was decided by hand ends, and the dates decide from now on."),
        _("Follow the dates from now on"),
    )


class ModeForm(forms.Form):
    """`seen` is the newest change that the planner knew of."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("One sentence. It stands in the stripe on every page."),
        max_length=300,
    )
    until = MomentField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Leave it empty to let it hold until somebody decides otherwise."),
        required=False,
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    REFUSED = {
        actions.NoReason: "reason",
        actions.EndsBeforeItBegins: "until",
    }

    def __init__(self, sent: QueryDict | None, *, course: Course, seen: int, at: datetime) -> None:
        until = None if course == Course.PLAN else end_of_day(local_date(at))
        super().__init__(sent, initial={"until": until, "seen": seen})
        if course == Course.PLAN:
            del self.fields["until"]

    def moment(self, name: str) -> datetime | None:
        value = self.cleaned_data.get(name)
        return value if isinstance(value, datetime) else None


@login_required
@looked_at_or_sent
def mode_change(request: SignedInRequest, pk: int, course: str) -> HttpResponse:
    """Look at what people will see, as often as one likes, and then do it."""
    require(may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    wanted = _course(course)
    plan = queries.read_plan()
    planned = plan.rollout(pk)
    newest = planned.changes[0].pk if planned.changes else 0
    form = ModeForm(posted(request), course=wanted, seen=newest, at=request.at)
    if request.POST.get("deed") == "do":
        done = carried_out(
            form,
            lambda: actions.change_mode(
                rollout=rollout,
                course=wanted,
                until=form.moment("until"),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=timezone.now(),
            ),
            about=ModeForm.REFUSED,
        )
        if done:
            messages.success(request, _("Done. Everyone sees it from now on."))
            return redirect("rollout_overview", pk)
    return _mode_page(request, plan, planned, wanted, form)


def _mode_page(
    request: SignedInRequest, plan: Plan, planned: PlannedRollout, course: Course, form: ModeForm
) -> HttpResponse:
    """The same page before anything is typed, to look at it with the words, and with faults."""
    is_whole = form.is_bound and form.is_valid()
    change = PlannedModeChange(
        pk=0,
        course=course,
        reason=form.cleaned_data["reason"] if is_whole else _("[your reason]"),
        by=request.user.full_name,
        at=request.at,
        to_at=form.moment("until") if is_whole else None,
    )
    before, after = plan.doors(request.at), plan.with_mode_change(planned.pk, change)
    return form_page(
        request,
        "backstage/mode_change.html",
        form,
        rollout=planned,
        now=mode_now(planned, request.at),
        words=_words(course),
        doors=door_changes(before, after.doors(request.at)),
        stripes=stripes(after.doors(request.at)),
    )


@login_required
@require_POST
def mode_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(ModeChange.objects.select_related("rollout"), pk=pk)
    actions.undo_mode_change(change=change, by=request.user, at=timezone.now())
    messages.success(request, _("Undone. It is as before."))
    return redirect("rollout_overview", change.rollout_id)


def _course(slug: str) -> Course:
    try:
        return COURSES[slug]
    except KeyError:
        raise Http404 from None


urls = [
    path("styring/innforing/<number:pk>/modus/<slug:course>/", mode_change, name="mode_change"),
    path("styring/innforing/modus/<number:pk>/angring/", mode_undo, name="mode_undo"),
]
