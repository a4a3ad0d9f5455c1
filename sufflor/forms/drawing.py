"""A field as it is drawn: by which control, filled in with what, under which names in the page."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.forms.definition import FieldType
from sufflor.forms.evaluating import EvaluatedField
from sufflor.forms.known import Choice
from sufflor.forms.values import limit

# Before the name of each field, so that no field is taken for something of the page's own.
PREFIX = "felt-"
# More choices than this are folded into a list.
MOST_OPEN_CHOICES = 9
# How many letters a line of choices holds, and how many of them each mark takes the room of.
LINE, CHOICE_MARK = 64, 6


@dataclass(frozen=True)
class ShownChoice:
    value: str
    label: str
    help: str
    group: str
    is_chosen: bool
    id: str


@dataclass(frozen=True)
class ShownField:
    """Speaks as a bound field of Django does, so that the same components draw it."""

    now: EvaluatedField
    error: str
    steers: bool
    files: tuple[Choice, ...]

    @property
    def type(self) -> str:
        return self.now.type.value

    @property
    def html_name(self) -> str:
        return f"{PREFIX}{self.now.name}"

    @property
    def auto_id(self) -> str:
        return self.html_name

    @property
    def id_for_label(self) -> str:
        return self.html_name

    @property
    def label(self) -> str:
        return self.now.label

    @property
    def help_text(self) -> str:
        return self.now.help

    @property
    def errors(self) -> list[str]:
        return [self.error] if self.error else []

    @property
    def is_required(self) -> bool:
        return self.now.is_required

    @property
    def is_optional(self) -> bool:
        return not self.now.is_required

    @property
    def described_by(self) -> str:
        """The ids of the help and of the error, where there are any."""
        parts = ((self.now.help, "helptext"), (self.error, "error"))
        return " ".join(f"{self.auto_id}_{name}" for text, name in parts if text)

    @property
    def control(self) -> str:
        """How it is drawn."""
        match self.now.type:
            case FieldType.CHOICE if len(self.now.choices) > MOST_OPEN_CHOICES:
                return "list"
            case FieldType.CHOICE | FieldType.YES_NO:
                return "radios"
            case FieldType.CHOICES:
                return "checkboxes"
            case FieldType.UNIT | FieldType.CASE_AREA | FieldType.PROCESS:
                return "list"
            case FieldType.LONG_TEXT | FieldType.FILES | FieldType.INFORMATION as type_:
                return type_.value
            case _:
                return "line"

    @property
    def use_fieldset(self) -> bool:
        return self.control in {"radios", "checkboxes"}

    @property
    def input_type(self) -> str:
        kinds = {FieldType.DATE: "date", FieldType.DATETIME: "datetime-local"}
        return kinds.get(self.now.type, "text")

    @property
    def input_mode(self) -> str:
        return "decimal" if self.now.type is FieldType.NUMBER else ""

    @property
    def is_short(self) -> bool:
        short = {FieldType.DATE, FieldType.DATETIME, FieldType.NUMBER, FieldType.CASE_NUMBER}
        return self.now.type in short

    @property
    def text(self) -> str:
        """What stands in the field: what was typed; a moment as the browser wants to have it."""
        value, typed = self.now.value, self.now.typed
        if isinstance(value, str) and self.now.type is FieldType.DATE:
            return value
        if isinstance(value, str) and self.now.type is FieldType.DATETIME:
            return value[: len("2026-10-29T08:30")]
        return typed[-1] if typed else ""

    @property
    def limit(self) -> int:
        return limit(self.now.field)

    @property
    def has_cards(self) -> bool:
        """Choices that need a word of explanation are laid out as cards."""
        return any(choice.help for choice in self.now.choices)

    @property
    def is_terse(self) -> bool:
        """Short choices stand on one line, where there is room."""
        return sum(len(choice.label) + CHOICE_MARK for choice in self.now.choices) <= LINE

    @property
    def choices(self) -> list[ShownChoice]:
        typed = self.now.typed
        chosen = set(typed if self.now.type is FieldType.CHOICES else typed[-1:])
        return [
            ShownChoice(
                choice.value,
                choice.label,
                choice.help,
                choice.group,
                choice.value in chosen,
                f"{self.auto_id}_{number}",
            )
            for number, choice in enumerate(self.now.choices)
        ]
