"""The pages where administrators keep the addresses that are told."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sufflor.api import actions as api
from sufflor.events.models import Event
from sufflor.webhooks import actions
from sufflor.webhooks.models import Sending, Webhook

TYPED = {"name": "TOPdesk", "url": "https://topdesk.example/h", "kinds": ["notice.published"]}


@pytest.fixture
def admin(client, anne_admin):
    client.force_login(anne_admin)
    return client


def test_the_secret_is_shown_once(admin) -> None:
    answer = admin.post(reverse("webhooks"), TYPED)

    assert answer.status_code == 303
    first, second = (admin.get(answer["Location"]).content.decode() for _time in range(2))
    assert "whsec_" in first
    assert "whsec_" not in second


def test_of_requests_it_hears_with_the_key_of_its_system_until_that_is_taken_back(
    admin, system, anne_admin
) -> None:
    typed = {**TYPED, "kinds": ["request.resolved"]}
    assert admin.post(reverse("webhooks"), typed).status_code == 422

    admin.post(reverse("webhooks"), {**typed, "key": system.token.pk})
    webhook = Webhook.objects.get()
    assert (webhook.system, webhook.reads_until) == (system.token.person, system.token.expires_at)

    api.revoke_key(token=system.token, by=anne_admin, at=timezone.now())
    page = admin.get(reverse("webhook", args=[webhook.pk])).content.decode()
    assert "Hører ikke om henvendelser lenger" in page
    typed["key"] = system.token.pk
    assert admin.post(reverse("webhooks"), typed).status_code == 422


def test_the_last_sendings_are_shown_and_sent_once_more(
    admin, anne_admin, django_assert_max_num_queries
) -> None:
    admin.post(reverse("webhooks"), TYPED)
    webhook = Webhook.objects.get()
    place = reverse("webhook", args=[webhook.pk])
    admin.post(reverse("webhook_try", args=[webhook.pk]))
    event = Event.objects.get(verb="webhook.tried")
    actions.write_down(event=event, at=timezone.now())
    sending = Sending.objects.get()
    actions.taken(sending=sending, status=204, at=timezone.now())

    with django_assert_max_num_queries(20):
        page = admin.get(place).content.decode()
    assert sending.number in page
    assert "svarte 204" in page
    assert admin.post(reverse("webhook_again", args=[sending.pk])).status_code == 303
    assert Sending.objects.waiting().count() == 1


def test_what_it_is_told_of_is_changed_and_what_is_on_its_way_is_shown(
    admin, anne_admin, django_assert_max_num_queries
) -> None:
    admin.post(reverse("webhooks"), TYPED)
    webhook = Webhook.objects.get()
    place = reverse("webhook_change", args=[webhook.pk])
    admin.post(reverse("webhook_try", args=[webhook.pk]))
    actions.write_down(event=Event.objects.get(verb="webhook.tried"), at=timezone.now())

    with django_assert_max_num_queries(20):
        page = admin.get(place).content.decode()
    assert "På vei nå" in page
    assert admin.post(place, {"kinds": []}).status_code == 422
    assert admin.post(place, {"kinds": ["request.resolved"]}).status_code == 422
    for _time in range(2):
        assert admin.post(place, {"kinds": ["question.answered"]}).status_code == 303

    webhook.refresh_from_db()
    assert webhook.kinds == ["question.answered"]
    assert Event.objects.filter(verb="webhook.kinds_changed").count() == 1
    assert Sending.objects.waiting().count() == 1
