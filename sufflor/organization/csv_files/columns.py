"""What a column holds, and what a file is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from django.db import models

from sufflor.lib.refusals import Sentence


class Kind(Enum):
    TEXT = auto()
    CODE = auto()
    SLUG = auto()
    USERNAME = auto()
    EMAIL = auto()
    NUMBER = auto()
    DATE = auto()
    CLOCK = auto()
    CHOICE = auto()
    REFERENCE = auto()


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a file and field of a model; `aliases` are other headers that mean the same."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    required: bool = False
    length: int = 160
    default: str = ""
    # What may be written -> the word that we keep; and the word we keep -> the value in the field.
    words: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    # For references: the file that holds what is referred to, and what to say when it does not.
    to: str = ""
    path: str = ""
    missing: Sentence = ""
    # Read out of other columns, so it is not in the file.
    derived: bool = False


@dataclass(frozen=True, eq=False)
class File:
    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def written(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.derived)
