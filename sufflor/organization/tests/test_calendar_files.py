"""Opening hours, closed days and who is in charge, in and out as files."""

from __future__ import annotations

from datetime import date, time

import pytest

from sufflor.organization import actions, queries
from sufflor.organization.csv_files.stored import as_csv
from sufflor.organization.models import Charge, ClosedDay, OpeningPeriod
from tests.cast import MORNING

OPENING = (
    "gruppe;fra;til;ukedag;åpner;stenger\n"
    ";2026-01-01;;mandag;8;11.30\n"
    ";2026-01-01;;1;12:00;15:45\n"
    "alle;1.2.2026;1.3.2026;lørdag;10.00;14:00\n"
)
CLOSED = "group;date;reason\n;24.12.2026;Julaften\nalle;2026-11-06;Kurs\n"


def load(dry_run=False, **files):
    named = {f"{name}.csv": text for name, text in files.items()}
    return actions.load(files=named, by=None, at=MORNING, dry_run=dry_run)


def test_they_are_looked_at_first_and_then_loaded_whole(liv_first_line):
    code = liv_first_line.support_groups.get().code
    files = {
        "opening": OPENING.replace("alle", code),
        "closed_days": CLOSED.replace("alle", code),
    }

    seen = load(dry_run=True, **files)
    assert [(file.name, file.added) for file in seen.files] == [
        ("opening.csv", 3),
        ("closed_days.csv", 2),
    ]
    assert not OpeningPeriod.objects.exists()
    load(**files)

    days = OpeningPeriod.objects.filter(group=None, weekday=0)
    assert [one.opens for one in days.order_by("opens")] == [time(8), time(12)]
    assert ClosedDay.objects.get(group=None).date == date(2026, 12, 24)
    again = load(opening=as_csv("opening.csv"), closed_days=as_csv("closed_days.csv"))
    assert not any(file.added or file.changed for file in again.files)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (";2026-01-01;;mandag;12:00;08:00", "12:00"),
        (";2026-01-01;;mandag;8;12\n;2026-01-01;;mandag;11;14", "08:00"),
        (";2026-01-01;;mandag;8;12\n;2026-01-01;2026-06-01;tirsdag;8;12", "2026-06-01"),
        (";2026-01-01;;mandag;25:00;26:00", "25:00"),
        (";2026-01-01;;mandag;åtte;12", "åtte"),
        (";2026-01-01;;hverdag;8;12", "hverdag"),
        ("ukjent;2026-01-01;;mandag;8;12", "ukjent"),
        (";2026-01-01;2025-01-01;mandag;8;12", "2025-01-01"),
        (";2026-01-01;;mandag;=1;12", "=1"),
    ],
)
def test_what_cannot_be_opening_hours_is_told_of_and_nothing_is_loaded(db, rows, says):
    diff = load(opening=f"group;from_date;to_date;weekday;opens;closes\n{rows}\n")

    assert says in " ".join(str(error) for error in diff.errors)
    assert not OpeningPeriod.objects.exists()


def test_a_new_row_is_held_against_what_is_stored(db):
    header = "group;from_date;to_date;weekday;opens;closes\n"
    load(opening=header + ";2026-01-01;;mandag;8;12\n")

    diff = load(opening=header + ";2026-01-01;;mandag;11;14\n")

    assert not diff.is_loaded
    assert OpeningPeriod.objects.count() == 1


def test_who_is_in_charge_is_loaded_by_area_or_process(personnel, hiring, kari):
    rows = f"kari;{personnel.code};;eier;2026-08-01;\nkari;;{hiring.code};prosessleder;1.8.2026;\n"
    header = "person;area;process;kind;from;to\n"

    load(charges=header + rows)

    assert set(Charge.objects.values_list("kind", "process")) == {
        ("owner", None),
        ("manager", hiring.pk),
    }
    assert not load(charges=header + "kari;;;eier;2026-08-01;\n").is_loaded


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 10, 30), date(2026, 11, 2)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2027, 3, 24), date(2027, 3, 30)),
    ],
)
def test_before_hours_are_set_a_working_day_is_no_weekend_and_no_holiday(db, day, following):
    assert queries.next_working_day(day) == following


def test_a_working_day_is_one_on_which_the_house_is_open(db):
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(4)
    )
    ClosedDay.objects.create(date=date(2026, 11, 2), reason="Flytting")

    assert queries.next_working_day(date(2026, 10, 29)) == date(2026, 11, 3)
