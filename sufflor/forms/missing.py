"""What a form lacks before it can be published: texts in bokmål and in nynorsk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sufflor.forms.definition import Definition, Field
from sufflor.forms.texts import Texts


@dataclass(frozen=True)
class Missing:
    """`beside` is what the text says where it is written, so that it is found again."""

    path: str
    language: str
    beside: str


def missing_texts(definition: Definition) -> list[Missing]:
    """In the order of the form. What may be left out lacks nothing until it is begun on."""
    return [
        Missing(f"{path}.{language}", language, texts.said_in(language))
        for path, texts, is_needed in _texts(definition)
        if is_needed or texts
        for language in texts.missing()
    ]


def _texts(definition: Definition) -> Iterator[tuple[str, Texts, bool]]:
    yield "title", definition.title, True
    yield "summary", definition.summary, True
    yield "intro", definition.intro, False
    yield "receipt", definition.receipt, True
    for number, section in enumerate(definition.sections):
        place = f"sections[{number}]"
        yield f"{place}.title", section.title, False
        yield f"{place}.help", section.help, False
        for index, field in enumerate(section.fields):
            yield from _texts_of(field, f"{place}.fields[{index}]")


def _texts_of(field: Field, place: str) -> Iterator[tuple[str, Texts, bool]]:
    yield f"{place}.label", field.label, True
    yield f"{place}.help", field.help, False
    yield f"{place}.missing", field.missing, False
    for number, option in enumerate(field.options):
        yield f"{place}.options[{number}].label", option.label, True
        yield f"{place}.options[{number}].help", option.help, False
