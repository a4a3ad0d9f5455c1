"""What can be asked: about which facts, by which words, and how the parts are put together.

There is no field for a text: what helpers write to each other can neither be asked for nor guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import Line

# How many groups may stand inside each other, how much may be asked in all, and how much of one.
DEEPEST = 4
MOST_PARTS = 40
MOST_VALUES = 40
# How many views may refer on to each other.
LONGEST_WAY = 3


class Field(models.TextChoices):
    """The facts of a request that anybody who may see it sees in the list."""

    STATE = "state", _("Status")
    LINE = "line", _("Line")
    GROUP = "group", _("Group")
    ASSIGNEE = "assignee", _("Who has it")
    AREA = "area", _("Case area")
    PROCESS = "process", _("Process")
    UNIT = "unit", _("Unit of the one who asked")
    HELP_KIND = "help_kind", _("Kind of help")
    FORM = "form", _("Form")
    LANGUAGE = "language", _("Language")
    WAITS = "waits", _("Waits for something")
    ANSWERED = "answered", _("Has been answered")
    COORDINATOR = "needs_coordinator", _("Has bounced")
    ERROR = "known_error", _("Comes from a known error")
    DUE = "due", _("When it is due")
    WAKES = "wakes", _("When it comes up again")
    OPENED = "opened", _("When it came")
    CHANGED = "changed", _("When it last changed")


MOMENTS = frozenset({Field.DUE, Field.WAKES, Field.OPENED, Field.CHANGED})
FLAGS = frozenset({Field.WAITS, Field.ANSWERED, Field.COORDINATOR, Field.ERROR})
LINE_NAMES = {line.name.lower(): line for line in Line}


class Special(StrEnum):
    """Words that mean something else to each reader, or nothing. No code begins like this."""

    ME = "@me"
    OTHERS = "@others"
    OURS = "@ours"
    NONE = "@none"
    YES = "@yes"
    NO = "@no"


class Mode(models.TextChoices):
    ALL = "all", _("All of this holds")
    ANY = "any", _("Some of this holds")
    NONE = "none", _("None of this holds")


@dataclass(frozen=True)
class Among:
    """The fact is one of these."""

    field: Field
    values: tuple[str, ...]


@dataclass(frozen=True)
class When:
    """The moment lies before this one, or at or after it (`moments` says how it is written)."""

    field: Field
    is_before: bool
    moment: str


@dataclass(frozen=True)
class AsIn:
    """As another view asks."""

    view: int


@dataclass(frozen=True)
class Group:
    mode: Mode
    parts: tuple[Condition, ...] = ()


Condition = Among | When | AsIn | Group

# The moments that a page offers; any other can be written.
OFTEN = (
    ("now", _("now")),
    ("+1d", _("the end of today")),
    ("+2d", _("the end of tomorrow")),
    ("+8d", _("a week from now")),
    ("+2h", _("two hours from now")),
    ("+0d", _("today began")),
    ("-1d", _("yesterday began")),
    ("-3d", _("three days ago")),
    ("-7d", _("a week ago")),
    ("-14d", _("two weeks ago")),
    ("-30d", _("a month ago")),
    ("-90d", _("three months ago")),
)
