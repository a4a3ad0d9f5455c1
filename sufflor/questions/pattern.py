"""What a template makes of a day, and which hours become others when it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from sufflor.lib.clock import moment
from sufflor.questions import rules
from sufflor.questions.models import HourKind, HourTemplate, QuestionHour

# What a rollout has when nobody has said otherwise.
DAILY = (
    (HourKind.OPENING, time(8, 30), time(9, 0)),
    (HourKind.CLOSING, time(15, 0), time(15, 30)),
)
WORDS = ("own_title", "room", "video_url")
# What people have been told, or have asked in the trust of.
PROMISES = ("opens_at", "closes_at", "moderation", "names")


@dataclass(frozen=True)
class Planned:
    """One hour on one day, as its template says."""

    template: HourTemplate
    day: date

    @property
    def key(self) -> tuple[date, str]:
        return self.day, self.template.kind

    @property
    def opens_at(self) -> datetime:
        return moment(self.day, self.template.opens)

    @property
    def closes_at(self) -> datetime:
        """In the night when clocks are set forward, an hour that begins in the skipped one lasts as
        long as its template says."""
        closes_at = moment(self.day, self.template.closes)
        if closes_at > self.opens_at:
            return closes_at
        opens, closes = (
            datetime.combine(self.day, clock)
            for clock in (self.template.opens, self.template.closes)
        )
        return self.opens_at + (closes - opens)


class Why(TextChoices):
    """Why an hour stays as it is when its template changes, in whole or in what was promised."""

    BEGUN = "begun", _("It has begun, or is over.")
    BY_HAND = "by_hand", _("Somebody has changed it by hand.")
    ANNOUNCED = "announced", _("It is announced, so time, reading and names stay.")
    ASKED = "asked", _("People have asked in it, so time, reading and names stay.")


# What follows all the same; without a reason everything does.
FREE: dict[Why | None, tuple[str, ...]] = {
    Why.BEGUN: (),
    Why.BY_HAND: (),
    Why.ANNOUNCED: WORDS,
    Why.ASKED: WORDS,
}


@dataclass(frozen=True)
class Following:
    """What becomes of one hour: the fields that change, those that stay all the same, and why."""

    hour: QuestionHour
    wanted: dict[str, object]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    why: Why | None

    @property
    def is_moved(self) -> bool:
        return not {"opens_at", "closes_at"}.isdisjoint(self.changed)


def following(
    hour: QuestionHour, template: HourTemplate, is_asked: bool, at: datetime
) -> Following:
    """Title, room and link follow at once. Times, reading and names follow only in hours that are
    not announced yet and in which nobody has asked."""
    plan = Planned(template, hour.date)
    wanted: dict[str, object] = {
        name: getattr(template, name) for name in (*WORDS, "moderation", "names")
    }
    wanted |= {"opens_at": plan.opens_at, "closes_at": plan.closes_at}
    odd = [name for name in (*WORDS, *PROMISES) if getattr(hour, name) != wanted[name]]
    why = _why(hour, is_asked, at)
    free = FREE.get(why, (*WORDS, *PROMISES))
    return Following(
        hour=hour,
        wanted=wanted,
        changed=tuple(name for name in odd if name in free),
        kept=tuple(name for name in odd if name not in free),
        why=why,
    )


def _why(hour: QuestionHour, is_asked: bool, at: datetime) -> Why | None:
    if hour.opens_at <= at:
        return Why.BEGUN
    if hour.changed_at:
        return Why.BY_HAND
    if is_asked:
        return Why.ASKED
    return Why.ANNOUNCED if rules.is_announced(hour, at) else None
