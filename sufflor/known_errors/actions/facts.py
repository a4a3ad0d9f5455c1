"""What an error is said to be: what one sees, whom it concerns, and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from sufflor.known_errors.actions.keeping import require_no_number
from sufflor.known_errors.models import TEXT_LENGTH, TITLE_LENGTH, KnownError
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import CaseArea, Unit, WorkRole


class SaysTooLittle(Refusal):
    reason = gettext_lazy("Give the error a title, and say what people see.")
    status = 422


class InNoArea(Refusal):
    reason = gettext_lazy("Choose at least one case area, so that those whom it concerns find it.")
    status = 422


class SaysTooMuch(Refusal):
    reason = gettext_lazy("That is too long. Write at most 2,000 characters in each field.")
    status = 422


@dataclass(frozen=True)
class Facts:
    """Without a workaround there is none yet; without units it concerns all of them."""

    title: str
    seen: str
    areas: Collection[CaseArea]
    workaround: str = ""
    work_role: str = WorkRole.ANYONE
    units: Collection[Unit] = ()
    language: str = "nb"

    def checked(self) -> Facts:
        """As it is stored, or a refusal."""
        facts = replace(
            self,
            title=one_line(self.title),
            seen=clean(self.seen),
            workaround=clean(self.workaround),
        )
        if not facts.title or not facts.seen:
            raise SaysTooLittle
        if len(facts.title) > TITLE_LENGTH or max(map(len, facts.texts)) > TEXT_LENGTH:
            raise SaysTooMuch
        require_no_number(facts.title, *facts.texts)
        if not facts.areas:
            raise InNoArea
        return facts

    @property
    def texts(self) -> tuple[str, str]:
        return self.seen, self.workaround

    def fill(self, error: KnownError) -> None:
        """The error's own columns; it is saved by whoever calls."""
        error.title, error.seen, error.workaround = self.title, self.seen, self.workaround
        error.work_role, error.language = self.work_role, self.language

    def write_rows(self, error: KnownError) -> None:
        error.areas.set(self.areas)
        error.units.set(self.units)
