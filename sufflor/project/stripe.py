"""The stripe on every page: in one line, what a rollout means for those who need help today."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sufflor.rollout.door import Doors, Mode
from sufflor.rollout.models import WayKind


@dataclass(frozen=True)
class Stripe:
    strong: str
    text: str
    url: str
    link_text: str


def stripe(doors: Doors) -> Stripe | None:
    """Nothing on an ordinary day without a rollout near."""
    if doors.rollout is None:
        return None
    strong, text = _words(doors)
    return Stripe(
        strong=strong, text=text, url=reverse("rollout_page"), link_text=_("How to get help")
    )


def _words(doors: Doors) -> tuple[str, str]:
    named = {
        "rollout": doors.rollout.names if doors.rollout else "",
        "first": date_format(doors.rollout.first_date, "MONTH_DAY_FORMAT") if doors.rollout else "",
        "last": date_format(doors.last_date, "MONTH_DAY_FORMAT") if doors.last_date else "",
        "next": date_format(doors.next_date, "MONTH_DAY_FORMAT") if doors.next_date else "",
    }
    match doors.mode:
        case Mode.UPCOMING:
            return (
                _("%(rollout)s begins %(first)s.") % named,
                _("On rollout days we help everyone in joint question hours."),
            )
        case Mode.GAP_DAY:
            return (
                _("%(rollout)s: no rollout day today.") % named,
                _("Everything is open as usual. The next rollout day is %(next)s.") % named,
            )
        case Mode.AFTER:
            return (
                _("%(rollout)s is over.") % named,
                _("We are back in normal operation. See what is settled, and what is not yet."),
            )
    return (
        _("%(rollout)s until and including %(last)s.") % named,
        " ".join(part for part in (_closed(doors), _hours(doors)) if part),
    )


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
