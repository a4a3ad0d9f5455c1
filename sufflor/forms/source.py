"""The JSON that a form is written in: read with care, and printed in one order.

Who writes it is an administrator, and still: it is pasted, half finished, and sometimes not JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from sufflor.forms.conditions import Json
from sufflor.lib.text import clean

LONGEST = 200_000
# Lists and objects inside each other; far more than a form needs, far less than a stack holds.
DEEPEST = 30

# PostgreSQL forgets in which order an object's parts were written; here is a good one to read.
ORDER = (
    *("title", "summary", "intro", "receipt", "subject", "branches", "sections"),
    *("when", "asks_for", "is_confidential", "record_class"),
    *("name", "value", "type", "label", "help", "missing", "required", "required_when"),
    *("shown_when", "min", "max", "prefill", "options", "fields"),
    *("nb", "nn", "en", "field", "is", "in", "filled", "role", "all", "any", "not"),
)
_PLACE = {name: place for place, name in enumerate(ORDER)}
# What stands on one line when it fits.
_WIDTH = 96


@dataclass(frozen=True)
class Fault:
    """What must be mended, and where: sections[0].fields[2].label.nn."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class NotJson(ValueError):
    """Carries the sentence that tells the writer what is wrong with the text."""


def parsed(text: str) -> Json:
    """The JSON in a text, with every string as we store strings; NotJson if there is none."""
    if len(text) > LONGEST:
        raise NotJson(_("This is longer than a form can be."))
    try:
        read: Json = json.loads(text, object_pairs_hook=_without_twins, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        sentence = _("This is not JSON: something is wrong at line %(line)d, column %(column)d.")
        raise NotJson(sentence % where) from None
    except NotJson:
        raise
    except (RecursionError, ValueError):
        raise NotJson(_("This is not JSON that a form can be written in.")) from None
    return _cleaned(read, depth=0)


def printed(raw: Json) -> str:
    """The same JSON as text, in an order and a shape that people read and compare."""
    return _printed(raw, indent=0)


def digest(raw: Json) -> str:
    """The same for the same definition, however it was written."""
    return sha256(json.dumps(raw, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _without_twins(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    names = [name for name, _value in pairs]
    for name in names:
        if names.count(name) > 1:
            raise NotJson(_("“%(name)s” is written twice in the same place.") % {"name": name})
    return dict(pairs)


def _no_number(name: str) -> Json:
    raise NotJson(_("%(name)s is not a number in JSON.") % {"name": name})


def _cleaned(raw: Json, depth: int) -> Json:
    if depth > DEEPEST:
        raise NotJson(_("Too many lists and objects stand inside each other."))
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, list):
        return [_cleaned(each, depth + 1) for each in raw]
    if isinstance(raw, dict):
        return {clean(name): _cleaned(each, depth + 1) for name, each in raw.items()}
    return raw


def _printed(raw: Json, indent: int) -> str:
    if isinstance(raw, dict):
        names = sorted(raw, key=lambda name: (_PLACE.get(name, len(ORDER)), name))
        parts = [f"{_word(name)}: {_printed(raw[name], indent + 2)}" for name in names]
        return _laid_out("{}", parts, indent)
    if isinstance(raw, list):
        return _laid_out("[]", [_printed(each, indent + 2) for each in raw], indent)
    return _word(raw)


def _laid_out(brackets: str, parts: list[str], indent: int) -> str:
    opens, closes = brackets[0], brackets[1]
    on_one_line = ", ".join(parts)
    inner = f" {on_one_line} " if opens == "{" and parts else on_one_line
    if "\n" not in inner and len(inner) + indent < _WIDTH:
        return f"{opens}{inner}{closes}"
    margin = " " * (indent + 2)
    lines = f",\n{margin}".join(parts)
    return f"{opens}\n{margin}{lines}\n{' ' * indent}{closes}"


def _word(raw: Json) -> str:
    return json.dumps(raw, ensure_ascii=False)
