"""Sessions that were begun where people sign in, so that they are found when they end there."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import models

LENGTH = 200


class Sitting(models.Model):
    """Whose a session is by what the place calls them, and `name`: what it calls that one sign-in,
    if it does. It goes with its session, whatever ends that."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="+")
    issuer = models.CharField(max_length=LENGTH)
    subject = models.CharField(max_length=LENGTH)
    name = models.CharField(max_length=LENGTH, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["issuer", "subject"], name="sittings_of_a_person"),
            models.Index(fields=["issuer", "name"], name="sittings_by_name"),
        )

    def __str__(self) -> str:
        return f"a session from {self.issuer}"


class ToldOfSignOut(models.Model):
    """That the place has told of a sign-out, kept for as long as its token could come again."""

    issuer = models.CharField(max_length=LENGTH)
    token = models.CharField(max_length=LENGTH)
    sitting = models.CharField(max_length=LENGTH, blank=True)
    good_until = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["issuer", "token"], name="a_sign_out_is_told_of_once"),
        )

    def __str__(self) -> str:
        return f"a sign-out told of by {self.issuer}"
