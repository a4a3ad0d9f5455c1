"""Every fault is found, told of on its row, and costs nothing."""

import pytest

from sufflor.organization import actions
from sufflor.organization.models import Unit
from sufflor.organization.tests.test_loading import ALL, PEOPLE, UNITS
from tests.cast import MORNING

pytestmark = pytest.mark.django_db


def faults(name, content):
    diff = actions.load(files=ALL | {name: content}, by=None, at=MORNING)
    assert not diff.is_loaded
    assert not Unit.objects.exists()
    return [str(error) for error in diff.errors]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("FB;fakultet;IV-XX;B;;", "Foreldreenheten IV-XX finnes ikke."),
        ("FA;fakultet;NU;B;;", "FA står også i rad 3."),
        ("FB;planet;NU;B;;", "«planet» er ukjent i kolonnen kind."),
        (f"FB;fakultet;NU;{'n' * 161};;", "Kolonnen name har 161 tegn; høyst 160 er tillatt."),
        (";fakultet;NU;B;;", "Kolonnen code er tom."),
        ("FB;fakultet;NU;;;", "Kolonnen name er tom."),
        ("FB;fakultet;NU", "Raden har 3 celler, men overskriften har 6."),
        ("F B;fakultet;NU;B;;", "«F B» er ikke en kode"),
        ("FB;fakultet;NU;=HYPERLINK(1);;", "«=HYPERLINK(1)» begynner med ="),
        ("FB;fakultet;NU;@SUM(A1);;", "«@SUM(A1)» begynner med @"),
        ("FB;fakultet;FB;B;;", "FB er over seg selv"),
    ],
)
def test_a_fault_in_a_unit_is_told_of_on_its_row(row, sentence):
    (told,) = faults("units.csv", f"{UNITS}{row}\n")

    assert told.startswith("units.csv, rad 6: ")
    assert sentence in told


def test_a_ring_of_units_is_told_of_on_every_row_of_it():
    ring = UNITS + "R1;fakultet;R3;En;;\nR2;fakultet;R1;To;;\nR3;fakultet;R2;Tre;;\n"

    told = faults("units.csv", ring)

    assert [line.split(":")[0] for line in told] == [f"units.csv, rad {row}" for row in (6, 7, 8)]


def test_all_faults_are_told_of_at_once_and_in_order():
    told = faults("people.csv", f"{PEOPLE};Per;Lund;;\nkari;Kari;Moen;ikke-epost;XX\n")

    assert [line.split(": ")[0] for line in told] == [
        "people.csv, rad 4",
        *["people.csv, rad 5"] * 2,
    ]


@pytest.mark.parametrize(
    ("row", "sentences"),
    [
        ("ola;XX;B;B.x;2026-13-01;;ola", ["ikke en dato", "XX finnes", "B.x finnes", "egen"]),
        ("ola;XX;;;2026-02-01;2026-01-01;", ["Oppgi et", "XX finnes", "før det begynner"]),
        ("ola;FA;A;B.a;2026-02-01;;", ["Prosessen B.a er ikke i saksområdet A.", "A finnes ikke."]),
        ("XX;FA;B;=B;1026-01-01;i går;", ["XX finnes", "begynner med =", "årene", "ikke en dato"]),
    ],
)
def test_every_fault_of_a_row_is_told_of(row, sentences):
    header = "person;unit;area;process;from_date;to_date;deputy"

    told = faults("appointments.csv", f"{header}\n{row}\n")

    for sentence in sentences:
        assert sum(sentence in each for each in told) == 1
    assert len(told) == len(sentences)


def test_a_row_that_is_there_twice_has_its_other_faults_told_of_too():
    told = faults("units.csv", f"{UNITS}FA;fakultet;IV-XX;B;;\n")

    assert [line.rpartition(": ")[2] for line in told] == [
        "Foreldreenheten IV-XX finnes ikke.",
        "FA står også i rad 3.",
    ]


def test_one_fault_does_not_become_many():
    """People at a unit whose row has a fault are not told that the unit does not exist."""
    told = faults("units.csv", UNITS.replace("Fakultet A", ""))

    assert told == ["units.csv, rad 3: Kolonnen name er tom."]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("ola;FA;B;;2026-13-01;;", "«2026-13-01» er ikke en dato."),
        ("ola;FA;B;;31.2.2026;;", "«31.2.2026» er ikke en dato."),
        ("ola;FA;B;;1026-01-01;;", "er utenfor årene 1990 til 2100"),
        ("ola;FA;B;;2026-02-01;2026-01-01;", "Det slutter (2026-01-01) før det begynner"),
        ("ola;FA;B;;2026-02-01;;ola", "Ingen kan være sin egen stedfortreder."),
        ("ola;FA;;;2026-02-01;;", "Oppgi et saksområde eller en prosess."),
        ("ola;FA;B;B.x;2026-02-01;;", "Prosessen B.x finnes ikke."),
    ],
)
def test_a_fault_in_an_appointment_is_told_of(rows, sentence):
    header = "person;unit;area;process;from_date;to_date;deputy"

    (told,) = faults("appointments.csv", f"{header}\n{rows}\n")

    assert sentence in told


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("B", "Koden B har ett nivå"),
        ("X.a", "Koden begynner med X, men ingen saksområder har den koden."),
        ("B.b.01", "Nivået over, B.b, finnes ikke."),
    ],
)
def test_a_process_needs_what_its_code_says(code, sentence):
    told = faults("processes.csv", f"code;name\n{code};Noe\nB.a;A\nB.a.01;B\n")

    assert sentence in told[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Filen er tom."),
        ("kode;farge;type;navn\nA;b;fakultet;c\n", "Kolonnen «farge» er ukjent her."),
        ("code;name\nA;b\n", "Kolonnen kind mangler."),
        ("code;kind;name;navn\nA;fakultet;b;c\n", "Kolonnen name står to ganger."),
        ('code;kind;name\nA;fakultet;"b"c\n', "Anførselstegnene er ødelagt her"),
        ('code;kind;name\nA;fakultet;"b\n', "Anførselstegnene er ødelagt her"),
        ("code;kind;name\nA;fakultet;b\0\n", "Her er det et NUL-tegn"),
        ("code;kind;name\nÅ;fakultet;ål\n".encode("latin-1"), "Filen er ikke UTF-8."),
        ("code;kind;name\n".encode("utf-16"), "Filen er ikke UTF-8."),
        (b"x" * (10 * 1024 * 1024 + 1), "Filen er større enn 10 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_once(content, sentence):
    told = faults("units.csv", content)

    assert len(told) == 1, told
    assert sentence in told[0]


def test_a_file_that_we_do_not_know_is_told_of():
    (told,) = faults("budget.csv", "a;b\n")

    assert told.startswith("budget.csv: Vi kjenner ikke denne filen.")


def test_two_areas_cannot_have_one_address():
    told = faults("areas.csv", "code;slug;owner;name\nB;personal;HR;P\nC;personal;HR;Q\n")

    assert "Adressen personal er allerede brukt av B." in told[0]
