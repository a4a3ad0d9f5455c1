"""What ends there ends here: that sign-in and no other, however often and wherever it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from sufflor.lib.single_sign_on import Identity, SignedOut, SignOnSpent
from sufflor.messaging.planning import Due
from sufflor.messaging.schedule import tidying
from sufflor.organization import actions
from sufflor.organization.models import Sitting, ToldOfSignOut

ISSUER = "https://auth.example"
NIGHT = datetime(2026, 11, 27, 2, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def sitting(subject: str, name: str, issuer: str = ISSUER) -> str:
    session = SessionStore()
    session.create()
    identity = Identity(issuer, subject, "kari", "Kari", "Moe", "", name)
    actions.begin_sitting(session_key=session.session_key, identity=identity)
    return f"{subject} {name} {issuer}"


def told(subject: str, name: str, token: str = "ut-1") -> SignedOut:
    return SignedOut(ISSUER, subject, name, token, NIGHT + timedelta(minutes=4))


def left() -> set[str]:
    assert Sitting.objects.count() == Session.objects.count()
    return {f"{each.subject} {each.name} {each.issuer}" for each in Sitting.objects.all()}


@pytest.fixture
def sittings() -> dict[str, str]:
    return {
        "first": sitting("u-1", "s-1"),
        "second": sitting("u-1", "s-2"),
        "unnamed": sitting("u-1", ""),
        "colleague": sitting("u-2", "s-3"),
        "unnamed colleague": sitting("u-2", ""),
        "namesake": sitting("u-1", "s-1", "https://another.example"),
    }


@pytest.mark.parametrize(
    ("subject", "name", "over"),
    [
        ("", "s-1", {"first"}),
        ("u-1", "s-1", {"first", "unnamed"}),
        ("u-1", "", {"first", "second", "unnamed"}),
        ("u-2", "s-1", {"unnamed colleague"}),
        ("u-9", "", set()),
        ("", "s-9", set()),
    ],
)
def test_those_end_that_it_is_about_and_no_others(sittings, subject, name, over) -> None:
    ended = actions.end_sittings(told=told(subject, name))

    assert ended == len(over)
    assert left() == {each for key, each in sittings.items() if key not in over}


def test_the_same_token_ends_nothing_the_second_time(sittings) -> None:
    actions.end_sittings(told=told("u-1", ""))
    anew = sitting("u-1", "s-4")

    with pytest.raises(SignOnSpent, match="jti"):
        actions.end_sittings(told=told("u-1", ""))

    assert anew in left()


def test_a_sign_in_that_was_ended_there_meanwhile_begins_nothing(db) -> None:
    actions.end_sittings(told=told("u-1", "s-1"))

    with pytest.raises(SignOnSpent, match="meanwhile"):
        sitting("u-1", "s-1")


def test_a_new_sign_in_of_the_same_person_is_not_held_up(db) -> None:
    actions.end_sittings(told=told("u-1", ""))

    assert sitting("u-1", "") in left()


def test_a_session_that_ends_takes_its_sitting_with_it(sittings) -> None:
    key = Sitting.objects.get(name="s-2").session_id

    SessionStore(key).flush()

    assert not Sitting.objects.filter(name="s-2").exists()


def test_what_can_no_more_come_again_goes_at_night(sittings) -> None:
    Session.objects.update(expire_date=NIGHT - timedelta(seconds=1))
    kept = Session.objects.filter(pk=Sitting.objects.get(name="s-3").pk)
    kept.update(expire_date=NIGHT + timedelta(seconds=1))
    actions.end_sittings(told=told("u-9", "", "ut-young"))
    ToldOfSignOut.objects.create(
        issuer=ISSUER, token="ut-old", good_until=NIGHT - timedelta(seconds=1)
    )

    tidying._clean(Due("clean", NIGHT), NIGHT)

    assert left() == {sittings["colleague"]}
    assert [each.token for each in ToldOfSignOut.objects.all()] == ["ut-young"]
