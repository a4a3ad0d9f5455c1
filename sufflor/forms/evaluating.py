"""The one evaluator: from a definition and what was typed to what is seen, asked and kept.

The same for drawing the page, for asking for it anew while somebody types, for sending it, and for
whoever sends it without a page. It reads nothing but its arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.forms.conditions import Json
from sufflor.forms.definition import Branch, Definition, Field, FieldType, Section
from sufflor.forms.known import Choice, Known
from sufflor.forms.values import NO, YES, WrongValue, retyped, value

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class EvaluatedField:
    """A field for one reader, just now. Where `error` is, there is no `value`."""

    field: Field
    label: str
    help: str
    is_visible: bool
    is_required: bool
    typed: tuple[str, ...]
    value: Json
    error: str
    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def type(self) -> FieldType:
        return self.field.type


@dataclass(frozen=True)
class EvaluatedSection:
    title: str
    help: str
    is_visible: bool
    fields: tuple[EvaluatedField, ...]


@dataclass(frozen=True)
class Evaluated:
    """`answers` are what may be kept: those that are seen, filled in and in order."""

    definition: Definition
    language: str
    sections: tuple[EvaluatedSection, ...]
    answers: Mapping[str, Json]
    branch: Branch | None

    @property
    def fields(self) -> Iterator[EvaluatedField]:
        return (each for section in self.sections for each in section.fields)

    @property
    def errors(self) -> dict[str, str]:
        return {each.name: each.error for each in self.fields if each.error}

    @property
    def is_valid(self) -> bool:
        return not self.errors

    @property
    def subject(self) -> str:
        """What heads the request: the answer that the form says, else the form's own title."""
        said = self.answers.get(self.definition.subject)
        return said if isinstance(said, str) else self.definition.title.said_in(self.language)

    @property
    def files(self) -> frozenset[str]:
        """The keys of the files that may be kept: those in fields that are seen."""
        lists = (self.answers.get(one.name) for one in self.fields if one.type is FieldType.FILES)
        return frozenset(str(key) for keys in lists if isinstance(keys, list) for key in keys)

    def answer_of(self, type: FieldType) -> str:  # noqa: A002  # it is a field's type
        """The first unit, area, process or person that was answered; nothing when there is none."""
        found = (self.answers.get(each.name) for each in self.fields if each.type is type)
        return next((answer for answer in found if isinstance(answer, str)), "")


def typed_as(definition: Definition, answers: Mapping[str, Json]) -> dict[str, list[str]]:
    """Answers as they would have been typed, to be evaluated again; what no field asks is left."""
    return {
        field.name: retyped(field, answers[field.name])
        for field in definition.fields
        if field.name in answers
    }


@dataclass(frozen=True)
class _Reading:
    value: Json = None
    error: str = ""


@dataclass(frozen=True)
class _Filling:
    """All that is known of one form while it is looked at."""

    typed: Typed
    language: str
    known: Known
    readings: Mapping[str, _Reading]
    visible: frozenset[str]
    answers: Mapping[str, Json]


def evaluate(definition: Definition, typed: Typed, *, language: str, known: Known) -> Evaluated:
    """What is hidden is neither required nor kept, whatever was typed there."""
    with override(language):
        readings = {field.name: _read(field, typed, known) for field in definition.fields}
        visible = _visible(definition, readings, known.role)
        answers = {
            name: reading.value
            for name, reading in readings.items()
            if name in visible and reading.value is not None
        }
        filling = _Filling(typed, language, known, readings, visible, answers)
        sections = tuple(_section(section, filling) for section in definition.sections)
    branches = (one for one in definition.branches if one.when.holds(answers, known.role))
    return Evaluated(definition, language, sections, answers, next(branches, None))


def _read(field: Field, typed: Typed, known: Known) -> _Reading:
    try:
        return _Reading(value(field, typed.get(field.name, ()), known))
    except WrongValue as wrong:
        return _Reading(error=str(wrong))


def _visible(definition: Definition, readings: Mapping[str, _Reading], role: str) -> frozenset[str]:
    """Fields are asked in turn, so that a hidden answer decides nothing either."""
    answers: dict[str, Json] = {}
    visible = set()
    for section, field in definition.in_turn:
        if section.shown_when.holds(answers, role) and field.shown_when.holds(answers, role):
            visible.add(field.name)
            if readings[field.name].value is not None:
                answers[field.name] = readings[field.name].value
    return frozenset(visible)


def _section(section: Section, filling: _Filling) -> EvaluatedSection:
    fields = tuple(_field(field, filling) for field in section.fields)
    return EvaluatedSection(
        title=section.title.said_in(filling.language),
        help=section.help.said_in(filling.language),
        is_visible=any(field.is_visible for field in fields),
        fields=fields,
    )


def _field(field: Field, filling: _Filling) -> EvaluatedField:
    is_visible = field.name in filling.visible
    is_required = is_visible and _is_required(field, filling)
    return EvaluatedField(
        field=field,
        label=field.label.said_in(filling.language),
        help=field.help.said_in(filling.language),
        is_visible=is_visible,
        is_required=is_required,
        typed=tuple(filling.typed.get(field.name, ())),
        value=filling.answers.get(field.name),
        error=_error(field, filling, is_required=is_required) if is_visible else "",
        choices=_choices(field, filling),
    )


def _is_required(field: Field, filling: _Filling) -> bool:
    when = field.required_when
    return field.required or (when is not None and when.holds(filling.answers, filling.known.role))


def _error(field: Field, filling: _Filling, *, is_required: bool) -> str:
    reading = filling.readings[field.name]
    if is_required and reading.value is None and not reading.error:
        return _missing(field, filling.language)
    return reading.error


def _missing(field: Field, language: str) -> str:
    """The form's own words for it, else ours: what to do, and not what has been left out."""
    label = {"label": field.label.said_in(language).rstrip("?:. ")}
    if own := field.missing.said_in(language):
        return own
    if field.type is FieldType.FILES:
        return _("Add a file under “%(label)s”.") % label
    if field.options or field.type is FieldType.YES_NO:
        return _("Choose an answer under “%(label)s”.") % label
    return _("Fill in “%(label)s”.") % label


def _choices(field: Field, filling: _Filling) -> tuple[Choice, ...]:
    if field.type is FieldType.YES_NO:
        return (Choice(YES, _("Yes")), Choice(NO, _("No")))
    language = filling.language
    options = (
        Choice(option.value, option.label.said_in(language), option.help.said_in(language))
        for option in field.options
    )
    return tuple(options) or filling.known.choices.get(field.type, ())
