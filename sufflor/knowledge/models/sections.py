"""A department's own part of the tree: only its editors write there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager

from sufflor.organization.models import Unit


class Section(Page):
    """Not a page that anyone reads, but the shelf that a department's texts stand on."""

    unit = models.OneToOneField(
        Unit, models.PROTECT, related_name="section", verbose_name=_("owner")
    )
    editors = models.OneToOneField(
        Group, models.PROTECT, related_name="section", editable=False, serialize=False
    )

    objects: ClassVar[models.Manager[Section]] = PageManager()
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "knowledge.Article",
        "knowledge.ThemePage",
        "knowledge.LearningPath",
    ]
    # Without the title that Wagtail keeps in step with an address, which a section has none of.
    content_panels: ClassVar[list[object]] = [FieldPanel("title")]
    # Sections are opened by `actions.open_section`, together with the rights to them.
    is_creatable = False
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    promote_panels: ClassVar[list[object]] = []
    # As with all pages here: what readers get asks Wagtail for nothing.
    private_page_options: ClassVar[list[str]] = []
    settings_panels: ClassVar[list[object]] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def with_content_json(self, content: Mapping[str, object]) -> Section:
        section: Section = super().with_content_json(content)
        section.editors = self.editors
        return section

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None


def nearest_section(unit: Unit | None) -> Section | None:
    """The unit's own, or that of the nearest unit above it that has one."""
    while unit is not None:
        section: Section | None = Section.objects.filter(unit=unit).first()
        if section:
            return section
        unit = unit.parent
    return None
