"""The one sentence that says why a request goes to somebody. No queries here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sufflor.organization.models import CaseArea, Line, SupportGroup, Unit
from sufflor.organization.queries.closing import Shut
from sufflor.organization.queries.why import (
    GroupCard,
    Helper,
    because_nearest,
    because_nobody,
)


def adviser_sentence(
    unit: Unit | None,
    area: CaseArea | None,
    helpers: Sequence[Helper],
    chosen: Helper,
    full: Collection[int],
    *,
    is_confidential: bool = False,
) -> str:
    """About the adviser who gets it, and the nearer one who was passed by."""
    if is_confidential:
        sentence = _(
            "It is confidential, and {person} at {unit} is the nearest who may read such requests."
        )
        return sentence.format(person=chosen.answered_by, unit=chosen.unit)
    passed = helpers[: helpers.index(chosen)]
    too_full = next((one for one in passed if not one.away_until and one.person in full), None)
    if chosen.away_until is None and too_full:
        sentence = _(
            "{full} has as much in hand as there is time for, so {person} at {unit} helps."
        )
        return sentence.format(full=too_full.name, person=chosen.name, unit=chosen.unit)
    away = next((one for one in passed if one.away_until), None)
    return because_nearest(unit, area, chosen, away)


def group_sentence(
    unit: Unit | None,
    area: CaseArea | None,
    *,
    line: Line,
    group: SupportGroup | None,
    empty: SupportGroup | None,
    helpers: Sequence[Helper],
    full: Collection[int],
    shut: Shut | None = None,
    is_confidential: bool = False,
    is_handed_up: bool = False,
) -> str:
    """About the group that gets it: `line` is the one that was looked for, `empty` the one there
    that nobody belongs to just now, `shut` the one that is closed for long. What an adviser hands
    up is not for want of an adviser."""
    if group is None:
        return because_nobody(unit, area, None, None)
    if is_confidential:
        sentence = _("It is confidential, so {group} has it for those who may read such requests.")
        return sentence.format(group=group.local_name)
    if empty:
        return _empty(empty, group)
    if shut:
        return _shut(shut, group)
    if is_handed_up or line in HANDED_UP:
        return _handed_up(area, line, group)
    return _first_line(unit, area, group, helpers, full)


def _empty(empty: SupportGroup, group: SupportGroup) -> str:
    if empty == group:
        sentence = _("Nobody is in {group} just now, so it waits there until somebody is.")
    else:
        sentence = _("Nobody is in {empty} just now, so {group} helps.")
    return sentence.format(empty=empty.local_name, group=group.local_name)


def _shut(shut: Shut, group: SupportGroup) -> str:
    names = {"closed": shut.group.local_name, "group": group.local_name}
    if shut.until is None:
        return _("{closed} is closed just now, so {group} helps.").format(**names)
    sentence = _("{closed} is closed until {day}, so {group} helps.")
    return sentence.format(**names, day=date_format(shut.until, "MONTH_DAY_FORMAT"))


def _handed_up(area: CaseArea | None, line: Line, group: SupportGroup) -> str:
    if group.line != line:
        sentence = _("Nobody is registered further up, so {group} keeps it.")
    elif line is Line.FIRST:
        sentence = _("{group} takes over what process advisers cannot solve.")
    elif line is Line.VENDOR:
        sentence = _("{group} alone speaks with the vendor.")
    elif group.area is None or area is None:
        sentence = _("{group} takes over what the first line cannot solve.")
    else:
        sentence = _("{group} are the specialists in {area}.")
    return sentence.format(group=group.local_name, area=area.local_name if area else "")


def _first_line(
    unit: Unit | None,
    area: CaseArea | None,
    group: SupportGroup,
    helpers: Sequence[Helper],
    full: Collection[int],
) -> str:
    name = group.local_name
    if group.line == Line.ADVISER:
        return _("{group} is the team nearest to you.").format(group=name)
    if area is None:
        return _(
            "Nobody knows yet which case area this is about, so {group} looks at it first."
        ).format(group=name)
    too_full = next((one for one in helpers if not one.away_until and one.person in full), None)
    if too_full:
        sentence = _("{full} has as much in hand as there is time for, so {group} helps.")
        return sentence.format(full=too_full.name, group=name)
    away = next((one for one in helpers if one.away_until), None)
    card = GroupCard(group.code, name, "", 0)
    return because_nobody(unit, area, away, card)


HANDED_UP = frozenset({Line.SECOND, Line.VENDOR})
