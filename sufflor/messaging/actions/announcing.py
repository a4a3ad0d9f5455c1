"""The clock speaks in the channel: of an hour that is near, and of one that is not as it said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sufflor.announcements import actions as announcements
from sufflor.announcements.models import Notice, Tag
from sufflor.lib.rows import insert_unless_there
from sufflor.messaging.hour_news import to_say
from sufflor.messaging.hour_words import (
    Facts,
    facts_as_said,
    facts_of,
    overtaken,
    why_overtaken,
    wording,
)
from sufflor.messaging.models import Announcement, Says
from sufflor.organization.models import Line, SupportGroup, Unit
from sufflor.questions.models import QuestionHour

UNDOES = frozenset({Says.MOVED, Says.CANCELLED, Says.HELD_AGAIN})


class NobodyToAnswer(Exception):
    """There is no unit at all that could answer for a notice."""


@transaction.atomic
def announce_hour(*, number: int, at: datetime) -> Notice | None:
    """Say what there is to say of an hour now, if anything; what it said before is corrected.

    The hour is locked, so two workers say it once; and what is said has a key in the channel, so it
    is once too for one that dies.
    """
    hours = QuestionHour.objects.real().select_for_update(of=("self",), no_key=True)
    hour = hours.filter(pk=number).first()
    said = list(Announcement.objects.filter(number=number).select_related("notice__unit"))
    says = to_say(hour, said, at)
    if says is None:
        return None
    last = said[-1] if said else None
    facts = facts_of(hour, last, at) if hour else facts_as_said(said[-1])
    unit, contact = _answers_for(hour, last)
    notice = announcements.post_once(
        key=_key(number, says, said),
        wording=wording(says, facts),
        unit=unit,
        contact=contact,
        tags=[Tag.QUESTION_HOUR],
        by=None,
        at=at,
    )
    _note(Announcement(hour=hour, number=number, says=says, notice=notice, at=at), facts)
    if says in UNDOES:
        _correct(says, facts, said, at)
    return notice


def _key(number: int, says: Says, said: Sequence[Announcement]) -> str:
    """Of the first that says this, and of one more when an hour is moved twice."""
    earlier = sum(each.says == says for each in said)
    return f"hour-{number}-{says}" + (f"-{earlier + 1}" if earlier else "")


def _note(announcement: Announcement, facts: Facts) -> None:
    announcement.kind, announcement.own_title = facts.kind, facts.own_title
    announcement.opens_at, announcement.closes_at = facts.opens_at, facts.closes_at
    announcement.room = facts.room
    insert_unless_there(announcement)


def _correct(says: Says, facts: Facts, said: Sequence[Announcement], at: datetime) -> None:
    """Whoever finds the old notice reads what holds now."""
    reasons = why_overtaken(says)
    for before in said:
        if not before.notice.is_withdrawn:
            announcements.correct(
                notice=before.notice,
                wording=overtaken(says, facts, before),
                reason=reasons["nb"],
                reasons=reasons,
                by=None,
                at=at,
            )


def _answers_for(hour: QuestionHour | None, last: Announcement | None) -> tuple[Unit, str]:
    """The unit that planned the hours, reached by the first line; as before when it was said."""
    if hour is None and last is not None:
        return last.notice.unit, last.notice.contact
    group = SupportGroup.objects.filter(line=Line.FIRST, area=None).select_related("unit").first()
    planner = hour.rollout.created_by if hour and hour.rollout else None
    unit = planner.unit if planner else None
    unit = unit or (group.unit if group else Unit.objects.filter(parent=None).first())
    if unit is None:
        raise NobodyToAnswer
    return unit, group.name if group else unit.name
