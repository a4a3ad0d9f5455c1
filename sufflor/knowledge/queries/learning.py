"""How far somebody has come in what there is to learn."""

from __future__ import annotations

from sufflor.knowledge.models import Article, Check, Link
from sufflor.organization.rules import Someone


def checked_by(person: Someone) -> frozenset[str]:
    """The keys of what this person has checked off; nobody else is told."""
    if not person.is_authenticated:
        return frozenset()
    return frozenset(check.key for check in Check.objects.filter(person=person.pk))


def thing_of(key: str) -> Article | Link:
    """What a line of a path is about."""
    kind, _, number = key.partition("-")
    found: Article | Link = (Article if kind == "article" else Link).objects.get(pk=int(number))
    return found
