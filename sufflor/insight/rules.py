"""Who may see how help goes, and who writes and publishes the report."""

from __future__ import annotations

from datetime import datetime

from sufflor.organization.models import Role
from sufflor.organization.rules import Someone, has_role, is_manager, lines_of


def may_see_insight(person: Someone, at: datetime) -> bool:
    """Whoever helps, leads hours, plans or manages; the numbers tell of no person."""
    return (
        has_role(person, Role.HOST, Role.PLANNER, Role.EDITOR)
        or is_manager(person)
        or bool(lines_of(person, at))
    )


def may_report(person: Someone) -> bool:
    """Those who plan a rollout say afterwards what it was like."""
    return has_role(person, Role.PLANNER)
