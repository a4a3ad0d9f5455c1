"""All that a department keeps, for the day it is closed."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from sufflor.knowledge.models import Link, Section, SharedText
from sufflor.organization.models import CaseArea, Unit


@dataclass(frozen=True)
class Estate:
    """What another department would take over; `areas` are what it still owns by the organization's
    own files, which no text follows."""

    pages: tuple[Page, ...]
    links: tuple[Link, ...]
    shared: tuple[SharedText, ...]
    areas: tuple[CaseArea, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.pages or self.links or self.shared)


def estate(unit: Unit) -> Estate:
    """Five queries, however much there is."""
    section = Section.objects.filter(unit=unit).first()
    pages = section.get_children().order_by("title").specific(defer=True) if section else ()
    return Estate(
        pages=tuple(pages),
        links=tuple(Link.objects.filter(owner=unit)),
        shared=tuple(SharedText.objects.filter(owner=unit)),
        areas=tuple(CaseArea.objects.filter(owner=unit)),
    )
