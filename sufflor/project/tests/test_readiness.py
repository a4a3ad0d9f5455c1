"""Before the doors open: what lacks is said, and what to do about it, by asking what is there."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from sufflor.lib.mail_server import MailServer, mail_server
from sufflor.lib.mailboxes import MailboxPlace, mailbox_place
from sufflor.messaging.models import Heartbeat
from sufflor.organization.models import Role, RoleGrant
from sufflor.project.readiness import Standing, around, findings, inside
from tests.cast import MORNING
from tests.hours import FRIDAY
from tests.mail_sink import mail_sink
from tests.sign_on_place import place_to_sign_in

pytestmark = pytest.mark.django_db

NOBODY = 9  # the port of a service that discards, and that nobody has had for thirty years


def test_in_a_new_installation_everything_that_lacks_is_said() -> None:
    found = {each.about: each.standing for each in findings(MORNING)}

    in_the_way = {about for about, standing in found.items() if standing is Standing.IN_THE_WAY}
    assert in_the_way == {"Arbeider", "Administratorer", "Organisasjon", "Førstelinje", "Skjema"}
    assert found["Adresse"] is Standing.WORTH_A_LOOK


def test_the_command_ends_badly_while_something_is_in_the_way() -> None:
    said = StringIO()

    with pytest.raises(CommandError, match="5 ting står i veien"):
        call_command("ready", stdout=said)

    assert "✗ Administratorer: Det er ingen. `grant_role" in said.getvalue()


def test_the_command_ends_well_when_nothing_is() -> None:
    said = StringIO()

    with mock.patch("sufflor.project.management.commands.ready.findings", return_value=[]):
        call_command("ready", stdout=said)

    assert said.getvalue() == "Ingenting står i veien for å åpne.\n"


@pytest.mark.parametrize(
    ("url", "hosts", "standing"),
    [
        ("https://hjelp.example.no", ["hjelp.example.no"], Standing.FINE),
        ("https://hjelp.example.no", [".example.no"], Standing.FINE),
        ("https://hjelp.example.no", ["localhost"], Standing.IN_THE_WAY),
        ("http://hjelp.example.no", ["hjelp.example.no"], Standing.IN_THE_WAY),
    ],
)
def test_the_address_is_one_that_people_can_use(settings, url, hosts, standing) -> None:
    settings.PRODUCTION, settings.PUBLIC_URL, settings.ALLOWED_HOSTS = True, url, hosts

    assert around.address(MORNING).standing is standing


def test_a_store_whose_steps_wait_is_in_the_way() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'vendor'")

    found = around.store(MORNING)

    assert found.standing is Standing.IN_THE_WAY
    assert "`migrate`" in found.words


def test_of_a_store_that_is_away_nothing_more_is_asked(monkeypatch) -> None:
    monkeypatch.setattr(
        around.MigrationExecutor, "__init__", mock.Mock(side_effect=OperationalError)
    )

    found = [each.about for each in findings(MORNING)]

    assert found[1] == "Database"
    assert "Organisasjon" not in found


def test_sqlite_carries_one_process(monkeypatch) -> None:
    here = around.store(MORNING)
    monkeypatch.setattr(around, "WORKERS", 2)

    if connection.vendor == "postgresql":
        assert here.standing is around.store(MORNING).standing is Standing.FINE
    else:
        assert here.standing is Standing.WORTH_A_LOOK
        assert around.store(MORNING).standing is Standing.IN_THE_WAY


def test_a_data_folder_that_takes_nothing_is_in_the_way(settings, tmp_path) -> None:
    settings.DATA_FOLDER = tmp_path
    assert around.disk(MORNING).standing is Standing.FINE

    settings.DATA_FOLDER = tmp_path / "gone"
    assert around.disk(MORNING).standing is Standing.IN_THE_WAY


def test_a_disk_that_is_nearly_full_is_worth_a_look(settings, tmp_path) -> None:
    settings.DATA_FOLDER = tmp_path

    with mock.patch("shutil.disk_usage", return_value=mock.Mock(free=10**9)):
        assert around.disk(MORNING).standing is Standing.WORTH_A_LOOK


def test_the_mail_server_is_asked(settings) -> None:
    with mail_sink() as sink:
        settings.MAIL_SERVER = sink.server
        assert around.mail_out(MORNING).standing is Standing.FINE
        settings.MAIL_SERVER = mail_server(sink.url.replace("//", "//kari:feil@"))
        assert around.mail_out(MORNING).standing is Standing.IN_THE_WAY

    settings.MAIL_SERVER = MailServer("127.0.0.1", NOBODY)
    assert around.mail_out(MORNING).standing is Standing.IN_THE_WAY


@pytest.mark.parametrize(
    ("production", "standing"), [(True, Standing.IN_THE_WAY), (False, Standing.WORTH_A_LOOK)]
)
def test_real_people_are_told_by_mail(settings, production, standing) -> None:
    settings.MAIL_SERVER, settings.PRODUCTION = None, production

    assert around.mail_out(MORNING).standing is standing


def test_the_mailbox_is_opened(settings, imap_mailbox, tmp_path) -> None:
    settings.MAILBOX = None
    assert around.mail_in(MORNING).standing is Standing.WORTH_A_LOOK

    for place, standing in (
        (mailbox_place(imap_mailbox.url), Standing.FINE),
        (mailbox_place(f"{imap_mailbox.url}finnes-ikke"), Standing.IN_THE_WAY),
        (MailboxPlace("127.0.0.1", NOBODY), Standing.IN_THE_WAY),
        (MailboxPlace(maildir=tmp_path), Standing.FINE),
        (MailboxPlace(maildir=tmp_path / "gone"), Standing.IN_THE_WAY),
    ):
        settings.MAILBOX = place
        assert around.mail_in(MORNING).standing is standing, place


def test_the_scanner_is_called(settings, clamd, scanner_that_is_down) -> None:
    for scanner, standing in (
        (None, Standing.WORTH_A_LOOK),
        (clamd, Standing.FINE),
        (scanner_that_is_down, Standing.IN_THE_WAY),
    ):
        settings.VIRUS_SCANNER = scanner
        assert around.scanner(MORNING).standing is standing


def test_the_place_where_people_sign_in_is_asked_to_describe_itself(settings) -> None:
    settings.SIGN_ON = None
    assert around.sign_on(MORNING).standing is Standing.WORTH_A_LOOK

    with place_to_sign_in() as place:
        settings.SIGN_ON = place.sign_on()
        assert around.sign_on(MORNING).standing is Standing.FINE
    with place_to_sign_in() as gone:
        settings.SIGN_ON = gone.sign_on()
    assert around.sign_on(MORNING).standing is Standing.IN_THE_WAY


def test_what_the_law_wants_told_is_asked_for(settings) -> None:
    for statement, days, standing in (
        ("", 30, Standing.WORTH_A_LOOK),
        ("https://uustatus.no/nb/1", 0, Standing.WORTH_A_LOOK),
        ("https://uustatus.no/nb/1", 30, Standing.FINE),
    ):
        settings.ACCESSIBILITY_STATEMENT_URL, settings.BACKUPS_KEPT_DAYS = statement, days
        assert around.said(MORNING).standing is standing


def test_a_worker_is_seen_or_missed() -> None:
    Heartbeat.objects.create(name="her", seen_at=MORNING)

    assert inside.worker(MORNING + timedelta(seconds=30)).standing is Standing.FINE
    assert inside.worker(MORNING + timedelta(minutes=2)).standing is Standing.IN_THE_WAY


def test_one_administrator_may_fall_ill(anne_admin, kari) -> None:
    assert inside.administrators(MORNING).standing is Standing.WORTH_A_LOOK
    RoleGrant.objects.create(person=kari, role=Role.ADMINISTRATOR, granted_at=MORNING)
    assert inside.administrators(MORNING).standing is Standing.FINE
    type(kari).objects.update(is_active=False)
    assert inside.administrators(MORNING).standing is Standing.IN_THE_WAY


def test_a_faculty_without_an_adviser_is_worth_a_look(personnel, faculty) -> None:
    found = inside.organization(MORNING)

    assert found.standing is Standing.WORTH_A_LOOK
    assert "førstelinje" in found.words


def test_whoever_has_an_adviser_for_everything_lacks_nothing(ola_adviser) -> None:
    assert inside.organization(MORNING).standing is Standing.FINE


def test_the_first_line_has_people(liv_first_line) -> None:
    assert inside.first_line(MORNING).standing is Standing.FINE


def test_an_area_without_a_text_is_named(personnel) -> None:
    assert personnel.local_name in inside.texts(MORNING).words


def test_the_next_rollout_day_is_named(rollout_days) -> None:
    assert f"{FRIDAY:%d.%m.%Y}" in inside.dates(MORNING + timedelta(days=1)).words
    assert inside.dates(MORNING + timedelta(days=9)).standing is Standing.WORTH_A_LOOK
