"""When the house and its groups are open, on which days they are not, and what they promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.form_alone import Back, form_alone
from sufflor.backstage.opening_forms import ClosedForm, PromiseForm, SeasonForm
from sufflor.design.fields import parsed_date
from sufflor.desk import queries as requests
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Line, ServicePromise, SupportGroup

# What stands in the address for the whole house, where a group has its code.
HOUSE = "hele-huset"


@dataclass(frozen=True)
class Whose:
    """The house, or a group; and whether the reader sets its hours."""

    code: str
    group: SupportGroup | None
    may_set: bool

    @property
    def name(self) -> str:
        return self.group.local_name if self.group else _("The whole house")

    @property
    def url(self) -> str:
        return reverse("opening_of", args=[self.code])

    @property
    def back(self) -> Back:
        return Back(self.url, self.name)


@dataclass(frozen=True)
class LinePromise:
    line: Line
    promise: ServicePromise | None


@login_required
@require_safe
def opening(request: SignedInRequest) -> HttpResponse:
    """Who is open when, just now and next."""
    require(_may_see(request))
    times = queries.working_times()
    groups = [
        {
            "group": group,
            "is_open": times.calendar(group.pk).is_open(request.at),
            "next_open": times.calendar(group.pk).next_open(request.at),
            "hours": times.promised(Line(group.line), group.pk),
        }
        for group in queries.groups_with_hours()
    ]
    context = {
        "groups": groups,
        "house": HOUSE,
        "is_open": times.house.is_open(request.at),
        "next_open": times.house.next_open(request.at),
        "reckoning": requests.reckoning(),
        "may_load": rules.may_administer(request.user),
    }
    return render(request, "backstage/opening.html", context)


@login_required
@require_safe
def opening_of(request: SignedInRequest, whose: str) -> HttpResponse:
    require(_may_see(request))
    asked = _whose(request, whose)
    own = {promise.line: promise for promise in queries.promises()}
    context = {
        "whose": asked,
        "written": queries.written(asked.group, request.at),
        "lines": [LinePromise(line, own.get(line)) for line in Line],
        "of_line": own.get(asked.group.line) if asked.group else None,
    }
    return render(request, "backstage/opening_of.html", context)


@login_required
@looked_at_or_sent
def season_set(request: SignedInRequest, whose: str) -> HttpResponse:
    """`?fra=` is the first day of a season to change; without it, a new one from today."""
    asked = _whose(request, whose, to_set=True)
    seasons = queries.written(asked.group, request.at).seasons
    wanted = parsed_date(request.GET.get("fra", ""))
    like = next((one for one in seasons if one.from_date == wanted), None)
    form = SeasonForm(
        posted(request),
        like=like or next(iter(seasons), None),
        from_date=like.from_date if like else local_date(request.at),
    )

    def deed() -> Whose:
        actions.set_opening_hours(
            group=asked.group,
            week=form.week(),
            from_date=form.cleaned_data["from_date"],
            to_date=form.cleaned_data["to_date"],
            by=request.user,
            at=timezone.now(),
        )
        return asked

    if carried_out(form, deed, about=SeasonForm.REFUSED):
        return _saved(request, asked)
    return form_page(request, "backstage/season.html", form, whose=asked, is_new=like is None)


@login_required
@require_POST
def season_drop(request: SignedInRequest, whose: str) -> HttpResponse:
    asked = _whose(request, whose, to_set=True)
    actions.drop_opening_hours(
        group=asked.group,
        from_date=_day(request, "from_date"),
        by=request.user,
        at=timezone.now(),
    )
    return _saved(request, asked)


@login_required
@looked_at_or_sent
def closed_set(request: SignedInRequest, whose: str) -> HttpResponse:
    asked = _whose(request, whose, to_set=True)
    form = ClosedForm(posted(request))

    def deed() -> Whose:
        first = form.cleaned_data["from_date"]
        actions.close_days(
            group=asked.group,
            from_date=first,
            to_date=form.cleaned_data["to_date"] or first,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return asked

    if carried_out(form, deed, about=ClosedForm.REFUSED):
        return _saved(request, asked)
    lead = _("Requests wait, and no promised time goes while it is closed.")
    return form_alone(request, form, _("Close on some days"), lead, _("Close"), asked.back)


@login_required
@require_POST
def closed_lift(request: SignedInRequest, whose: str) -> HttpResponse:
    asked = _whose(request, whose, to_set=True)
    actions.open_days(
        group=asked.group,
        from_date=_day(request, "from_date"),
        to_date=_day(request, "to_date"),
        by=request.user,
        at=timezone.now(),
    )
    return _saved(request, asked)


@login_required
@looked_at_or_sent
def promise_set(request: SignedInRequest, whose: str, line: int) -> HttpResponse:
    asked = _whose(request, whose, to_set=True)
    of_line = _line(line)
    mine = ServicePromise.objects.filter(group=asked.group)
    promise = (mine if asked.group else mine.filter(line=of_line)).first()
    form = PromiseForm(posted(request), promise=promise)
    made = carried_out(
        form,
        lambda: actions.promise_answer(
            line=of_line,
            group=asked.group,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        ),
        about=PromiseForm.REFUSED,
    )
    if made:
        return _saved(request, asked)
    title = _("Promise: %(line)s") % {"line": of_line.label}
    lead = _("Hours in which it is closed, and public holidays, are not counted.")
    return form_alone(request, form, title, lead, _("Save the promise"), asked.back)


@login_required
@require_POST
def promise_drop(request: SignedInRequest, whose: str, line: int) -> HttpResponse:
    asked = _whose(request, whose, to_set=True)
    actions.promise_nothing(line=_line(line), group=asked.group, by=request.user, at=timezone.now())
    return _saved(request, asked)


def _may_see(request: SignedInRequest) -> bool:
    return rules.may_see_register(request.user, request.at)


def _whose(request: SignedInRequest, code: str, *, to_set: bool = False) -> Whose:
    if code == HOUSE:
        group = None
    else:
        group = get_object_or_404(SupportGroup.objects.select_related("unit"), code=code)
    may_set = rules.may_set_hours(request.user, group)
    require(may_set or not to_set)
    return Whose(code, group, may_set)


def _line(value: int) -> Line:
    if value not in Line.values:
        raise Http404
    return Line(value)


def _day(request: SignedInRequest, name: str) -> date:
    day = parsed_date(request.POST.get(name, ""))
    if day is None:
        raise Http404
    return day


def _saved(request: SignedInRequest, whose: Whose) -> HttpResponse:
    messages.success(request, _("It is saved."))
    return SeeOther(whose.url)


urls = [
    path("styring/apningstider/", opening, name="opening"),
    path("styring/apningstider/<slug:whose>/", opening_of, name="opening_of"),
    path("styring/apningstider/<slug:whose>/tider/", season_set, name="season_set"),
    path("styring/apningstider/<slug:whose>/tider/fjerning/", season_drop, name="season_drop"),
    path("styring/apningstider/<slug:whose>/stengt/", closed_set, name="closed_set"),
    path("styring/apningstider/<slug:whose>/stengt/fjerning/", closed_lift, name="closed_lift"),
    path("styring/apningstider/<slug:whose>/lofte/<int:line>/", promise_set, name="promise_set"),
    path(
        "styring/apningstider/<slug:whose>/lofte/<int:line>/fjerning/",
        promise_drop,
        name="promise_drop",
    ),
]
