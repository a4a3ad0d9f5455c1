"""Reading the plan, which doors are open, the checklist, and what planners have done."""

from sufflor.rollout.queries.checklist import Readiness, readiness
from sufflor.rollout.queries.history import LogLine, log
from sufflor.rollout.queries.planned import (
    begun_since,
    current_plan,
    dates_of,
    doors,
    planned_days,
    read_plan,
)

__all__ = [
    "LogLine",
    "Readiness",
    "begun_since",
    "current_plan",
    "dates_of",
    "doors",
    "log",
    "planned_days",
    "read_plan",
    "readiness",
]
