"""Who is who: people, units, case areas and processes, support groups and process advisers."""

from sufflor.organization.models.people import DEMO_ISSUER, Role, RoleGrant, User, WorkRole
from sufflor.organization.models.support import (
    Absence,
    Appointment,
    AppointmentQuerySet,
    Line,
    Membership,
    SupportGroup,
)
from sufflor.organization.models.units import (
    CaseArea,
    CaseProcess,
    InThreeLanguages,
    Unit,
    UnitKind,
)
from sufflor.organization.models.uploads import Upload

__all__ = [
    "DEMO_ISSUER",
    "Absence",
    "Appointment",
    "AppointmentQuerySet",
    "CaseArea",
    "CaseProcess",
    "InThreeLanguages",
    "Line",
    "Membership",
    "Role",
    "RoleGrant",
    "SupportGroup",
    "Unit",
    "UnitKind",
    "Upload",
    "User",
    "WorkRole",
]
