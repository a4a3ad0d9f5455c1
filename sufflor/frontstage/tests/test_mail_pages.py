"""Choosing what one is told, and the address at the foot of a mail."""

import re

import pytest
from django.test import Client

from sufflor.events.models import Event
from sufflor.messaging.actions import preference_of
from sufflor.messaging.addresses import unsubscribe_address
from sufflor.messaging.models import Delivery, Notices, Preference, Topic
from sufflor.organization.models import User

pytestmark = pytest.mark.once


PAGE = "/mine/varsler/"


@pytest.fixture
def chosen(kari: User) -> Preference:
    """Kari has asked for everything at once."""
    preference = preference_of(person=kari)
    preference.notices = Notices.AT_ONCE
    preference.save()
    return preference


def address(preference: Preference, topic: Topic = Topic.NOTICES) -> str:
    return unsubscribe_address(preference, topic).removeprefix("http://127.0.0.1:8000")


def mail_program() -> Client:
    """No session, no cookie, and no page to take a token from."""
    return Client(enforce_csrf_checks=True)


def now(preference: Preference) -> tuple[str, bool]:
    preference.refresh_from_db()
    return preference.notices, preference.answers


def test_looking_changes_nothing_and_shows_what_everyone_begins_with(client, kari) -> None:
    client.force_login(kari)

    html = client.get(PAGE).content.decode()

    assert re.search(r'value="critical"[^>]*checked', html)
    assert re.search(r'name="answers"[^>]*checked', html)
    assert not Preference.objects.exists()


def test_what_is_chosen_holds_and_is_shown(client, kari, personnel, archive) -> None:
    client.force_login(kari)

    page = client.post(PAGE, {"notices": "daily", "language": "nn", "areas": [personnel.pk]})
    html = client.get(PAGE).content.decode()

    assert page.status_code == 303
    preference = Preference.objects.get()
    assert (preference.notices, preference.answers, preference.language) == ("daily", False, "nn")
    assert [followed.area for followed in kari.followed_areas.all()] == [personnel]
    assert re.search(rf'value="{personnel.pk}"[^>]*checked', html)
    assert not re.search(rf'value="{archive.pk}"[^>]*checked', html)


def test_what_who_is_who_knows_is_told_and_not_asked(
    client, ola_adviser, personnel, archive
) -> None:
    client.force_login(ola_adviser)

    html = client.get(PAGE).content.decode()

    assert f'name="areas" value="{archive.pk}"' in html
    assert f'name="areas" value="{personnel.pk}"' not in html
    assert "Personal." in html


@pytest.mark.parametrize(
    "typed", [{"notices": "hourly"}, {"language": "de"}, {"areas": ["99999999"]}, {"notices": ""}]
)
def test_what_there_is_not_cannot_be_chosen(client, kari, typed) -> None:
    client.force_login(kari)

    page = client.post(PAGE, {"notices": "daily", "language": "nb", **typed})

    assert page.status_code == 422
    assert "errors-title" in page.content.decode()
    assert not Preference.objects.exists()


def test_the_menu_of_a_person_leads_there(client, kari) -> None:
    client.force_login(kari)

    assert f'href="{PAGE}"' in client.get("/").content.decode()


def test_one_click_in_a_mail_program_ends_it_without_signing_in(chosen) -> None:
    answer = mail_program().post(address(chosen), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert "Du får ikke flere meldinger på e-post" in answer.content.decode()
    assert now(chosen) == ("never", True)
    assert not answer.cookies


def test_a_second_click_says_the_same(chosen) -> None:
    for _ in range(2):
        assert mail_program().post(address(chosen)).status_code == 303

    assert now(chosen) == ("never", True)
    assert Event.objects.filter(verb="mail.unsubscribed").count() == 1


def test_programs_that_follow_every_link_end_nothing(chosen) -> None:
    for method in ("get", "head"):
        answer = getattr(mail_program(), method)(address(chosen))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]

    assert now(chosen) == ("at_once", True)


def test_a_person_reads_what_will_happen_and_presses_a_button(client, chosen) -> None:
    html = client.get(address(chosen)).content.decode()
    assert "Ingen flere meldinger på e-post?" in html
    assert "Kari" not in html

    page = client.post(address(chosen), follow=True)

    assert "Du får ikke flere meldinger på e-post" in page.content.decode()


def test_answers_and_notices_end_apart(chosen) -> None:
    mail_program().post(address(chosen, Topic.ANSWERS))

    assert now(chosen) == ("at_once", False)


def test_it_ends_only_ones_own(chosen, lars) -> None:
    other = preference_of(person=lars)

    mail_program().post(address(chosen))

    assert now(other) == ("critical", True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_nobody_made_is_not_found(chosen, method) -> None:
    good = address(chosen)
    signed = good.strip("/").split("/")[-1]
    for bad in (
        good.replace(signed, chosen.token),
        good.replace(signed, f"{signed[:-1]}{'a' if signed[-1] != 'a' else 'b'}"),
        good.replace(signed, f"{chosen.token}:"),
        good.replace("meldinger", "alt"),
        good.replace(signed, "x" * 4_000),
        good.replace(signed, "%00"),
    ):
        assert getattr(mail_program(), method)(bad).status_code == 404
    assert now(chosen) == ("at_once", True)


def test_whoever_is_signed_in_the_address_speaks_for_the_one_who_got_the_mail(
    client, chosen, lars
) -> None:
    client.force_login(lars)

    client.post(address(chosen))

    assert now(chosen)[0] == "never"
    assert not Preference.objects.filter(person=lars).exists()
    assert not Delivery.objects.exists()
