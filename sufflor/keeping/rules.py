"""Who decides how long things are kept."""

from __future__ import annotations

from sufflor.organization.rules import Someone, may_administer


def may_decide(person: Someone) -> bool:
    return may_administer(person)
