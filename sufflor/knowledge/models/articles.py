"""An article: one text about one thing, owned by a department and reviewed by it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import PageManager

from sufflor.knowledge import composing, prose
from sufflor.knowledge.forms import IS_REVIEWED, ArticleForm
from sufflor.knowledge.models.reading import ArticleText, Card
from sufflor.knowledge.models.translated import Translated
from sufflor.knowledge.models.words import (
    Entrance,
    Function,
    Kind,
    Language,
    Level,
    State,
)
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import CaseArea, CaseProcess, Unit, WorkRole


class Article(Translated):
    body = RichTextField(_("text"), features=list(prose.FEATURES))
    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, shown in lists. Left empty, the text's own beginning."),
    )
    area = models.ForeignKey(
        CaseArea, models.PROTECT, related_name="articles", verbose_name=_("case area")
    )
    process = models.ForeignKey(
        CaseProcess,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("case process"),
        help_text=_("Where the text is about one process in the case area."),
    )
    role = models.CharField(
        _("written for"), max_length=20, choices=WorkRole, default=WorkRole.ANYONE
    )
    language = models.CharField(
        _("language"), max_length=5, choices=Language, default=Language.BOKMAL
    )
    entrance = models.CharField(
        _("it is about"), max_length=10, choices=Entrance, default=Entrance.BOTH
    )
    search_words = models.CharField(
        _("search words"),
        max_length=500,
        blank=True,
        help_text=_(
            "What people call it when they search, with commas between: slang, old names,"
            " what goes wrong. Nobody sees them, but the article is found by them."
        ),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TEXT)
    function = models.CharField(
        _("function"),
        max_length=12,
        choices=Function,
        blank=True,
        help_text=_("What one does in the work. Left empty, it is for all."),
    )
    level = models.CharField(_("level"), max_length=8, choices=Level, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("how many minutes it takes"), null=True, blank=True
    )
    contact = models.CharField(
        _("contact"),
        max_length=120,
        blank=True,
        help_text=_("A mailbox or a telephone that is answered, rather than one person."),
    )
    work_system = models.CharField(_("work system"), max_length=60, blank=True)
    # Said in the editor, but of the page as it stands: an older draft brings no older day back.
    review_date = models.DateField(_("next review"), null=True, blank=True, serialize=False)
    is_captioned = models.BooleanField(
        _("the video has captions"),
        default=False,
        help_text=_("A video is published with captions, or with what is said in it below."),
    )
    transcript = models.TextField(
        _("what is said and shown in the video"),
        blank=True,
        help_text=_("Readers can open it below the text, and search finds the words in it."),
    )
    source_label = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("What the text builds on: a rule, a course, a question hour."),
    )
    source_url = models.CharField(_("address of the source"), max_length=300, blank=True)

    # What follows is never edited by hand, but by the deeds in `actions`.
    html = models.TextField(editable=False, blank=True, serialize=False)
    owner_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, editable=False, serialize=False, related_name="articles"
    )
    state = models.CharField(
        max_length=20, choices=State, default=State.DRAFT, editable=False, serialize=False
    )
    published_at = models.DateTimeField(null=True, editable=False, serialize=False)
    reviewed_at = models.DateTimeField(null=True, editable=False, serialize=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        serialize=False,
        related_name="reviewed_articles",
    )
    # Who in the department looks after the text, where it is one in particular.
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        serialize=False,
        related_name="kept_articles",
    )
    # Where readers are led while it is withdrawn, because another text says it now.
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        serialize=False,
        related_name="replaces",
    )

    objects: ClassVar[models.Manager[Article]] = PageManager()
    # Wagtail has no types, so the one who reads types must be told of the manager here.
    _default_manager: ClassVar[models.Manager[Article]]
    page_description = _(
        "A text about one thing: what it is, how it is done, step by step where there are steps."
    )
    parent_page_types: ClassVar[list[str]] = ["knowledge.Section"]
    subpage_types: ClassVar[list[str]] = []
    preview_template = "frontstage/article.html"
    standing = (
        "address",
        "html",
        "owner_unit",
        "state",
        "published_at",
        "reviewed_at",
        "reviewed_by",
        "review_date",
        "caretaker",
        "replaced_by",
    )
    # A copy is a text of its own, in the language that its original is in.
    exclude_fields_in_copy: ClassVar[list[str]] = [*standing, "original"]
    content_panels: ClassVar[list[object]] = [
        FieldPanel("title"),
        FieldPanel("body"),
        InlinePanel("steps", heading=_("Steps"), label=_("Step")),
        InlinePanel("shared_uses", heading=_("Shared texts"), label=_("Shared text")),
        FieldPanel("summary"),
        FieldPanel("search_words"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("area"), FieldPanel("process")]),
                FieldRowPanel([FieldPanel("role"), FieldPanel("function")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("language"), FieldPanel("entrance")]),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("work_system")]),
                FieldPanel("contact"),
            ],
            heading=_("Where and for whom"),
        ),
        MultiFieldPanel([FieldPanel("is_captioned"), FieldPanel("transcript")], heading=_("Video")),
        MultiFieldPanel(
            [FieldPanel("source_label"), FieldPanel("source_url")], heading=_("Source")
        ),
        PageChooserPanel("original"),
        MultiFieldPanel([FieldPanel(IS_REVIEWED), FieldPanel("review_date")], heading=_("Review")),
    ]
    base_form_class = ArticleForm

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = (
            both_or_neither(
                "reviewed_at", "reviewed_by", name="a_review_has_both_a_person_and_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.VALIDATED) | Q(reviewed_at__isnull=False),
                name="a_validated_article_has_been_reviewed",
            ),
        )

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.area.slug, self.address])

    def preview_context(self) -> dict[str, object]:
        self.html = composing.readable(self)
        return {"article": self.as_read(), "related": (), "is_preview": True}

    def as_card(self) -> Card:
        return Card(
            title=self.title,
            url=self.get_absolute_url(),
            summary=self.summary,
            language=self.language,
            role=self.role,
            role_name=self.get_role_display(),
            state=self.state,
            kind_name=self._kind_name,
            function=self.function,
            entrance=self.entrance,
            minutes=self.minutes,
            pk=self.pk,
            first_published_at=self.first_published_at,
        )

    def as_read(self) -> ArticleText:
        return ArticleText(
            pk=self.pk,
            title=self.title,
            summary=self.summary,
            html=mark_safe(prose.in_page_language(self.html)),  # noqa: S308  # cleaned by `prose`
            url=self.get_absolute_url(),
            address=self.address,
            language=self.language,
            language_name=self.get_language_display(),
            state=self.state,
            state_name=self.get_state_display(),
            area_name=self.area.local_name,
            area_slug=self.area.slug,
            process_name=str(self.process) if self.process else "",
            role_name=self.get_role_display(),
            entrance_name=self.get_entrance_display(),
            work_system=self.work_system,
            kind_name=self._kind_name,
            function_name=self.get_function_display(),
            level_name=self.get_level_display(),
            minutes=self.minutes,
            contact=self.contact,
            owner_name=self.owner_unit.local_name if self.owner_unit else "",
            owner_pk=self.owner_unit_id,
            published_at=self.published_at,
            reviewed_at=self.reviewed_at,
            review_date=self.review_date,
            source_label=self.source_label,
            transcript=self.transcript,
            source_url=prose.address(self.source_url),
        )

    @property
    def _kind_name(self) -> str:
        """Said only of what is more than something to read."""
        return "" if self.kind == Kind.TEXT else self.get_kind_display()
