"""Who may decide what people are asked."""

from __future__ import annotations

from sufflor.organization.models import Role
from sufflor.organization.rules import Someone, has_role


def may_edit_forms(person: Someone) -> bool:
    return has_role(person, Role.ADMINISTRATOR)
