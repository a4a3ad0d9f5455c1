"""Who may speak to everyone."""

from __future__ import annotations

from sufflor.organization.models import Role
from sufflor.organization.rules import Someone, has_role


def may_post(person: Someone) -> bool:
    """Editors, planners and administrators post, correct, pin and withdraw."""
    return has_role(person, Role.EDITOR, Role.PLANNER)
