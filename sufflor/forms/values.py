"""From what was typed in a field to the value that is kept, or to the reason why it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sufflor.design.fields import MomentField, parsed_date
from sufflor.forms.conditions import Json
from sufflor.forms.definition import Field, FieldType
from sufflor.forms.known import Known
from sufflor.lib.clock import OSLO
from sufflor.lib.text import clean, one_line

TEXT_LENGTH = 200
LONG_TEXT_LENGTH = 4_000
MOST_FILES = 10
# More than this in one field is not typed by a person; the rest is not even looked at.
MOST_TYPED = 60
YES, NO = "ja", "nei"

_CASE_NUMBER = re.compile(r"(\d{4}|\d{2})/(\d{1,7})(?:-(\d{1,4}))?", re.ASCII)
_NUMBER = re.compile(r"[-−]?\d{1,12}(?:[.,]\d{1,4})?", re.ASCII)


class WrongValue(ValueError):
    """What was typed is no answer. Its text is the sentence that the writer reads."""


def value(field: Field, typed: Sequence[str], known: Known) -> Json:
    """What is kept of it; None when nothing was typed."""
    return _READERS[field.type](field, typed[:MOST_TYPED], known)


def retyped(field: Field, answer: Json) -> list[str]:
    """The other way: an answer as somebody would type it, from a draft or from another system."""
    match answer:
        case None:
            return []
        case bool():
            return [YES if answer else NO]
        case list():
            return [str(each) for each in answer]
        case str() if field.type is FieldType.DATETIME:
            return [_on_the_clock(answer)]
        case _:
            return [str(answer)]


def _on_the_clock(answer: str) -> str:
    """With an offset as machines write it, or without one as people do."""
    try:
        moment = datetime.fromisoformat(answer)
    except ValueError:
        return answer
    return f"{moment.astimezone(OSLO):%Y-%m-%dT%H:%M}" if moment.tzinfo else answer


def limit(field: Field) -> int:
    """How many letters, choices or files it takes."""
    usual = {
        FieldType.TEXT: TEXT_LENGTH,
        FieldType.LONG_TEXT: LONG_TEXT_LENGTH,
        FieldType.FILES: MOST_FILES,
        FieldType.CHOICES: len(field.options),
    }
    return field.most or usual.get(field.type, 0)


def _one(typed: Sequence[str]) -> str:
    """A field that takes one thing and is sent twice says what it said last."""
    return one_line(typed[-1]) if typed else ""


def _text(field: Field, typed: Sequence[str], _known: Known) -> Json:
    text = clean(typed[-1]) if typed else ""
    if field.type is FieldType.TEXT:
        text = one_line(text)
    if len(text) > limit(field):
        sentence = _("This has %(count)d characters. At most %(limit)d fit.")
        raise WrongValue(sentence % {"count": len(text), "limit": limit(field)})
    return text or None


def _choice(field: Field, typed: Sequence[str], _known: Known) -> Json:
    chosen = _one(typed)
    if chosen and chosen not in {option.value for option in field.options}:
        raise WrongValue(_("Choose one of those that are listed."))
    return chosen or None


def _choices(field: Field, typed: Sequence[str], _known: Known) -> Json:
    """In the order of the form, each once."""
    chosen = {one_line(each) for each in typed} - {""}
    values = [option.value for option in field.options]
    if not chosen <= set(values):
        raise WrongValue(_("Choose among those that are listed."))
    if len(chosen) > limit(field):
        raise WrongValue(_("Choose at most %(limit)d.") % {"limit": limit(field)})
    return [each for each in values if each in chosen] or None


def _yes_no(_field: Field, typed: Sequence[str], _known: Known) -> Json:
    said = _one(typed)
    if said not in {YES, NO, ""}:
        raise WrongValue(_("Answer yes or no."))
    return said == YES if said else None


def _date(_field: Field, typed: Sequence[str], _known: Known) -> Json:
    said = _one(typed)
    day = parsed_date(said)
    if said and day is None:
        raise WrongValue(_("Write the date as 29.10.2026."))
    return day.isoformat() if day else None


def _datetime(_field: Field, typed: Sequence[str], _known: Known) -> Json:
    try:
        moment = MomentField(required=False).clean(_one(typed))
    except ValidationError as error:
        raise WrongValue(" ".join(error.messages)) from None
    return moment.astimezone(OSLO).isoformat(timespec="minutes") if moment else None


def _number(field: Field, typed: Sequence[str], _known: Known) -> Json:
    said = _one(typed).replace(" ", "")
    if not said:
        return None
    if not _NUMBER.fullmatch(said):
        raise WrongValue(_("Write a number, with digits alone."))
    number = float(said.replace("−", "-").replace(",", "."))
    least = field.least or 0
    if number < least:
        raise WrongValue(_("Write %(least)d or more.") % {"least": least})
    if field.most is not None and number > field.most:
        raise WrongValue(_("Write %(most)d or less.") % {"most": field.most})
    return int(number) if number.is_integer() else number


def _case_number(_field: Field, typed: Sequence[str], _known: Known) -> Json:
    """2026/12345, and with the document's number 2026/12345-3, however it was spaced."""
    said = _one(typed).replace(" ", "").replace("–", "-")
    if said and not _CASE_NUMBER.fullmatch(said):
        raise WrongValue(_("Write the case number as 2026/12345, or 2026/12345-3 for a document."))
    return said or None


def _person(_field: Field, typed: Sequence[str], known: Known) -> Json:
    said = _one(typed)
    found = known.people.get(said.lower())
    if said and found is None:
        raise WrongValue(_("We find nobody by this. Check the user name or the e-mail address."))
    return found.value if found else None


def _coded(field: Field, typed: Sequence[str], known: Known) -> Json:
    said = _one(typed)
    if said and said not in {choice.value for choice in known.choices.get(field.type, ())}:
        raise WrongValue(_("Choose one of those that are listed."))
    return said or None


def _files(field: Field, typed: Sequence[str], known: Known) -> Json:
    keys = [key for key in dict.fromkeys(map(one_line, typed)) if key]
    if not set(keys) <= known.files.keys():
        raise WrongValue(_("One of the files is no longer here. Add it once more."))
    if len(keys) > limit(field):
        raise WrongValue(
            _("Take away some of the files: at most %(limit)d fit.") % {"limit": limit(field)}
        )
    return [*keys] or None


def _nothing(_field: Field, _typed: Sequence[str], _known: Known) -> Json:
    return None


_READERS: dict[FieldType, Callable[[Field, Sequence[str], Known], Json]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: _yes_no,
    FieldType.DATE: _date,
    FieldType.DATETIME: _datetime,
    FieldType.NUMBER: _number,
    FieldType.CASE_NUMBER: _case_number,
    FieldType.PERSON: _person,
    FieldType.UNIT: _coded,
    FieldType.CASE_AREA: _coded,
    FieldType.PROCESS: _coded,
    FieldType.FILES: _files,
    FieldType.INFORMATION: _nothing,
}
