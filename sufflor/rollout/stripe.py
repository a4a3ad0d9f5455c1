"""The stripe on every page: in one line, what a rollout means for those who need help today."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from sufflor.lib.clock import OSLO
from sufflor.rollout.door import Doors, Mode
from sufflor.rollout.models import WayKind
from sufflor.rollout.plan import PlannedRollout


@dataclass(frozen=True)
class Words:
    strong: str
    text: str


def stripe(doors: Doors) -> Words | None:
    """Nothing on an ordinary day without a rollout near."""
    rollout = doors.rollout
    if rollout is None:
        return None
    strong, text = _words(doors, rollout)
    named = {
        "rollout": rollout.names,
        "first": date_format(rollout.first_date, "MONTH_DAY_FORMAT"),
        "last": date_format(rollout.last_date, "MONTH_DAY_FORMAT"),
    }
    return Words(strong % named, text)


def _words(doors: Doors, rollout: PlannedRollout) -> tuple[str, str]:
    as_usual = _("Everything is open as usual.")
    match doors.mode:
        case Mode.UPCOMING:
            strong = _("%(rollout)s begins %(first)s.")
            text = _("On rollout days we help everyone in joint question hours.")
        case Mode.GAP_DAY:
            strong = _("%(rollout)s: no rollout day today.")
            text = _joined(as_usual, _next(doors))
        case Mode.AFTER:
            strong = _("%(rollout)s is over.")
            text = _("We are back in normal operation. See what is settled, and what is not yet.")
        case Mode.CALLED_OFF:
            strong = _("%(rollout)s is called off.")
            text = _joined(_sentence(rollout.called_off_why), as_usual)
        case Mode.PAUSED:
            strong = _("%(rollout)s: normal operation for now.")
            text = _joined(_by_hand(doors), _open_until(doors) or as_usual)
        case _ if doors.by_hand:
            strong = _("%(rollout)s: rollout mode for now.")
            text = _joined(_by_hand(doors), _closed(doors), _hours(doors))
        case _:
            strong = _("%(rollout)s until and including %(last)s.")
            text = _joined(_closed(doors), _hours(doors))
    return strong, text


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _sentence(text: str) -> str:
    """What a planner wrote, with one full stop behind it."""
    return text if text.endswith(("!", "?")) else f"{text.rstrip('.')}."


def _next(doors: Doors) -> str:
    if doors.next_date is None:
        return ""
    day = date_format(doors.next_date, "MONTH_DAY_FORMAT")
    return _("The next rollout day is %(next)s.") % {"next": day}


def _by_hand(doors: Doors) -> str:
    return _sentence(doors.by_hand.reason) if doors.by_hand else ""


def _open_until(doors: Doors) -> str:
    if doors.by_hand is None or doors.by_hand.to_at is None:
        return ""
    until = doors.by_hand.to_at.astimezone(OSLO)
    return _("Everything is open as usual until %(date)s at %(clock)s.") % {
        "date": date_format(until, "MONTH_DAY_FORMAT"),
        "clock": time_format(until, "TIME_FORMAT"),
    }


def _closed(doors: Doors) -> str:
    """ "Forms, phone and e-mail are closed." in as many words as there are closed doors."""
    words = {
        WayKind.FORM: _("forms"),
        WayKind.PHONE: _("phone"),
        WayKind.EMAIL: _("e-mail"),
    }
    shut = {door.kind for door in doors.ways if not door.is_open}
    names = [word for kind, word in words.items() if kind in shut]
    if not names:
        return ""
    if len(names) == 1:
        return _("Closed today: %(only)s.") % {"only": names[0]}
    listed = _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
    return _("Closed today: %(only)s.") % {"only": listed}


def _hours(doors: Doors) -> str:
    if any(door.kind == WayKind.QUESTION_HOUR and door.is_open for door in doors.ways):
        return _("We help everyone in joint question hours, and answer everything in writing.")
    return ""
