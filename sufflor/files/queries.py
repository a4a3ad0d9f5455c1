"""Reading files: what is tied to something, and what somebody has uploaded and not sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import models
from django.db.models import Count, Sum

from sufflor.events.models import reference
from sufflor.files.models import StoredFile, StoredFileQuerySet
from sufflor.organization.models import User


def files_about(thing: models.Model) -> StoredFileQuerySet:
    """What is tied to it. Whoever may see the thing may see these."""
    return StoredFile.objects.there().filter(about=reference(thing))


def files_about_any(things: Collection[models.Model]) -> StoredFileQuerySet:
    """What is tied to one of them."""
    return StoredFile.objects.there().filter(about__in=[reference(thing) for thing in things])


def files_about_each(things: Collection[models.Model]) -> dict[str, list[StoredFile]]:
    """The same for many things in one query, by reference; those without files are not there."""
    found: dict[str, list[StoredFile]] = {}
    wanted = [reference(thing) for thing in things]
    for file in StoredFile.objects.there().filter(about__in=wanted) if wanted else ():
        found.setdefault(file.about, []).append(file)
    return found


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
