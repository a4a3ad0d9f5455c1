"""Tying requests to the known error that they come from, and solving it for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.desk import queries, rules
from sufflor.desk.actions.ending import resolved_with
from sufflor.desk.actions.fixing import opened_with
from sufflor.desk.actions.states import NotInThisState, changed, locked
from sufflor.desk.actions.together import Together, each_of
from sufflor.desk.models import ErrorTie, Note, Request, State
from sufflor.events import actions as events
from sufflor.known_errors import actions as errors
from sufflor.known_errors import queries as known
from sufflor.known_errors.models import SOLVED, KnownError, Step
from sufflor.known_errors.models import State as ErrorState
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class TiedToNoError(Refusal):
    reason = gettext_lazy("This error is no longer open. Choose another one.")


@transaction.atomic
def tie_to_error(
    *, request: Request, error: KnownError, by: User, at: datetime, asks_more: bool = False
) -> ErrorTie:
    """It comes from this error. Those whose it is hear of it from now on; where it asks for nothing
    more, it is resolved with the error. Tying twice is tying once, with the newest word on that."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    if request.state in {State.CLOSED, State.MERGED}:
        raise NotInThisState.but(State(request.state))
    error = error.standing
    if error.state != ErrorState.CANDIDATE and not error.is_under_way:
        raise TiedToNoError
    tie, is_new = ErrorTie.objects.get_or_create(
        request=request, error=error, defaults={"asks_more": asks_more, "at": at, "by": by}
    )
    if not is_new and tie.asks_more == asks_more:
        return tie
    if not is_new:
        tie.asks_more = asks_more
        tie.save(update_fields=["asks_more"])
    else:
        own = User.objects.filter(pk__in=rules.own(request)).select_related("unit")
        errors.bring(error=error, people=own, by=by, at=at)
    changed(request, at)
    events.record(
        "error.request_tied", about=request, by=by, at=at, error=error.pk, asks_more=asks_more
    )
    return tie


def tie_each(
    *,
    requests: Iterable[Request],
    error: KnownError,
    by: User,
    at: datetime,
    only_try: bool = False,
) -> Together:
    """Those that ask for nothing more."""

    def tie(one: Request) -> Request:
        tied = tie_to_error(request=one, error=error, by=by, at=at)
        return tied.request

    return each_of(requests, tie, only_try=only_try)


@transaction.atomic
def untie_from_error(*, tie: ErrorTie, by: User, at: datetime) -> None:
    """It was about something else. Those whose it is may leave the error themselves."""
    request = locked(tie.request)
    require(rules.may_work(by, request, at))
    if not ErrorTie.objects.filter(pk=tie.pk).exists():
        return
    tie.delete()
    changed(request, at)
    events.record("error.request_untied", about=request, by=by, at=at, error=tie.error_id)


@transaction.atomic
def solve_error(
    *,
    error: KnownError,
    sentence: str,
    by: User,
    at: datetime,
    along: Collection[KnownError] = (),
) -> Step:
    """The error is fixed, and with it all requests that ask for nothing more. The others stay open,
    with a note. One letter tells each whom it concerns, however many ways it concerns them. Solved
    `along` with it are others that a request may come from as well.

    Whoever tied a request said that it ends with the error; so it does, wherever it lies.
    """
    step = errors.fix(error=error, sentence=sentence, by=by, at=at)
    if step.at != at:
        return step
    outcome = queries.solving(error, along)
    solved = queries.families([error, *along])
    for tie in outcome.resolved:
        request = locked(tie.request)
        text = _resolving_words(error, step, request)
        resolved_with(request, text, by, at, error=error.pk)
        ties = ErrorTie.objects.filter(request=request, error__in=solved, resolved_at=None)
        ties.update(resolved_at=at)
    for tie in outcome.left_open:
        _leave_open(locked(tie.request), error, by, at)
    return step


@transaction.atomic
def withdraw_fix(
    *, error: KnownError, sentence: str, next_update_at: datetime | None, by: User, at: datetime
) -> Step:
    """The fix was none: the error is under way again, and so are the requests that ended with it
    and that nobody has closed. Whoever was told of the fix is told this, once, however many ways it
    concerns them."""
    step = errors.confirm(
        error=error, sentence=sentence, next_update_at=next_update_at, by=by, at=at
    )
    if step.state_before in SOLVED and not step.is_first:
        for request in queries.ended_with(error):
            _open_again(locked(request), error, step, by, at)
    return step


def _open_again(request: Request, error: KnownError, step: Step, by: User, at: datetime) -> None:
    ErrorTie.objects.filter(request=request, error__in=known.family(error)).update(resolved_at=None)
    with override(request.language):
        before = _("The error is not fixed after all: %(title)s") % {"title": error.title}
        after = _("Your request is open again. You need not do anything.")
    opened_with(request, f"{before}\n\n{step.sentence}\n\n{after}", by, at)
    events.record("error.request_reopened", about=request, by=by, at=at, error=error.pk)


def _resolving_words(error: KnownError, step: Step, request: Request) -> str:
    with override(request.language):
        before = _("The error behind your request is fixed: %(title)s") % {"title": error.title}
        after = _("Does it still not work? Then write to us here, and we open the request again.")
    return f"{before}\n\n{step.sentence}\n\n{after}"


def _leave_open(request: Request, error: KnownError, by: User, at: datetime) -> None:
    said = {"number": error.number, "title": error.title}
    with override("nb"):
        text = _("The error %(number)s is fixed: %(title)s. This request asks for more.") % said
    noted = Note.objects.create(request=request, text=text, at=at, by=by)
    changed(request, at)
    events.record("request.noted", about=request, by=by, at=at, note=noted.pk)
