"""Reading who is who, shaped for pages: nearest help, lines of help, coverage, choices."""

from sufflor.organization.queries.belonging import (
    Belonging,
    belonging,
    people_at,
    people_with,
)
from sufflor.organization.queries.capacity import Suggestion, capacities, who_can_help
from sufflor.organization.queries.coverage import Coverage, coverage
from sufflor.organization.queries.directory import (
    AreaChoice,
    Directory,
    UnitChoice,
    demo_accounts,
    directory,
)
from sufflor.organization.queries.hours import (
    Promise,
    WorkingTimes,
    calendar_of,
    promise,
    working_times,
)
from sufflor.organization.queries.lines import Level, LineOfHelp, lines
from sufflor.organization.queries.loads import LoadLine, loads
from sufflor.organization.queries.nearest import nearest_help
from sufflor.organization.queries.routing import Route, Target, route
from sufflor.organization.queries.why import GroupCard, Helper, HelpStep, NearestHelp

__all__ = [
    "AreaChoice",
    "Belonging",
    "Coverage",
    "Directory",
    "GroupCard",
    "HelpStep",
    "Helper",
    "Level",
    "LineOfHelp",
    "LoadLine",
    "NearestHelp",
    "Promise",
    "Route",
    "Suggestion",
    "Target",
    "UnitChoice",
    "WorkingTimes",
    "belonging",
    "calendar_of",
    "capacities",
    "coverage",
    "demo_accounts",
    "directory",
    "lines",
    "loads",
    "nearest_help",
    "people_at",
    "people_with",
    "promise",
    "route",
    "who_can_help",
    "working_times",
]
