"""Requests that ask for a change: they become a wish in the register, or ask for one there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.change_requests import actions as wishes
from sufflor.change_requests import queries as register
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    ChangeRequest,
    HowMany,
    HowOften,
)
from sufflor.desk import queries, rules
from sufflor.desk.actions.ending import resolved_with
from sufflor.desk.actions.states import NotInThisState, changed, locked
from sufflor.desk.models import ChangeTie, Request, State
from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.lib.personal_numbers import masked
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import shortened
from sufflor.organization.models import User


class NoOpenWish(Refusal):
    reason = gettext_lazy("This wish has got its end, or nobody has taken it up yet.")
    way_out = gettext_lazy("Put the request down as a wish of its own, or answer it.")


class NotForTheRegister(Refusal):
    reason = gettext_lazy("What is confidential becomes no wish in the register.")
    way_out = gettext_lazy("Wish for the same in general words, from nothing.")


@transaction.atomic
def put_down_change(
    *, request: Request, by: User, at: datetime, asks_more: bool = False
) -> ChangeTie:
    """It is a wish of its own: nobody but those who help reads it until it is taken up. Pressed
    twice is pressed once."""
    request = _open(request, by, at)
    change = wishes.put_down(facts=_facts(request), origin=reference(request), by=by, at=at)
    return _tied(request, register.standing(change), by, at, asks_more=asks_more)


@transaction.atomic
def tie_to_change(
    *, request: Request, change: ChangeRequest, by: User, at: datetime, asks_more: bool = False
) -> ChangeTie:
    """It asks for the same as others do. Those whose it is stand behind that from now on; where it
    asks for nothing more, it is resolved with a word on where they hear of it. Tying twice is tying
    once."""
    request = _open(request, by, at)
    change = register.standing(change)
    if not change.is_public or not change.takes_votes:
        raise NoOpenWish
    return _tied(request, change, by, at, asks_more=asks_more)


@transaction.atomic
def untie_from_change(*, tie: ChangeTie, by: User, at: datetime) -> None:
    """It asked for something else. Those whose it is may leave the wish themselves."""
    request = locked(tie.request)
    require(rules.may_work(by, request, at))
    if not ChangeTie.objects.filter(pk=tie.pk).exists():
        return
    tie.delete()
    changed(request, at)
    events.record("change.request_untied", about=request, by=by, at=at, change=tie.change_id)


def _open(request: Request, by: User, at: datetime) -> Request:
    request = locked(request)
    require(rules.may_work(by, request, at))
    if request.is_confidential:
        raise NotForTheRegister
    if request.state in {State.CLOSED, State.MERGED}:
        raise NotInThisState.but(State(request.state))
    return request


def _tied(
    request: Request, change: ChangeRequest, by: User, at: datetime, *, asks_more: bool
) -> ChangeTie:
    tie, is_new = ChangeTie.objects.get_or_create(
        request=request, change=change, defaults={"at": at, "by": by}
    )
    if not is_new:
        return tie
    own = User.objects.filter(pk__in=rules.own(request)).select_related("unit")
    wishes.bring(change=change, people=own, by=by, at=at)
    if request.is_unresolved and not asks_more:
        resolved_with(request, _words(request, change), by, at, change=change.pk)
    changed(request, at)
    events.record("change.request_tied", about=request, by=by, at=at, change=change.pk)
    return tie


def _words(request: Request, change: ChangeRequest) -> str:
    said = {"title": change.title, "number": change.number}
    with override(request.language):
        there = _("What you wish for is in our register now: %(title)s (%(number)s).") % said
        after = _("You get an e-mail when it has been decided, and when it is there.")
        other = _("Was it something else? Then write to us here, and we open the request again.")
    return f"{there}\n\n{after}\n\n{other}"


def _facts(request: Request) -> Facts:
    """What the form asked about comes as it was answered, anything else as it was written. A
    national identity number does not come along."""

    def said(name: str) -> str:
        answer = request.answers.get(name)
        return masked(answer)[:TEXT_LENGTH] if isinstance(answer, str) else ""

    def chosen(name: str, values: list[str]) -> str:
        answer = request.answers.get(name)
        return answer if isinstance(answer, str) and answer in values else ""

    is_form = queries.asks_for_change(request)
    return Facts(
        title=shortened(masked(request.title), TITLE_LENGTH),
        need=(said("need") if is_form else "") or masked(request.text)[:TEXT_LENGTH],
        benefit=said("benefit") if is_form else "",
        workaround=said("workaround") if is_form else "",
        how_many=chosen("how_many", HowMany.values) if is_form else "",
        how_often=chosen("how_often", HowOften.values) if is_form else "",
        area=request.area,
        language=request.language,
    )
