"""Keys for other systems: what each may do, for how long, and how much of late."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User

NAME_LENGTH = 80


class Scope(models.TextChoices):
    """What a key opens. None holds another."""

    FORMS = "forms:read", _("Read the forms, and try answers in them")
    SEND = "requests:send", _("Send requests by a form")
    READ = "requests:read", _("Read how requests sent with the key stand")
    CROSS = "requests:cross", _("Read what is sent on to the system, and say how it stands there")
    OPERATION = "operation:read", _("For watch-keeping programs: read how mail and work stand")
    CASES = "cases:answer", _("For a vendor: read what it was sent on cases, and answer")
    PEOPLE = "people:provision", _("For the directory: say who works here, and in which groups")


class ApiToken(models.Model):
    """One key. `person` is the system that holds it: what it sends is the system's own.

    Only a digest of the secret is kept. `window` counts what was asked in the minute that began
    then, so that every process sees the same.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=NAME_LENGTH)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    window_at = models.DateTimeField(null=True, blank=True)
    window = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="a_key_has_a_name"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="a_key_lasts_for_a_while"
            ),
            both_or_neither("revoked_at", "revoked_by", name="a_key_is_revoked_by_somebody"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        return [str(Scope(each).label) for each in self.scopes if each in Scope.values]
