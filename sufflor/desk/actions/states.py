"""The request that a deed is about: locked, in a state that lets it be done, and marked after."""

from __future__ import annotations

from datetime import datetime

from django.db.models import ForeignKey, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.models import ENTRY_LENGTH, Request, State
from sufflor.events import actions as events
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.lib.refusals import Refusal, Sentence
from sufflor.lib.rows import store
from sufflor.lib.text import clean
from sufflor.search import records

WAY_OUT: dict[State, Sentence] = {
    State.RESOLVED: gettext_lazy("Open it again first."),
    State.CLOSED: gettext_lazy("Send a new request, and link it to this one."),
    State.MERGED: gettext_lazy("Work with the request that it was taken into."),
}


class NotInThisState(Refusal):
    """A deed that does not fit how far the request has come."""

    reason = gettext_lazy("This cannot be done with this request now.")

    @classmethod
    def but(cls, state: State) -> NotInThisState:
        reason = _("This cannot be done now: the request has the status “%(state)s”.")
        return cls(reason % {"state": state.label}, way_out=WAY_OUT.get(state, ""))


class ChangedMeanwhile(Refusal):
    """Two helpers at once: the second is told, and keeps what they wrote."""

    reason = gettext_lazy("Someone else changed this request while you were working on it.")
    way_out = gettext_lazy("See what has happened, and send once more. What you wrote is kept.")


class NothingWritten(Refusal):
    reason = gettext_lazy("Write something, at most 8,000 characters.")
    status = 422


# Whoever these are is not asked for anew where they were known, and are the same.
KNOWN_WITH_IT = ("group", "assignee", "unit", "area", "process", "reporter")


def locked(request: Request) -> Request:
    """The request as it is now; nobody else changes it until the transaction ends."""
    found = prepared_rows("locked request", Values({"pk": request.pk}), _locked)
    if not found:
        raise Request.DoesNotExist
    (now,) = found
    _take_along(request, now)
    return now


def _take_along(before: Request, now: Request) -> None:
    for relation in Request._meta.concrete_fields:
        if isinstance(relation, ForeignKey) and relation.is_cached(before):
            same = getattr(before, relation.attname) == getattr(now, relation.attname)
            if same and relation.name in KNOWN_WITH_IT:
                setattr(now, relation.name, getattr(before, relation.name))


def _locked(values: Values) -> QuerySet[Request]:
    return Request.objects.select_for_update(of=("self",), no_key=True).filter(**values.keys)


def require_way(request: Request, to: State) -> None:
    if not rules.may_go(request, to):
        raise NotInThisState.but(State(request.state))


def require_unresolved(request: Request) -> None:
    if not request.is_unresolved:
        raise NotInThisState.but(State(request.state))


def require_seen(request: Request, seen: int | None) -> None:
    """`seen` is the revision that the helper had before them; none when they saw no page."""
    if seen is not None and seen != request.revision:
        raise ChangedMeanwhile


def written(text: str) -> str:
    text = clean(text)
    if not text or len(text) > ENTRY_LENGTH:
        raise NothingWritten
    return text


def go_to(
    request: Request, to: State, *, waits_for: str = "", wake_at: datetime | None = None
) -> None:
    """Into a state; what it waited for before is over."""
    require_way(request, to)
    request.state = to
    request.waits_for = waits_for
    request.wake_at = wake_at


def changed(request: Request, at: datetime) -> None:
    """Stored, with a revision that tells every open page of it that it has changed."""
    request.changed_at = at
    due = request.due_at or request.wake_at or request.resolve_due_at or at
    request.look_at = due if request.is_unresolved else None
    request.revision += 1
    store(request)
    events.touch(f"request-{request.pk}", changed=[request.revision])


def make_findable(request: Request, *, is_new: bool = False) -> None:
    """By what was asked and what was answered; never by notes, which have another circle."""
    said = () if is_new else request.messages.order_by("at").values_list("text", flat=True)
    records.put(request.pk, "\n".join([request.number, request.title, request.text, *said]))
