"""Who asks and about what, beside a request: values, since it is drawn once for them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sufflor.desk.models import Request
from sufflor.organization.models import HelpKind, WorkRole


class Facts(NamedTuple):
    """Empty texts for what it has none of."""

    name: str
    role: str
    unit: str
    concerns: str
    area: str
    process_code: str
    process: str
    help_kind: str
    work_system: str
    has_it: str
    opened_at: datetime
    resolve_due_at: datetime | None


def facts_of(found: Request) -> Facts:
    """In the language of the page."""
    asks, process = found.reporter, found.process
    has_it = found.assignee.full_name if found.assignee else ""
    return Facts(
        name=asks.full_name,
        role=str(WorkRole(asks.work_role).label),
        unit=asks.unit.local_name if asks.unit else "",
        concerns=found.concerns.full_name if found.concerns else "",
        area=found.area.local_name if found.area else "",
        process_code=process.code if process else "",
        process=process.local_name if process else "",
        help_kind=str(HelpKind(found.help_kind).label),
        work_system=found.work_system,
        has_it=has_it or (found.group.local_name if found.group else ""),
        opened_at=found.opened_at,
        resolve_due_at=found.resolve_due_at if found.is_unresolved else None,
    )
