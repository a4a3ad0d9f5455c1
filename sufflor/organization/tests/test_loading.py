import pytest

from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions, queries
from sufflor.organization.models import (
    Appointment,
    CaseProcess,
    Competence,
    CompetenceLevel,
    SupportGroup,
    Unit,
    User,
)
from tests.cast import MORNING

UNITS = """code;kind;parent;name;name_nn;name_en
NU;institution;;Nidelva universitet;;
FA;fakultet;NU;Fakultet A;;Faculty A
FA-X;institutt;FA;Institutt X;;
HR;avdeling;NU;HR-avdelingen;;
"""
AREAS = "code;slug;owner;name\nB;personal;HR;Personal\n"
PROCESSES = "code;name;keywords\nB.a.01;Utlysning;stilling\nB.a;Rekruttering;\n"
PEOPLE = (
    "username;first_name;last_name;email;unit\nola;Ola;Berg;ola@example.org;FA\nliv;Liv;Dahl;;FA\n"
)
GROUPS = "code;line;area;unit;name\nfagstotte;andrelinje;B;HR;Fagstøtte\n"
MEMBERS = "group;person\nfagstotte;liv\n"
APPOINTMENTS = (
    "person;unit;area;process;from_date;to_date;deputy;kapasitet;kompetanse\n"
    "ola;FA;;B.a.01;1.8.2026;;liv;5;Utlysning\n"
)
ABSENCES = "person;from_date;to_date\nola;2026-10-29;2026-11-02\n"
COMPETENCES = "person;area;process;fagsystem;nivå\nola;;B.a.01;;spesialist\nola;B;;Lønn;2\n"
ALL = {
    "units.csv": UNITS,
    "areas.csv": AREAS,
    "processes.csv": PROCESSES,
    "people.csv": PEOPLE,
    "groups.csv": GROUPS,
    "members.csv": MEMBERS,
    "appointments.csv": APPOINTMENTS,
    "absences.csv": ABSENCES,
    "competences.csv": COMPETENCES,
}

pytestmark = pytest.mark.django_db


def load(files=ALL, **changes):
    return actions.load(**({"files": files, "by": None, "at": MORNING, "dry_run": False} | changes))


def test_everything_is_loaded_and_tied_together():
    diff = load()

    assert diff.is_loaded, str(diff)
    assert Unit.objects.get(code="FA-X").parent.code == "FA"
    assert CaseProcess.objects.get(code="B.a.01").parent.code == "B.a"
    assert SupportGroup.objects.get().members.get().full_name == "Liv Dahl"
    appointment = Appointment.objects.get()
    assert (appointment.area.code, appointment.deputy.username) == ("B", "liv")
    assert (appointment.capacity, appointment.competence_text) == (5, "Utlysning")
    assert not User.objects.get(username="ola").has_usable_password()


def test_what_people_know_is_loaded_by_process_area_and_system():
    load()

    known = {
        (one.area.code, one.process and one.process.code, one.system, one.level)
        for one in Competence.objects.all()
    }
    assert known == {
        ("B", "B.a.01", "", CompetenceLevel.SPECIALIST),
        ("B", None, "Lønn", CompetenceLevel.GOOD),
    }


def test_a_level_that_does_not_exist_is_refused_on_its_row():
    diff = load(ALL | {"competences.csv": "person;area;level\nola;B;mester\n"}, dry_run=True)

    assert [error.row for error in diff.errors] == [2]
    assert "«mester» er ukjent i kolonnen level" in str(diff.errors[0])


def test_an_empty_capacity_is_no_limit():
    load()

    load({"appointments.csv": APPOINTMENTS.replace(";5;", ";;")})

    assert Appointment.objects.get().capacity is None


def test_loading_the_same_twice_changes_nothing():
    load()

    diff = load()

    assert not diff.has_changes
    assert not diff.is_loaded
    assert [file.unchanged for file in diff.files] == [4, 1, 2, 2, 1, 1, 1, 1, 2]
    assert Event.objects.filter(verb="organization.loaded").count() == 1


def test_a_dry_run_tells_and_leaves_no_trace():
    diff = load(dry_run=True)

    assert diff.may_be_loaded
    assert diff.files[0].added == 4
    assert not Unit.objects.exists()
    assert not Event.objects.exists()
    assert revisions(["organization"]) == {"organization": 0}


def test_a_load_leaves_one_event_and_moves_the_topic(anne_admin):
    load(by=anne_admin)

    event = Event.objects.get(verb="organization.loaded")
    assert event.by == f"organization.user:{anne_admin.pk}"
    assert event.details["files"]["people.csv"]["added"] == 2
    assert revisions(["organization"]) == {"organization": 1}


def test_what_is_changed_is_shown_from_and_to():
    load()

    diff = load({"units.csv": UNITS.replace("Institutt X", "Institutt Y")})

    (change,) = diff.files[0].changes
    assert (change.kind, change.row, change.label) == ("changed", 4, "FA-X")
    assert [(cell.column, cell.before, cell.after) for cell in change.cells] == [
        ("name", "Institutt X", "Institutt Y")
    ]
    assert Unit.objects.get(code="FA-X").name == "Institutt Y"


def test_an_appointment_is_ended_by_its_last_day():
    load()

    diff = load({"appointments.csv": APPOINTMENTS.replace("2026;;", "2026;28.10.2026;")})

    assert diff.files[0].ended == 1
    assert not Appointment.objects.valid_on(MORNING.date()).exists()


def test_a_row_that_the_file_lacks_is_left_as_it_is():
    load()

    load({"people.csv": "username;first_name;last_name\nola;Olav;Berg\n"})

    assert set(User.objects.values_list("username", flat=True)) == {"ola", "liv"}


def test_a_column_that_the_file_lacks_keeps_what_is_stored():
    load()

    load({"people.csv": "username;first_name;last_name\nola;Olav;Berg\n"})

    ola = User.objects.get(username="ola")
    assert (ola.first_name, ola.email, ola.unit.code) == ("Olav", "ola@example.org", "FA")


def test_loading_people_keeps_their_passwords(kari):
    kari.set_password("hemmelig")
    kari.save()

    load({"people.csv": "username;first_name;last_name\nkari;Karianne;Moen\n"})

    kari.refresh_from_db()
    assert kari.first_name == "Karianne"
    assert kari.check_password("hemmelig")


def test_one_faulty_row_means_that_nothing_is_loaded():
    broken = ALL | {"absences.csv": ABSENCES.replace("ola;", "nobody;")}

    diff = load(broken)

    assert [str(error) for error in diff.errors] == [
        "absences.csv, rad 2: Personen nobody finnes ikke."
    ]
    assert not Unit.objects.exists()
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_only_an_administrator_loads(kari):
    with pytest.raises(NotAllowed):
        load(by=kari)


def test_two_thousand_people_load_and_tell_how_far_they_are():
    rows = [f"p{number};Fornavn{number};Etternavn;;FA" for number in range(2_000)]
    files = ALL | {"people.csv": "\n".join([PEOPLE.strip(), *rows])}
    told = []

    diff = load(files, progress=lambda *step: told.append(step))

    assert diff.is_loaded, str(diff)[:500]
    assert [step for step in told if step[0] == "people.csv"][-1] == ("people.csv", 2_002, 2_002)
    assert len([step for step in told if step[0] == "people.csv"]) > 3


def test_an_area_that_moves_leads_on_from_where_it_was_and_may_move_back():
    load()
    load({"areas.csv": AREAS.replace("personal;", "hr;")})

    assert queries.area_formerly_at("personal").slug == "hr"

    load({"areas.csv": AREAS})

    assert queries.area_formerly_at("hr").slug == "personal"
    assert queries.area_formerly_at("personal") is None
