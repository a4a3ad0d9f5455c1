"""The shape of a form's JSON: its schema, and what is wrong said so that a person can mend it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sufflor.forms.conditions import Json
from sufflor.forms.source import Fault

SCHEMA = Path(__file__).with_name("schema.json")
MOST_FAULTS = 50


def faults(raw: Json) -> list[Fault]:
    """In the order of the text; none for a form of the right shape."""
    found = islice(_validator().iter_errors(raw), MOST_FAULTS)
    said = (Fault(path(error.absolute_path), _sentence(error)) for error in found)
    return list(dict.fromkeys(sorted(said, key=lambda fault: fault.path)))


def path(steps: Iterable[str | int]) -> str:
    """sections[0].fields[2].label"""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return written.removeprefix(".")


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _sentence(error: ValidationError) -> str:
    """The library speaks English alone, and of schemas."""
    name = str(error.validator)
    if name in {"required", "additionalProperties", "enum", "type"}:
        sentences = {
            "required": _("This is missing: %(names)s."),
            "additionalProperties": _("This is not known here: %(names)s."),
            "enum": _("Must be one of these: %(names)s."),
            "type": _("Must be written as: %(names)s."),
        }
        return sentences[name] % {"names": ", ".join(_names(error, name))}
    if name == "pattern":
        return _("Use small letters a to z, digits and _ only, and a letter first.")
    if name in {"maxLength", "maxItems", "maximum"}:
        return _("At most %(limit)s.") % {"limit": error.validator_value}
    if name in {"minItems", "minimum"}:
        return _("At least %(limit)s.") % {"limit": error.validator_value}
    return _("This is not written as a form is.")


def _names(error: ValidationError, name: str) -> list[str]:
    """What is missing or too much, or what could have stood there."""
    asked = error.validator_value
    wanted = [str(each) for each in asked] if isinstance(asked, list) else [str(asked)]
    there = [str(each) for each in error.instance] if isinstance(error.instance, dict) else []
    if name == "required":
        return [each for each in wanted if each not in there]
    if name == "additionalProperties":
        known = error.schema["properties"] if isinstance(error.schema, dict) else {}
        return [each for each in there if each not in known]
    return wanted
