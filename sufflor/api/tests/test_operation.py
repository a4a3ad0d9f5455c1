"""What programs that keep watch are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from sufflor.api.models import Scope
from sufflor.api.tests.test_description import schema_of
from sufflor.messaging.models import Delivery, Heartbeat, Job, MailboxVisit, State
from tests.cast import MORNING

pytestmark = pytest.mark.once


def beat(seconds: int, trouble: str = "") -> None:
    seen = timezone.now() - timedelta(seconds=seconds)
    since = seen if trouble else None
    Heartbeat.objects.create(name="w", seen_at=seen, trouble=trouble, trouble_since=since)


def mail(who, state: State, key: str, minutes: int = 0) -> None:
    due = timezone.now() - timedelta(minutes=minutes)
    Delivery.objects.create(
        recipient=who,
        kind="answered",
        about="x:1",
        key=key,
        message_id=f"<{key}@test>",
        state=state,
        fault="550" if state == State.DEAD else "",
        created_at=due,
        next_at=due,
    )


def test_it_is_up_and_says_whether_the_worker_is_there(client, db):
    beat(90)
    said = client.get("/api/v1/health/")
    assert (said.status_code, said.json()) == (200, {"store": "ok", "worker": "silent"})
    assert "no-store" in said["Cache-Control"]

    Heartbeat.objects.all().delete()
    beat(5)
    assert client.get("/api/v1/health/").json()["worker"] == "ok"
    assert not list(schema_of("Health").iter_errors(said.json()))


def test_a_store_that_is_away_is_not_up(client, db):
    def away(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        assert client.get("/api/v1/health/").status_code == 503


def test_numbers_tell_what_waits_and_what_is_stuck(made_key, kari, django_assert_max_num_queries):
    system = made_key(Scope.OPERATION)
    beat(5, trouble="Away")
    at = timezone.now()
    MailboxVisit.objects.create(
        name="mailbox", at=at - timedelta(minutes=2), trouble="Away", trouble_since=at
    )
    mail(kari, State.READY, "a", minutes=10)
    mail(kari, State.READY, "b")
    mail(kari, State.DEAD, "c")
    Job.objects.create(
        name="release", planned_at=MORNING, next_at=MORNING, dead_at=MORNING, fault="it fell"
    )

    with django_assert_max_num_queries(14):
        said = system.get("operation/").json()

    assert not list(schema_of("Operation").iter_errors(said))
    assert 5 <= said["worker_seen_seconds"] < 60
    assert 120 <= said["mailbox_read_seconds"] < 180
    assert 600 <= said["mail_overdue_seconds"] < 660
    assert said["mail_server_in_trouble"]
    assert said["mailbox_in_trouble"]
    counted = ("mail_waiting", "mail_given_up", "jobs_stuck", "events_stuck", "files_held")
    assert [said[name] for name in counted] == [2, 1, 1, 0, 0]


def test_an_empty_house_has_numbers_too(made_key):
    said = made_key(Scope.OPERATION).get("operation/").json()

    assert said["worker_seen_seconds"] is None
    assert said["mail_overdue_seconds"] == 0


def test_another_key_does_not_open_it(made_key):
    assert made_key(Scope.READ).get("operation/").status_code == 403
