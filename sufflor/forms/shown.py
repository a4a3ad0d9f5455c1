"""What somebody answered, in words: with the labels of the version that it was sent in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.forms.conditions import Json
from sufflor.forms.definition import Field, FieldType
from sufflor.forms.models import FormVersion
from sufflor.lib.clock import OSLO
from sufflor.organization.models import CaseArea, CaseProcess, Unit, User

# The names of people, units, areas and processes by what is kept of them.
Names = Mapping[FieldType, Mapping[str, str]]


@dataclass(frozen=True)
class Shown:
    """One answer. `keys` are those of files, whose names another room knows."""

    name: str
    type: FieldType
    label: str
    value: str
    keys: tuple[str, ...] = ()


def answers_shown(version: FormVersion, answers: Mapping[str, Json], language: str) -> list[Shown]:
    """In the order of the form. At most four queries, for names that are kept as codes."""
    fields = [field for field in version.parsed.fields if field.name in answers]
    with override(language):
        names = _names(fields, answers)
        return [_shown(field, answers[field.name], names, language) for field in fields]


def _shown(field: Field, answer: Json, names: Names, language: str) -> Shown:
    label = field.label.said_in(language)
    if field.type is FieldType.FILES:
        keys = tuple(str(key) for key in answer) if isinstance(answer, list) else ()
        return Shown(field.name, field.type, label, "", keys)
    return Shown(field.name, field.type, label, _words(field, answer, names, language))


def _words(field: Field, answer: Json, names: Names, language: str) -> str:
    match answer:
        case bool():
            return _("Yes") if answer else _("No")
        case list():
            return ", ".join(_words(field, each, names, language) for each in answer)
        case int() | float():
            return str(number_format(answer, use_l10n=True, force_grouping=True))
        case str():
            return _said(field, answer, names, language)
        case _:
            return ""


def _said(field: Field, answer: str, names: Names, language: str) -> str:
    if field.options:
        labels = {option.value: option.label.said_in(language) for option in field.options}
        return labels.get(answer, answer)
    if field.type is FieldType.DATE:
        return date_format(date.fromisoformat(answer), "DATE_FORMAT")
    if field.type is FieldType.DATETIME:
        return date_format(datetime.fromisoformat(answer).astimezone(OSLO), "DATETIME_FORMAT")
    return names.get(field.type, {}).get(answer, answer)


def _names(fields: Iterable[Field], answers: Mapping[str, Json]) -> Names:
    """Of those that the answers name. Who or what is gone is called by its code."""
    codes: dict[FieldType, set[str]] = {}
    for field in fields:
        codes.setdefault(field.type, set()).add(str(answers[field.name]))
    return {
        type_: dict(_looked_up(type_, codes[type_]))
        for type_ in (FieldType.PERSON, FieldType.UNIT, FieldType.CASE_AREA, FieldType.PROCESS)
        if type_ in codes
    }


def _looked_up(type_: FieldType, codes: set[str]) -> Iterator[tuple[str, str]]:
    if type_ is FieldType.PERSON:
        for person in User.objects.filter(username__in=codes):
            yield person.username, person.full_name
    elif type_ is FieldType.CASE_AREA:
        for area in CaseArea.objects.filter(slug__in=codes):
            yield area.slug, area.local_name
    else:
        model = Unit if type_ is FieldType.UNIT else CaseProcess
        for one in model.objects.filter(code__in=codes):
            yield one.code, one.local_name
