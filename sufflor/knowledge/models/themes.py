"""Theme pages: curated lists in an order that someone chose, across areas and owners."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, PageManager

from sufflor.knowledge.models.approving import SECTION_PATH
from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.introduced import Introduced
from sufflor.knowledge.models.links import Link
from sufflor.knowledge.models.paths import LearningPath
from sufflor.knowledge.models.reading import Card, Shelf, ThemeText
from sufflor.knowledge.models.sections import Section
from sufflor.knowledge.models.translated import in_page_language
from sufflor.knowledge.models.words import Entrance
from sufflor.lib.promises import exactly_one
from sufflor.organization.models import CaseArea, Unit

# Whoever is in charge of more than these is looked up on the page of the area.
MOST_AREAS = 4


class ThemePage(Introduced):
    gathers_answers = models.BooleanField(
        _("list answers from the question hours here"), default=False
    )

    objects: ClassVar[models.Manager[ThemePage]] = PageManager()
    page_description = _(
        "A page that gathers texts, links and paths about a theme, in the order that you choose."
    )
    parent_page_types: ClassVar[list[str]] = ["knowledge.Section", "knowledge.ThemePage"]
    subpage_types: ClassVar[list[str]] = ["knowledge.ThemePage"]
    preview_template = "frontstage/theme.html"
    content_panels: ClassVar[list[object]] = [
        *Introduced.words_panels,
        InlinePanel("lists", heading=_("Lists"), label=_("List")),
        FieldPanel("gathers_answers"),
    ]

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")

    def clean(self) -> None:
        super().clean()
        address = self.address or self._free_address()
        if CaseArea.objects.filter(slug=address).exists():
            raise ValidationError(
                {"title": _("A case area has this address already. Choose another title.")}
            )

    def get_absolute_url(self) -> str:
        above = self.get_parent()
        if above is not None and issubclass(above.specific_class, ThemePage):
            return reverse("theme_page", args=[above.specific.address, self.address])
        return reverse("theme", args=[self.address])

    def preview_context(self) -> dict[str, object]:
        return {"theme": self.as_read(), "is_preview": True}

    def as_card(self) -> Card:
        return Card(title=self.local_title, url=self.get_absolute_url(), summary=self.local_intro)

    def as_read(self) -> ThemeText:
        above, owner = self.get_parent().specific, self._owner
        return ThemeText(
            pk=self.pk,
            title=self.local_title,
            intro=self.local_intro,
            address=self.address,
            url=self.get_absolute_url(),
            parent=above.as_card() if isinstance(above, ThemePage) else None,
            pages=tuple(page.as_card() for page in self.get_children().live().specific()),
            shelves=tuple(
                shelf.as_shelf(number) for number, shelf in enumerate(self.lists.all(), start=1)
            ),
            gathers_answers=self.gathers_answers,
            owner_name=owner.local_name if owner else "",
            owner_pk=owner.pk if owner else None,
            areas=self._areas,
        )

    @property
    def _owner(self) -> Unit | None:
        """The department in whose section it stands; a preview stands in none yet."""
        sections = Section.objects.filter(path=self.path[:SECTION_PATH])
        section = sections.select_related("unit").first()
        return section.unit if section else None

    @property
    def _areas(self) -> tuple[str, ...]:
        """Those that it lists texts of, the one with most of them first."""
        listed = (item.area for shelf in self.lists.all() for item in shelf.items.all())
        counted = Counter(area.slug for area in listed if area)
        return tuple(slug for slug, _count in counted.most_common(MOST_AREAS))


class ThemeList(ClusterableModel, Orderable):
    page = ParentalKey(ThemePage, on_delete=models.CASCADE, related_name="lists")
    title = models.CharField(_("title"), max_length=120)
    title_nn = models.CharField(_("title in nynorsk"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    entrance = models.CharField(
        _("it is about"), max_length=10, choices=Entrance, default=Entrance.BOTH
    )

    panels: ClassVar[list[object]] = [
        FieldPanel("title"),
        FieldPanel("title_nn"),
        FieldPanel("title_en"),
        FieldPanel("entrance"),
        InlinePanel("items", heading=_("Content"), label=_("Line")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("list")

    def __str__(self) -> str:
        return self.title

    def as_shelf(self, number: int) -> Shelf:
        cards = (item.as_card() for item in self.items.all())
        return Shelf(
            number=number,
            title=in_page_language(self.title, self.title_nn, self.title_en),
            entrance=self.entrance,
            cards=tuple(card for card in cards if card),
        )


class ThemeItem(Orderable):
    shelf = ParentalKey(ThemeList, on_delete=models.CASCADE, related_name="items")
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("article"),
    )
    link = models.ForeignKey(
        Link,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("managed link"),
    )
    path = models.ForeignKey(
        LearningPath,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("learning path"),
    )

    # Wagtail has no types, so the one who reads types must be told of the manager here.
    _default_manager: ClassVar[models.Manager[ThemeItem]]
    panels: ClassVar[list[object]] = [
        PageChooserPanel("article"),
        FieldPanel("link"),
        PageChooserPanel("path"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("line in a list")
        constraints = (
            exactly_one(
                "article", "link", "path", name="a_line_in_a_list_is_an_article_a_link_or_a_path"
            ),
        )

    def __str__(self) -> str:
        return str(self.article or self.link or self.path)

    @property
    def area(self) -> CaseArea | None:
        """None of a page elsewhere, and of what is withdrawn."""
        thing = self.article or self.path
        return thing.area if thing and thing.live else None

    def as_card(self) -> Card | None:
        """None while its page is withdrawn: the line keeps its place, and comes back with it."""
        card: Card | None = None
        if self.link:
            card = self.link.as_card()
        elif self.article and self.article.live:
            card = self.article.in_page_language().as_card()
        elif self.path and self.path.live:
            card = self.path.as_card()
        return card
