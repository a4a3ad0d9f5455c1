"""Whether data has the shape that a JSON schema asks for.

The library is fetched when somebody first writes such data: those who read pages need it never, and
it takes three megabytes of every process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol


class Breach(NamedTuple):
    """Which rule of which part of the schema, what it asks for, and what stands there instead."""

    rule: str
    asked: object
    found: object
    schema: object
    path: tuple[str | int, ...]


class Fault(Protocol):
    validator: object
    validator_value: object
    instance: object
    schema: object

    @property
    def absolute_path(self) -> Iterator[str | int]: ...


def holds(schema: Path, data: object) -> bool:
    return next(breaches(schema, data), None) is None


def breaches(schema: Path, data: object) -> Iterator[Breach]:
    """As many as are asked for; in no order."""
    for one in _validator(schema).iter_errors(data):
        path = tuple(one.absolute_path)
        yield Breach(str(one.validator), one.validator_value, one.instance, one.schema, path)


class Validator(Protocol):
    def iter_errors(self, instance: object) -> Iterator[Fault]: ...


@cache
def _validator(schema: Path) -> Validator:
    from jsonschema import Draft202012Validator

    validator: Validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    return validator
