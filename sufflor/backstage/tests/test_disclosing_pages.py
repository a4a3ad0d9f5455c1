"""The pages of access by the law: without JavaScript, and a package that holds nothing black."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse

from sufflor.desk import actions
from sufflor.desk.actions import Wish
from sufflor.desk.models import Disclosure
from sufflor.events.models import Event
from sufflor.organization.models import Role, RoleGrant
from tests.cast import MORNING

pytestmark = pytest.mark.once


@pytest.fixture
def archivist(eva_editor):
    RoleGrant.objects.create(person=eva_editor, role=Role.ARCHIVIST, granted_at=MORNING)
    return eva_editor


@pytest.fixture
def request_(kari, liv_first_line):
    wish = Wish(title="Feil", text="Per Hemmelig bor i Storgata 7. Ring 73595000.")
    return actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)


def test_from_choosing_to_the_package(client, archivist, request_, django_assert_max_num_queries):
    client.force_login(archivist)
    typed = {"name": "Sak 2026/12", "numbers": request_.number}
    page = client.post(reverse("disclosures"), typed, follow=True)
    assert request_.number in page.content.decode()
    begun = Disclosure.objects.get()
    place = reverse("disclosed_request", args=[begun.pk, begun.requests.get().pk])
    with django_assert_max_num_queries(30):
        text = client.get(place).content.decode()
    assert "<mark>73595000</mark>" in text
    assert "<mark>Per Hemmelig</mark>" not in text

    more = {"phrases": "Per Hemmelig\r\nStorgata 7", "basis": "14"}
    page = client.post(place, more, follow=True)
    assert "<mark>Per Hemmelig</mark>" in page.content.decode()
    done = {"basis": "13", "phrases": "", "gjor": "ferdig"}
    page_again = client.post(place, done | {"lest": "noe annet"}, follow=True)
    assert "les det på nytt" in page_again.content.decode()
    client.post(place, done | {"lest": page.context["sheet"].stamp})
    assert client.get(reverse("disclosure_package", args=[begun.pk])).status_code == 409
    client.post(reverse("disclosure_give_out", args=[begun.pk]))
    answer = client.get(reverse("disclosure_package", args=[begun.pk]))

    package = ZipFile(BytesIO(b"".join(answer)))
    whole = b"".join(package.read(name) for name in package.namelist()).decode()
    for secret in ("Hemmelig", "Storgata", "73595000", "Kari", "Moen"):
        assert secret not in whole
    assert "[offl. § 14]" in whole
    assert "█████" in whole
    assert set(package.namelist()) == {
        f"{request_.number}.html",
        "sladdeliste.html",
        "sladdeliste.json",
    }
    fetched = Event.objects.get(verb="disclosure.fetched")
    assert len(fetched.details["sha256"]) == 64


def test_whoever_is_no_archivist_finds_nothing_to_do(client, anne_admin, request_):
    client.force_login(anne_admin)

    assert client.get(reverse("disclosures")).status_code == 403


def test_the_archive_log_says_class_and_checksum(client, anne_admin, request_, archivist):
    from sufflor.events import actions as events

    events.record(
        "request.exported",
        about=request_,
        by=archivist,
        at=MORNING,
        record_class="always",
        form="innsyn",
        sha256="ab" * 32,
    )
    client.force_login(anne_admin)

    page = client.get(reverse("archive_log")).content.decode()
    file = b"".join(client.get(reverse("archive_log_file"))).decode()

    assert request_.number in page
    assert request_.number in file
    assert "ab" * 32 in file
