"""A notice: what it says, what it is about, who answers for it and how long it matters."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.announcements.models.languages import Language, Words, nearest
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import Unit

LONGEST_TITLE = 160
LONGEST_BODY = 10_000


class Tag(models.TextChoices):
    """What a notice is about."""

    DISRUPTION = "driftsstans", _("Disruption")
    NEW_SOLUTION = "ny-losning", _("New solution")
    ROUTINE = "rutine", _("Routine")
    QUESTION_HOUR = "sporretime", _("Question hour")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def public(self) -> NoticeQuerySet:
        """What everyone may read: all that is not withdrawn."""
        return self.filter(withdrawn_at=None)

    def published_by(self, at: datetime) -> NoticeQuerySet:
        """What had been posted at an instant, for those who look at the site as on a date."""
        return self.filter(published_at__lte=at)

    def planned_at(self, at: datetime) -> NoticeQuerySet:
        """What is written and not yet shown, the next one first."""
        return self.public().filter(published_at__gt=at).order_by("published_at", "pk")

    def in_order(self) -> NoticeQuerySet:
        """Pinned first, then the newest."""
        is_pinned = Case(When(pinned_at__isnull=False, then=Value(0)), default=Value(1))
        return self.order_by(is_pinned, "-published_at", "-pk")


class Notice(models.Model):
    """One message. The unit that answers for it and how to reach it are always named.

    Readers see it from `published_at`, by the clock; until then it is planned. `released_at` is
    when search and those who are told by mail got it: at that time, or a little later.
    `title` and `body` are in the language it was written in; `translations` are the same in others.
    """

    # What may be posted only once has a name for it; what an editor writes has none.
    key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    body = models.TextField(max_length=LONGEST_BODY)
    language = models.CharField(max_length=2, choices=Language, default=Language.BOKMAAL)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices")
    contact = models.CharField(max_length=160)
    is_critical = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["-published_at"], name="notices_newest"),
            models.Index(
                fields=["published_at"],
                condition=Q(released_at=None, withdrawn_at=None),
                name="notices_to_release",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="a_notice_with_a_key_is_posted_once"
            ),
            models.CheckConstraint(
                condition=Q(is_critical=False) | Q(expires_at__isnull=False),
                name="a_critical_notice_expires",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("published_at")),
                name="a_notice_expires_after_it_is_published",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("published_at")),
                name="a_notice_is_released_when_it_is_shown",
            ),
            both_or_neither(
                "pinned_at", "pinned_by", name="a_notice_is_pinned_by_someone_at_some_time"
            ),
            both_or_neither(
                "withdrawn_at", "withdrawn_by", name="a_notice_is_withdrawn_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def said(self) -> dict[str, Words]:
        """Every language that it is said in; `translations` are best loaded with the notice."""
        written = Words(Language(self.language), self.title, self.body)
        others = {one.language: one.words for one in self.translations.all()}
        return {self.language: written, **others}

    @property
    def local(self) -> Words:
        """In the language of the page, as near as there is."""
        said = self.said
        return said[nearest(get_language() or "nb", said, self.language)]

    def is_planned(self, at: datetime) -> bool:
        return at < self.published_at

    @property
    def is_called_off(self) -> bool:
        """Withdrawn before anybody saw it."""
        return self.withdrawn_at is not None and self.withdrawn_at < self.published_at

    @property
    def is_pinned(self) -> bool:
        return self.pinned_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_critical_at(self, at: datetime) -> bool:
        return self.is_critical and self.expires_at is not None and at < self.expires_at


class NoticeTag(models.Model):
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=20, choices=Tag)

    class Meta:
        ordering = ("tag",)
        constraints = (
            models.UniqueConstraint(fields=["notice", "tag"], name="a_notice_has_a_tag_once"),
        )

    def __str__(self) -> str:
        return str(self.get_tag_display())
