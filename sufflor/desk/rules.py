"""Who may do what with a private request."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk.models import Request
from sufflor.organization.models import Line, User
from sufflor.organization.rules import Someone, lines_of


def may_reply(person: Someone, request: Request, at: datetime) -> bool:
    """The first line replies to all, the specialists in their own areas."""
    if not isinstance(person, User):
        return False
    lines = lines_of(person, at)
    if Line.FIRST in lines:
        return True
    groups = person.support_groups.filter(line=Line.SECOND, area=request.area_id)
    return Line.SECOND in lines and groups.exists()


def may_help(person: Someone, at: datetime) -> bool:
    """The page with everybody's requests is for those who reply to some of them."""
    return not lines_of(person, at).isdisjoint({Line.FIRST, Line.SECOND})
