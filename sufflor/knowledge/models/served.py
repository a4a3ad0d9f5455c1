"""What articles, paths and themes share: an address of ours, and a preview in our own dress."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.models import Page

from sufflor.lib.addresses import free_among, slug_of

ADDRESS_LENGTH = 100


class Served(Page):
    """A page with an address under /tema/ that stays the same when its title changes."""

    address = models.SlugField(
        max_length=ADDRESS_LENGTH, unique=True, editable=False, serialize=False
    )
    # The template outside this room that draws it; the path points upward on purpose (ADR 5).
    preview_template: ClassVar[str]
    # Facts of the page as a whole: publishing an old revision must not bring old ones back, so
    # they are not stored in revisions (serialize=False) and follow the page itself.
    standing: ClassVar[tuple[str, ...]] = ("address",)
    exclude_fields_in_copy: ClassVar[list[str]] = ["address"]
    promote_panels: ClassVar[list[object]] = []

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> object:
        if not self.address:
            self.address = self._free_address()
        return super().save(*args, **kwargs)

    def with_content_json(self, content: Mapping[str, object]) -> Served:
        page: Served = super().with_content_json(content)
        for name in self.standing:
            setattr(page, name, getattr(self, name))
        return page

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Where "View live" leads: to our page, in bokmål. Nowhere before it is saved."""
        if not self.address:
            return None
        with translation.override("nb"):
            return (settings.SITE_ID, settings.PUBLIC_URL, self.get_absolute_url())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        self.address = self.address or self._free_address()
        # Wagtail's word for this; on our pages it means that the site is seen as on another date.
        request.is_preview = False  # type: ignore[attr-defined]  # see organization.http
        return render(request, self.preview_template, self.preview_context())

    def preview_context(self) -> dict[str, object]:
        raise NotImplementedError

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def _free_address(self) -> str:
        """The title as an address, with a number behind it when another page has that one."""
        wanted = slug_of(self.title)[: ADDRESS_LENGTH - 5] or "side"
        pages = type(self)._default_manager.filter(address__startswith=wanted)
        return free_among(set(pages.values_list("address", flat=True)), wanted)
