"""What an administrator has handed in and not yet loaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """Files that an administrator has handed in, kept until they are loaded or a day has gone.

    The texts are emptied when they are loaded; who loaded what stays in the history.
    """

    files = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"upload {self.pk} ({self.uploaded_at:%Y-%m-%d})"
