"""Whether a form's JSON makes sense: names that are there, choices that exist, no circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError

from django.utils.translation import gettext as _

from sufflor.forms import schema
from sufflor.forms.conditions import DEEPEST, Json
from sufflor.forms.definition import Definition, Field, FieldType, Source
from sufflor.forms.reading import read
from sufflor.forms.source import Fault

Parts = dict[str, Json]
Place = tuple[str | int, ...]

CHOSEN = {FieldType.CHOICE, FieldType.CHOICES}
# Their answers are codes of units, areas and processes, which a definition cannot know.
CODED = {FieldType.UNIT, FieldType.CASE_AREA, FieldType.PROCESS}
WRITTEN = {FieldType.TEXT, FieldType.LONG_TEXT}
# What `max` may be at most: letters, or things.
MOST = {
    FieldType.TEXT: 500,
    FieldType.LONG_TEXT: 10_000,
    FieldType.CHOICES: 50,
    FieldType.FILES: 20,
    FieldType.NUMBER: 1_000_000_000,
}
SOURCES = {
    Source.NAME: {FieldType.TEXT},
    Source.USERNAME: {FieldType.TEXT, FieldType.PERSON},
    Source.EMAIL: {FieldType.TEXT},
    Source.UNIT: {FieldType.UNIT},
    Source.ROLE: {FieldType.TEXT, FieldType.CHOICE},
    Source.TODAY: {FieldType.DATE},
    Source.NOW: {FieldType.DATETIME},
    Source.BROWSER: WRITTEN,
}
SHAPES = (
    *({"field", "is"}, {"field", "in"}, {"field", "filled"}),
    *({"role"}, {"all"}, {"any"}, {"not"}),
)


def faults(raw: Json) -> list[Fault]:
    """All that must be mended before this can be kept as a version of a form."""
    if found := schema.faults(raw):
        return found
    # Of conditions that are shaped wrongly nothing more can be asked.
    if found := [fault for place, one in _conditions(raw) for fault in _shape(place, one, 1)]:
        return found
    definition = read(raw)
    return [
        *_names(definition),
        *_fields(definition),
        *(f for place, one in _conditions(raw) for f in _meaning(place, one, definition)),
        *_circles(definition),
        *_subject(definition),
    ]


def _conditions(raw: Json) -> Iterator[tuple[Place, Json]]:
    """Every condition, with its place; those inside others are reached from there."""
    for step, branch in _each(raw, "branches"):
        yield (*step, "when"), branch["when"]
    for step, section in _each(raw, "sections"):
        if "shown_when" in section:
            yield (*step, "shown_when"), section["shown_when"]
        for inner, field in _each(section, "fields"):
            for name in ("shown_when", "required_when"):
                if name in field:
                    yield (*step, *inner, name), field[name]


def _each(raw: Json, name: str) -> Iterator[tuple[Place, Parts]]:
    rows = raw.get(name, []) if isinstance(raw, dict) else []
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield (name, index), row


def _inside(place: Place, parts: Parts) -> Iterator[tuple[Place, Json]]:
    if "not" in parts:
        yield (*place, "not"), parts["not"]
    for name in ("all", "any"):
        for step, part in _each(parts, name):
            yield (*place, *step), part


def _shape(place: Place, raw: Json, depth: int) -> Iterator[Fault]:
    parts = raw if isinstance(raw, dict) else {}
    if depth > DEEPEST:
        sentence = _("At most %(limit)d conditions can stand inside each other.")
        yield Fault(schema.path(place), sentence % {"limit": DEEPEST})
    elif set(parts) not in SHAPES:
        sentence = _("A condition is one of: field with is, in or filled; role; all; any; not.")
        yield Fault(schema.path(place), sentence)
    else:
        for inner, part in _inside(place, parts):
            yield from _shape(inner, part, depth + 1)


def _meaning(place: Place, raw: Json, definition: Definition) -> Iterator[Fault]:
    parts = raw if isinstance(raw, dict) else {}
    for inner, part in _inside(place, parts):
        yield from _meaning(inner, part, definition)
    if "field" not in parts:
        return
    name = str(parts["field"])
    field = definition.by_name.get(name)
    if field is None or not field.is_answered:
        sentence = _("There is no field called “%(name)s” to answer.") % {"name": name}
        yield Fault(schema.path(place), sentence)
    elif "filled" not in parts:
        asked = parts.get("in", [parts.get("is")])
        if sentence := _cannot_be(field, asked if isinstance(asked, list) else []):
            yield Fault(schema.path(place), sentence)


def _cannot_be(field: Field, asked: list[Json]) -> str:
    """Why a condition asks for an answer that the field never has; nothing if it can have it."""
    if field.type in CODED:
        return ""
    if field.type in CHOSEN:
        values: set[Json] = {option.value for option in field.options}
        strange = [str(value) for value in asked if value not in values]
        sentence = _("“%(name)s” cannot be answered with: %(values)s.")
        return sentence % {"name": field.name, "values": ", ".join(strange)} if strange else ""
    if field.type is FieldType.YES_NO:
        sentence = _("“%(name)s” is answered with true or false.") % {"name": field.name}
        return "" if all(isinstance(value, bool) for value in asked) else sentence
    return _("Of “%(name)s” it can only be asked whether it is filled.") % {"name": field.name}


def _names(definition: Definition) -> Iterator[Fault]:
    names = Counter(field.name for field in definition.fields)
    for name, count in names.items():
        if count > 1:
            sentence = _("Two fields are called “%(name)s”.") % {"name": name}
            yield Fault("sections", sentence)
    if not any(field.is_answered for field in definition.fields):
        yield Fault("sections", _("The form asks for nothing."))


def _fields(definition: Definition) -> Iterator[Fault]:
    for number, section in enumerate(definition.sections):
        for index, field in enumerate(section.fields):
            place = schema.path(("sections", number, "fields", index))
            yield from (Fault(place, sentence) for sentence in _about(field))


def _about(field: Field) -> Iterator[str]:
    values = [option.value for option in field.options]
    if bool(values) != (field.type in CHOSEN):
        yield _("A choice has options, and nothing else has.")
    if len(set(values)) < len(values):
        yield _("Two options have the same value.")
    if not field.is_answered and (field.required or field.required_when or field.prefill):
        yield _("Information is read, not answered.")
    if field.prefill and field.type not in SOURCES[field.prefill]:
        yield _("This cannot begin with “%(source)s”.") % {"source": field.prefill.value}
    yield from _about_limits(field)


def _about_limits(field: Field) -> Iterator[str]:
    if field.most is not None and field.type not in MOST:
        yield _("This has no “max”.")
    elif field.most is not None and field.most > MOST[field.type]:
        yield _("“max” is at most %(limit)d here.") % {"limit": MOST[field.type]}
    if field.least is not None and field.type is not FieldType.NUMBER:
        yield _("Only a number has a “min”.")
    elif field.least is not None and field.most is not None and field.least > field.most:
        yield _("“min” is greater than “max”.")


def _circles(definition: Definition) -> Iterator[Fault]:
    try:
        tuple(definition.in_turn)
    except CycleError as error:
        names = " → ".join(error.args[1])
        sentence = _("These fields wait for each other, so none of them is ever shown: %(names)s.")
        yield Fault("sections", sentence % {"names": names})


def _subject(definition: Definition) -> Iterator[Fault]:
    field = definition.by_name.get(definition.subject)
    if definition.subject and (field is None or field.type not in WRITTEN):
        yield Fault("subject", _("Name a field of text: it heads the request."))
