"""A form as a page shows it to one reader: which fields, filled in with what, and what to mend.

Both stages draw it with `forms/fields.html`, inside a form of their own that posts to its own
address: with `vis` to see the fields anew, without it to send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sufflor.forms.conditions import Json
from sufflor.forms.definition import Definition, FieldType
from sufflor.forms.drawing import PREFIX, ShownField
from sufflor.forms.evaluating import Evaluated, EvaluatedField, EvaluatedSection, Typed, evaluate
from sufflor.forms.known import Choice, Known
from sufflor.forms.models import FormVersion

SHOW = "vis"
VERSION = "version"
NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@dataclass(frozen=True)
class ShownSection:
    title: str
    help: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True)
class FormPage:
    """`faults` are about the whole, as a refusal is. Only what was sent has anything to mend."""

    version: FormVersion
    evaluated: Evaluated
    sections: tuple[ShownSection, ...]
    is_sent: bool
    # Sent, and nothing to mend: the answers can be kept.
    is_ready: bool
    faults: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[ShownField]:
        return (field for section in self.sections for field in section.fields)

    @property
    def title(self) -> str:
        return self.evaluated.definition.title.said_in(self.evaluated.language)

    @property
    def intro(self) -> str:
        return self.evaluated.definition.intro.said_in(self.evaluated.language)

    @property
    def receipt(self) -> str:
        return self.evaluated.definition.receipt.said_in(self.evaluated.language)

    @property
    def answers(self) -> Mapping[str, Json]:
        return self.evaluated.answers

    @property
    def errors(self) -> bool:
        return bool(self.faults) or any(field.error for field in self)

    @property
    def non_field_errors(self) -> tuple[str, ...]:
        return self.faults

    def refused(self, sentence: str) -> FormPage:
        """The same page, with the sentence of a refusal above what was typed."""
        return replace(self, faults=(*self.faults, sentence))


def typed_in(sent: MultiValueDict[str, str]) -> dict[str, list[str]]:
    """What stands in the fields of the form, by their names, in a link as well as in a post."""
    return {
        name.removeprefix(PREFIX): values
        for name, values in sent.lists()
        if name.startswith(PREFIX)
    }


def begun_on(sent: MultiValueDict[str, str]) -> int | None:
    """The number of the version that was on the screen, for `queries.being_filled_in`."""
    number = sent.get(VERSION) or ""
    return int(number) if NUMBER.fullmatch(number) else None


def is_sent(sent: QueryDict | None) -> bool:
    return sent is not None and SHOW not in sent


def form_page(
    version: FormVersion, typed: Typed, *, is_sent: bool, language: str, known: Known
) -> FormPage:
    """What is known of the writer is filled in beforehand where they have not been yet.

    What is sent is kept as it was sent: nothing is added behind the sender's back.
    """
    definition = version.parsed
    evaluated = evaluate(definition, typed, language=language, known=known)
    is_ready = is_sent and evaluated.is_valid
    errors = evaluated.errors if is_sent else {}
    if not is_ready:
        begun = {**prefilled(definition, known), **typed}
        evaluated = evaluate(definition, begun, language=language, known=known)
    sections = tuple(
        ShownSection(section.title, section.help, tuple(_shown(section, evaluated, errors, known)))
        for section in evaluated.sections
        if section.is_visible
    )
    return FormPage(version, evaluated, sections, is_sent, is_ready)


def prefilled(definition: Definition, known: Known) -> dict[str, list[str]]:
    return {
        field.name: [known.prefill[field.prefill]]
        for field in definition.fields
        if field.prefill and known.prefill.get(field.prefill)
    }


def _shown(
    section: EvaluatedSection, evaluated: Evaluated, errors: Mapping[str, str], known: Known
) -> Iterator[ShownField]:
    steering = evaluated.definition.steering
    for field in section.fields:
        if field.is_visible:
            yield ShownField(
                now=field,
                error=errors.get(field.name, ""),
                steers=field.name in steering,
                files=_files(field, known),
            )


def _files(field: EvaluatedField, known: Known) -> tuple[Choice, ...]:
    """Those that were handed over before, so that they need not be chosen again."""
    if field.type is not FieldType.FILES:
        return ()
    return tuple(Choice(key, known.files[key]) for key in field.typed if key in known.files)
