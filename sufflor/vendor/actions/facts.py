"""What a case is said to be: the template that lets somebody else see the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from sufflor.change_requests.models import ChangeRequest
from sufflor.desk.models import Request
from sufflor.events.actions import JsonValue
from sufflor.known_errors.models import KnownError
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import clean, one_line
from sufflor.questions.models import Question
from sufflor.vendor.models import (
    LONG_TEXT,
    TITLE_LENGTH,
    Check,
    Kind,
    Severity,
    System,
    VendorCase,
)

FOUND_IN_LENGTH = 40


class NoTitle(Refusal):
    reason = gettext_lazy("Say in one line what is wrong, or what is to be changed.")
    status = 422


class TooLong(Refusal):
    reason = gettext_lazy("That is too long. Write at most 8,000 characters in each field.")
    status = 422


@dataclass(frozen=True)
class Facts:
    """What is not known yet can be empty: the case is not sent before it is there."""

    title: str
    system: System
    kind: Kind = Kind.ERROR
    severity: Severity = Severity.ORDINARY
    function: str = ""
    found_in: str = ""
    steps: str = ""
    expected: str = ""
    actual: str = ""
    log: str = ""
    checked: Collection[str] = ()

    def checked_over(self) -> Facts:
        """As it is stored, or a refusal."""
        facts = replace(
            self,
            title=one_line(self.title),
            found_in=one_line(self.found_in)[:FOUND_IN_LENGTH],
            steps=clean(self.steps),
            expected=clean(self.expected),
            actual=clean(self.actual),
            log=clean(self.log),
            checked=[each.value for each in Check if each.value in self.checked],
        )
        if not facts.title:
            raise NoTitle
        if len(facts.title) > TITLE_LENGTH or max(map(len, facts.texts)) > LONG_TEXT:
            raise TooLong
        return facts

    @property
    def texts(self) -> tuple[str, ...]:
        return self.steps, self.expected, self.actual, self.log

    def fill(self, case: VendorCase) -> None:
        """The case's own columns; it is saved by whoever calls."""
        case.title, case.system, case.kind = self.title, self.system, self.kind
        case.severity, case.function, case.found_in = self.severity, self.function, self.found_in
        case.steps, case.expected, case.actual, case.log = self.texts
        case.checked = list(self.checked)


@dataclass(frozen=True)
class Ties:
    """What a case comes from. `asks_more` is said of the requests: they stay open when the fix is
    in use."""

    requests: Collection[Request] = ()
    errors: Collection[KnownError] = ()
    questions: Collection[Question] = ()
    changes: Collection[ChangeRequest] = ()
    asks_more: bool = False

    @property
    def details(self) -> dict[str, JsonValue]:
        return {
            "requests": [each.pk for each in self.requests],
            "errors": [each.pk for each in self.errors],
            "questions": [each.pk for each in self.questions],
            "changes": [each.pk for each in self.changes],
        }
