"""The shape of a form's JSON: its schema, and what is wrong said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from sufflor.forms.conditions import Json
from sufflor.forms.source import Fault
from sufflor.lib.json_schema import Breach, breaches

SCHEMA = Path(__file__).with_name("schema.json")
MOST_FAULTS = 50


def faults(raw: Json) -> list[Fault]:
    """In the order of the text; none for a form of the right shape."""
    found = islice(breaches(SCHEMA, raw), MOST_FAULTS)
    said = (Fault(path(breach.path), _sentence(breach)) for breach in found)
    return list(dict.fromkeys(sorted(said, key=lambda fault: fault.path)))


def path(steps: Iterable[str | int]) -> str:
    """sections[0].fields[2].label"""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return written.removeprefix(".")


def _sentence(breach: Breach) -> str:
    """The library speaks English alone, and of schemas."""
    name = breach.rule
    if name in {"required", "additionalProperties", "enum", "type"}:
        sentences = {
            "required": _("This is missing: %(names)s."),
            "additionalProperties": _("This is not known here: %(names)s."),
            "enum": _("Must be one of these: %(names)s."),
            "type": _("Must be written as: %(names)s."),
        }
        return sentences[name] % {"names": ", ".join(_names(breach))}
    if name == "pattern":
        return _("Use small letters a to z, digits and _ only, and a letter first.")
    if name in {"maxLength", "maxItems", "maximum"}:
        return _("At most %(limit)s.") % {"limit": breach.asked}
    if name in {"minItems", "minimum"}:
        return _("At least %(limit)s.") % {"limit": breach.asked}
    return _("This is not written as a form is.")


def _names(breach: Breach) -> list[str]:
    """What is missing or too much, or what could have stood there."""
    asked, found, schema = breach.asked, breach.found, breach.schema
    wanted = [str(each) for each in asked] if isinstance(asked, list) else [str(asked)]
    there = [str(each) for each in found] if isinstance(found, dict) else []
    if breach.rule == "required":
        return [each for each in wanted if each not in there]
    if breach.rule == "additionalProperties":
        known = schema["properties"] if isinstance(schema, dict) else {}
        return [each for each in there if each not in known]
    return wanted
