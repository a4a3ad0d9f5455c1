from datetime import timedelta

import pytest
from django.utils import timezone

from sufflor.events.models import Event, Outgoing
from sufflor.messaging import actions
from sufflor.messaging.models import Delivery, Job, State
from sufflor.messaging.told import Told

ADDRESS = "/styring/post/"


@pytest.fixture
def admin(client, anne_admin):
    client.force_login(anne_admin)
    return client


def on_their_way(person, number, state=State.READY):
    at = timezone.now() - timedelta(hours=2)
    told = [
        Told(person.pk, "answered", f"questions.answer:{n}", f"answered:{n}:{person.pk}", at)
        for n in range(number)
    ]
    actions.deliver(told=told, at=at)
    fault = "550 No such user here" if state == State.DEAD else ""
    Delivery.objects.update(state=state, fault=fault)


def page_of(admin, query=""):
    return admin.get(ADDRESS + query).content.decode()


def alive(trouble=""):
    now = timezone.now()
    actions.beat(worker="here:1", trouble=trouble, since=now, at=now)


def test_it_says_so_when_nobody_sends_the_mail(admin):
    assert "Ingen sender e-posten" in page_of(admin)

    at = timezone.now() - timedelta(minutes=5)
    actions.beat(worker="here:1", trouble="", since=None, at=at)

    assert "Arbeidsprosessen ble sist sett" in page_of(admin)


def test_it_says_that_the_mail_goes_out(admin):
    alive()

    page = page_of(admin)

    assert "E-posten går ut: 1 arbeidsprosess er sett det siste minuttet." in page
    assert "Ingenting venter." in page
    assert "Ingenting er gitt opp" in page


def test_it_says_why_the_server_takes_no_mail(admin):
    alive(trouble="454 4.7.0 <Try> later")

    assert "454 4.7.0 &lt;Try&gt; later" in page_of(admin)


def test_it_says_what_waits_and_for_how_long(admin, kari):
    on_their_way(kari, 3)

    page = page_of(admin)

    assert '<th scope="row">Et svar</th><td data-number>3</td>' in page
    assert "2\xa0timer" in page


def test_it_says_what_was_given_up_and_why(admin, kari):
    on_their_way(kari, 1, State.DEAD)

    page = page_of(admin)

    assert "Et svar til Kari Moen" in page
    assert "550 No such user here" in page


def test_what_was_given_up_is_tried_again_or_let_go(admin, kari):
    on_their_way(kari, 2, State.DEAD)
    first, second = Delivery.objects.order_by("pk")

    again = admin.post(f"{ADDRESS}e-post/{first.pk}/nytt-forsok/", follow=True)
    gone = admin.post(f"{ADDRESS}e-post/{second.pk}/avslutning/", follow=True)

    assert "Den prøves på nytt nå." in again.content.decode()
    assert "Den er lagt bort." in gone.content.decode()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"ready", "dropped"}


def test_a_second_click_is_told_that_it_is_done_already(admin, kari):
    on_their_way(kari, 1, State.DEAD)
    address = f"{ADDRESS}e-post/{Delivery.objects.get().pk}/nytt-forsok/"
    admin.post(address)

    again = admin.post(address)

    assert again.status_code == 409
    assert "Dette er ikke lenger gitt opp." in again.content.decode()


def test_all_are_tried_again_at_once(admin, kari):
    on_their_way(kari, 3, State.DEAD)

    response = admin.post(f"{ADDRESS}nytt-forsok/", follow=True)

    assert "3 e-poster prøves på nytt nå." in response.content.decode()
    assert not Delivery.objects.dead().exists()


def test_what_is_stuck_is_shown_with_what_it_stumbled_over(admin):
    now = timezone.now()
    event = Event.objects.create(verb="question.answered", about="questions.question:1", at=now)
    Outgoing.objects.create(event=event, due_at=now, dead_at=now, fault="builtins.KeyError")
    job = Job.objects.create(
        name="clean", planned_at=now, next_at=now, dead_at=now, fault="builtins.ZeroDivisionError"
    )

    page = page_of(admin)
    assert "builtins.KeyError" in page
    assert "builtins.ZeroDivisionError" in page
    admin.post(f"{ADDRESS}hendelse/{event.pk}/nytt-forsok/")
    admin.post(f"{ADDRESS}jobb/{job.pk}/avslutning/")

    assert Outgoing.objects.waiting().exists()
    assert not Job.objects.dead().exists()


def test_what_is_not_there_is_not_found(admin):
    for what in ("e-post", "hendelse", "jobb", "brev"):
        assert admin.post(f"{ADDRESS}{what}/99/nytt-forsok/").status_code == 404


def test_only_administrators_see_it(client, hilde_host):
    client.force_login(hilde_host)

    assert client.get(ADDRESS).status_code == 403


def test_a_thousand_dead_letters_make_no_longer_page(admin, kari, django_assert_max_num_queries):
    on_their_way(kari, 40, State.DEAD)
    page_of(admin)

    with django_assert_max_num_queries(14):
        page = page_of(admin, "?page=2")

    assert page.count("550 No such user here") == 15
