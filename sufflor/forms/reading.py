"""From stored JSON, which has been checked, to the definition that the code works with."""

from __future__ import annotations

from sufflor.forms.conditions import (
    ALWAYS,
    All,
    AnswerIn,
    Condition,
    Filled,
    Json,
    Not,
    RoleIn,
    Some,
)
from sufflor.forms.definition import (
    Branch,
    Definition,
    Field,
    FieldType,
    Option,
    Section,
    Source,
)
from sufflor.forms.texts import LANGUAGES, Texts

Parts = dict[str, Json]


def read(raw: Json) -> Definition:
    """Only what `checking.faults` finds no fault with; anything else is a fault of ours."""
    form = _parts(raw)
    return Definition(
        title=_texts(form, "title"),
        summary=_texts(form, "summary"),
        intro=_texts(form, "intro"),
        receipt=_texts(form, "receipt"),
        sections=tuple(_section(each) for each in _list(form, "sections")),
        subject=_word(form, "subject"),
        branches=tuple(_branch(each) for each in _list(form, "branches")),
    )


def condition(raw: Json) -> Condition:
    parts = _parts(raw)
    if "all" in parts:
        return All(tuple(condition(each) for each in _list(parts, "all")))
    if "any" in parts:
        return Some(tuple(condition(each) for each in _list(parts, "any")))
    if "not" in parts:
        return Not(condition(parts["not"]))
    if "role" in parts:
        return RoleIn(tuple(str(role) for role in _list(parts, "role")))
    return _about_field(parts)


def _about_field(parts: Parts) -> Condition:
    field = _word(parts, "field")
    if "in" in parts:
        return AnswerIn(field, tuple(str(value) for value in _list(parts, "in")))
    if "is" in parts:
        value = parts["is"]
        return AnswerIn(field, (value if isinstance(value, bool) else str(value),))
    return Filled(field) if parts.get("filled") else Not(Filled(field))


def _section(raw: Json) -> Section:
    parts = _parts(raw)
    return Section(
        fields=tuple(_field(each) for each in _list(parts, "fields")),
        title=_texts(parts, "title"),
        help=_texts(parts, "help"),
        shown_when=_shown_when(parts),
    )


def _field(raw: Json) -> Field:
    parts = _parts(raw)
    prefill = _word(parts, "prefill")
    return Field(
        name=_word(parts, "name"),
        type=FieldType(_word(parts, "type")),
        label=_texts(parts, "label"),
        help=_texts(parts, "help"),
        missing=_texts(parts, "missing"),
        required=parts.get("required") is True,
        required_when=condition(parts["required_when"]) if "required_when" in parts else None,
        shown_when=_shown_when(parts),
        options=tuple(_option(each) for each in _list(parts, "options")),
        most=_number(parts, "max"),
        least=_number(parts, "min"),
        prefill=Source(prefill) if prefill else None,
    )


def _option(raw: Json) -> Option:
    parts = _parts(raw)
    return Option(_word(parts, "value"), _texts(parts, "label"), _texts(parts, "help"))


def _branch(raw: Json) -> Branch:
    parts = _parts(raw)
    return Branch(
        when=condition(parts["when"]),
        asks_for=_word(parts, "asks_for"),
        is_confidential=parts.get("is_confidential") is True,
        record_class=_word(parts, "record_class"),
    )


def _shown_when(parts: Parts) -> Condition:
    return condition(parts["shown_when"]) if "shown_when" in parts else ALWAYS


def _texts(parts: Parts, name: str) -> Texts:
    said = _parts(parts.get(name, {}))
    return Texts(**{language: _word(said, language) for language in LANGUAGES})


def _word(parts: Parts, name: str) -> str:
    value = parts.get(name, "")
    return value if isinstance(value, str) else ""


def _number(parts: Parts, name: str) -> int | None:
    value = parts.get(name)
    # 5.0 is a whole number too, by JSON's own rules.
    return int(value) if isinstance(value, int | float) else None


def _list(parts: Parts, name: str) -> list[Json]:
    value = parts.get(name, [])
    return value if isinstance(value, list) else []


def _parts(raw: Json) -> Parts:
    return raw if isinstance(raw, dict) else {}
