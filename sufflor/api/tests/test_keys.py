"""Keys: given out once, counted, run out and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sufflor.api import actions
from sufflor.api.actions import KeyWish
from sufflor.api.models import ApiToken, Scope
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import User
from tests.cast import MORNING

WISH = KeyWish("Innsida", None, (Scope.FORMS,), MORNING + timedelta(days=30))


def test_only_a_digest_of_the_secret_is_kept(anne_admin) -> None:
    token, secret = actions.make_key(wish=WISH, by=anne_admin, at=MORNING)

    kept = str(ApiToken.objects.filter(pk=token.pk).values().get())
    assert secret.removeprefix(f"sfl_{token.prefix}_") not in kept
    assert secret.startswith(f"sfl_{token.prefix}_")
    assert Event.objects.filter(verb="key.made").count() == 1


def test_the_system_gets_an_account_that_nobody_signs_in_with(anne_admin) -> None:
    token, _secret = actions.make_key(wish=WISH, by=anne_admin, at=MORNING)

    assert not token.person.has_usable_password()
    assert not token.person.grants.exists()


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_key_lasts_for_at_most_a_year(anne_admin, days) -> None:
    wish = KeyWish("Innsida", None, (Scope.FORMS,), MORNING + timedelta(days=days))

    with pytest.raises(actions.LastsTooLong):
        actions.make_key(wish=wish, by=anne_admin, at=MORNING)
    assert not User.objects.filter(username__startswith="system-").exists()


def test_a_key_opens_something(anne_admin) -> None:
    with pytest.raises(actions.OpensNothing):
        actions.make_key(
            wish=KeyWish("Innsida", None, (), MORNING + timedelta(days=1)),
            by=anne_admin,
            at=MORNING,
        )


def test_only_administrators_give_out_keys(kari) -> None:
    with pytest.raises(NotAllowed):
        actions.make_key(wish=WISH, by=kari, at=MORNING)


def test_a_key_that_is_taken_back_has_run_out_or_is_not_whole_opens_nothing(
    system, made_key, anne_admin
) -> None:
    assert system.get("forms/").status_code == 200
    actions.revoke_key(token=system.token, by=anne_admin, at=timezone.now())
    actions.revoke_key(token=system.token, by=anne_admin, at=timezone.now())
    over, cut = made_key(), made_key()
    ApiToken.objects.filter(pk=over.token.pk).update(
        made_at=MORNING - timedelta(days=2), expires_at=MORNING - timedelta(days=1)
    )
    cut.secret = cut.secret[:-1]

    for each in (system, over, cut):
        answer = each.get("forms/")
        assert (answer.status_code, answer.json()["type"]) == (401, "urn:sufflor:NoKey")
    assert Event.objects.filter(verb="key.revoked").count() == 1


def test_whoever_calls_too_often_is_told_when_to_come_back(system, made_key, settings) -> None:
    settings.API_CALLS_PER_MINUTE = 3
    at = MORNING.replace(second=20)
    for _number in range(3):
        actions.count_use(token=system.token, at=at)

    with pytest.raises(actions.TooFast) as caught:
        actions.count_use(token=system.token, at=at)

    assert caught.value.headers == {"Retry-After": "40"}
    actions.count_use(token=made_key().token, at=at)
    actions.count_use(token=system.token, at=at + timedelta(seconds=40))


def test_too_many_calls_are_a_problem_with_its_header(system, settings) -> None:
    settings.API_CALLS_PER_MINUTE = 0

    answer = system.get("forms/")

    assert (answer.status_code, answer.json()["type"]) == (429, "urn:sufflor:TooFast")
    assert int(answer["Retry-After"]) <= 60


def test_somebody_who_is_signed_in_needs_a_key_all_the_same(client, anne_admin) -> None:
    client.force_login(anne_admin)

    assert client.get("/api/v1/forms/").status_code == 401


def test_the_secret_is_shown_once_on_the_page(client, anne_admin) -> None:
    client.force_login(anne_admin)
    place = reverse("api_keys")
    typed = {"name": "Innsida", "scopes": ["forms:read", "requests:send"], "days": "30"}

    assert client.post(place, typed).status_code == 303

    token = ApiToken.objects.get()
    first, second = (client.get(place).content.decode() for _time in range(2))
    assert first.count(f"sfl_{token.prefix}_") == 2
    assert second.count(f"sfl_{token.prefix}_") == 1


@pytest.mark.parametrize(
    "typed", [{}, {"name": "Innsida", "days": "30"}, {"name": " ", "scopes": ["forms:read"]}]
)
def test_what_is_missing_is_told_on_the_page(client, anne_admin, typed) -> None:
    client.force_login(anne_admin)

    assert client.post(reverse("api_keys"), typed).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_key_is_taken_back_on_the_page(client, system, anne_admin) -> None:
    client.force_login(anne_admin)

    client.post(reverse("api_key_revoke", args=[system.token.pk]))

    assert system.get("forms/").status_code == 401
