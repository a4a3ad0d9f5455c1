"""What a day's mail to those who want one a day is made of."""

from __future__ import annotations

from django.db import models

from sufflor.announcements.models import Notice


class Digest(models.Model):
    """The notices of one day. What no digest has had is in the next one, whenever that comes."""

    planned_at = models.DateTimeField(unique=True)
    notices = models.ManyToManyField(Notice, through="DigestNotice", related_name="digests")

    class Meta:
        ordering = ("planned_at",)

    def __str__(self) -> str:
        return f"digest {self.planned_at:%Y-%m-%d}"


class DigestNotice(models.Model):
    digest = models.ForeignKey(Digest, models.CASCADE)
    notice = models.OneToOneField(Notice, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.notice} in {self.digest}"
