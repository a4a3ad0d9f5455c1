"""Known errors as everyone reads them: the status page, one error, joining, feed, search, hints."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.desk import actions as desk
from sufflor.desk.queries import ties_of
from sufflor.known_errors import actions
from sufflor.known_errors.actions import Facts
from sufflor.known_errors.models import Concern, KnownError
from sufflor.messaging import actions as mail
from sufflor.messaging.actions import preference_of
from sufflor.messaging.addresses import unsubscribe_address
from sufflor.messaging.models import ErrorFollower, Topic
from sufflor.questions import actions as questions
from tests.cast import MORNING
from tests.requests import submitted

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

UNTIL = MORNING + timedelta(hours=2)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def error(personnel, liv_first_line, per_second_line) -> KnownError:
    return confirmed("Vedlegg faller ut", personnel, per_second_line)


def confirmed(title: str, area, by, until=UNTIL) -> KnownError:
    facts = Facts(title=title, seen="Brevet kommer uten vedlegg.", areas=[area])
    made = actions.suggest(facts=facts, by=by, at=MORNING - timedelta(hours=4))
    actions.confirm(
        error=made,
        sentence="Vi ser feilen.",
        next_update_at=until,
        by=by,
        at=MORNING - timedelta(hours=3),
    )
    return KnownError.objects.get(pk=made.pk)


def read(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_status_page_says_now_planned_and_before(client, error, personnel, per_second_line):
    fixed = confirmed("Søket er tomt", personnel, per_second_line)
    actions.fix(error=fixed, sentence="Rettet i natt.", by=per_second_line, at=MORNING)

    page = read(client, "known_errors")

    now, before = page.split('id="past"')
    assert "Vedlegg faller ut" in now
    assert "Vi arbeider med den" in now
    assert "Rettet i natt." in before


def test_news_that_are_late_are_said_to_be_late(client, personnel, per_second_line):
    late = confirmed("Sent", personnel, per_second_line, MORNING - timedelta(hours=1))

    assert "har ikke noe ennå" in read(client, "known_errors")
    assert "har ikke noe ennå" in read(client, "known_error", late.pk)


def test_a_candidate_is_not_found(client, facts_of_nothing):
    assert client.get(reverse("known_error", args=[facts_of_nothing.pk])).status_code == 404


@pytest.fixture
def facts_of_nothing(personnel, per_second_line) -> KnownError:
    facts = Facts(title="Kanskje", seen="Kanskje.", areas=[personnel])
    return actions.suggest(facts=facts, by=per_second_line, at=MORNING)


def test_a_candidate_is_in_no_search_of_the_front_stage(client, facts_of_nothing, eva_editor):
    client.force_login(eva_editor)

    assert facts_of_nothing.work_path not in read(client, "search", query="?q=kanskje")


def test_one_press_joins_and_one_leaves(client, error, kari):
    client.force_login(kari)

    joined = client.post(reverse("join_error", args=[error.pk]))
    assert joined.status_code == 302
    assert Concern.objects.get().person == kari
    assert "Den gjelder deg" in read(client, "known_error", error.pk)

    client.post(reverse("leave_error", args=[error.pk]))
    assert Concern.objects.get().left_at


def test_a_number_that_tells_who_somebody_is_is_shown_again_beside_why(client, error, kari):
    client.force_login(kari)

    typed = "Gjelder 158376 00186"
    response = client.post(reverse("join_error", args=[error.pk]), {"sentence": typed})

    assert response.status_code == 422
    assert typed in response.content.decode()
    assert not Concern.objects.exists()


def test_few_are_told_as_few(client, error, kari):
    actions.join(error=error, by=kari, at=MORNING)

    page = read(client, "known_error", error.pk)

    assert "Færre enn 5" in page
    assert kari.last_name not in page


def test_those_whom_it_concerned_are_asked_whether_it_works(client, error, kari, per_second_line):
    actions.join(error=error, by=kari, at=MORNING)
    actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=MORNING)
    client.force_login(kari)

    assert "Det virker nå" in read(client, "known_error", error.pk)
    client.post(reverse("error_works", args=[error.pk]))

    assert Concern.objects.get().works_at


def test_the_feed_has_an_entry_for_each_with_its_state(client, error):
    feed = ElementTree.fromstring(client.get(reverse("known_error_feed")).content)

    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Vedlegg faller ut (Vi arbeider med den)"
    assert "Vi ser feilen." in (entry.findtext(f"{ATOM}summary") or "")


def test_the_front_page_and_the_page_of_its_area_show_it(client, error, archive):
    assert "Vedlegg faller ut" in read(client, "home")
    assert "Vedlegg faller ut" in read(client, "theme", "personal")
    assert "Vedlegg faller ut" not in read(client, "theme", archive.slug)


def test_search_asks_whether_it_is_this_error_and_lets_one_say_so(client, error, kari):
    client.force_login(kari)

    page = read(client, "search", query="?q=vedlegg+faller+ut")

    assert "Er det denne feilen?" in page
    assert reverse("join_error", args=[error.pk]) in page


def test_a_form_that_is_being_filled_in_shows_it_first_until_it_is_fixed(
    client, error, per_second_line
):
    address = reverse("similar_help") + "?felt-what=vedlegg faller ut av brevet"
    button = f'form="instead" formaction="{reverse("join_error", args=[error.pk])}"'

    assert button in client.get(address).content.decode()

    actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=MORNING)
    assert button not in client.get(address).content.decode()


def test_each_error_on_the_status_page_is_joined_with_one_press(client, error, kari):
    address = reverse("join_error", args=[error.pk])
    assert address not in read(client, "known_errors")

    client.force_login(kari)
    assert address in read(client, "known_errors")
    client.post(address)

    page = read(client, "known_errors")
    assert address not in page
    assert "Den gjelder deg" in page


def test_all_errors_are_followed_by_mail_and_no_longer(client, error, kari):
    assert reverse("follow_errors") not in read(client, "known_errors")
    client.force_login(kari)

    client.post(reverse("follow_errors"))
    assert ErrorFollower.objects.get().person == kari
    assert reverse("unfollow_errors") in read(client, "known_errors")
    assert "checked" in read(client, "mail_choices").split('name="errors_of_all"')[1][:80]

    client.post(reverse("unfollow_errors"))
    assert not ErrorFollower.objects.exists()


def test_the_link_in_the_mail_ends_it_without_signing_in(client, kari):
    mail.follow_errors(wanted=True, by=kari, at=MORNING)
    address = unsubscribe_address(preference_of(person=kari), Topic.ERRORS)
    path = "/" + address.split("/", 3)[3]

    assert "Ikke mer e-post om alle kjente feil?" in client.get(path).content.decode()
    client.post(path)

    assert not ErrorFollower.objects.exists()
    assert "Du får ikke mer e-post om alle kjente feil" in client.get(path).content.decode()


def test_an_hour_shows_the_errors_that_its_questions_come_from(
    client, error, question, kari, hilde_host
):
    questions.tie_question(question=question, error=error, by=hilde_host, at=MORNING)
    client.force_login(hilde_host)

    page = read(client, "hour", question.hour.slug)

    assert "Kjente feil bak spørsmål her" in page
    assert reverse("join_error", args=[error.pk]) in page


def test_a_request_asks_whether_it_is_this_error(client, error, kari, personnel, liv_first_line):
    request = submitted(kari, "Vedlegget faller ut av brevet.", area=personnel)
    client.force_login(kari)
    page = read(client, "my_request", request.pk)
    assert "Er det denne feilen?" in page
    assert reverse("join_error", args=[error.pk]) in page

    desk.tie_to_error(request=request, error=error, by=liv_first_line, at=MORNING)
    page = read(client, "my_request", request.pk)
    assert "Er det denne feilen?" not in page
    assert "Den gjelder deg" in page


def test_the_status_page_has_a_ceiling(
    client, personnel, per_second_line, django_assert_max_num_queries
):
    for number in range(12):
        confirmed(f"Feil {number}", personnel, per_second_line)

    with django_assert_max_num_queries(24):
        read(client, "known_errors")


def test_nothing_is_tied_to_it_by_reading(client, error):
    read(client, "known_error", error.pk)

    assert not ties_of(error).exists()
