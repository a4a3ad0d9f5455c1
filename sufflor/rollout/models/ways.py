"""The ways in to help: what there is to open and close."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import InThreeLanguages


class WayKind(models.TextChoices):
    """By which means a person reaches us."""

    FORM = "form", _("Form")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    QUESTION_HOUR = "question_hour", _("Question hour")


class DoorState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    REPLACED = "replaced", _("Replaced")


class Urgency(models.TextChoices):
    """Why a way in stays open on every day: these cannot wait for a question hour."""

    PRIVACY = "privacy", _("Privacy incident")
    DEADLINE = "deadline", _("Statutory deadline")
    SIGN_IN = "sign_in", _("Cannot sign in")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class WayIn(InThreeLanguages):
    """One way to reach help: a form at the existing desk, a phone, a mailbox, the question hour."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=14, choices=WayKind)
    contact = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=300, blank=True)
    urgency = models.CharField(max_length=14, choices=Urgency, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "slug")
