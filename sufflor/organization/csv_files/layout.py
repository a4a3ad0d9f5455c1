"""Which files there are, in the order they are loaded, and what each column holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Sentence
from sufflor.organization.csv_files.columns import Column, File, Kind
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    CaseProcess,
    Competence,
    CompetenceLevel,
    Line,
    Membership,
    SupportGroup,
    Unit,
    UnitKind,
    User,
    WorkRole,
)


def _code(length: int = 20, kind: Kind = Kind.CODE) -> Column:
    return Column("code", ("kode",), kind, required=True, length=length)


def _unit(name: str, aliases: tuple[str, ...], missing: Sentence, *, required: bool) -> Column:
    return Column(
        name,
        aliases,
        Kind.REFERENCE,
        required,
        to="units.csv",
        path=f"{name}__code",
        missing=missing,
    )


def _person(name: str, aliases: tuple[str, ...], missing: Sentence, *, required: bool) -> Column:
    return Column(
        name,
        aliases,
        Kind.REFERENCE,
        required,
        to="people.csv",
        path=f"{name}__username",
        missing=missing,
    )


NAMES = (
    Column("name", ("navn",), required=True),
    Column("name_nn", ("navn_nn",)),
    Column("name_en", ("navn_en",)),
)
NO_UNIT = _("The unit {value} does not exist.")
NO_PERSON = _("The person {value} does not exist.")
NO_AREA = _("The case area {value} does not exist.")
AREA = Column(
    "area",
    ("område", "omrade", "saksområde"),
    Kind.REFERENCE,
    to="areas.csv",
    path="area__code",
    missing=NO_AREA,
)
PROCESS = Column(
    "process",
    ("prosess",),
    Kind.REFERENCE,
    to="processes.csv",
    path="process__code",
    missing=_("The process {value} does not exist."),
)
FROM = Column("from_date", ("from", "fra", "fra_dato"), Kind.DATE, required=True)
KIND_WORDS = {
    **{str(kind.value): str(kind.value) for kind in UnitKind},
    "institusjon": "institution",
    "fakultet": "faculty",
    "institutt": "institute",
    "avdeling": "department",
    "seksjon": "section",
}
LINE_VALUES = {
    "adviser": Line.ADVISER,
    "first": Line.FIRST,
    "second": Line.SECOND,
    "vendor": Line.VENDOR,
}
LINE_WORDS = {
    **{word: word for word in LINE_VALUES},
    **{str(int(line)): word for word, line in LINE_VALUES.items()},
    "prosessrådgiver": "adviser",
    "førstelinje": "first",
    "andrelinje": "second",
    "leverandør": "vendor",
}

LEVEL_VALUES = {
    "basic": CompetenceLevel.BASIC,
    "good": CompetenceLevel.GOOD,
    "specialist": CompetenceLevel.SPECIALIST,
}
LEVEL_WORDS = {
    **{word: word for word in LEVEL_VALUES},
    **{str(int(level)): word for word, level in LEVEL_VALUES.items()},
    "grunn": "basic",
    "god": "good",
    "spesialist": "specialist",
}

UNITS = File(
    "units.csv",
    Unit,
    ("code",),
    (
        _code(),
        Column("kind", ("type",), Kind.CHOICE, required=True, words=KIND_WORDS),
        _unit(
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
        _code(),
        Column("slug", ("adresse",), Kind.SLUG, required=True, length=40),
        _unit("owner", ("eier",), _("The owning unit {value} does not exist."), required=True),
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
        _code(),
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
        _unit("unit", ("enhet",), NO_UNIT, required=False),
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
        _code(40, Kind.SLUG),
        Column(
            "line", ("linje",), Kind.CHOICE, required=True, words=LINE_WORDS, values=LINE_VALUES
        ),
        AREA,
        _unit("unit", ("enhet",), NO_UNIT, required=True),
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
            missing=_("The support group {value} does not exist."),
        ),
        _person("person", ("medlem",), NO_PERSON, required=True),
    ),
)
APPOINTMENTS = File(
    "appointments.csv",
    Appointment,
    ("person", "unit", "area", "process", "from_date"),
    (
        _person("person", (), NO_PERSON, required=True),
        _unit("unit", ("enhet",), NO_UNIT, required=True),
        AREA,
        PROCESS,
        FROM,
        Column("to_date", ("to", "til", "til_dato"), Kind.DATE),
        _person(
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
        _person("person", (), NO_PERSON, required=True),
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
        _person("person", (), NO_PERSON, required=True),
        FROM,
        Column("to_date", ("to", "til", "til_dato"), Kind.DATE, required=True),
    ),
)

# In an order in which everything that is referred to comes first.
FILES = (UNITS, AREAS, PROCESSES, PEOPLE, GROUPS, MEMBERS, APPOINTMENTS, ABSENCES, COMPETENCES)
BY_NAME = {file.name: file for file in FILES}
