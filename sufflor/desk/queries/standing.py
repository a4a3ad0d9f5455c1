"""Who helps where decides how a query over the work looks; who they are and when fills it in."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import models

from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import User
from sufflor.organization.rules import groups_in_order, in_place_of, roles_of

Model = TypeVar("Model", bound=models.Model)
Row = TypeVar("Row")


class About(NamedTuple):
    """What is asked about: one request, a phrase for the index, or as many requests."""

    pk: int = 0
    phrase: str = ""
    pks: tuple[int, ...] = ()


NOTHING = About()
Query = Callable[[User, datetime, About], "models.QuerySet[Model, Row]"]


def asked_by(
    person: User,
    at: datetime,
    shape: Hashable,
    query: Query[Model, Row],
    about: About = NOTHING,
) -> list[Row]:
    """The rows of a query that reads of the person their key, groups and roles, and the instant and
    what it is about as they are. `shape` says what else decides how it looks."""
    own = groups_in_order(person)
    rights = (roles_of(person), tuple(line for _pk, line in own))
    groups = {f"group {number}": pk for number, (pk, _line) in enumerate(own)}
    those = {f"one {number}": pk for number, pk in enumerate(about.pks)}

    def build(values: Values) -> models.QuerySet[Model, Row]:
        keys = values.keys
        who = in_place_of(person, keys["person"], [keys[name] for name in groups])
        pks = tuple(keys[name] for name in those)
        return query(who, values.times["at"], About(keys["pk"], values.words["phrase"], pks))

    values = Values(
        keys={"person": person.pk, "pk": about.pk, **groups, **those},
        times={"at": at},
        words={"phrase": about.phrase},
    )
    return prepared_rows((shape, rights), values, build)
