"""What several files have in common: columns, and the words that may be written in them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Sentence
from sufflor.organization.csv_files.columns import Column, Kind
from sufflor.organization.models import (
    ChargeKind,
    CompetenceLevel,
    Line,
    UnitKind,
    Weekday,
)


def code_column(length: int = 20, kind: Kind = Kind.CODE) -> Column:
    return Column("code", ("kode",), kind, required=True, length=length)


def unit_column(
    name: str, aliases: tuple[str, ...], missing: Sentence, *, required: bool
) -> Column:
    return Column(
        name,
        aliases,
        Kind.REFERENCE,
        required,
        to="units.csv",
        path=f"{name}__code",
        missing=missing,
    )


def person_column(
    name: str, aliases: tuple[str, ...], missing: Sentence, *, required: bool
) -> Column:
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
NO_GROUP = _("The support group {value} does not exist.")
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

CHARGE_WORDS = {
    **{str(kind.value): str(kind.value) for kind in ChargeKind},
    "eier": "owner",
    "prosesseier": "owner",
    "eigar": "owner",
    "leder": "manager",
    "prosessleder": "manager",
    "leiar": "manager",
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_VALUES = {word: Weekday(number) for number, word in enumerate(DAYS)}
DAY_WORDS = {
    **{word: word for word in DAYS},
    **{str(number + 1): word for number, word in enumerate(DAYS)},
    **dict(
        zip(
            ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
            DAYS,
            strict=True,
        )
    ),
    **dict(zip(("måndag", "tysdag", "laurdag", "sundag"), (*DAYS[:2], *DAYS[5:]), strict=True)),
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

# The house's own where it is empty.
WHOSE = Column(
    "group",
    ("gruppe",),
    Kind.REFERENCE,
    to="groups.csv",
    path="group__code",
    missing=NO_GROUP,
)
