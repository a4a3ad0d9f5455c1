"""What another system answers to a form, read as it would have been typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.api.gate import NotUnderstood
from sufflor.desk.actions import Filled
from sufflor.files.models import StoredFile
from sufflor.files.queries import uploads_among
from sufflor.forms import queries
from sufflor.forms.conditions import Json
from sufflor.forms.definition import FieldType
from sufflor.forms.evaluating import Evaluated, evaluate, typed_as
from sufflor.forms.models import FormVersion
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import User
from sufflor.organization.queries import colleague

MOST_ANSWERS = 200
MOST_VALUES = 60
LONGEST_ANSWER = 20_000


class NoSuchPerson(Refusal):
    reason = _("We find no colleague by this. Check the username or the address.")
    status = 422


@dataclass(frozen=True)
class Sent:
    """What came in, as it would have been typed."""

    version: FormVersion
    evaluated: Evaluated
    concerns: str
    may_hold_number: bool
    files: tuple[StoredFile, ...]


def read_answers(body: dict[str, object], version: FormVersion, by: User, at: datetime) -> Sent:
    answers, concerns = body.get("answers", {}), body.get("concerns", "")
    may_hold = body.get("may_hold_number", False)
    if not isinstance(answers, dict) or len(answers) > MOST_ANSWERS:
        raise NotUnderstood
    if not isinstance(concerns, str) or not isinstance(may_hold, bool):
        raise NotUnderstood
    read = {str(name): _answer(value) for name, value in answers.items()}
    files = tuple(_files(version, read, by))
    evaluated = evaluated_as(version, read, by, at, files)
    return Sent(version, evaluated, one_line(concerns)[:254], may_hold, files)


def _files(version: FormVersion, answers: Mapping[str, Json], by: User) -> list[StoredFile]:
    """What the system has handed in and now names."""
    fields = [one.name for one in version.parsed.fields if one.type is FieldType.FILES]
    named = [key for name in fields for key in _listed(answers.get(name))]
    return uploads_among(named, by)


def _listed(answer: Json) -> list[str]:
    return [str(one) for one in answer] if isinstance(answer, list) else [str(answer or "")]


def _answer(value: object) -> Json:
    match value:
        case None | bool() | int() | float():
            return value
        case str() if len(value) <= LONGEST_ANSWER:
            return clean(value)
        case list() if len(value) <= MOST_VALUES and all(isinstance(one, str) for one in value):
            return [clean(one[:LONGEST_ANSWER]) for one in value]
    raise NotUnderstood


def evaluated_as(
    version: FormVersion,
    answers: dict[str, Json],
    by: User,
    at: datetime,
    files: Iterable[StoredFile] = (),
) -> Evaluated:
    definition, language = version.parsed, get_language() or "nb"
    typed = typed_as(definition, answers)
    names = {str(file.key): file.name for file in files}
    known = queries.known(definition, typed, by=by, at=at, language=language, files=names)
    return evaluate(definition, typed, language=language, known=known)


def filled(read: Sent) -> Filled:
    """For a colleague where one is named; whether the system may, the desk asks."""
    concerns = colleague(read.concerns) if read.concerns else None
    if read.concerns and concerns is None:
        raise NoSuchPerson
    return Filled(
        version=read.version,
        evaluated=read.evaluated,
        concerns=concerns,
        files=read.files,
        may_hold_number=read.may_hold_number,
    )
