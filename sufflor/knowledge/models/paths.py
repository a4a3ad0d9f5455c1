"""Learning paths: what there is to learn with, in an order that somebody chose, to check off."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Orderable, PageManager

from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.introduced import Introduced
from sufflor.knowledge.models.links import Link
from sufflor.knowledge.models.reading import Card, PathLine, PathText
from sufflor.knowledge.models.words import Entrance
from sufflor.lib.promises import exactly_one
from sufflor.organization.models import CaseArea, WorkRole


class LearningPath(Introduced):
    area = models.ForeignKey(
        CaseArea, models.PROTECT, related_name="paths", verbose_name=_("case area")
    )
    role = models.CharField(
        _("written for"), max_length=20, choices=WorkRole, default=WorkRole.ANYONE
    )
    entrance = models.CharField(
        _("it is about"), max_length=10, choices=Entrance, default=Entrance.BOTH
    )

    objects: ClassVar[models.Manager[LearningPath]] = PageManager()
    # Wagtail has no types, so the one who reads types must be told of the manager here.
    _default_manager: ClassVar[models.Manager[LearningPath]]
    page_description = _(
        "Texts and links in an order, which whoever is new goes through and checks off."
    )
    parent_page_types: ClassVar[list[str]] = ["knowledge.Section"]
    subpage_types: ClassVar[list[str]] = []
    preview_template = "frontstage/learning_path.html"
    content_panels: ClassVar[list[object]] = [
        *Introduced.words_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("area"), FieldPanel("role")]),
                FieldPanel("entrance"),
            ],
            heading=_("Where and for whom"),
        ),
        InlinePanel("items", heading=_("Content"), label=_("Line")),
    ]

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")

    def get_absolute_url(self) -> str:
        return reverse("learning_path", args=[self.address])

    def preview_context(self) -> dict[str, object]:
        return {"learning_path": self.as_read(), "is_preview": True}

    def as_card(self) -> Card:
        return Card(
            title=self.local_title,
            url=self.get_absolute_url(),
            summary=self.local_intro,
            role=self.role,
            role_name=self.get_role_display(),
            kind_name=str(_("Learning path")),
        )

    def as_read(self) -> PathText:
        lines = (item.as_line() for item in self.items.all())
        return PathText(
            pk=self.pk,
            title=self.local_title,
            intro=self.local_intro,
            address=self.address,
            url=self.get_absolute_url(),
            area_name=self.area.local_name,
            area_slug=self.area.slug,
            role_name=self.get_role_display(),
            lines=tuple(line for line in lines if line),
        )


class PathItem(Orderable):
    page = ParentalKey(LearningPath, on_delete=models.CASCADE, related_name="items")
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="path_items",
        verbose_name=_("article"),
    )
    link = models.ForeignKey(
        Link,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="path_items",
        verbose_name=_("managed link"),
    )

    _default_manager: ClassVar[models.Manager[PathItem]]
    panels: ClassVar[list[object]] = [PageChooserPanel("article"), FieldPanel("link")]

    class Meta(Orderable.Meta):
        verbose_name = _("line in a learning path")
        constraints = (
            exactly_one("article", "link", name="a_line_in_a_path_is_either_an_article_or_a_link"),
        )

    def __str__(self) -> str:
        return str(self.article or self.link)

    def as_line(self) -> PathLine | None:
        """None while its article is withdrawn. `key` is of the text that was chosen, so that a
        check holds whichever language it is read in."""
        if self.link:
            return PathLine(f"link-{self.link_id}", self.link.as_card())
        if self.article and self.article.live:
            return PathLine(f"article-{self.article_id}", self.article.in_page_language().as_card())
        return None


class Check(models.Model):
    """That one person has gone through one thing, in every path that has it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="checks")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="checks")
    link = models.ForeignKey(Link, models.CASCADE, null=True, related_name="checks")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            exactly_one("article", "link", name="a_check_is_of_either_an_article_or_a_link"),
            models.UniqueConstraint(
                fields=["person", "article"],
                condition=Q(article__isnull=False),
                name="an_article_is_checked_off_once",
            ),
            models.UniqueConstraint(
                fields=["person", "link"],
                condition=Q(link__isnull=False),
                name="a_link_is_checked_off_once",
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        return f"article-{self.article_id}" if self.article_id else f"link-{self.link_id}"
