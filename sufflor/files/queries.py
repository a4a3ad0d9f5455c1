"""Reading files: what is tied to something, and what somebody has uploaded and not sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import models
from django.db.models import Count, Sum

from sufflor.events.models import reference
from sufflor.files.models import StoredFile, StoredFileQuerySet
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import User

ASKED_AT_ONCE = 10


def files_about(thing: models.Model) -> StoredFileQuerySet:
    """What is tied to it. Whoever may see the thing may see these."""
    return StoredFile.objects.there().filter(about=reference(thing))


def files_about_any(things: Collection[models.Model]) -> StoredFileQuerySet:
    """What is tied to one of them."""
    return StoredFile.objects.there().filter(about__in=[reference(thing) for thing in things])


def files_about_each(references: Sequence[str]) -> dict[str, list[StoredFile]]:
    """The same for many things in one query, by reference; those without files are not there."""
    found: dict[str, list[StoredFile]] = {}
    for file in _about_each(references):
        found.setdefault(file.about, []).append(file)
    return found


def _about_each(wanted: Sequence[str]) -> list[StoredFile]:
    """The statement is written for a few lengths alone: the last is asked for until it fits one."""
    if not wanted:
        return []
    asked = [*wanted, *[wanted[-1]] * (-len(wanted) % ASKED_AT_ONCE)]
    values = Values(texts={str(number): text for number, text in enumerate(asked)})

    def tied(to: Values) -> StoredFileQuerySet:
        return StoredFile.objects.there().filter(about__in=list(to.texts.values()))

    return prepared_rows("files about each", values, tied)


def drafts_of(person: User) -> StoredFileQuerySet:
    """What somebody has uploaded and not sent."""
    return StoredFile.objects.drafts().filter(uploaded_by=person)


def uploads_among(keys: Iterable[str], person: User) -> list[StoredFile]:
    """Of the keys that a form sent, those that the person has uploaded and nobody has removed.

    Also what is tied already: a form that is sent twice names the same files twice.
    """
    wanted = list(filter(None, map(_key, keys)))
    if not wanted:
        return []
    return list(StoredFile.objects.there().filter(uploaded_by=person, pk__in=wanted))


def held_by(drafts_or_tied: StoredFileQuerySet) -> tuple[int, int]:
    """How many files these are, and how many bytes."""
    sums = drafts_or_tied.order_by().aggregate(number=Count("key"), size=Sum("size"))
    return sums["number"], sums["size"] or 0


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
