"""A row that is written quickly is the row that the ORM would have written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from sufflor.events.models import Event, Topic, TopicItem
from sufflor.lib.rows import insert, insert_or_add, insert_or_change, insert_unless_there, store

AT = datetime(2026, 10, 29, 8, 25, tzinfo=UTC)


def event(**said):
    facts = {"verb": "request.opened", "about": "desk.request:7", "by": "", "at": AT}
    return Event(**{**facts, "details": {"line": 2, "ord": "blåbær"}, **said})


def test_it_reads_as_what_the_orm_wrote(db):
    ours, theirs = insert(event()), event()
    theirs.save()

    read = {one.pk: one for one in Event.objects.filter(pk__in=[ours.pk, theirs.pk]).order_by("pk")}

    written = [
        {field.name: getattr(read[one.pk], field.attname) for field in Event._meta.concrete_fields}
        for one in (ours, theirs)
    ]
    for columns in written:
        del columns["id"]
    assert written[0] == written[1]
    assert not ours._state.adding


def test_a_twin_is_left_as_it_is_and_said(db):
    Topic.objects.create(name="hour-1", revision=7)

    new = [insert_unless_there(Topic(name=name)) for name in ("hour-1", "hour-2")]

    assert new == [False, True]
    assert list(Topic.objects.filter(name__startswith="hour-").order_by("name").values_list()) == [
        ("hour-1", 7),
        ("hour-2", 0),
    ]


def test_only_the_columns_that_are_named_change_where_there_is_one(db):
    for count, revision in ((3, 5), (9, 6)):
        row = TopicItem(topic="hour-1", item=4, count=count, change_revision=revision)
        insert_or_change(row, twin=["topic", "item"], columns=["change_revision"])

    assert list(TopicItem.objects.values_list("item", "count", "change_revision")) == [(4, 3, 6)]


def test_what_is_added_is_what_whoever_comes_next_adds_to(db):
    Topic.objects.create(name="hour-1", revision=7)

    told = [
        insert_or_add(Topic(name=name, revision=2), twin="name", column="revision")
        for name in ("hour-1", "hour-2", "hour-1")
    ]

    assert told == [9, 2, 11]
    there = Topic.objects.filter(name__startswith="hour-").order_by("name")
    assert list(there.values_list("name", "revision")) == [("hour-1", 11), ("hour-2", 2)]


def test_a_row_is_stored_whole_and_no_other_is_touched(kari, ola_adviser):
    kari.first_name, before = "Kari Anne", ola_adviser.first_name

    store(kari)

    kari.refresh_from_db()
    ola_adviser.refresh_from_db()
    assert (kari.first_name, ola_adviser.first_name) == ("Kari Anne", before)


def test_a_row_that_is_gone_is_not_stored_in_silence(db):
    gone = insert(event())
    Event.objects.filter(pk=gone.pk).delete()

    with pytest.raises(ObjectDoesNotExist):
        store(gone)


def test_what_the_store_refuses_is_refused(db):
    insert(TopicItem(topic="hour-1", item=4))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(TopicItem(topic="hour-1", item=4))
