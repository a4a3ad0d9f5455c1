"""What the database promises of a row, for each way that the row may be."""

from __future__ import annotations

import pytest
from django.db.models import CheckConstraint, IntegerField, Value

from sufflor.lib.promises import both_or_neither, exactly_one, never_itself

pytestmark = pytest.mark.django_db


def holds(promise: CheckConstraint, **row: int | None) -> bool:
    values = {name: Value(one, output_field=IntegerField()) for name, one in row.items()}
    return bool(promise.condition.check(values))


def test_neither_of_a_pair_stands_alone() -> None:
    promise = both_or_neither("at", "by", name="done_by_someone_at_some_time")

    assert holds(promise, at=None, by=None)
    assert holds(promise, at=8, by=1)
    assert not holds(promise, at=8, by=None)
    assert not holds(promise, at=None, by=1)


def test_one_of_several_is_there_and_none_of_the_others() -> None:
    promise = exactly_one("article", "link", "path", name="a_line_leads_somewhere")

    assert holds(promise, article=1, link=None, path=None)
    assert holds(promise, article=None, link=None, path=3)
    assert not holds(promise, article=1, link=None, path=3)
    assert not holds(promise, article=1, link=2, path=3)
    assert not holds(promise, article=None, link=None, path=None)


def test_nothing_leads_back_to_itself_at_once() -> None:
    promise = never_itself("merged_into", name="nothing_is_taken_into_itself")

    assert holds(promise, id=1, merged_into=None)
    assert holds(promise, id=1, merged_into=2)
    assert not holds(promise, id=1, merged_into=1)
