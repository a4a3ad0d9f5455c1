"""Reading who is who, shaped for pages: nearest help, lines of help, coverage, choices."""

from sufflor.organization.queries.addresses import area_formerly_at
from sufflor.organization.queries.appointed import Appointed, appointed_lately
from sufflor.organization.queries.belonging import (
    Belonging,
    belonging,
    people_at,
    people_with,
    units_of_many,
)
from sufflor.organization.queries.capacity import Suggestion, capacities, who_can_help
from sufflor.organization.queries.charges import (
    InCharge,
    NodeInCharge,
    charges,
    in_charge,
    in_charge_everywhere,
    in_charge_of,
    managing,
)
from sufflor.organization.queries.colleagues import (
    colleague,
    colleague_by_any_name,
    is_closed,
)
from sufflor.organization.queries.competences import Matrix, matrix
from sufflor.organization.queries.coordinators import coordinators
from sufflor.organization.queries.coverage import Coverage, coverage
from sufflor.organization.queries.deputies import Deputies
from sufflor.organization.queries.directory import (
    AreaChoice,
    Directory,
    UnitChoice,
    demo_accounts,
    directory,
)
from sufflor.organization.queries.directory_people import directory_groups, in_directory
from sufflor.organization.queries.granted import granted
from sufflor.organization.queries.guidance import Tally, tally
from sufflor.organization.queries.hours import (
    Promise,
    WorkingTimes,
    calendar_of,
    next_working_day,
    working_times,
)
from sufflor.organization.queries.lines import Level, LineOfHelp, lines
from sufflor.organization.queries.loads import LoadLine, loads
from sufflor.organization.queries.members import (
    AnswersFor,
    answers_for,
    members_of,
    support_groups,
)
from sufflor.organization.queries.nearest import nearest_help
from sufflor.organization.queries.networks import Network, Team, network, team, teams_of
from sufflor.organization.queries.register import (
    RegisterRow,
    away_on,
    people_there,
    register,
)
from sufflor.organization.queries.routing import Route, Target, route
from sufflor.organization.queries.seasons import (
    Written,
    groups_with_hours,
    promises,
    written,
)
from sufflor.organization.queries.watches import (
    OnWatch,
    Planned,
    RosterDay,
    RosterWatch,
    Wanted,
    asked_watch_swaps,
    holes_ahead,
    monday_of,
    people_on_watch,
    planned,
    roster,
    rostered_groups,
    watches_of,
    watches_today,
)
from sufflor.organization.queries.why import GroupCard, Helper, HelpStep, NearestHelp

__all__ = [
    "AnswersFor",
    "Appointed",
    "AreaChoice",
    "Belonging",
    "Coverage",
    "Deputies",
    "Directory",
    "GroupCard",
    "HelpStep",
    "Helper",
    "InCharge",
    "Level",
    "LineOfHelp",
    "LoadLine",
    "Matrix",
    "NearestHelp",
    "Network",
    "NodeInCharge",
    "OnWatch",
    "Planned",
    "Promise",
    "RegisterRow",
    "RosterDay",
    "RosterWatch",
    "Route",
    "Suggestion",
    "Tally",
    "Target",
    "Team",
    "UnitChoice",
    "Wanted",
    "WorkingTimes",
    "Written",
    "answers_for",
    "appointed_lately",
    "area_formerly_at",
    "asked_watch_swaps",
    "away_on",
    "belonging",
    "calendar_of",
    "capacities",
    "charges",
    "colleague",
    "colleague_by_any_name",
    "coordinators",
    "coverage",
    "demo_accounts",
    "directory",
    "directory_groups",
    "granted",
    "groups_with_hours",
    "holes_ahead",
    "in_charge",
    "in_charge_everywhere",
    "in_charge_of",
    "in_directory",
    "is_closed",
    "lines",
    "loads",
    "managing",
    "matrix",
    "members_of",
    "monday_of",
    "nearest_help",
    "network",
    "next_working_day",
    "people_at",
    "people_on_watch",
    "people_there",
    "people_with",
    "planned",
    "promises",
    "register",
    "roster",
    "rostered_groups",
    "route",
    "support_groups",
    "tally",
    "team",
    "teams_of",
    "units_of_many",
    "watches_of",
    "watches_today",
    "who_can_help",
    "working_times",
    "written",
]
