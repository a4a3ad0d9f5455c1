"""Which files there are, in the order they are loaded, and what each column holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sufflor.organization.csv_files.columns import Column, File, Kind
from sufflor.organization.csv_files.parts import (
    AREA,
    CHARGE_WORDS,
    DAY_VALUES,
    DAY_WORDS,
    FROM,
    KIND_WORDS,
    LEVEL_VALUES,
    LEVEL_WORDS,
    LINE_VALUES,
    LINE_WORDS,
    NAMES,
    NO_GROUP,
    NO_PERSON,
    NO_UNIT,
    PROCESS,
    WHOSE,
    code_column,
    person_column,
    unit_column,
)
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    CaseProcess,
    Charge,
    ClosedDay,
    Competence,
    Membership,
    OpeningPeriod,
    SupportGroup,
    Unit,
    User,
    WorkRole,
)

UNITS = File(
    "units.csv",
    Unit,
    ("code",),
    (
        code_column(),
        Column("kind", ("type",), Kind.CHOICE, required=True, words=KIND_WORDS),
        unit_column(
            "parent",
            ("overordnet", "forelder"),
            _("The parent unit {value} does not exist."),
            required=False,
        ),
        *NAMES,
    ),
)
AREAS = File(
    "areas.csv",
    CaseArea,
    ("code",),
    (
        code_column(),
        Column("slug", ("adresse",), Kind.SLUG, required=True, length=40),
        unit_column(
            "owner", ("eier",), _("The owning unit {value} does not exist."), required=True
        ),
        *NAMES,
        Column("summary", ("sammendrag",), length=200),
        Column("summary_nn", ("sammendrag_nn",), length=200),
        Column("summary_en", ("sammendrag_en",), length=200),
        Column("icon", ("ikon",), Kind.SLUG, length=40, default="folder"),
        Column("position", ("plass",), Kind.NUMBER, default="0"),
    ),
)
PROCESSES = File(
    "processes.csv",
    CaseProcess,
    ("code",),
    (
        code_column(),
        *NAMES,
        Column("keywords", ("stikkord",), length=300),
        Column(
            "area",
            (),
            Kind.REFERENCE,
            to="areas.csv",
            path="area__code",
            missing=_("The code begins with {value}, but no case area has that code."),
            derived=True,
        ),
        Column(
            "parent",
            (),
            Kind.REFERENCE,
            to="processes.csv",
            path="parent__code",
            missing=_("The level above, {value}, does not exist."),
            derived=True,
        ),
    ),
)
PEOPLE = File(
    "people.csv",
    User,
    ("username",),
    (
        Column("username", ("brukernavn",), Kind.USERNAME, required=True, length=150),
        Column("first_name", ("fornavn",), required=True, length=150),
        Column("last_name", ("etternavn",), required=True, length=150),
        Column("email", ("e-post", "epost"), Kind.EMAIL, length=254),
        unit_column("unit", ("enhet",), NO_UNIT, required=False),
        Column(
            "work_role",
            ("rolle",),
            Kind.CHOICE,
            default=WorkRole.CASE_HANDLER.value,
            words={str(role.value): str(role.value) for role in WorkRole},
        ),
    ),
)
GROUPS = File(
    "groups.csv",
    SupportGroup,
    ("code",),
    (
        code_column(40, Kind.SLUG),
        Column(
            "line", ("linje",), Kind.CHOICE, required=True, words=LINE_WORDS, values=LINE_VALUES
        ),
        AREA,
        unit_column("unit", ("enhet",), NO_UNIT, required=True),
        *NAMES,
    ),
)
MEMBERS = File(
    "members.csv",
    Membership,
    ("group", "person"),
    (
        Column(
            "group",
            ("gruppe",),
            Kind.REFERENCE,
            required=True,
            to="groups.csv",
            path="group__code",
            missing=NO_GROUP,
        ),
        person_column("person", ("medlem",), NO_PERSON, required=True),
    ),
)
APPOINTMENTS = File(
    "appointments.csv",
    Appointment,
    ("person", "unit", "area", "process", "from_date"),
    (
        person_column("person", (), NO_PERSON, required=True),
        unit_column("unit", ("enhet",), NO_UNIT, required=True),
        AREA,
        PROCESS,
        FROM,
        Column("to_date", ("to", "til", "til_dato"), Kind.DATE),
        person_column(
            "deputy",
            ("stedfortreder",),
            _("The deputy {value} does not exist."),
            required=False,
        ),
        Column("capacity", ("kapasitet",), Kind.NUMBER),
        Column("competence_text", ("kompetanse",), length=300),
    ),
)
COMPETENCES = File(
    "competences.csv",
    Competence,
    ("person", "area", "process", "system"),
    (
        person_column("person", (), NO_PERSON, required=True),
        AREA,
        PROCESS,
        Column("system", ("fagsystem",), length=60),
        Column(
            "level",
            ("nivå",),
            Kind.CHOICE,
            required=True,
            words=LEVEL_WORDS,
            values=LEVEL_VALUES,
        ),
    ),
)
ABSENCES = File(
    "absences.csv",
    Absence,
    ("person", "from_date"),
    (
        person_column("person", (), NO_PERSON, required=True),
        FROM,
        Column("to_date", ("to", "til", "til_dato"), Kind.DATE, required=True),
    ),
)

CHARGES = File(
    "charges.csv",
    Charge,
    ("person", "area", "process", "kind", "from_date"),
    (
        person_column("person", (), NO_PERSON, required=True),
        AREA,
        PROCESS,
        Column("kind", ("type",), Kind.CHOICE, required=True, words=CHARGE_WORDS),
        FROM,
        Column("to_date", ("to", "til", "til_dato"), Kind.DATE),
    ),
)
OPENING = File(
    "opening.csv",
    OpeningPeriod,
    ("group", "from_date", "weekday", "opens"),
    (
        WHOSE,
        FROM,
        Column("to_date", ("to", "til", "til_dato"), Kind.DATE),
        Column(
            "weekday",
            ("ukedag", "vekedag"),
            Kind.CHOICE,
            required=True,
            words=DAY_WORDS,
            values=DAY_VALUES,
        ),
        Column("opens", ("åpner", "opnar"), Kind.CLOCK, required=True),
        Column("closes", ("stenger", "stengjer"), Kind.CLOCK, required=True),
    ),
)
CLOSED_DAYS = File(
    "closed_days.csv",
    ClosedDay,
    ("group", "date"),
    (
        WHOSE,
        Column("date", ("dato",), Kind.DATE, required=True),
        Column("reason", ("grunn",), required=True, length=120),
    ),
)

# In an order in which everything that is referred to comes first.
FILES = (
    UNITS,
    AREAS,
    PROCESSES,
    PEOPLE,
    GROUPS,
    MEMBERS,
    APPOINTMENTS,
    ABSENCES,
    COMPETENCES,
    CHARGES,
    OPENING,
    CLOSED_DAYS,
)
BY_NAME = {file.name: file for file in FILES}
