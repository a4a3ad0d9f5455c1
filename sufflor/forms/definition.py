"""What a form is made of: sections, fields, choices and conditions, as the code knows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter

from sufflor.forms.conditions import ALWAYS, Condition
from sufflor.forms.texts import NO_TEXTS, Texts


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"
    DATETIME = "datetime"
    NUMBER = "number"
    CASE_NUMBER = "case_number"
    PERSON = "person"
    UNIT = "unit"
    CASE_AREA = "case_area"
    PROCESS = "process"
    FILES = "files"
    # Words between the fields: nobody answers them.
    INFORMATION = "information"


class Source(StrEnum):
    """What the house knows of whoever fills in, for the field to begin with. It can be removed."""

    NAME = "name"
    USERNAME = "username"
    EMAIL = "email"
    UNIT = "unit"
    ROLE = "role"
    TODAY = "today"
    NOW = "now"
    BROWSER = "browser"


@dataclass(frozen=True)
class Option:
    value: str
    label: Texts
    help: Texts = NO_TEXTS


@dataclass(frozen=True)
class Field:
    """`missing` is what is said when it is required and empty; `most` depends on the type."""

    name: str
    type: FieldType
    label: Texts
    help: Texts = NO_TEXTS
    missing: Texts = NO_TEXTS
    required: bool = False
    required_when: Condition | None = None
    shown_when: Condition = ALWAYS
    options: tuple[Option, ...] = ()
    most: int | None = None
    least: int | None = None
    prefill: Source | None = None

    @property
    def is_answered(self) -> bool:
        return self.type is not FieldType.INFORMATION


@dataclass(frozen=True)
class Section:
    fields: tuple[Field, ...]
    title: Texts = NO_TEXTS
    help: Texts = NO_TEXTS
    shown_when: Condition = ALWAYS


@dataclass(frozen=True)
class Branch:
    """What kind of request some answers make it, where that differs from the form's own."""

    when: Condition
    asks_for: str = ""
    is_confidential: bool = False
    record_class: str = ""


@dataclass(frozen=True)
class Definition:
    """A form as it was at one time. `subject` names the field that heads the request."""

    title: Texts
    summary: Texts
    receipt: Texts
    sections: tuple[Section, ...]
    intro: Texts = NO_TEXTS
    subject: str = ""
    branches: tuple[Branch, ...] = ()

    @property
    def fields(self) -> Iterator[Field]:
        return (each for section in self.sections for each in section.fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {each.name: each for each in self.fields}

    @cached_property
    def steering(self) -> frozenset[str]:
        """The fields whose answers change what the form shows or requires."""
        conditions = [section.shown_when for section in self.sections]
        for each in self.fields:
            conditions += [each.shown_when, each.required_when or ALWAYS]
        return frozenset(name for one in conditions for name in one.fields())

    @cached_property
    def in_turn(self) -> tuple[tuple[Section, Field], ...]:
        """Each field after those that decide whether it is seen; a CycleError if none is first."""
        places = {
            each.name: (section, each) for section in self.sections for each in section.fields
        }
        before = {
            name: {*section.shown_when.fields(), *each.shown_when.fields()} & places.keys()
            for name, (section, each) in places.items()
        }
        return tuple(places[name] for name in TopologicalSorter(before).static_order())
