"""The roster of a group, week by week: who has the watch, and where nobody has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.form_alone import Back, form_alone
from sufflor.backstage.watch_forms import FillForm, WatchForm, opening_of
from sufflor.design.fields import parsed_clock, parsed_date
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.actions.watches import check_filling
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import SupportGroup, User, Watch
from sufflor.organization.queries import Planned, calendar_of

SHOW, SAVE = "vis", "lagre"
WEEK = timedelta(days=7)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Week:
    monday: date

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> date:
        return self.monday - WEEK

    @property
    def after(self) -> date:
        return self.monday + WEEK


@login_required
@require_safe
def watches(request: SignedInRequest) -> HttpResponse:
    """The groups that have a roster, one's own first."""
    require(rules.may_see_register(request.user, request.at))
    own = rules.groups_of(request.user)
    groups = sorted(queries.rostered_groups(), key=lambda group: group.pk not in own)
    shown = [(group, queries.holes_ahead(group, request.at)) for group in groups]
    return render(request, "backstage/watches.html", {"groups": shown, "own": own})


@login_required
@require_safe
def watches_of(request: SignedInRequest, whose: str) -> HttpResponse:
    """`?uke=` is any day of the week to show."""
    require(rules.may_see_register(request.user, request.at))
    group = _group(whose)
    week = _week(request)
    days = queries.roster(group, week.monday, request.at)
    context = {
        "group": group,
        "week": week,
        "days": days,
        "missing": sum(bool(day.holes) for day in days),
        "may_roster": rules.may_roster(request.user, group),
        "may_take": rules.may_roster(request.user, group, request.user),
        "today": local_date(request.at),
    }
    return render(request, "backstage/watches_of.html", context)


@login_required
@looked_at_or_sent
def watches_fill(request: SignedInRequest, whose: str) -> HttpResponse:
    """First what it would become, then the deed."""
    group = _group(whose)
    require(rules.may_roster(request.user, group))
    monday = _week(request).monday
    form = FillForm(posted(request), _members(group), monday=monday, calendar=calendar_of(group))
    preview: list[Planned] = []
    if request.POST.get("gjor") == SAVE:
        filled = carried_out(
            form,
            lambda: actions.fill_watches(
                group=group,
                week=form.week(),
                from_date=form.cleaned_data["from_date"],
                to_date=form.cleaned_data["to_date"],
                by=request.user,
                at=timezone.now(),
            ),
            about=FillForm.REFUSED,
        )
        if filled:
            count = len(filled.given)
            said = ngettext("%(count)d watch is given.", "%(count)d watches are given.", count)
            messages.success(request, said % {"count": count})
            return SeeOther(_week_url(group, form.cleaned_data["from_date"]))
    elif form.is_bound and form.is_valid():
        preview = _preview(form, group)
    return form_page(
        request,
        "backstage/watches_fill.html",
        form,
        group=group,
        preview=preview,
        sent=form.is_bound,
    )


def _preview(form: FillForm, group: SupportGroup) -> list[Planned]:
    """What the deed would refuse is said here already."""
    first, last = form.cleaned_data["from_date"], form.cleaned_data["to_date"]
    try:
        check_filling(group, form.week(), first, last)
    except Refusal as refusal:
        form.add_error(FillForm.REFUSED.get(type(refusal)), str(refusal))
        return []
    return queries.planned(group, form.week(), first, last)


@login_required
@looked_at_or_sent
def watch_give(request: SignedInRequest, whose: str) -> HttpResponse:
    """A manager gives it to anybody in the group; whoever helps there takes it themselves."""
    group = _group(whose)
    require(rules.may_roster(request.user, group, request.user))
    everybody = rules.may_roster(request.user, group)
    people = _members(group) if everybody else [request.user]
    day = parsed_date(request.GET.get("dag", "")) or local_date(request.at)
    starts, ends = _clocks(request, group, day)
    form = WatchForm(posted(request), people, day=day, starts=starts, ends=ends)
    watch = carried_out(
        form,
        lambda: actions.give_watch(
            group=group,
            person=form.cleaned_data["person"],
            starts_at=form.begins,
            ends_at=form.ends_at,
            by=request.user,
            at=timezone.now(),
        ),
    )
    if watch:
        messages.success(request, _("%(person)s has the watch.") % {"person": watch.person})
        return SeeOther(_week_url(group, local_date(watch.starts_at)))
    title, lead = _("Take a watch"), _("From one time to another on one day.")
    if everybody:
        title, lead = _("Give a watch"), _("One person, from one time to another on one day.")
    back = Back(reverse("watches_of", args=[group.code]), group.local_name)
    return form_alone(request, form, title, lead, _("Save the watch"), back)


def _clocks(
    request: SignedInRequest, group: SupportGroup, day: date
) -> tuple[time | None, time | None]:
    """Those of the hole that was pressed, as the address says; else the first that is open."""
    starts, ends = (parsed_clock(request.GET.get(name, "")) for name in ("fra", "til"))
    if starts and ends:
        return starts, ends
    clocks = opening_of(calendar_of(group), day)
    return clocks[0] if clocks else (None, None)


@login_required
@require_POST
def watch_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    watch = get_object_or_404(Watch.objects.select_related("group__unit", "person"), pk=pk)
    actions.drop_watch(watch=watch, by=request.user, at=timezone.now())
    said = _("%(person)s no longer has the watch.") % {"person": watch.person}
    messages.success(request, said)
    return SeeOther(_week_url(watch.group, local_date(watch.starts_at)))


def _group(code: str) -> SupportGroup:
    return get_object_or_404(SupportGroup.objects.select_related("unit"), code=code)


def _members(group: SupportGroup) -> list[User]:
    return list(group.members.filter(is_active=True).order_by("first_name", "last_name", "pk"))


def _week(request: SignedInRequest) -> Week:
    """The week that was asked for; this week where that is none that anybody plans."""
    day = parsed_date(request.GET.get("uke", ""))
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        day = local_date(request.at)
    return Week(queries.monday_of(day))


def _week_url(group: SupportGroup, day: date) -> str:
    return f"{reverse('watches_of', args=[group.code])}?uke={day.isoformat()}"


urls = [
    path("arbeid/vaktplan/", watches, name="watches"),
    path("arbeid/vaktplan/<slug:whose>/", watches_of, name="watches_of"),
    path("arbeid/vaktplan/<slug:whose>/fylling/", watches_fill, name="watches_fill"),
    path("arbeid/vaktplan/<slug:whose>/vakt/", watch_give, name="watch_give"),
    path("arbeid/vakt/<number:pk>/fjerning/", watch_drop, name="watch_drop"),
]
