"""Who looks after the mail."""

from __future__ import annotations

from sufflor.organization.rules import Someone, may_administer


def may_see_mail(person: Someone) -> bool:
    return may_administer(person)
