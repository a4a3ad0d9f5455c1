"""One rollout on one page: its mode, its days and hours, the ways in, and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.backstage import roster
from sufflor.backstage.rollout_calendar import stretches, weekdays
from sufflor.backstage.rollout_checklist import ItemForm, done_count, points
from sufflor.backstage.rollout_mode import SLUGS
from sufflor.backstage.rollout_words import mode_now, said, state_word
from sufflor.events.http import revisions
from sufflor.knowledge import queries as knowledge
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import form_page
from sufflor.lib.refusals import require
from sufflor.messaging.queries import mail_state
from sufflor.organization.http import SignedInRequest
from sufflor.questions import queries as questions
from sufflor.questions.models import QuestionHour
from sufflor.rollout import queries
from sufflor.rollout.door import Door, Doors
from sufflor.rollout.models import Course, DoorState, Rollout
from sufflor.rollout.plan import PlannedRollout
from sufflor.rollout.rules import may_plan, may_undo

OWED_SHOWN = 8


@dataclass(frozen=True)
class WayLine:
    """One way in: what the plan says about rollout days, and how it is now."""

    door: Door
    on_days: str

    @property
    def now(self) -> str:
        return state_word(self.door)


@dataclass(frozen=True)
class Offer:
    """A change of mode that can be made from here."""

    label: str
    url: str
    is_first: bool


@login_required
@require_safe
def overview(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_plan(request.user))
    return overview_page(request, get_object_or_404(Rollout, pk=pk), ItemForm())


def overview_page(request: SignedInRequest, rollout: Rollout, form: ItemForm) -> HttpResponse:
    """Everything about one rollout, also when a new point of its checklist must be mended."""
    plan = queries.read_plan()
    planned = plan.rollout(rollout.pk)
    now = mode_now(planned, request.at)
    hours = list(QuestionHour.objects.real().filter(rollout=rollout))
    owed = [one for one in questions.owed(request.at) if one.hour.rollout_id == rollout.pk]
    context = {
        "rollout": rollout,
        "planned": planned,
        "now": now,
        "offers": _offers(rollout, now.courses),
        "can_undo_calling_off": can_undo_calling_off(rollout, request.at),
        "is_over": local_date(request.at) > planned.last_date,
        "calendar": stretches(planned.days, hours, local_date(request.at)),
        "weekdays": weekdays(),
        "ways": _way_lines(plan.doors(request.at), planned),
        "owed": owed[:OWED_SHOWN],
        "owed_count": len(owed),
        "log": said(queries.log(rollout=rollout)),
        **_readiness(request, rollout),
    }
    return form_page(request, "backstage/rollout_overview.html", form, **context)


def _readiness(request: SignedInRequest, rollout: Rollout) -> dict[str, object]:
    """Who has which hour, and the checklist that follows from it."""
    rows = roster.rows(questions.roster(rollout), roster.columns(request), request.at)
    ready = queries.readiness(rollout)
    areas = knowledge.overview(revisions(request)).areas
    # Now, also for those who look at the site as on another date: mail is not sent by that clock.
    computed = points(rollout, rows, areas, ready, mail_state(timezone.now()))
    return {
        "rows": rows,
        "points": computed,
        "items": ready.items,
        "done": done_count(computed, ready.items),
        "item_count": len(computed) + len(ready.items),
    }


def can_undo_calling_off(rollout: Rollout, at: datetime) -> bool:
    return rollout.called_off_at is not None and may_undo(rollout.called_off_at, at)


def _offers(rollout: Rollout, courses: Sequence[Course]) -> list[Offer]:
    labels = {
        Course.NORMAL: _("Go to normal operation …"),
        Course.ROLLOUT: _("Go to rollout mode now …"),
        Course.PLAN: _("Follow the dates again …"),
    }
    return [
        Offer(labels[course], reverse("mode_change", args=[rollout.pk, SLUGS[course]]), not number)
        for number, course in enumerate(courses)
    ]


def _way_lines(doors: Doors, planned: PlannedRollout) -> list[WayLine]:
    names = {door.slug: door.label for door in doors.ways}
    return [WayLine(door, _on_days(door, planned, names)) for door in doors.ways]


def _on_days(door: Door, planned: PlannedRollout, names: Mapping[str, str]) -> str:
    if door.is_exception:
        return _("Always open, since it cannot wait")
    policy = planned.policies.get(door.slug)
    if policy is None:
        return _("Open: nobody has decided otherwise")
    if policy.replaced_by:
        return _("Replaced by: %(way)s") % {"way": names[policy.replaced_by]}
    return str(DoorState(policy.state).label)


urls = [path("styring/innforing/<number:pk>/", overview, name="rollout_overview")]
