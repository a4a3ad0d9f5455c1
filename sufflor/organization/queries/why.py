"""Those who help, and the one sentence that says why it is them. No queries here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.organization.models import CaseArea, Unit


class HelpStep(models.IntegerChoices):
    """Where a helper is found, nearest first."""

    UNIT = 1, gettext_lazy("At your unit")
    FACULTY = 2, gettext_lazy("At your faculty")
    DEPARTMENT = 3, gettext_lazy("In the department that owns the case area")
    FIRST_LINE = 4, gettext_lazy("User support")


@dataclass(frozen=True)
class Helper:
    """A process adviser, and why this one. `process` is empty when the whole area is meant."""

    step: HelpStep
    name: str
    email: str
    unit: str
    area: str
    process: str = ""
    away_until: date | None = None
    deputy: str = ""
    deputy_email: str = ""
    person: int = 0
    deputy_person: int | None = None
    # Appointed at another institute, but helps the faculty since it has nobody of its own.
    serves_faculty: bool = False
    # Appointed for less than what was asked about: comes after those for all of it.
    is_partial: bool = False
    # Appointed so lately that those who ask may not know it.
    is_new: bool = False

    @property
    def answers(self) -> bool:
        return self.away_until is None or bool(self.deputy)

    @property
    def answered_by(self) -> str:
        """Who answers today, or nobody."""
        return self.deputy if self.away_until else self.name

    @property
    def away(self) -> str:
        if self.away_until is None:
            return ""
        if not self.deputy:
            return _("Away until {date}.").format(date=_day(self.away_until))
        sentence = _("Away until {date}. {deputy} answers.")
        return sentence.format(date=_day(self.away_until), deputy=self.deputy)

    @property
    def why(self) -> str:
        if self.serves_faculty:
            sentence = _("Process adviser for {area} at {unit}, also for the rest of the faculty.")
        elif self.step is HelpStep.FACULTY:
            sentence = _("Process adviser for {area} at {unit}, for the whole faculty.")
        elif self.step is HelpStep.DEPARTMENT:
            sentence = _("Process adviser for {area} in {unit}, which owns the case area.")
        else:
            sentence = _("Process adviser for {area} at {unit}.")
        return sentence.format(area=self.process or self.area, unit=self.unit)


@dataclass(frozen=True)
class GroupCard:
    code: str
    name: str
    unit: str
    people: int
    area: str = ""


@dataclass(frozen=True)
class NearestHelp:
    """The process advisers in order, then the group that helps everyone, and why it is so."""

    helpers: tuple[Helper, ...]
    first_line: GroupCard | None
    why: str

    @property
    def is_plain(self) -> bool:
        """Whether the first one is there and is the unit's own: then the list says it all."""
        first = self.helpers[0] if self.helpers else None
        return first is not None and first.step is HelpStep.UNIT and first.away_until is None


def because(
    unit: Unit | None, area: CaseArea | None, helpers: Sequence[Helper], group: GroupCard | None
) -> str:
    """One whole sentence about who comes first."""
    whole = [helper for helper in helpers if not helper.is_partial] or helpers
    nearest = next((helper for helper in whole if helper.answers), None)
    away = next((helper for helper in whole if helper.away_until), None)
    if nearest is None:
        return because_nobody(unit, area, away, group)
    return because_nearest(unit, area, nearest, away)


def because_nearest(
    unit: Unit | None, area: CaseArea | None, nearest: Helper, away: Helper | None
) -> str:
    """About the one who helps, and one who is away and would have been asked before."""
    if nearest.away_until:
        sentence = _("{person} is away until {date}, so {deputy} answers for {unit}.")
    elif away and away.step < nearest.step:
        sentence = _("{away} is away until {away_date}, so {person} at {unit} helps.")
    else:
        sentence = _first(unit, area, nearest)
    return sentence.format(
        person=nearest.name,
        deputy=nearest.deputy,
        date=_day(nearest.away_until),
        away=away.name if away else "",
        away_date=_day(away.away_until if away else None),
        unit=nearest.unit,
        area=nearest.process or nearest.area,
        own=unit.local_name if unit else "",
    )


def _first(unit: Unit | None, area: CaseArea | None, nearest: Helper) -> str:
    """A sentence to be filled in."""
    if unit is None:
        return _("{person} in {unit}, which owns {area}, helps until you have chosen your unit.")
    if area is None and nearest.unit != unit.local_name:
        return _("{person} at {unit} is the process adviser nearest to {own}.")
    if nearest.serves_faculty:
        return _(
            "{own} has nobody for {area}, so {person} at {unit} helps, as for the rest of the"
            " faculty."
        )
    if nearest.step is HelpStep.DEPARTMENT:
        return _("Nobody near {own} helps with {area}, so {person} in {unit} does.")
    if nearest.step is HelpStep.FACULTY and nearest.unit != unit.local_name:
        return _("{own} has nobody of its own for {area}, so {person} at {unit} helps.")
    return _("{person} is process adviser for {area} at {unit}.")


def because_nobody(
    unit: Unit | None, area: CaseArea | None, away: Helper | None, group: GroupCard | None
) -> str:
    """About the group that helps where no adviser does."""
    if group is None:
        sentence = _(
            "Nobody is registered as help here yet. Search, or see which ways in are open."
        )
    elif away:
        sentence = _("{away} is away until {date}, so {group} helps.")
    elif unit and area:
        sentence = _("Nobody near {unit} is process adviser for {area}, so {group} helps.")
    elif unit:
        sentence = _("{unit} has no process adviser, so {group} helps.")
    elif area:
        sentence = _("{group} helps with {area} until you have chosen your unit.")
    else:
        sentence = _("{group} helps everyone, whatever the unit and case area.")
    return sentence.format(
        unit=unit.local_name if unit else "",
        area=area.local_name if area else "",
        group=group.name if group else "",
        away=away.name if away else "",
        date=_day(away.away_until if away else None),
    )


def _day(day: date | None) -> str:
    return date_format(day, "MONTH_DAY_FORMAT") if day else ""
