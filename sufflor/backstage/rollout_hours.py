"""The hours of one day of a rollout: when and where, who is there, and whether they are held."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage import roster
from sufflor.backstage.hour_plan_forms import (
    CancelForm,
    ExtraHourForm,
    HourForm,
    HourStatusForm,
)
from sufflor.design.fields import parsed_date
from sufflor.lib.clock import moment
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import QuestionHour
from sufflor.rollout.models import Rollout

# When an extra hour is proposed, for want of something better.
NOON = time(12, 0)


@login_required
@require_safe
def day(request: SignedInRequest, pk: int, day: str) -> HttpResponse:
    """One date with its hours, those that are called off among them."""
    require(rules.may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    on = parsed_date(day)
    if on is None:
        raise Http404
    dates = list(rollout.days.values_list("date", flat=True))
    held = [one for one in queries.roster(rollout) if one.hour.date == on]
    rows = {row.hour.pk: row for row in roster.rows(held, roster.columns(request), request.at)}
    context = {
        "rollout": rollout,
        "day": on,
        "number": dates.index(on) + 1 if on in dates else 0,
        "count": len(dates),
        "hours": [(hour, rows.get(hour.pk)) for hour in _hours(rollout).filter(date=on)],
        "before": max((one for one in dates if one < on), default=None),
        "after": min((one for one in dates if one > on), default=None),
        "preview": f"{reverse('preview')}?moment={on.isoformat()}T08:00",
    }
    return render(request, "backstage/rollout_day.html", context)


@login_required
@looked_at_or_sent
def hour_plan(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_plan(request.user))
    hour = planned_hour(slug)
    form = HourForm(posted(request), hour=hour)
    changed = carried_out(
        form,
        lambda: actions.change_hour(
            hour=hour, wanted=form.wish(), by=request.user, at=timezone.now()
        ),
        about=HourForm.REFUSED,
    )
    if changed:
        messages.success(request, _("The hour is changed."))
        return SeeOther(day_address(changed))
    return form_page(
        request,
        "backstage/hour_plan.html",
        form,
        hour=hour,
        back=day_address(hour),
        is_asked=hour.questions.exists(),
        is_announced=rules.is_announced(hour, request.at),
    )


@login_required
@looked_at_or_sent
def hour_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """An extra hour, beside the daily ones."""
    require(rules.may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    form = ExtraHourForm(posted(request), initial=_proposed(request.GET.get("dag", "")))
    hour = carried_out(
        form,
        lambda: actions.add_hour(
            rollout=rollout,
            title=form.cleaned_data["title"],
            opens_at=form.cleaned_data["opens_at"],
            closes_at=form.cleaned_data["closes_at"],
            room=form.cleaned_data["room"],
            video_url=form.cleaned_data["video_url"],
            by=request.user,
            at=timezone.now(),
        ),
        about=ExtraHourForm.REFUSED,
    )
    if hour:
        messages.success(request, _("The hour is added."))
        return SeeOther(day_address(hour))
    return form_page(request, "backstage/hour_add.html", form, rollout=rollout)


@login_required
@looked_at_or_sent
def hour_cancel(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_plan(request.user))
    hour = planned_hour(slug)
    form = CancelForm(posted(request))
    cancelled = carried_out(
        form,
        lambda: actions.cancel_hour(
            hour=hour, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        about={actions.NoReasonGiven: "reason"},
    )
    if cancelled:
        said = _("The hour is called off. What was asked waits in the next one.")
        messages.success(request, said)
        return SeeOther(day_address(hour))
    return form_page(request, "backstage/hour_cancel.html", form, hour=hour, back=day_address(hour))


@login_required
@require_POST
def hour_hold_again(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_plan(request.user))
    hour = actions.hold_again(hour=planned_hour(slug), by=request.user, at=timezone.now())
    messages.success(request, _("The hour is held after all."))
    return SeeOther(day_address(hour))


@login_required
@looked_at_or_sent
def hour_say_status(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is said first in the hour."""
    require(rules.may_plan(request.user))
    hour = planned_hour(slug)
    form = HourStatusForm(posted(request), initial={"text": hour.status_text})
    told = carried_out(
        form,
        lambda: actions.say_status(
            hour=hour, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        ),
        about={actions.StatusTooLong: "text"},
    )
    if told:
        messages.success(request, _("The status is said."))
        return SeeOther(day_address(hour))
    return form_page(request, "backstage/hour_status.html", form, hour=hour, back=day_address(hour))


def planned_hour(slug: str) -> QuestionHour:
    """An hour of a rollout; what is only practised is planned by nobody."""
    rows = QuestionHour.objects.real().filter(rollout__isnull=False).select_related("rollout")
    return get_object_or_404(rows, slug=slug)


def day_address(hour: QuestionHour) -> str:
    day = reverse("rollout_day", args=[hour.rollout_id, hour.date.isoformat()])
    return f"{day}#time-{hour.slug}"


def _hours(rollout: Rollout) -> QuerySet[QuestionHour]:
    rows = QuestionHour.objects.real().filter(rollout=rollout)
    return rows.select_related("cancelled_by", "changed_by").annotate(asked=Count("questions"))


def _proposed(day: str) -> dict[str, datetime]:
    """Noon on the day that the planner comes from."""
    on: date | None = parsed_date(day)
    if on is None or not 1900 < on.year < 9000:
        return {}
    return {"opens_at": moment(on, NOON), "closes_at": moment(on, NOON) + timedelta(minutes=30)}


urls = [
    path("styring/innforing/<number:pk>/dag/<slug:day>/", day, name="rollout_day"),
    path("styring/innforing/<number:pk>/time/ny/", hour_add, name="hour_add"),
    path("styring/innforing/time/<slug:slug>/", hour_plan, name="hour_plan"),
    path("styring/innforing/time/<slug:slug>/avlysning/", hour_cancel, name="hour_cancel"),
    path(
        "styring/innforing/time/<slug:slug>/avlysning/angring/",
        hour_hold_again,
        name="hour_hold_again",
    ),
    path("styring/innforing/time/<slug:slug>/status/", hour_say_status, name="hour_say_status"),
]
