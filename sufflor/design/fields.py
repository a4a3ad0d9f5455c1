"""Form fields for what people type: texts of a length, an instant on Oslo's clock, dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.clock import OSLO, moment
from sufflor.lib.refusals import Sentence
from sufflor.lib.text import clean, one_line

LONGEST = 4_000
MOST_FAULTS = 10
YEARS = range(1900, 2200)

_MOMENT = re.compile(r"(\S+?)[T\s]+(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})(?::\d{2})?")
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})(?::\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NORWEGIAN = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")


def parsed_date(text: str) -> date | None:
    """2026-10-29 and 29.10.2026; None for anything else, also for days that no month has, and for
    years that nobody means: at the ends of the calendar no day comes before or after."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _NORWEGIAN.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


class Prose(forms.CharField):
    """Text that is cleaned first and measured afterwards.

    It has no maxlength in the browser, which would cut what people paste without a word.
    """

    def __init__(self, *, limit: int, too_long: Sentence, empty: Sentence, rows: int):
        super().__init__(
            required=bool(empty),
            max_length=limit,
            widget=forms.Textarea(attrs={"rows": rows}),
            # The stubs know only their own name for a lazy text.
            error_messages={"required": empty, "max_length": too_long},  # type: ignore[dict-item]
        )

    def to_python(self, value: object) -> str:
        return clean(str(value)) if value else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        attrs: dict[str, object] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class Line(Prose):
    """As `Prose`, on one line."""

    def to_python(self, value: object) -> str:
        return one_line(str(value)) if value else ""


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.Field):
    """A date and a time as the clock on the wall shows them: 2026-10-29T08:30, 29.10.2026 08.30."""

    widget = MomentInput
    default_error_messages = {
        "invalid": gettext_lazy("Write the date and the time as 29.10.2026 08.30."),
    }

    def prepare_value(self, value: object) -> object:
        return value.astimezone(OSLO) if isinstance(value, datetime) else value

    def to_python(self, value: object) -> datetime | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = _MOMENT.fullmatch(text)
        on = parsed_date(found.group(1)) if found else None
        if not found or not on or not 1 < on.year < 9999:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute = int(found.group(2)), int(found.group(3))
        if hour > 23 or minute > 59:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment(on, time(hour, minute))


class DayInput(forms.DateInput):
    input_type = "date"
    format = "%Y-%m-%d"


class DayField(forms.Field):
    """One date: 2026-10-29 as browsers send it, 29.10.2026 as people write it."""

    widget = DayInput
    default_error_messages = {"invalid": gettext_lazy("Write the date as 29.10.2026.")}

    def to_python(self, value: object) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        day = parsed_date(text)
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class DatesField(forms.CharField):
    """A set of dates, one on each line. Every line that is not a date is told of by its number."""

    widget = forms.Textarea

    def clean(self, value: str) -> list[date]:
        text = super().clean(value)
        if len(text) > LONGEST:
            raise ValidationError(_("That is too much text to be dates."))
        dates: list[date] = []
        faults: list[str] = []
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip(" ,;"):
                continue
            found = parsed_date(line.strip(" ,;"))
            if found:
                dates.append(found)
            else:
                faults.append(_fault(number, line))
        if faults:
            raise ValidationError(faults[:MOST_FAULTS])
        return dates


def shown_dates(dates: list[date] | tuple[date, ...]) -> str:
    """The dates as they stand in the field."""
    return "\n".join(f"{day:%d.%m.%Y}" for day in sorted(dates))


def _fault(number: int, line: str) -> str:
    return _("Line %(number)s: “%(line)s” is not a date. Write it as 29.10.2026.") % {
        "number": number,
        "line": line.strip()[:40],
    }


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def parsed_clock(text: str) -> time | None:
    """08:30, 08.30 and kl. 8.30; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found.group(1)) > 23 or int(found.group(2)) > 59:
        return None
    return time(int(found.group(1)), int(found.group(2)))


class ClockField(forms.Field):
    """A time of the day on the wall: 08:30 as browsers send it, 08.30 and kl. 8.30 as people do."""

    widget = ClockInput
    default_error_messages = {"invalid": gettext_lazy("Write the time as 08.30.")}

    def to_python(self, value: object) -> time | None:
        text = str(value or "").strip()
        if not text:
            return None
        clock = parsed_clock(text)
        if clock is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return clock
