"""Statements that are written once give what the query gives, whoever asks and whenever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Max, Q
from django.test.utils import CaptureQueriesContext

from sufflor.events.models import Event
from sufflor.lib.prepared import MadeOfValues, Values, prepared_rows, prepared_update
from sufflor.organization.models import User

AT = datetime(2026, 10, 29, 8, 25, tzinfo=UTC)


def named(values):
    return User.objects.filter(pk=values.keys["person"]).values_list("username", flat=True)


def test_each_gets_their_own_rows(kari, ola_adviser):
    asked = [
        prepared_rows("names", Values({"person": one.pk}), named)
        for one in (kari, ola_adviser, kari)
    ]

    assert asked == [[kari.username], [ola_adviser.username], [kari.username]]


def test_models_come_whole_with_what_was_joined(kari):
    def whole(values):
        return User.objects.filter(pk=values.keys["person"]).select_related("unit")

    prepared_rows("people", Values({"person": 0}), whole)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        (found,) = prepared_rows("people", Values({"person": kari.pk}), whole)
        unit = found.unit

    assert (found, unit, found.last_login) == (kari, kari.unit, kari.last_login)
    assert len(asked) == 1


def test_several_keys_and_a_time_are_values_too(kari, ola_adviser):
    people = sorted([kari.pk, ola_adviser.pk])

    def before(values):
        keys = values.keys.values()
        found = User.objects.filter(pk__in=list(keys), date_joined__lt=values.times["at"])
        return found.order_by("pk").values_list("pk", "date_joined")

    def asked(at):
        keys = {str(pk): pk for pk in people}
        return prepared_rows("joined", Values(keys, {"at": at}), before)

    joined = [
        (one.pk, one.date_joined) for one in User.objects.filter(pk__in=people).order_by("pk")
    ]
    latest = max(at for _pk, at in joined)
    assert asked(latest + timedelta(seconds=1)) == joined
    assert asked(min(at for _pk, at in joined)) == []


@pytest.mark.parametrize("name", ["100 % of it's %s", "$1 and ?1 or %%", 'sitat "midt" i', ""])
def test_a_constant_may_hold_what_a_statement_writes_specially(kari, name):
    User.objects.filter(pk=kari.pk).update(first_name=name)

    def so_called(values):
        found = User.objects.filter(pk=values.keys["person"], first_name=name, is_active=True)
        return found.values_list("username", flat=True)

    found = prepared_rows(("so called", name), Values({"person": kari.pk}), so_called)

    assert found == [kari.username]


def test_a_value_stands_in_as_many_places_as_it_is_asked_for(kari, ola_adviser):
    def self_or_boss(values):
        one, other = values.keys["one"], values.keys["other"]
        found = User.objects.filter(Q(pk=other) | Q(pk=one)).exclude(pk=other).exclude(pk=-1)
        return found.values_list("username", flat=True)

    values = Values({"one": kari.pk, "other": ola_adviser.pk})

    assert prepared_rows("self or boss", values, self_or_boss) == [kari.username]


def test_an_instant_is_read_as_django_reads_it(kari):
    def joined(values):
        found = User.objects.filter(pk=values.keys["person"])
        return found.values_list("date_joined", flat=True)

    (read,) = prepared_rows("joined", Values({"person": kari.pk}), joined)

    ours = User.objects.get(pk=kari.pk).date_joined
    assert (read, read.tzinfo) == (ours, ours.tzinfo)


@pytest.mark.parametrize(
    "reckon",
    [
        lambda values: values.times["at"] - timedelta(minutes=2),
        lambda values: values.times["at"].replace(hour=0),
    ],
)
def test_what_is_reckoned_from_a_value_is_refused_and_not_kept_by_mistake(db, reckon):
    def since(values):
        return Event.objects.filter(at__gt=reckon(values)).values_list("pk", flat=True)

    with pytest.raises(MadeOfValues):
        prepared_rows(("since", reckon.__code__.co_code), Values(times={"at": AT}), since)


def test_a_shape_that_can_have_no_rows_has_none(kari):
    def nobody(values):
        return User.objects.filter(pk=values.keys["person"], pk__in=[]).values_list("pk", flat=True)

    assert prepared_rows("nobody", Values({"person": kari.pk}), nobody) == []


def test_a_statement_is_written_once(kari, ola_adviser):
    written = []

    def counted(values):
        written.append(values)
        return named(values)

    for _time in range(3):
        prepared_rows("counted", Values({"person": kari.pk}), counted)

    # Twice, with other values, to see which places are those of the values.
    assert len(written) == 2


def test_an_update_changes_the_rows_that_are_meant_and_counts_them(kari, ola_adviser):
    def gone(values):
        return User.objects.filter(**values.keys), values.times

    changed = [
        prepared_update("gone", Values({"pk": pk}, {"last_login": at}), gone)
        for pk, at in ((kari.pk, AT), (ola_adviser.pk, AT + timedelta(days=1)), (0, AT))
    ]

    seen = User.objects.filter(pk__in=[kari.pk, ola_adviser.pk]).values_list("pk", "last_login")
    assert changed == [1, 1, 0]
    assert dict(seen) == {kari.pk: AT, ola_adviser.pk: AT + timedelta(days=1)}


def test_an_update_to_what_is_reckoned_from_a_value_is_refused(kari):
    def later(values):
        changed = {"last_login": values.times["at"] + timedelta(days=1)}
        return User.objects.filter(**values.keys), changed

    with pytest.raises(MadeOfValues):
        prepared_update("later", Values({"pk": kari.pk}, {"at": AT}), later)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is asked with numbers.")
def test_what_is_written_down_of_queries_has_its_values(kari):
    with CaptureQueriesContext(connection) as asked:
        prepared_rows("names", Values({"person": kari.pk}), named)

    (told,) = asked.captured_queries
    assert f"= {kari.pk}" in told["sql"]


def test_what_is_reckoned_from_instants_and_days_is_read_as_well(kari):
    def last(values):
        people = User.objects.filter(pk=values.keys["person"]).order_by()
        return people.values("username").annotate(last=Max("date_joined")).values_list("last")

    ((read,),) = prepared_rows("last", Values({"person": kari.pk}), last)

    assert read == User.objects.get(pk=kari.pk).date_joined
