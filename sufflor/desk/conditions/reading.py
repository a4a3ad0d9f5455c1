"""From JSON to a condition and back. What comes from outside is measured before it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk.conditions.language import (
    DEEPEST,
    FLAGS,
    LINE_NAMES,
    MOMENTS,
    MOST_PARTS,
    Among,
    AsIn,
    Condition,
    Field,
    Group,
    Mode,
    Special,
    When,
)
from sufflor.desk.conditions.moments import is_moment
from sufflor.desk.models import State
from sufflor.forms.conditions import Json
from sufflor.lib.json_schema import holds
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import HelpKind

SCHEMA = Path(__file__).with_name("schema.json")
YES_OR_NO = frozenset({Special.YES, Special.NO})
# Where the words are known beforehand; others are codes, which may come and go.
KNOWN: dict[Field, frozenset[str]] = {
    Field.STATE: frozenset(State.values),
    Field.LINE: frozenset(LINE_NAMES),
    Field.HELP_KIND: frozenset(HelpKind.values),
    Field.LANGUAGE: frozenset({"nb", "nn", "en"}),
    **dict.fromkeys(FLAGS, YES_OR_NO),
    **dict.fromkeys(MOMENTS, frozenset({Special.NONE})),
}
SPECIAL: dict[Field, frozenset[str]] = {
    Field.ASSIGNEE: frozenset({Special.ME, Special.OTHERS, Special.NONE}),
    Field.GROUP: frozenset({Special.OURS, Special.NONE}),
}


class NotACondition(Refusal):
    reason = gettext_lazy("This is not a condition that can be used.")
    way_out = gettext_lazy("Choose from the lists.")
    status = 422

    @classmethod
    def about(cls, word: str) -> NotACondition:
        return cls(_("“%(word)s” is not known there.") % {"word": word[:60]})


class TooMuch(Refusal):
    reason = gettext_lazy("That is too many conditions in one view.")
    way_out = gettext_lazy("Make two views, and let the one ask as the other does.")
    status = 422


def read(raw: Json) -> Condition:
    """From outside: refused where the schema, a word or a bound says no."""
    _require_bounds(raw)
    if not holds(SCHEMA, raw):
        raise NotACondition
    condition = stored(raw)
    for one in _leaves(condition):
        _require_words(one)
    return condition


def stored(raw: Json) -> Condition:
    """Of data that was read once before it was stored."""
    if not isinstance(raw, dict):
        raise NotACondition
    for mode in Mode:
        parts = raw.get(mode.value)
        if isinstance(parts, list):
            return Group(mode, tuple(map(stored, parts)))
    if isinstance(view := raw.get("view"), int | float):
        return AsIn(int(view))
    field = Field(str(raw.get("field")))
    if isinstance(values := raw.get("is"), list):
        return Among(field, tuple(dict.fromkeys(map(str, values))))
    is_before = "before" in raw
    return When(field, is_before, str(raw.get("before" if is_before else "after")))


def written(condition: Condition) -> dict[str, Json]:
    match condition:
        case Group():
            return {condition.mode.value: [written(part) for part in condition.parts]}
        case AsIn():
            return {"view": condition.view}
        case Among():
            return {"field": condition.field.value, "is": list(condition.values)}
        case When():
            edge = "before" if condition.is_before else "after"
            return {"field": condition.field.value, edge: condition.moment}


def _require_bounds(raw: Json) -> None:
    """Level by level, so that nothing is too deep to be measured."""
    level, count = [raw], 0
    for _depth in range(DEEPEST + 1):
        inside = [each for one in level if isinstance(one, dict) for each in one.values()]
        parts = [part for each in inside if isinstance(each, list) for part in each]
        level = [part for part in parts if not isinstance(part, str)]
        count += len(level)
        if count > MOST_PARTS:
            raise TooMuch
    if level:
        raise TooMuch


def _leaves(condition: Condition) -> Iterator[Among | When | AsIn]:
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from _leaves(part)
    else:
        yield condition


def _require_words(one: Among | When | AsIn) -> None:
    if isinstance(one, When) and not is_moment(one.moment):
        raise NotACondition.about(one.moment)
    if not isinstance(one, Among):
        return
    for value in one.values:
        known = KNOWN.get(one.field)
        is_special = value.startswith("@")
        allowed = SPECIAL.get(one.field, frozenset({Special.NONE})) if is_special else None
        if value not in (known or allowed or {value}):
            raise NotACondition.about(value)
