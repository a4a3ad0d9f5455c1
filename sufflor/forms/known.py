"""What the house knows while a form is filled in: who does it, and the names to choose among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sufflor.forms.definition import FieldType, Source


@dataclass(frozen=True)
class Choice:
    """`group` gathers choices under a heading, as processes under their area."""

    value: str
    label: str
    help: str = ""
    group: str = ""


@dataclass(frozen=True)
class Known:
    """Values alone, so that what an evaluation says depends on nothing else.

    `people` are those whose user name or address was typed, by that in small letters; `files` are
    the names of those that whoever fills in has handed over, by their keys.
    """

    role: str = ""
    prefill: Mapping[Source, str] = field(default_factory=dict)
    choices: Mapping[FieldType, tuple[Choice, ...]] = field(default_factory=dict)
    people: Mapping[str, Choice] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


NOTHING = Known()
