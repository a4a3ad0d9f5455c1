"""Sending what somebody has filled in: a form's answers become a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import queries
from sufflor.desk.actions.submitting import Wish, submitted
from sufflor.desk.models import ENTRY_LENGTH, Request
from sufflor.files.models import StoredFile
from sufflor.forms.definition import FieldType
from sufflor.forms.evaluating import Evaluated, EvaluatedField
from sufflor.forms.models import FormVersion
from sufflor.lib import personal_numbers
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User
from sufflor.rollout import queries as rollout

WRITTEN = (FieldType.TEXT, FieldType.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """`field` is the name of the field that holds it; `masked` may be shown to its writer."""

    field: str
    place: str
    masked: str


class NotFilledIn(Refusal):
    reason = gettext_lazy("Something in the form must be mended before it can be sent.")
    way_out = gettext_lazy("See what is said at each field.")
    status = 422


class HoldsIdentityNumber(Refusal):
    """`numbers` says which and where, so that a page can point at its fields."""

    reason = gettext_lazy("This holds something that looks like a national identity number.")
    way_out = gettext_lazy("Take it away, and send again. Or say that it is something else.")
    status = 422
    numbers: tuple[FoundNumber, ...] = ()

    @classmethod
    def at(cls, numbers: tuple[FoundNumber, ...]) -> HoldsIdentityNumber:
        said = _("This looks like a national identity number: %(numbers)s.")
        refusal = cls(said % {"numbers": ", ".join(f"{n.masked} ({n.place})" for n in numbers)})
        refusal.numbers = numbers
        return refusal


@dataclass(frozen=True)
class Filled:
    """A form as one person has filled it in, with what goes beside it."""

    version: FormVersion
    evaluated: Evaluated
    concerns: User | None = None
    participants: tuple[User, ...] = ()
    files: tuple[StoredFile, ...] = field(default_factory=tuple)
    may_hold_number: bool = False


@transaction.atomic
def send_form(*, filled: Filled, submission: UUID, by: User, at: datetime) -> Request:
    """Only what is seen, filled in and in order is kept. Sending twice is sending once."""
    evaluated = filled.evaluated
    if not evaluated.is_valid:
        raise NotFilledIn
    numbers = numbers_in(evaluated)
    if numbers and not filled.may_hold_number:
        raise HoldsIdentityNumber.at(numbers)
    meant = queries.meaning(filled.version, evaluated)
    kept = evaluated.files
    wish = Wish(
        title=evaluated.subject,
        text=_text(evaluated),
        area=meant.area,
        process=meant.process,
        help_kind=meant.help_kind,
        unit=meant.unit,
        concerns=filled.concerns,
        participants=filled.participants,
        is_confidential=meant.is_confidential,
        cannot_wait=_cannot_wait(filled.version, at),
        form=filled.version,
        answers=evaluated.answers,
        files=tuple(each for each in filled.files if str(each.key) in kept),
    )
    return submitted(wish=wish, submission=submission, by=by, at=at)


def numbers_in(evaluated: Evaluated) -> tuple[FoundNumber, ...]:
    """What looks like a national identity number, by the field that it stands in."""
    return tuple(
        FoundNumber(one.name, one.label, span.masked)
        for one, text in _texts(evaluated)
        for span in personal_numbers.found(text)
    )


def _cannot_wait(version: FormVersion, at: datetime) -> bool:
    """Whether it is one of the ways in that never close, since what comes there cannot wait."""
    ways = rollout.doors(at).ways
    return any(door.is_exception for door in ways if door.slug == version.form.slug)


def _text(evaluated: Evaluated) -> str:
    """What the writer says in most words; a form without room for words says its heading."""
    told = (text for one, text in _texts(evaluated) if one.type is FieldType.LONG_TEXT)
    return next(told, evaluated.subject)[:ENTRY_LENGTH]


def _texts(evaluated: Evaluated) -> list[tuple[EvaluatedField, str]]:
    return [
        (one, one.value)
        for one in evaluated.fields
        if one.type in WRITTEN and isinstance(one.value, str)
    ]
