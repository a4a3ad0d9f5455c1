"""The conditions of a view as rows that a page can show, read and send, one fact in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.hour_desk import number_in
from sufflor.desk.conditions import (
    Among,
    AsIn,
    Condition,
    Field,
    Group,
    Mode,
    Special,
    When,
)
from sufflor.desk.conditions.language import FLAGS, MOMENTS
from sufflor.desk.queries import LINES, Due, Queue, Sieve

MOST_ROWS = 20
VIEW = "view"
IS, IS_NOT, BEFORE, AFTER, MISSING, THERE = "er", "ikke", "for", "etter", "mangler", "finnes"
SAID = {
    IS: _("is one of these"),
    IS_NOT: _("is none of these"),
    BEFORE: _("before"),
    AFTER: _("at or after"),
    MISSING: _("is not set"),
    THERE: _("is set"),
}
WAYS = (BEFORE, AFTER)
# What can be missing has two ways more.
WAYS_OF_MOMENTS = {
    Field.DUE: (*WAYS, MISSING, THERE),
    Field.WAKES: (*WAYS, MISSING, THERE),
    Field.OPENED: WAYS,
    Field.CHANGED: WAYS,
}
AT_FIRST = {Field.DUE: "+1d", Field.WAKES: "+1d", Field.OPENED: "-7d", Field.CHANGED: "-7d"}
# Queues that can be said in the language, for whoever begins from one.
QUEUES: dict[Queue, tuple[Condition, ...]] = {
    Queue.MINE: (Among(Field.ASSIGNEE, (Special.ME,)),),
    Queue.OURS: (Among(Field.GROUP, (Special.OURS,)),),
    Queue.UNASSIGNED: (
        Among(Field.GROUP, (Special.OURS,)),
        Among(Field.ASSIGNEE, (Special.NONE,)),
    ),
    Queue.OVERDUE: (
        Among(Field.GROUP, (Special.OURS,)),
        When(Field.DUE, is_before=True, moment="now"),
    ),
    Queue.COORDINATOR: (Among(Field.COORDINATOR, (Special.YES,)),),
    **{queue: (Among(Field.LINE, (line.name.lower(),)),) for queue, line in LINES.items()},
}
DUES: dict[Due, Condition] = {
    Due.OVERDUE: When(Field.DUE, is_before=True, moment="now"),
    Due.TODAY: When(Field.DUE, is_before=True, moment="+1d"),
    Due.NONE: Among(Field.DUE, (Special.NONE,)),
}


@dataclass(frozen=True)
class Row:
    """One condition. `what` is a field, or "view"."""

    what: str
    how: str
    values: tuple[str, ...] = ()

    @property
    def label(self) -> str | Promise:
        return _("Another view") if self.what == VIEW else Field(self.what).label

    @property
    def is_moment(self) -> bool:
        return self.what in MOMENTS

    @property
    def is_flag(self) -> bool:
        return self.what in FLAGS

    @property
    def asks_for_values(self) -> bool:
        return self.how not in {MISSING, THERE}

    @property
    def ways(self) -> list[tuple[str, str | Promise, bool]]:
        ways = WAYS_OF_MOMENTS[Field(self.what)] if self.is_moment else (IS, IS_NOT)
        return [(way, SAID[way], way == self.how) for way in ways]

    @property
    def is_whole(self) -> bool:
        return bool(self.values) or not self.asks_for_values

    def condition(self) -> Condition:
        """Of a row that is whole."""
        if self.how == MISSING:
            return Among(Field(self.what), (Special.NONE,))
        if self.how == THERE:
            return _not(Among(Field(self.what), (Special.NONE,)))
        if self.is_moment:
            return When(Field(self.what), self.how == BEFORE, self.values[0])
        if self.what == VIEW:
            some = [AsIn(int(value)) for value in self.values if number_in(value)]
            said: Condition = some[0] if len(some) == 1 else Group(Mode.ANY, tuple(some))
        else:
            said = Among(Field(self.what), self.values)
        return _not(said) if self.how == IS_NOT else said


def new_row(what: str) -> Row | None:
    """A row that says nothing yet, of what stands on the list."""
    if what in MOMENTS:
        return Row(what, BEFORE, (AT_FIRST[Field(what)],))
    if what in FLAGS:
        return Row(what, IS, (Special.YES,))
    return Row(what, IS) if what == VIEW or what in Field.values else None


def rows_sent(sent: QueryDict) -> list[Row]:
    """As a page sends them: each row has its number, and what is not on a list is left out."""
    found = []
    for number in sent.getlist("rad")[:MOST_ROWS]:
        row = new_row(sent.get(f"hva_{number}", ""))
        if row is None:
            continue
        how = sent.get(f"hvordan_{number}", row.how)
        known = {way for way, _label, _chosen in row.ways}
        values = tuple(dict.fromkeys(filter(None, sent.getlist(f"verdi_{number}"))))
        found.append(Row(row.what, how if how in known else row.how, values))
    return found


def condition_of(mode: Mode, rows: Iterable[Row]) -> Group:
    return Group(mode, tuple(row.condition() for row in rows if row.is_whole))


def rows_of(condition: Condition) -> list[Row] | None:
    """None for what is too deep to stand in rows: that is written as data."""
    if not isinstance(condition, Group):
        return None
    found = [_row(part) for part in condition.parts]
    whole = [row for row in found if row is not None]
    return whole if len(whole) == len(found) else None


def rows_of_list(sieve: Sieve) -> list[Row]:
    """What is in sight in the work list, for whoever wants to keep it as a view."""
    if sieve.view:
        parts: Sequence[Condition] = (AsIn(sieve.view),)
    else:
        parts = QUEUES.get(sieve.queue, ())
    more: list[Condition] = []
    if sieve.state:
        more.append(Among(Field.STATE, (sieve.state.value,)))
    if sieve.area:
        more.append(Among(Field.AREA, (sieve.area,)))
    if sieve.due:
        more.append(DUES[sieve.due])
    return rows_of(Group(Mode.ALL, (*parts, *more))) or []


def _not(condition: Condition) -> Group:
    return Group(Mode.NONE, (condition,))


def _row(part: Condition) -> Row | None:
    if not isinstance(part, Group):
        return _plain(part, IS)
    if part.mode is Mode.NONE and len(part.parts) == 1:
        inner = part.parts[0]
        if isinstance(inner, When):
            return None
        return _views(inner, IS_NOT) if isinstance(inner, Group) else _plain(inner, IS_NOT)
    return _views(part, IS)


def _plain(part: Among | When | AsIn, how: str) -> Row:
    if isinstance(part, AsIn):
        return Row(VIEW, how, (str(part.view),))
    if isinstance(part, When):
        return Row(part.field, BEFORE if part.is_before else AFTER, (part.moment,))
    if part.field in MOMENTS:
        return Row(part.field, MISSING if how == IS else THERE)
    return Row(part.field, how, part.values)


def _views(group: Group, how: str) -> Row | None:
    """Some of these views."""
    views = [str(each.view) for each in group.parts if isinstance(each, AsIn)]
    if group.mode is not Mode.ANY or len(views) != len(group.parts) or not views:
        return None
    return Row(VIEW, how, tuple(views))
