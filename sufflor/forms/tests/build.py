"""Small forms for the tests of this room."""

from __future__ import annotations

import json

from sufflor.forms.checking import faults
from sufflor.forms.definition import Definition
from sufflor.forms.evaluating import Evaluated, evaluate
from sufflor.forms.known import NOTHING, Known
from sufflor.forms.reading import read


def texts(said: str) -> dict[str, str]:
    return {"nb": said, "nn": said, "en": said}


def field(name: str, type_: str = "text", **more: object) -> dict[str, object]:
    if type_ in {"choice", "choices"} and "options" not in more:
        more["options"] = options("a", "b", "c")
    return {"name": name, "type": type_, "label": texts(name.capitalize()), **more}


def options(*values: str) -> list[dict[str, object]]:
    return [{"value": value, "label": texts(value.upper())} for value in values]


def section(*fields: dict[str, object], **more: object) -> dict[str, object]:
    return {"fields": list(fields), **more}


def form(*sections: dict[str, object], **more: object) -> dict[str, object]:
    return {
        "title": texts("Hjelp"),
        "summary": texts("Noe du trenger hjelp til"),
        "receipt": texts("Takk. Du hører fra oss."),
        "sections": list(sections),
        **more,
    }


def asking(*fields: dict[str, object], **more: object) -> Definition:
    """A form of one section, which is checked on the way."""
    return checked(form(section(*fields), **more))


def checked(raw: dict[str, object]) -> Definition:
    assert faults(raw) == []
    return read(raw)


def written(*fields: dict[str, object], **more: object) -> str:
    return json.dumps(form(section(*fields), **more))


def evaluated(definition: Definition, known: Known = NOTHING, **typed: object) -> Evaluated:
    sent = {
        name: list(value) if isinstance(value, list | tuple) else [str(value)]
        for name, value in typed.items()
    }
    return evaluate(definition, sent, language="nb", known=known)
