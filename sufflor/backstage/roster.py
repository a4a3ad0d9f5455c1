"""The roster of a rollout: who hosts each hour, who answers for which area, and what lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.events.http import revisions
from sufflor.knowledge import queries as knowledge
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, User
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import Duty, DutyKind, QuestionHour, Swap
from sufflor.questions.queries import RosterHour
from sufflor.rollout.models import Rollout

LONGEST = 100


@dataclass(frozen=True)
class Column:
    """An area that somebody has to answer for."""

    pk: int
    slug: str
    name: str


@dataclass(frozen=True)
class Cell:
    """Who answers for one area in one hour. `give` is where somebody is asked to."""

    column: Column
    duties: tuple[Duty, ...]
    give: str


@dataclass(frozen=True)
class Row:
    """One hour and everyone who has the word in it."""

    hour: QuestionHour
    hosts: tuple[Duty, ...]
    give_host: str
    cells: tuple[Cell, ...]
    swaps: tuple[Swap, ...]
    is_over: bool

    @property
    def holes(self) -> list[str]:
        """The areas that nobody answers for."""
        return [cell.column.name for cell in self.cells if not cell.duties]

    @property
    def covered(self) -> int:
        return sum(bool(cell.duties) for cell in self.cells)

    @property
    def is_whole(self) -> bool:
        return bool(self.hosts) and not self.holes


def columns(request: SignedInRequest) -> list[Column]:
    """Kept: no query as long as no area changes."""
    areas = knowledge.overview(revisions(request)).areas
    return [Column(area.pk, area.slug, area.name) for area in areas]


def rows(hours: Iterable[RosterHour], across: Sequence[Column], at: datetime) -> list[Row]:
    return [_row(one, across, at) for one in hours]


def _row(one: RosterHour, across: Sequence[Column], at: datetime) -> Row:
    by_area: dict[int | None, list[Duty]] = {}
    for duty in one.answerers:
        by_area.setdefault(duty.area_id, []).append(duty)
    slug = one.hour.slug
    return Row(
        hour=one.hour,
        hosts=one.hosts,
        give_host=give_address(slug, DutyKind.HOST),
        cells=tuple(
            Cell(
                column,
                tuple(by_area.get(column.pk, ())),
                give_address(slug, DutyKind.ANSWERER, column.slug),
            )
            for column in across
        ),
        swaps=one.swaps,
        is_over=one.hour.is_over(at),
    )


def give_address(slug: str, kind: DutyKind, area: str = "") -> str:
    asked = {"vakt": kind.value, **({"omrade": area} if area else {})}
    return f"{reverse('duty_give', args=[slug])}?{urlencode(asked)}"


@login_required
@require_safe
def roster(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    across = columns(request)
    there = rows(queries.roster(rollout), across, request.at)
    context = {
        "rollout": rollout,
        "columns": across,
        "rows": there,
        "swaps": [swap for row in there for swap in row.swaps],
        "missing": sum(not row.is_whole for row in there if not row.is_over),
    }
    return render(request, "backstage/roster.html", context)


class DutyForm(forms.Form):
    """Whoever was found by name, and whether it is for the hours that follow too."""

    def __init__(
        self, request: SignedInRequest, found: Sequence[User], hour: QuestionHour | None = None
    ) -> None:
        super().__init__(posted(request))
        person = forms.ModelChoiceField(
            User.objects.filter(is_active=True),
            label=_("Who"),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who has the duty.")},
        )
        person.choices = [(one.pk, described(one)) for one in found]
        self.fields["person"] = person
        if hour:
            said = _("Also in every “%(hour)s” that follows") % {"hour": hour.title}
            self.fields["for_all"] = forms.BooleanField(label=said, required=False)


def described(person: User) -> str:
    return f"{person.full_name}, {person.unit.local_name}" if person.unit else person.full_name


@dataclass(frozen=True)
class Asked:
    """Which duty somebody is sought for, and by which words."""

    kind: DutyKind
    area: CaseArea | None
    words: str

    @property
    def label(self) -> str:
        if self.area:
            return _("Answers for %(area)s") % {"area": self.area.local_name}
        return str(self.kind.label)


def asked(request: SignedInRequest) -> Asked:
    """From the address while people are sought, from the form when somebody is chosen."""
    told = request.POST if "vakt" in request.POST else request.GET
    wanted = told.get("vakt", "")
    kind = DutyKind(wanted) if wanted in set(DutyKind) else DutyKind.HOST
    is_answerer = kind == DutyKind.ANSWERER
    area = get_object_or_404(CaseArea, slug=told.get("omrade", "")) if is_answerer else None
    return Asked(kind, area, told.get("q", "")[:LONGEST])


@login_required
@looked_at_or_sent
def duty_give(request: SignedInRequest, slug: str) -> HttpResponse:
    """Seek somebody who can by name, and give them the duty."""
    require(rules.may_plan(request.user))
    hour = get_object_or_404(QuestionHour.objects.real().select_related("rollout"), slug=slug)
    sought = asked(request)
    found = queries.able(sought.kind, sought.area, request.at, sought.words)
    has_it = hour.duties.filter(kind=sought.kind, area=sought.area).select_related("person")
    holders = list(has_it)
    those = {duty.person_id for duty in holders}
    form = DutyForm(request, [one for one in found.people if one.pk not in those], hour)
    duty = carried_out(
        form,
        lambda: actions.give_duty(
            hour=hour,
            person=form.cleaned_data["person"],
            kind=sought.kind,
            area=sought.area,
            by=request.user,
            at=timezone.now(),
            for_all=form.cleaned_data["for_all"],
        ),
    )
    if duty:
        said = _("%(person)s has the duty.") % {"person": duty.person.full_name}
        messages.success(request, said)
        return SeeOther(_back(hour))
    return form_page(
        request,
        "backstage/duty_give.html",
        form,
        hour=hour,
        asked=sought,
        found=found,
        back=_back(hour),
        holders=holders,
    )


@login_required
@require_POST
def duty_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(Duty.objects.select_related("hour", "person", "area"), pk=pk)
    actions.drop_duty(duty=duty, by=request.user, at=timezone.now())
    said = _("%(person)s no longer has the duty.") % {"person": duty.person.full_name}
    messages.success(request, said)
    return SeeOther(_back(duty.hour))


def _back(hour: QuestionHour) -> str:
    """To the roster, or for an hour outside any rollout to the hours."""
    if hour.rollout_id is None:
        return reverse("hours")
    return f"{reverse('roster', args=[hour.rollout_id])}#time-{hour.slug}"


urls = [
    path("styring/innforing/<number:pk>/vakter/", roster, name="roster"),
    path("styring/innforing/time/<slug:slug>/vakt/", duty_give, name="duty_give"),
    path("styring/innforing/vakt/<number:pk>/fjerning/", duty_drop, name="duty_drop"),
]
