"""How fast one person may ask and vote: counted from the rows, so it holds in every process."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User
from sufflor.questions.models import Question, QuestionHour, Vote

MINUTE = timedelta(minutes=1)
QUESTIONS_A_MINUTE = 3
QUESTIONS_AN_HOUR = 20
VOTES_A_MINUTE = 60


class TooMany(Refusal):
    reason = gettext_lazy("You have sent very much in a short time.")
    status = 429


def keep_questions_apart(hour: QuestionHour, by: User, at: datetime) -> None:
    """The person's row stays locked until the question is stored, so that many at once count."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Question.objects.filter(asked_by=by)
    if mine.filter(hour=hour).count() >= QUESTIONS_AN_HOUR:
        raise TooMany(_in_the_next_hour(hour))
    # Those that came at once may have waited for each other, in any order.
    last = mine.filter(asked_at__gt=at - MINUTE, asked_at__lt=at + MINUTE).order_by("-asked_at")
    times = list(last.values_list("asked_at", flat=True)[:QUESTIONS_A_MINUTE])
    if len(times) == QUESTIONS_A_MINUTE:
        said = _("You can ask %(number)d questions a minute. You can ask again at %(when)s.")
        raise TooMany(said % {"number": QUESTIONS_A_MINUTE, "when": _clock(times[-1] + MINUTE)})


def keep_votes_apart(by: User, at: datetime) -> None:
    """Votes that came along when questions were taken together are nobody's clicks."""
    mine = Vote.objects.filter(voter=by, at__gt=at - MINUTE, at__lt=at + MINUTE, merge=None)
    times = list(mine.order_by("-at").values_list("at", flat=True)[:VOTES_A_MINUTE])
    if len(times) == VOTES_A_MINUTE:
        said = _("You can vote %(number)d times a minute. You can vote again at %(when)s.")
        raise TooMany(said % {"number": VOTES_A_MINUTE, "when": _clock(times[-1] + MINUTE)})


def _in_the_next_hour(hour: QuestionHour) -> str:
    said = _("You have asked %(number)d questions to this hour, and that is as many as fit.")
    later = QuestionHour.objects.held().filter(collects_from__gte=hour.closes_at)
    starts = later.order_by("collects_from").values_list("collects_from", flat=True).first()
    if starts is None:
        return said % {"number": QUESTIONS_AN_HOUR}
    said = _(
        "You have asked %(number)d questions to this hour, and that is as many as fit."
        " You can ask again from %(when)s."
    )
    when = date_format(localtime(starts), "DATETIME_FORMAT")
    return said % {"number": QUESTIONS_AN_HOUR, "when": when}


def _clock(moment: datetime) -> str:
    """The first whole minute at which it is true."""
    return date_format(localtime(moment + MINUTE - timedelta(microseconds=1)), "TIME_FORMAT")
