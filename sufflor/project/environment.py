"""What can be set from outside: one list, read once, written into the reference by `do.py docs`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
TRUE = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    what: str


SETTINGS: list[Setting] = []


def env(name: str, default: str, what: str) -> str:
    """The value of an environment variable, entered in the list of settings on the way."""
    SETTINGS.append(Setting(name, default, what))
    return os.environ.get(name, "").strip() or default


def env_flag(name: str, default: str, what: str) -> bool:
    return env(name, default, what).lower() in TRUE


def env_origins(name: str, default: str, what: str) -> list[str]:
    """Other sites, each as a browser names it: https://host, and a port where it has one."""
    values = [value.strip() for value in env(name, default, what).split(",")]
    for value in filter(None, values):
        if not ORIGIN.fullmatch(value):
            raise SystemExit(f"{name} takes addresses like https://host, without a path: {value!r}")
    return [value for value in values if value]


def env_number(name: str, default: str, what: str) -> int:
    value = env(name, default, what)
    try:
        return int(value)
    except ValueError:
        raise SystemExit(f"{name} must be a whole number, but is {value!r}.") from None


def env_read(name: str, default: str, what: str, read: Callable[[str], T]) -> T:
    """As `read` understands it. What it cannot understand is told with its own words."""
    value = env(name, default, what)
    try:
        return read(value)
    except ValueError as error:
        raise SystemExit(f"{name} {error}.") from None
