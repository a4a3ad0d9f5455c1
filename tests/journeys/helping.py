"""What those who help do with a request meanwhile, by the desk's own deeds, in an installation.

    python -m tests.journeys.helping 12 hand_over answer

One deed after the other on request 12, a minute apart, as if all before them were longer ago. When
nothing is done, only that minute passes, in which an answer could be held back.
What helpers write to each other holds the word CANARY, and so do their reasons.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import django

CANARY = "kanarifuglen"
ANSWER = "Legg de største vedleggene i en egen journalpost."
SOLVED = "Nå er feilen rettet. Prøv en gang til."
MINUTE = timedelta(minutes=1)


def help_with(pk: int, deeds: list[str]) -> None:
    from django.utils import timezone

    from sufflor.desk.models import Request

    request = Request.objects.get(pk=pk)
    if deeds:
        Request.objects.filter(pk=pk).update(because=CANARY)
    _let_pass(request, (len(deeds) + 1) * MINUTE)
    at = timezone.now() - len(deeds) * MINUTE
    for number, deed in enumerate(deeds):
        request.refresh_from_db()
        DEEDS[deed](request, at + number * MINUTE)


def _let_pass(request, step: timedelta) -> None:
    from django.db.models import F

    from sufflor.desk.models import Message, Movement, Request

    Request.objects.filter(pk=request.pk).update(opened_at=F("opened_at") - step)
    Message.objects.filter(request=request).update(at=F("at") - step, sent_at=F("sent_at") - step)
    Movement.objects.filter(request=request).update(at=F("at") - step, left_at=F("left_at") - step)


def hand_over(request, at: datetime) -> None:
    """To the next line, with a note that is for helpers alone."""
    from sufflor.desk import actions
    from sufflor.desk.actions import HandoverNote, Place
    from sufflor.organization.models import Line, SupportGroup

    by = _helper(request)
    line = Line.FIRST if request.line == Line.ADVISER else Line.SECOND
    group = SupportGroup.objects.filter(line=line, members__isnull=False).first()
    actions.note(request=request, text=f"Rart, sier {CANARY}.", by=by, at=at)
    actions.hand_over(
        request=request,
        to=Place(line, group),
        reason=None,
        note=HandoverNote(*[CANARY] * 4),
        by=by,
        at=at,
    )


def answer(request, at: datetime) -> None:
    from sufflor.desk import actions

    actions.reply(request=request, text=ANSWER, by=_helper(request), at=at)


def resolve(request, at: datetime) -> None:
    from sufflor.desk import actions

    actions.resolve(request=request, text=SOLVED, by=_helper(request), at=at)


def _helper(request):
    return request.assignee or request.group.members.filter(is_active=True).order_by("pk").first()


DEEDS: dict[str, Callable[..., None]] = {
    "hand_over": hand_over,
    "answer": answer,
    "resolve": resolve,
}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()
    help_with(int(sys.argv[1]), sys.argv[2:])
