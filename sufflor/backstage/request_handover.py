"""Handing a request over: who gets it and why, before it is sent, with four prompts filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from sufflor.backstage.request_forms import HandoverForm, NoteOnTheWay
from sufflor.backstage.requests import load, onward, refused
from sufflor.backstage.work_side import query_of
from sufflor.desk import actions, queries, rules
from sufflor.desk.actions import NoteMissing, Place
from sufflor.desk.models import Direction, Movement, Request
from sufflor.desk.queries import Choice
from sufflor.lib.deeds import looked_at_or_sent, posted, refusal_of
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Line

# Which way, as the address says it.
WAYS: Mapping[str, Direction] = {"opp": Direction.UP, "ned": Direction.DOWN}
TO_VENDOR = "leverandor"


@dataclass(frozen=True)
class Preview:
    """Who would get it, before it is sent."""

    choice: Choice
    people: Sequence[str]
    others: int
    answers_by: datetime | None


@login_required
@looked_at_or_sent
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    if was_just_handed(request, found):
        return onward(request, pk)
    require(rules.may_work_on_found(request.user, found, request.at))
    places = queries.choices(found, request.user)
    proposed = _proposed(request, found, places)
    form = HandoverForm(
        posted(request),
        places=places,
        suggested=proposed,
        initial=_initial(request, found, proposed),
    )
    chosen, status = proposed, 200
    if request.method == "POST":
        status = 422
        chosen = chosen_in(form, [*([proposed] if proposed else []), *places], request)
        if form.is_valid() and chosen and "vis" in request.POST:
            status = 200
        elif form.is_valid() and chosen:
            done = onward(request, pk)
            status = sent(request, found, form, chosen)
            if status == 303:
                return done
            found = load(request, pk)
    context = {
        "found": found,
        "form": form,
        "preview": preview_of(chosen, request.at) if chosen else None,
        "is_down": request.GET.get("retning") == "ned",
        "heading": _heading(request.GET.get("retning", "")),
        "query": query_of(request),
    }
    return render(request, "backstage/request_handover.html", context, status=status)


@login_required
@looked_at_or_sent
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """To those who sent it here, with a word about why."""
    found = load(request, pk)
    if was_just_handed(request, found):
        return onward(request, pk)
    require(rules.may_work_on_found(request.user, found, request.at))
    form = NoteOnTheWay(posted(request), initial=queries.handover_note(found))
    done = onward(request, pk) if form.is_bound else None
    status = _given_back(request, found, form) if form.is_bound else 200
    if done and status == 303:
        return done
    page = queries.request_page(found, request.user, request.at)
    context = {"found": found, "form": form, "page": page, "query": query_of(request)}
    return render(request, "backstage/request_return.html", context, status=status)


def _given_back(request: SignedInRequest, found: Request, form: NoteOnTheWay) -> int:
    """The status that the answer has: 303 when it is done."""
    if not form.is_valid():
        return 422

    def give_back() -> Movement:
        return actions.give_back(
            request=found,
            reason=form.cleaned_data["reason"],
            note=form.note(),
            by=request.user,
            at=timezone.now(),
        )

    refusal = refusal_of(give_back)
    return refused(form, refusal) if refusal else 303


def was_just_handed(request: SignedInRequest, found: Request) -> bool:
    """The first of two presses has done it, and the browser shows the answer to the second."""
    if request.method != "POST" or rules.may_work_on_found(request.user, found, request.at):
        return False
    return queries.just_handed(found, request.user, timezone.now()) is not None


def _heading(way: str) -> str:
    """What the button that led here says."""
    return {"opp": _("Hand up"), "ned": _("Hand down")}.get(way, _("Hand over"))


def preview_of(choice: Choice, at: datetime) -> Preview:
    people, others = queries.people_at(choice)
    return Preview(choice, people, others, queries.answers_by(choice, at))


def _initial(request: SignedInRequest, found: Request, to: Choice | None) -> dict[str, str]:
    """What the form says before anybody writes in it."""
    if request.method == "POST":
        return {}
    return {"to": to.key if to else "", **queries.handover_note(found)}


def _proposed(request: SignedInRequest, found: Request, places: Sequence[Choice]) -> Choice | None:
    """By the routes of the house, for the way that was pressed."""
    said = request.GET.get("retning", "")
    if said == TO_VENDOR:
        return next((one for one in places if one.row and one.row.line == Line.VENDOR), None)
    way = WAYS.get(said)
    is_known = request.method == "POST" and not request.POST.get("to", "").startswith("person-")
    if way is None or is_known:
        return None
    choice = queries.suggested(found, way, request.user, request.at)
    if choice is None or (choice.group == found.group and choice.person is None):
        return None
    return choice


def chosen_in(
    form: HandoverForm, places: Sequence[Choice], request: SignedInRequest
) -> Choice | None:
    """The person, where one is named; else the place."""
    if not form.is_valid():
        return None
    person = form.cleaned_data["person"]
    if person:
        choice = queries.place_of_person(person, places, request.at)
        if choice is None:
            form.add_error("person", _("This person does not help at any line."))
        return choice
    choice = queries.choice_of(form.cleaned_data["to"], places)
    if choice is None:
        form.add_error("to", _("Choose who gets it."))
    return choice


def sent(request: SignedInRequest, found: Request, form: HandoverForm, to: Choice) -> int:
    """The status that the answer has: 303 when it is done."""

    def hand_over() -> Movement:
        return actions.hand_over(
            request=found,
            to=Place(to.line, to.group, to.person),
            reason=form.cleaned_data["reason"],
            note=form.note(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        )

    refusal = refusal_of(hand_over)
    return refused(form, refusal, _field(form, refusal)) if refusal else 303


def _field(form: HandoverForm, refusal: Refusal) -> str | None:
    """What of the form a refusal is about."""
    if isinstance(refusal, actions.NotCleared):
        return "person" if form.cleaned_data["person"] else "to"
    return "asked" if isinstance(refusal, NoteMissing) else None


urls = [
    path("arbeid/henvendelser/<number:pk>/overlevering/", hand_over, name="hand_over_request"),
    path("arbeid/henvendelser/<number:pk>/retur/", give_back, name="give_back_request"),
]
