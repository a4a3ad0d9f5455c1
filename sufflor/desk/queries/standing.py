"""Who helps where decides how a query over the work looks; who they are and when fills it in."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import TypeVar

from django.db import models

from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import User
from sufflor.organization.rules import groups_of, in_place_of, roles_of

Model = TypeVar("Model", bound=models.Model)
Row = TypeVar("Row")
# A query for somebody, at an instant, with a key.
Query = Callable[[User, datetime, int], "models.QuerySet[Model, Row]"]


def asked_by(
    person: User, at: datetime, shape: Hashable, query: Query[Model, Row], pk: int = 0
) -> list[Row]:
    """The rows of a query that reads of the person their key, groups and roles, and the instant and
    the key as they are. `shape` says what else decides how it looks."""
    roles = roles_of(person)
    groups = {f"group {number}": key for number, key in enumerate(sorted(groups_of(person)))}

    def build(values: Values) -> models.QuerySet[Model, Row]:
        keys = values.keys
        who = in_place_of(person, keys["person"], [keys[name] for name in groups])
        return query(who, values.times["at"], keys["pk"])

    values = Values(keys={"person": person.pk, "pk": pk, **groups}, times={"at": at})
    return prepared_rows((shape, roles), values, build)
