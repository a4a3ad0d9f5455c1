"""The words that texts are marked with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    BOKMAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    ENGLISH = "en", _("English")


class Entrance(models.TextChoices):
    """Which of two questions a text answers: how the system works, or how the work is done."""

    SYSTEM = "system", _("Using the system")
    PRACTICE = "faglig", _("Professional practice")
    BOTH = "begge", _("Both")


class State(models.TextChoices):
    """How far a text can be trusted. `rules.TRANSITIONS` says what may follow what."""

    DRAFT = "utkast", _("Draft")
    UNVALIDATED = "ikke_validert", _("Not validated")
    VALIDATED = "validert", _("Validated")
    OUTDATED = "utdatert", _("Outdated")
