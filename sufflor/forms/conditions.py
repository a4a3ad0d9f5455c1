"""When something is shown or required: a small language of conditions, and whether one holds.

`answers` are always those that count: a field that is hidden or wrongly filled in has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Answers = Mapping[str, Json]

# How many conditions may stand inside each other.
DEEPEST = 5


@dataclass(frozen=True)
class Always:
    """No condition at all."""

    def holds(self, _answers: Answers, _role: str) -> bool:
        return True

    def fields(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True)
class AnswerIn:
    """The answer is one of these; where several may be chosen, one of these is among them."""

    field: str
    values: tuple[str | bool, ...]

    def holds(self, answers: Answers, _role: str) -> bool:
        answer = answers.get(self.field)
        chosen = answer if isinstance(answer, list) else [answer]
        return any(_is_same(one, value) for one in chosen for value in self.values)

    def fields(self) -> Iterator[str]:
        yield self.field


@dataclass(frozen=True)
class Filled:
    field: str

    def holds(self, answers: Answers, _role: str) -> bool:
        return self.field in answers

    def fields(self) -> Iterator[str]:
        yield self.field


@dataclass(frozen=True)
class RoleIn:
    """Whoever fills in has one of these roles in case handling."""

    roles: tuple[str, ...]

    def holds(self, _answers: Answers, role: str) -> bool:
        return role in self.roles

    def fields(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers, role: str) -> bool:
        return all(part.holds(answers, role) for part in self.parts)

    def fields(self) -> Iterator[str]:
        return (name for part in self.parts for name in part.fields())


@dataclass(frozen=True)
class Some:
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers, role: str) -> bool:
        return any(part.holds(answers, role) for part in self.parts)

    def fields(self) -> Iterator[str]:
        return (name for part in self.parts for name in part.fields())


@dataclass(frozen=True)
class Not:
    part: Condition

    def holds(self, answers: Answers, role: str) -> bool:
        return not self.part.holds(answers, role)

    def fields(self) -> Iterator[str]:
        return self.part.fields()


Condition = Always | AnswerIn | Filled | RoleIn | All | Some | Not
ALWAYS = Always()


def _is_same(answer: Json, value: str | bool) -> bool:
    """True and "true" are two things, as are True and 1."""
    return type(answer) is type(value) and answer == value
