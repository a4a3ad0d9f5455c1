"""What is filled in about watches: one of them, or a week that is laid again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.opening_forms import Clocks, PeriodsField, Refused, shown
from sufflor.design.fields import ClockField, DayField
from sufflor.lib.clock import OSLO, moment
from sufflor.lib.working_time import WorkingCalendar
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.actions.watches import EndsFirst, TooLong
from sufflor.organization.models import User, Weekday
from sufflor.organization.queries import Wanted

# More people after each other on one day are given one by one.
MOST_A_DAY = 3
# A roster is mostly laid for some weeks at a time.
USUAL = timedelta(days=27)


class WatchForm(forms.Form):
    day = DayField(label=_("Day"))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("To"))

    def __init__(
        self,
        sent: QueryDict | None,
        people: Sequence[User],
        *,
        day: date,
        starts: time | None = None,
        ends: time | None = None,
    ) -> None:
        super().__init__(sent, initial={"day": day, "starts": starts, "ends": ends})
        self.fields["person"] = _person_field(people, gettext("Who"), required=True)
        if len(people) == 1:
            # Whoever takes it for themselves has nobody to choose between.
            self.initial["person"] = people[0].pk
        self.order_fields(["person", "day", "starts", "ends"])

    @property
    def begins(self) -> datetime:
        return moment(self.cleaned_data["day"], self.cleaned_data["starts"])

    @property
    def ends_at(self) -> datetime:
        return moment(self.cleaned_data["day"], self.cleaned_data["ends"])


class FillForm(forms.Form):
    from_date = DayField(label=_("From"))
    to_date = DayField(label=_("Last day"))

    REFUSED: Refused = {WrongWayRound: "to_date", TooLong: "to_date", EndsFirst: "clocks"}

    def __init__(
        self,
        sent: QueryDict | None,
        people: Sequence[User],
        *,
        monday: date,
        calendar: WorkingCalendar,
    ) -> None:
        """The watches are those of the next day that is open, until somebody says otherwise."""
        clocks = opening_of(calendar, monday)
        initial = {"from_date": monday, "to_date": monday + USUAL, "clocks": shown(clocks)}
        super().__init__(sent, initial=initial)
        self.fields["clocks"] = PeriodsField(label=gettext("The watches of a day"))
        self.fields["clocks"].help_text = _(
            "Up to three, with a comma between them: 08.00–11.30, 12.00–15.30."
        )
        self.weekdays = [day for day in Weekday if day < Weekday.SATURDAY]
        for day in self.weekdays:
            for number in range(MOST_A_DAY):
                label = f"{capfirst(str(day.label))}, {number + 1}"
                self.fields[f"who_{day.value}_{number}"] = _person_field(people, label)

    def clean_clocks(self) -> list[Clocks]:
        clocks: list[Clocks] = self.cleaned_data["clocks"]
        if not clocks or len(clocks) > MOST_A_DAY:
            raise ValidationError(_("Write from one to three watches."))
        return clocks

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """One weekday each, with a place for every watch of it."""
        return [
            (
                capfirst(str(day.label)),
                [self[f"who_{day.value}_{number}"] for number in range(MOST_A_DAY)],
            )
            for day in self.weekdays
        ]

    def week(self) -> list[Wanted]:
        return list(self._lines())

    def _lines(self) -> Iterator[Wanted]:
        for day in self.weekdays:
            for number, (starts, ends) in enumerate(self.cleaned_data["clocks"]):
                person = self.cleaned_data[f"who_{day.value}_{number}"]
                if person:
                    yield Wanted(day.value, starts, ends, person)


def opening_of(calendar: WorkingCalendar, day: date) -> list[Clocks]:
    """The open hours of the first day from this one that has any."""
    for number in range(14):
        spans = calendar.spans_on(day + timedelta(days=number))
        if spans:
            return [
                (one.opens.astimezone(OSLO).time(), one.closes.astimezone(OSLO).time())
                for one in spans[:MOST_A_DAY]
            ]
    return []


def _person_field(
    people: Sequence[User], label: str, *, required: bool = False
) -> forms.ModelChoiceField[User]:
    field = forms.ModelChoiceField(
        User.objects.filter(pk__in=[one.pk for one in people]),
        label=label,
        required=required,
        error_messages={"required": _("Choose who has the watch.")},
    )
    nobody = _("Choose") if required else _("Nobody")
    field.choices = [("", nobody), *((one.pk, one.full_name) for one in people)]
    return field
