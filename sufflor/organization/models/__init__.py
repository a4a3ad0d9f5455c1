"""Who is who: people, units, case areas and processes, support groups and process advisers."""

from sufflor.organization.models.charges import Charge, ChargeKind, ChargeQuerySet
from sufflor.organization.models.hours import (
    ClosedDay,
    OpeningPeriod,
    ServicePromise,
    Weekday,
)
from sufflor.organization.models.knowing import MOST_MINUTES, Competence, CompetenceLevel, Guidance
from sufflor.organization.models.people import (
    DEMO_ISSUER,
    NOBODY,
    SYSTEM_ISSUER,
    Role,
    RoleGrant,
    User,
    WorkRole,
)
from sufflor.organization.models.provisioning import GivenRole, Provisioned, ProvisionedGroup
from sufflor.organization.models.sittings import Sitting, ToldOfSignOut
from sufflor.organization.models.support import (
    WORK_SYSTEM_LENGTH,
    Absence,
    Appointment,
    AppointmentQuerySet,
    HelpKind,
    Line,
    Membership,
    SupportGroup,
)
from sufflor.organization.models.units import (
    CaseArea,
    CaseProcess,
    FormerAddress,
    InThreeLanguages,
    Unit,
    UnitKind,
    name_in,
)
from sufflor.organization.models.uploads import Upload
from sufflor.organization.models.watches import Offer, Watch, WatchSwap

__all__ = [
    "DEMO_ISSUER",
    "MOST_MINUTES",
    "NOBODY",
    "SYSTEM_ISSUER",
    "WORK_SYSTEM_LENGTH",
    "Absence",
    "Appointment",
    "AppointmentQuerySet",
    "CaseArea",
    "CaseProcess",
    "Charge",
    "ChargeKind",
    "ChargeQuerySet",
    "ClosedDay",
    "Competence",
    "CompetenceLevel",
    "FormerAddress",
    "GivenRole",
    "Guidance",
    "HelpKind",
    "InThreeLanguages",
    "Line",
    "Membership",
    "Offer",
    "OpeningPeriod",
    "Provisioned",
    "ProvisionedGroup",
    "Role",
    "RoleGrant",
    "ServicePromise",
    "Sitting",
    "SupportGroup",
    "ToldOfSignOut",
    "Unit",
    "UnitKind",
    "Upload",
    "User",
    "Watch",
    "WatchSwap",
    "Weekday",
    "WorkRole",
    "name_in",
]
