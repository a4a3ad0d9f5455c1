"""What is filled in about opening hours, closed days and promises."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import DayField
from sufflor.lib.refusals import Refusal
from sufflor.organization.actions import Shift
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.actions.opening import SolvedTooSoon, TooManyDays
from sufflor.organization.models import ServicePromise, Weekday
from sufflor.organization.queries.seasons import Season

LONGEST_DAY = 120
LONGEST_REASON = 120
MOST_HOURS = 2_000

Refused = Mapping[type[Refusal], str]
Clocks = tuple[time, time]

_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_PERIOD = re.compile(rf"{_CLOCK}\s*(?:-|–|—|til)\s*{_CLOCK}")
_BETWEEN = re.compile(r"\s*(?:,|;|\bog\b|\band\b)\s*")


class PeriodsField(forms.CharField):
    """The periods of one day: 08.00–11.30, 12.00–15.30. Empty is closed."""

    default_error_messages = {
        "unreadable": _("Write it as 08.00–15.45, with a comma between two periods."),
    }

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, max_length=LONGEST_DAY)

    def clean(self, value: object) -> list[Clocks]:
        text = super().clean(value).strip(" ,;")
        return [self._period(part) for part in _BETWEEN.split(text)] if text else []

    def _period(self, text: str) -> Clocks:
        found = _PERIOD.fullmatch(text.strip())
        try:
            if found is None:
                raise ValueError(text)
            opens, o_minute, closes, c_minute = (int(part or 0) for part in found.groups())
            return time(opens, o_minute), time(closes, c_minute)
        except ValueError:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable") from None


class SeasonForm(forms.Form):
    from_date = DayField(label=_("From"))
    to_date = DayField(
        label=_("Last day"),
        help_text=_("Empty is until other hours take over."),
        required=False,
    )

    REFUSED: Refused = {WrongWayRound: "to_date"}

    def __init__(self, sent: QueryDict | None, *, like: Season | None, from_date: date) -> None:
        """Filled in like a season that is there, from its own first day or from another."""
        is_same = like is not None and like.from_date == from_date
        initial: dict[str, object] = {
            "from_date": from_date,
            "to_date": like.to_date if like and is_same else None,
        }
        for day in like.days if like else ():
            initial[f"day_{day.weekday.value}"] = shown(
                [(one.opens, one.closes) for one in day.periods]
            )
        super().__init__(sent, initial=initial)
        for weekday in Weekday:
            self.fields[f"day_{weekday.value}"] = PeriodsField(label=capfirst(str(weekday.label)))

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{weekday.value}"] for weekday in Weekday]

    def week(self) -> list[Shift]:
        return [
            Shift(weekday.value, opens, closes)
            for weekday in Weekday
            for opens, closes in self.cleaned_data[f"day_{weekday.value}"]
        ]


class ClosedForm(forms.Form):
    from_date = DayField(label=_("First day closed"))
    to_date = DayField(label=_("Last day closed"), help_text=_("Empty is one day."), required=False)
    reason = forms.CharField(
        label=_("Why"), help_text=_("Stands where people look for help."), max_length=LONGEST_REASON
    )

    REFUSED: Refused = {WrongWayRound: "to_date", TooManyDays: "to_date"}


class PromiseForm(forms.Form):
    first_answer_hours = forms.IntegerField(
        label=_("Open hours until the first answer"), min_value=1, max_value=MOST_HOURS
    )
    resolve_hours = forms.IntegerField(
        label=_("Open hours until it is solved"), min_value=1, max_value=MOST_HOURS
    )

    REFUSED: Refused = {SolvedTooSoon: "resolve_hours"}

    def __init__(self, sent: QueryDict | None, *, promise: ServicePromise | None) -> None:
        names = ("first_answer_hours", "resolve_hours")
        initial = {name: getattr(promise, name) for name in names} if promise else {}
        super().__init__(sent, initial=initial)


def shown(periods: Sequence[Clocks]) -> str:
    """As they are typed: 08.00–11.30, 12.00–15.30."""
    return ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in periods)
