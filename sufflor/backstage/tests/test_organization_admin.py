import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sufflor.events.models import Event
from sufflor.organization.models import Unit, Upload
from sufflor.organization.tests.test_loading import PEOPLE, UNITS

pytestmark = pytest.mark.once


ADDRESS = "/styring/organisasjon/"


@pytest.fixture
def admin(client, anne_admin):
    client.force_login(anne_admin)
    return client


def hand_in(client, **files):
    uploads = [
        SimpleUploadedFile(f"{name}.csv", text.encode() if isinstance(text, str) else text)
        for name, text in files.items()
    ]
    return client.post(ADDRESS, {"files": uploads})


def test_files_are_looked_at_first_and_loaded_afterwards(admin):
    looked = hand_in(admin, units=UNITS)
    assert looked.status_code == 302
    assert not Unit.objects.filter(code="FA").exists()

    page = admin.get(looked["Location"]).content.decode()
    assert "Les inn filene" in page
    assert "FA-X" in page

    loaded = admin.post(f"{looked['Location']}innlasting/", follow=True)
    assert "Lest inn: 3 nye, 0 endret, 0 avsluttet." in loaded.content.decode()
    assert Unit.objects.filter(code="FA-X").exists()
    assert Upload.objects.get().files == {}


def test_faults_come_back_on_their_rows_and_nothing_is_kept(admin):
    response = hand_in(admin, units=UNITS + "FB;fakultet;IV-XX;B;;\n")

    page = response.content.decode()
    assert response.status_code == 422
    assert "units.csv, rad 6: Foreldreenheten IV-XX finnes ikke." in page
    assert not Upload.objects.exists()
    assert not Unit.objects.filter(code="FA").exists()


def test_what_was_chosen_is_named_when_it_is_sent_back(admin):
    assert "files-chosen" not in admin.get(ADDRESS).content.decode()

    page = hand_in(admin, units=UNITS + ";;;;;\nFB;x\n", people=PEOPLE).content.decode()

    assert "Du valgte 2 filer. Velg alle på nytt når de er rettet: units.csv, people.csv" in page


def test_a_second_click_loads_nothing_twice(admin):
    address = hand_in(admin, units=UNITS)["Location"]
    admin.post(f"{address}innlasting/")

    again = admin.post(f"{address}innlasting/")

    assert again.status_code == 409
    assert "allerede lest inn" in again.content.decode()
    assert Event.objects.filter(verb="organization.loaded").count() == 1
    assert admin.get(address)["Location"] == ADDRESS


def test_what_was_handed_in_is_there_after_signing_in_anew(admin, client, anne_admin):
    address = hand_in(admin, units=UNITS)["Location"]
    client.logout()
    assert client.get(address)["Location"].startswith("/logg-inn/")

    client.force_login(anne_admin)

    assert client.get(address).status_code == 200


def test_files_that_are_there_already_say_so(admin):
    hand_in(admin, units=UNITS)
    admin.post(f"{ADDRESS}{Upload.objects.get().pk}/innlasting/")

    response = admin.get(hand_in(admin, units=UNITS)["Location"])

    assert "Alt i disse filene finnes allerede." in response.content.decode()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"\0", b'"'])
def test_a_file_that_is_no_csv_is_sent_back_with_a_sentence(admin, content):
    response = hand_in(admin, units=content)

    assert response.status_code == 422
    assert "Ingenting ble lest inn" in response.content.decode()


def test_no_file_at_all_is_said(admin):
    response = admin.post(ADDRESS)

    assert response.status_code == 422
    assert "Velg én eller flere filer." in response.content.decode()


def test_what_there_is_can_be_taken_out(admin, institute):
    one = admin.get(f"{ADDRESS}filer/units.csv")
    everything = admin.get(f"{ADDRESS}organisasjon.zip")

    assert "IV-BM;institute;IV;" in one.content.decode("utf-8-sig")
    assert "attachment" in one["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(everything.content)) as folder:
        assert len(folder.namelist()) == 12
    assert admin.get(f"{ADDRESS}filer/secrets.csv").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "1/", "filer/people.csv", "organisasjon.zip", "filer/units.csv"]
)
def test_only_administrators_come_here(client, hilde_host, path):
    assert client.get(ADDRESS + path)["Location"].startswith("/logg-inn/")

    client.force_login(hilde_host)

    assert client.get(ADDRESS + path).status_code == 403


def test_others_cannot_load_what_an_administrator_handed_in(admin, client, hilde_host):
    address = hand_in(admin, units=UNITS)["Location"]
    client.force_login(hilde_host)

    assert client.post(f"{address}innlasting/").status_code == 403
    assert not Unit.objects.filter(code="FA").exists()


def test_the_page_costs_few_queries(admin, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        admin.get(ADDRESS)
