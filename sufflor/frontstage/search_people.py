"""Where the search finds nothing, people help: the next question hour, and the nearest adviser."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.events.http import CHROME, revisions
from sufflor.frontstage.home_hour import next_hour
from sufflor.frontstage.home_nearest import Step, colleague
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, User
from sufflor.organization.queries import nearest_help
from sufflor.questions.reading import HourCard


@dataclass(frozen=True)
class People:
    hour: HourCard | None
    nearest: Step


def people_instead(request: Request, area: str) -> People:
    """For one's own unit, and for the case area when one is chosen."""
    unit = request.user.unit if isinstance(request.user, User) else None
    chosen = CaseArea.objects.filter(slug=area).first() if area else None
    found = nearest_help(unit=unit, area=chosen, at=request.at)
    hour = next_hour(request.at, revisions(request)[CHROME])
    return People(hour, colleague(found))
