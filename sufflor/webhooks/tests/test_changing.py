"""What an address is told of is changed: from then on, and never what is on its way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.api import actions as api
from sufflor.api.actions import KeyWish
from sufflor.api.models import Scope
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.webhooks import actions
from sufflor.webhooks.models import Kind, Sending, State
from tests.cast import MORNING
from tests.requests import submitted

LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def change(hook, anne_admin):
    def changed(*kinds, webhook=hook, key=None, by=anne_admin):
        return actions.change_kinds(webhook=webhook, kinds=kinds, key=key, by=by, at=MORNING)

    return changed


def of(token) -> actions.Key:
    return actions.Key(token.person, token.expires_at)


def test_what_is_on_its_way_goes_though_its_kind_is_taken_away_and_nothing_more_comes(
    hook, change, token, liv_first_line, tell, send, place, kari
) -> None:
    submitted(by=token.person)
    tell()

    change(Kind.NOTICE_PUBLISHED)
    submitted(by=token.person, text="Og en til?")
    send(LATER)

    (sending,) = Sending.objects.all()
    assert (sending.kind, sending.state) == (Kind.REQUEST_CREATED, State.SENT)
    assert [came.said["type"] for came in place.came] == ["request.created"]


def test_the_same_again_changes_nothing_and_another_choice_leaves_one_event(hook, change) -> None:
    for _time in range(2):
        change(Kind.NOTICE_PUBLISHED, Kind.QUESTION_ANSWERED)

    hook.refresh_from_db()
    assert hook.kinds == [Kind.QUESTION_ANSWERED, Kind.NOTICE_PUBLISHED]
    assert Event.objects.filter(verb="webhook.kinds_changed").count() == 1
    with pytest.raises(actions.NoKind):
        change()


def test_of_requests_it_comes_to_hear_by_a_key_of_one_system_alone(
    add, change, token, anne_admin
) -> None:
    deaf, _secret = add(Kind.NOTICE_PUBLISHED, system=None)
    with pytest.raises(actions.NoSystem):
        change(Kind.REQUEST_RESOLVED, webhook=deaf)

    change(Kind.REQUEST_RESOLVED, webhook=deaf, key=of(token))

    deaf.refresh_from_db()
    assert (deaf.system, deaf.reads_until) == (token.person, token.expires_at)
    change(Kind.REQUEST_CREATED, webhook=deaf)
    wish = KeyWish("TOPdesk", None, (Scope.SEND, Scope.READ), MORNING + timedelta(days=30))
    other, _secret = api.make_key(wish=wish, by=anne_admin, at=MORNING)
    with pytest.raises(actions.AnotherSystem):
        change(Kind.REQUEST_CREATED, webhook=deaf, key=of(other))


def test_only_administrators_change_it(hook, change, kari) -> None:
    with pytest.raises(NotAllowed):
        change(Kind.NOTICE_PUBLISHED, by=kari)
