"""What a question says: cleaned, as long as it may be, and without numbers that identify people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib import personal_numbers
from sufflor.lib.refusals import Refusal, Sentence
from sufflor.lib.text import clean, one_line
from sufflor.questions.models import (
    CASE_NUMBER_LENGTH,
    DETAIL_LENGTH,
    REASON_LENGTH,
    REPORT_LENGTH,
    TEXT_LENGTH,
    Scope,
)

CASE_NUMBER = re.compile(r"[0-9][0-9/ -]*")

# Where in a question something stands, in the words of its form.
PLACES: dict[str, Sentence] = {
    "text": gettext_lazy("Your question"),
    "detail": gettext_lazy("Say more"),
    "case_number": gettext_lazy("Case number"),
    "wanted": gettext_lazy("What I wanted to do"),
    "steps": gettext_lazy("What I did, step by step"),
    "happened": gettext_lazy("What happened"),
    "message": gettext_lazy("What the screen said"),
    "answer": gettext_lazy("The answer"),
    "title": gettext_lazy("The title"),
    "article": gettext_lazy("The article"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody tells of an error beyond the question itself."""

    wanted: str = ""
    steps: str = ""
    happened: str = ""
    message: str = ""
    scope: Scope | str = Scope.UNKNOWN

    def words(self) -> dict[str, str]:
        """What is written, by field."""
        names = ("wanted", "steps", "happened", "message")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Said:
    """All that is written in a question, and in the report of an error."""

    text: str
    detail: str
    case_number: str
    report: Report | None

    def checked(self) -> Said:
        """As it is stored, or a refusal."""
        text, detail = checked(self.text, self.detail)
        case_number = checked_case_number(self.case_number)
        return Said(text, detail, case_number, self.report and checked_report(self.report))

    def itself(self) -> dict[str, str]:
        """What is written in the question, by field."""
        return {"text": self.text, "detail": self.detail, "case_number": self.case_number}

    def numbers(self, *, may_hold: bool) -> tuple[FoundNumber, ...]:
        """Refused, unless the writer says that they identify nobody."""
        told = self.report.words() if self.report else {}
        found = numbers_in(**self.itself(), **told)
        if found and not may_hold:
            raise HoldsPersonalNumber.at(found)
        return found


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """`field` is the name of the field that holds it; `masked` may be shown to its writer."""

    field: str
    masked: str

    @property
    def place(self) -> str:
        return str(PLACES[self.field])


class EmptyQuestion(Refusal):
    reason = gettext_lazy("Write what you wonder about.")
    status = 422


class QuestionTooLong(Refusal):
    reason = gettext_lazy("The question is too long. Make it shorter, or move some of it down.")
    status = 422


class NoCaseNumber(Refusal):
    reason = gettext_lazy("A case number has digits, “/” and “-” alone: 2026/1234.")
    status = 422


class ReportTooLong(Refusal):
    reason = gettext_lazy("What you tell of the error is too long. At most 2,000 characters fit.")
    status = 422


class NoReason(Refusal):
    reason = gettext_lazy("Give a reason of at most 500 characters.")
    status = 422


class HoldsPersonalNumber(Refusal):
    """`numbers` says which and where, so that a form can point at its fields."""

    reason = gettext_lazy("This holds something that looks like a national identity number.")
    way_out = gettext_lazy(
        "Take it away, and send again. If it is another kind of number, say so and send it: then"
        " a host reads it before anyone else does."
    )
    status = 422
    numbers: tuple[FoundNumber, ...] = ()

    @classmethod
    def at(cls, numbers: tuple[FoundNumber, ...]) -> HoldsPersonalNumber:
        said = _("This looks like a national identity number: %(numbers)s.")
        refusal = cls(said % {"numbers": ", ".join(f"{n.masked} ({n.place})" for n in numbers)})
        refusal.numbers = numbers
        return refusal


class NumberInPublic(HoldsPersonalNumber):
    way_out = gettext_lazy("Everyone can read this. Take the number away, and send again.")


def checked_case_number(said: str) -> str:
    """Nothing but a number fits, so that nobody writes there whom the case is about."""
    said = one_line(said)
    if said and (len(said) > CASE_NUMBER_LENGTH or not CASE_NUMBER.fullmatch(said)):
        raise NoCaseNumber
    return said


def checked(text: str, detail: str) -> tuple[str, str]:
    text, detail = one_line(text), clean(detail)
    if not text:
        raise EmptyQuestion
    if len(text) > TEXT_LENGTH or len(detail) > DETAIL_LENGTH:
        raise QuestionTooLong
    return text, detail


def checked_report(report: Report) -> Report:
    words = {name: clean(told) for name, told in report.words().items()}
    if any(len(told) > REPORT_LENGTH for told in words.values()):
        raise ReportTooLong
    return Report(**words, scope=Scope(report.scope))


def checked_reason(reason: str) -> str:
    reason = one_line(reason)
    if not reason or len(reason) > REASON_LENGTH:
        raise NoReason
    return reason


def numbers_in(**texts: str) -> tuple[FoundNumber, ...]:
    """What looks like a national identity number, by the field that it stands in."""
    return tuple(
        FoundNumber(field, span.masked)
        for field, text in texts.items()
        for span in personal_numbers.found(text)
    )


def require_no_number(**texts: str) -> None:
    """For what everyone reads as soon as it is written."""
    if numbers := numbers_in(**texts):
        raise NumberInPublic.at(numbers)
