"""The forms that people can send, by what they want done, and which of them are open."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from sufflor.events.http import CHROME, revisions
from sufflor.forms import queries as forms
from sufflor.forms.models import AsksFor
from sufflor.forms.queries import Entry
from sufflor.organization.http import Request
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Door

ICONS: dict[AsksFor, str] = {
    AsksFor.PRACTICAL: "help",
    AsksFor.ERROR: "bug",
    AsksFor.PROFESSIONAL: "chat",
    AsksFor.DELETION: "trash",
    AsksFor.ACCESS: "key",
    AsksFor.CHANGE: "lightbulb",
    AsksFor.PRIVACY: "shield",
    AsksFor.FEEDBACK: "megaphone",
}


@dataclass(frozen=True)
class Offer:
    """A form that no rollout has a say in has no door: it is open."""

    entry: Entry
    icon: str
    door: Door | None

    @property
    def is_open(self) -> bool:
        return self.door is None or self.door.is_open


def offers(request: Request) -> list[Offer]:
    """One query, and none for the doors when the page around it has read them."""
    doors = rollout.doors(request.at, rollout.current_plan(revisions(request)[CHROME]))
    by_slug = {door.slug: door for door in doors.ways}
    language = get_language() or settings.LANGUAGE_CODE
    return [
        Offer(entry, ICONS[entry.asks_for], by_slug.get(entry.slug))
        for entry in forms.catalogue(language, request.at)
    ]
