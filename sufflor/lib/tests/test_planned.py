"""What PostgreSQL plans once is what the ORM wrote, with each value under a number."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sufflor.events.models import Topic
from sufflor.lib.prepared import Values, prepared_rows, prepared_update
from sufflor.lib.rows import insert, store
from sufflor.organization.models import User

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's module keeps what it has prepared."
)


def of_one_of_two(values):
    """With a constant that holds what a statement writes specially."""
    people = User.objects.filter(pk__in=[values.keys["one"], values.keys["other"]])
    return (
        people.exclude(username="100 % $1's %s").order_by("pk").values_list("username", flat=True)
    )


def plans() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def test_one_statement_is_planned_for_all_values(kari, ola_adviser):
    pairs = [(kari.pk, ola_adviser.pk), (kari.pk, 3_000_000_000), (ola_adviser.pk, 7)]

    found = [
        prepared_rows("two", Values({"one": one, "other": other}), of_one_of_two)
        for one, other in pairs
    ]

    both = sorted([kari, ola_adviser], key=lambda person: person.pk)
    assert found == [[one.username for one in both], [kari.username], [ola_adviser.username]]
    (text,) = (text for text in plans() if "'100 % $1''s %s'" in text)
    assert plans()[text] == len(pairs)


def test_it_is_told_of_among_the_queries(kari):
    with CaptureQueriesContext(connection) as asked:
        prepared_rows("two", Values({"one": kari.pk, "other": kari.pk}), of_one_of_two)

    (told,) = asked.captured_queries
    assert told["sql"].startswith("SELECT")


def test_a_change_is_planned_as_well(kari, ola_adviser):
    def called_kari(values):
        return User.objects.filter(pk=values.keys["person"]), {"first_name": "Kari Anne"}

    changed = [
        prepared_update("called", Values({"person": one}), called_kari) for one in (kari.pk, 0)
    ]

    assert changed == [1, 0]
    assert any(text.startswith("UPDATE") for text in plans())


def test_a_text_that_names_a_row_is_planned_and_words_to_look_for_are_not(kari):
    def named(values):
        found = User.objects.filter(username=values.texts["name"])
        return found.values_list("first_name", flat=True)

    def holding(values):
        found = User.objects.filter(first_name=values.words["word"])
        return found.values_list("username", flat=True)

    found = prepared_rows("named", Values(texts={"name": kari.username}), named)
    held = prepared_rows("holding", Values(words={"word": kari.first_name}), holding)

    assert (found, held) == ([kari.first_name], [kari.username])
    assert [text for text in plans() if "organization_user" in text] == [
        text for text in plans() if '"username" = $1' in text
    ]


def test_a_row_is_written_as_planned(db):
    rows = [insert(Topic(name=f"hour-{number}", revision=number)) for number in (1, 2)]
    rows[0].revision = 7

    store(rows[0])

    written = Topic.objects.filter(name__startswith="hour-").order_by("name")
    assert list(written.values_list("name", "revision")) == [("hour-1", 7), ("hour-2", 2)]
    kinds = {text.split()[0] for text in plans() if "events_topic" in text}
    assert kinds == {"INSERT", "UPDATE"}
