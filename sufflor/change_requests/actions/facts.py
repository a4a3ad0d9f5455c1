"""What a wish is said to be: what is needed, what gets better, and how people manage meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from sufflor.change_requests.models import TEXT_LENGTH, TITLE_LENGTH, ChangeRequest
from sufflor.lib.personal_numbers import found
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import CaseArea


class SaysTooLittle(Refusal):
    reason = gettext_lazy("Say in one line what you wish for, and what you need it for.")
    status = 422


class SaysTooMuch(Refusal):
    reason = gettext_lazy("That is too long. Write at most 2,000 characters in each field.")
    status = 422


class HoldsNumber(Refusal):
    reason = gettext_lazy("There seems to be a national identity number in this.")
    way_out = gettext_lazy("Take it out, and send again: everyone may come to read it.")
    status = 422


@dataclass(frozen=True)
class Facts:
    """Without an area it is about all of them."""

    title: str
    need: str
    benefit: str = ""
    workaround: str = ""
    how_many: str = ""
    how_often: str = ""
    area: CaseArea | None = None
    language: str = "nb"

    def checked(self) -> Facts:
        """As it is stored, or a refusal."""
        facts = replace(
            self,
            title=one_line(self.title),
            need=clean(self.need),
            benefit=clean(self.benefit),
            workaround=clean(self.workaround),
        )
        if not facts.title or not facts.need:
            raise SaysTooLittle
        if len(facts.title) > TITLE_LENGTH or max(map(len, facts.texts)) > TEXT_LENGTH:
            raise SaysTooMuch
        if any(map(found, (facts.title, *facts.texts))):
            raise HoldsNumber
        return facts

    @property
    def texts(self) -> tuple[str, str, str]:
        return self.need, self.benefit, self.workaround

    def fill(self, change: ChangeRequest) -> None:
        """It is saved by whoever calls."""
        change.title, change.need, change.benefit = self.title, self.need, self.benefit
        change.workaround, change.language, change.area = self.workaround, self.language, self.area
        change.how_many, change.how_often = self.how_many, self.how_often
