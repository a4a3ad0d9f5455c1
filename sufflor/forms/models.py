"""Forms, and every version of each: what is asked, as data, and who made and published it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from sufflor.forms.definition import Definition
from sufflor.forms.reading import read
from sufflor.lib.kept import Kept
from sufflor.lib.promises import both_or_neither

# A definition never changes, so what is read of one is kept under what it says.
_read: Kept[Definition] = Kept(size=64)


class RecordClass(models.TextChoices):
    """Whether what comes in by a form belongs in the archive, and from when."""

    NONE = "none", _("Not kept in the archive")
    ON_CLOSE = "on_close", _("Kept in the archive when it is resolved")
    ALWAYS = "always", _("Kept in the archive as soon as it comes")


class AsksFor(models.TextChoices):
    """What kind of help whoever fills in asks for."""

    PRACTICAL = "practical", _("Help with how to do something")
    ERROR = "error", _("Something that does not work")
    PROFESSIONAL = "professional", _("A professional question")
    DELETION = "deletion", _("Deleting or correcting")
    ACCESS = "access", _("Access to the system")
    CHANGE = "change", _("A change of the system")
    PRIVACY = "privacy", _("Information gone astray")
    FEEDBACK = "feedback", _("Feedback")


class FormQuerySet(models.QuerySet["Form"]):
    def offered(self) -> FormQuerySet:
        return self.filter(retired_at=None)


class Form(models.Model):
    """One form under its lasting name. What it asks stands in its versions."""

    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    asks_for = models.CharField(max_length=20, choices=AsksFor, default=AsksFor.PRACTICAL)
    record_class = models.CharField(max_length=20, choices=RecordClass, default=RecordClass.NONE)
    is_confidential = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FormQuerySet.as_manager()

    class Meta:
        ordering = ("position", "slug")
        constraints = (
            both_or_neither(
                "retired_at", "retired_by", name="a_form_is_retired_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    def published_by(self, at: datetime) -> FormVersionQuerySet:
        return self.filter(published_at__lte=at)

    def in_force(self, at: datetime) -> FormVersionQuerySet:
        """Of each form that is offered, the one that people are given to fill in."""
        newest = FormVersion.objects.published_by(at).filter(form=OuterRef("form"))
        return self.filter(
            form__in=Form.objects.offered(),
            number=Subquery(newest.order_by("-number").values("number")[:1]),
        ).select_related("form")


class FormVersion(models.Model):
    """A form as it was written at one time. Its definition never changes; what is new is a version.

    The newest that is published is in force. Nobody made those that come with the product.
    """

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ("form", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["form", "number"], name="a_form_has_a_version_of_a_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="the_first_version_of_a_form_is_one"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(published_by__isnull=True),
                name="a_version_is_published_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("made_at")),
                name="a_version_is_published_after_it_is_made",
            ),
        )

    def __str__(self) -> str:
        return f"{self.form_id}/{self.number}"

    @property
    def parsed(self) -> Definition:
        return _read.get(self.digest, 0, lambda: read(self.definition))

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
