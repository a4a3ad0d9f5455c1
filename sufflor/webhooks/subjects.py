"""Which events an address is told of, when, and what: numbers, states and public addresses alone.

No name, no title and no word that somebody wrote leaves by this door. What a receiver wants to
read, it asks for with its key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from sufflor.announcements.models import Notice
from sufflor.desk.models import Message, Movement, Request
from sufflor.desk.models import State as Standing
from sufflor.desk.queries import own_requests
from sufflor.desk.rules import UNDO_WITHIN
from sufflor.events.models import Event
from sufflor.known_errors.models import KnownError
from sufflor.questions.models import Question
from sufflor.rollout.models import RolloutDay
from sufflor.webhooks import rules
from sufflor.webhooks.models import Kind, Webhook

Facts = dict[str, object]

KINDS: Mapping[str, Kind] = {
    "request.opened": Kind.REQUEST_CREATED,
    "request.handed_over": Kind.REQUEST_HANDED_OVER,
    "request.replied": Kind.REQUEST_ANSWERED,
    "request.resolved": Kind.REQUEST_RESOLVED,
    "question.answered": Kind.QUESTION_ANSWERED,
    "error.confirmed": Kind.ERROR_CHANGED,
    "error.told": Kind.ERROR_CHANGED,
    "error.described": Kind.ERROR_CHANGED,
    "error.fixed": Kind.ERROR_CHANGED,
    "error.verified": Kind.ERROR_CHANGED,
    "error.reopened": Kind.ERROR_CHANGED,
    "error.left_as_it_is": Kind.ERROR_CHANGED,
    "error.closed": Kind.ERROR_CHANGED,
    "rollout_day.opened": Kind.DAY_OPENED,
    "rollout_day.closed": Kind.DAY_CLOSED,
    "mode.normal": Kind.WAYS_CHANGED,
    "mode.rollout": Kind.WAYS_CHANGED,
    "mode.plan": Kind.WAYS_CHANGED,
    "mode.change_undone": Kind.WAYS_CHANGED,
    "rollout.called_off": Kind.WAYS_CHANGED,
    "rollout.calling_off_undone": Kind.WAYS_CHANGED,
    "door.opened": Kind.WAYS_CHANGED,
    "door.closed": Kind.WAYS_CHANGED,
    "door.override_undone": Kind.WAYS_CHANGED,
    "notice.posted": Kind.NOTICE_PUBLISHED,
    "webhook.tried": Kind.TRIAL,
}
FRONT: Mapping[str, str] = {
    Standing.WAITING_USER: "waiting_for_user",
    Standing.RESOLVED: "resolved",
    Standing.CLOSED: "closed",
    Standing.MERGED: "closed",
}


@dataclass(frozen=True)
class Asked:
    """What is to be told, to whom, and when it leaves."""

    event: Event
    webhook: Webhook
    at: datetime

    @property
    def number(self) -> int:
        return int(self.event.about.rpartition(":")[2])

    def detail(self, name: str) -> int:
        found = self.event.details.get(name)
        return found if isinstance(found, int) else 0


def due_at(event: Event) -> datetime:
    """Not before it can no longer be held back or undone."""
    if event.verb in {"request.replied", "request.resolved"}:
        sent = Message.objects.filter(pk=event.details.get("message")).values_list("sent_at")
        found = sent.first()
        return max(event.at, found[0]) if found else event.at
    return event.at + UNDO_WITHIN if event.verb == "request.handed_over" else event.at


def facts(kind: Kind, asked: Asked) -> Facts | None:
    """What is true when it leaves; nothing where it is not, or no longer, for this address."""
    return TELLERS[kind](asked)


def _request(asked: Asked) -> Facts | None:
    """The system hears of what it has sent, as its key lets it read, and of nothing else."""
    system = asked.webhook.system
    if system is None or not rules.hears_of_requests(asked.webhook, asked.at):
        return None
    found = own_requests(system, asked.at).filter(pk=asked.number).first()
    return None if found is None else _standing(found)


def _answered(asked: Asked) -> Facts | None:
    is_there = Message.objects.filter(pk=asked.detail("message")).exists()
    return _request(asked) if is_there else None


def _handed_over(asked: Asked) -> Facts | None:
    moved = Movement.objects.filter(pk=asked.detail("movement"), undone_at=None)
    return _request(asked) if moved.exists() else None


def _standing(found: Request) -> Facts:
    state = FRONT.get(found.state, "open")
    return {"id": found.pk, "number": found.number, "state": state, "page": _page(found.path)}


def _question(asked: Asked) -> Facts | None:
    question = Question.objects.public().select_related("hour", "answer")
    found = question.filter(pk=asked.number, answer__isnull=False).first()
    if found is None:
        return None
    return {"id": found.pk, "state": "answered", "page": _page(found.answer.path)}


def _error(asked: Asked) -> Facts | None:
    found = KnownError.objects.public().filter(pk=asked.number).first()
    if found is None:
        return None
    page = _page(found.path)
    return {"id": found.pk, "number": found.number, "state": found.state, "page": page}


def _day(asked: Asked) -> Facts | None:
    days = RolloutDay.objects.filter(rollout__called_off_at=None)
    found = days.filter(pk=asked.number).first()
    if found is None:
        return None
    state = "open" if asked.event.verb == "rollout_day.opened" else "closed"
    return {"id": found.pk, "date": found.date.isoformat(), "state": state, "page": _page("/")}


def _ways(asked: Asked) -> Facts | None:
    """How they stand is one question away, and may have changed once more."""
    return {"state": "changed", "page": _page("/api/v1/doors/")}


def _notice(asked: Asked) -> Facts | None:
    found = Notice.objects.public().published_by(asked.at).filter(pk=asked.number).first()
    if found is None:
        return None
    return {"id": found.pk, "state": "published", "page": _page(f"/meldinger/{found.pk}/")}


def _trial(asked: Asked) -> Facts | None:
    return {"state": "trial", "page": _page("/")}


TELLERS: Mapping[Kind, Callable[[Asked], Facts | None]] = {
    Kind.REQUEST_CREATED: _request,
    Kind.REQUEST_HANDED_OVER: _handed_over,
    Kind.REQUEST_ANSWERED: _answered,
    Kind.REQUEST_RESOLVED: _answered,
    Kind.QUESTION_ANSWERED: _question,
    Kind.ERROR_CHANGED: _error,
    Kind.DAY_OPENED: _day,
    Kind.DAY_CLOSED: _day,
    Kind.WAYS_CHANGED: _ways,
    Kind.NOTICE_PUBLISHED: _notice,
    Kind.TRIAL: _trial,
}


def _page(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"
