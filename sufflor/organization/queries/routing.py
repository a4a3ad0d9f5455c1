"""Where a request goes: nearest colleague, first line, specialists, vendor contact."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    CaseArea,
    CaseProcess,
    HelpKind,
    Line,
    SupportGroup,
    Unit,
    User,
)
from sufflor.organization.queries.capacity import full_people
from sufflor.organization.queries.closing import Shut, shut_for_long
from sufflor.organization.queries.deputies import Deputies
from sufflor.organization.queries.groups import groups_at, people_in
from sufflor.organization.queries.nearest import advisers
from sufflor.organization.queries.places import Place, places_near
from sufflor.organization.queries.why import Helper
from sufflor.organization.queries.why_route import adviser_sentence, group_sentence

# Who takes over from whom.
NEXT = {Line.ADVISER: Line.FIRST, Line.FIRST: Line.SECOND, Line.SECOND: Line.VENDOR}
# These go to those who know the area; the others to those who know the system.
OF_THE_AREA = frozenset({HelpKind.PROFESSIONAL, HelpKind.SPECIALIST, HelpKind.BOTH})


@dataclass(frozen=True)
class Target:
    """Somebody who can be handed a request: a process adviser, or a group."""

    line: Line
    person: User | None = None
    group: SupportGroup | None = None
    deputy_for: User | None = None


@dataclass(frozen=True)
class Route(Target):
    """The one who gets it, why in one sentence, and who comes next, in order.

    Without person and group there is nobody at all.
    """

    because: str = ""
    fallbacks: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is asked about, and the places near whoever asks."""

    unit: Unit | None
    area: CaseArea | None
    process: CaseProcess | None
    places: Mapping[int, Place]
    help_kind: HelpKind
    readers: Collection[int] | None = None

    @property
    def is_confidential(self) -> bool:
        return self.readers is not None


def route(
    *,
    unit: Unit | None,
    area: CaseArea | None,
    process: CaseProcess | None,
    help_kind: HelpKind,
    at: datetime,
    load: Mapping[int, int] | None = None,
    above: Line | None = None,
    passing: Collection[int] = (),
    readers: Collection[int] | None = None,
) -> Route:
    """Who gets a new request, or with `above` one that this line hands up.

    `load` counts the open requests that a person has; `passing` are people who are not asked, such
    as the one who asks. `readers` are the only ones who may read it, where it is confidential: then
    others are not asked, and the first line has it for them. Whoever is away, full, inactive or no
    longer appointed is passed by, as are those who are closed for long while others are open. Ten
    queries at most.
    """
    wanted = Wanted(unit, area, process, places_near(unit, area), help_kind, readers)
    if above is None and area is not None:
        return _from_advisers(wanted, at, load or {}, passing)
    if above is None:
        return _from_groups(wanted, Line.FIRST, at)
    return _from_groups(wanted, NEXT.get(above, Line.VENDOR), at, is_handed_up=True)


def _from_advisers(
    wanted: Wanted, at: datetime, load: Mapping[int, int], passing: Collection[int]
) -> Route:
    day = local_date(at)
    full = full_people(load, day)
    not_asked = full | frozenset(passing)
    readers = wanted.readers

    def is_asked(person: int) -> bool:
        return person not in not_asked and (readers is None or person in readers)

    deputies = Deputies(day, is_asked)
    helpers = [
        helper
        for helper in advisers(wanted.places, wanted.area, wanted.process, day, deputies)
        if helper.person not in passing
    ]
    # Those who are appointed for all of what is asked about come before those for a part.
    helpers.sort(key=lambda helper: helper.is_partial)
    able = [helper for helper in helpers if helper.answers and is_asked(_answering(helper))]
    people = User.objects.in_bulk({pk for one in able for pk in (one.person, _answering(one))})
    targets = [*(_adviser(helper, people) for helper in able), *_groups(wanted, Line.ADVISER)]
    if not able:
        return _from_groups(wanted, Line.FIRST, at, targets, helpers, full)
    because = adviser_sentence(
        wanted.unit, wanted.area, helpers, able[0], full, is_confidential=wanted.is_confidential
    )
    return _route([*targets, *_groups(wanted, Line.FIRST)], because)


def _from_groups(
    wanted: Wanted,
    line: Line,
    at: datetime,
    nearer: Sequence[Target] = (),
    helpers: Sequence[Helper] = (),
    full: Collection[int] = (),
    *,
    is_handed_up: bool = False,
) -> Route:
    """The first group with somebody in it, before those that are closed for long; an empty one
    rather than none, so that nothing is lost. A line that has no group leaves it to the one below.
    """
    lines = [one for one in (Line.VENDOR, Line.SECOND, Line.FIRST) if one <= line]
    asked = [*nearer, *(target for one in lines for target in _groups(wanted, one))]
    manned = [target for target in asked if target.group and people_in(target.group)]
    empty = [target for target in asked if target not in manned and _may_be_empty(target, wanted)]
    shut = _shut(manned, at, is_handed_up=is_handed_up)
    passed = next((each for each in shut if each.group == manned[0].group), None)
    manned.sort(key=lambda target: any(target.group == each.group for each in shut))
    because = group_sentence(
        wanted.unit,
        wanted.area,
        line=line,
        group=next((target.group for target in (*manned, *empty)), None),
        empty=asked[0].group if asked and asked[0] in empty else None,
        shut=passed,
        helpers=helpers,
        full=full,
        is_confidential=wanted.is_confidential,
        is_handed_up=is_handed_up,
    )
    return _route([*manned, *empty], because, line)


def _shut(manned: Sequence[Target], at: datetime, *, is_handed_up: bool) -> list[Shut]:
    """What is handed up stays on its way up, however long those there are closed."""
    able = [one for one in manned if not is_handed_up or one.line == manned[0].line]
    return shut_for_long([one.group for one in able if one.group], at)


def _route(targets: Sequence[Target], because: str, line: Line = Line.FIRST) -> Route:
    if not targets:
        return Route(line, because=because)
    first, *others = targets
    return Route(first.line, first.person, first.group, first.deputy_for, because, tuple(others))


def _groups(wanted: Wanted, line: Line) -> list[Target]:
    general_first = line is Line.SECOND and wanted.help_kind not in OF_THE_AREA
    groups = groups_at(
        line, wanted.area, wanted.places, general_first=general_first, among=wanted.readers
    )
    return [Target(line, group=group) for group in groups]


def _may_be_empty(target: Target, wanted: Wanted) -> bool:
    """What is confidential waits with the first line alone, where nobody there may read it."""
    return not wanted.is_confidential or target.line is Line.FIRST


def _answering(helper: Helper) -> int:
    """Who would get it: the deputy of one who is away."""
    return (helper.deputy_person or 0) if helper.away_until else helper.person


def _adviser(helper: Helper, people: Mapping[int, User]) -> Target:
    deputy_for = people[helper.person] if helper.away_until else None
    return Target(Line.ADVISER, person=people[_answering(helper)], deputy_for=deputy_for)
