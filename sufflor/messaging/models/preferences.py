"""What people want to be mailed, and in which language."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notices(models.TextChoices):
    """How somebody wants to hear of notices in the message channel. Each but the last gets what is
    critical at once; so does who has said nothing."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, at 07.30")
    CRITICAL = "critical", _("Only what is critical")
    NEVER = "never", _("Not by e-mail")


class Topic(models.TextChoices):
    """What mail is of, for those who want no more of it. The value stands in its address."""

    NOTICES = "meldinger", _("Notices")
    ANSWERS = "svar", _("Answers")
    ERRORS = "feil", _("Known errors")


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Preference(models.Model):
    """What one person wants to be mailed, and in which language.

    `token` is the half of the unsubscribe address that the database knows; the other half is a
    signature, so that whoever reads the database cannot unsubscribe people.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="preference"
    )
    notices = models.CharField(max_length=8, choices=Notices, default=Notices.CRITICAL)
    answers = models.BooleanField(default=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nb")
    token = models.CharField(max_length=64, unique=True, default=new_token)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(notices__in=Notices.values), name="notices_come_in_a_known_way"
            ),
            models.CheckConstraint(condition=~Q(token=""), name="an_unsubscribe_token_is_there"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.notices}"

    def wants(self, topic: Topic) -> bool:
        """Any of it at all."""
        if topic == Topic.ERRORS:
            return ErrorFollower.objects.filter(person=self.person_id).exists()
        return self.answers if topic == Topic.ANSWERS else self.notices != Notices.NEVER


class ErrorFollower(models.Model):
    """Somebody who wants to hear of every known error: when it is new, when there is a way around
    it, and when it is fixed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="follows_errors"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} since {self.since}"
