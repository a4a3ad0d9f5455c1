"""People, and what they may do beyond asking and reading."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models.units import Unit


class WorkRole(models.TextChoices):
    """What a person mainly does in case handling; material and questions are marked with it."""

    ANYONE = "alle", _("Everyone")
    CASE_HANDLER = "saksbehandler", _("Case handler")
    MANAGER = "leder", _("Manager")
    RECORDS_OFFICER = "arkivar", _("Records officer")


class Role(models.TextChoices):
    """What a person may do in Sufflør beyond asking and reading."""

    HOST = "host", _("Question hour host")
    EDITOR = "editor", _("Editor")
    PLANNER = "planner", _("Rollout planner")
    CONFIDENTIAL = "confidential", _("Reads confidential requests")
    ADMINISTRATOR = "administrator", _("Administrator")
    ARCHIVIST = "archivist", _("Archivist: gives access, and fetches for the archive")


# Who says who the demo's accounts are: we do ourselves. It marks them as what they are, so that an
# installation for real people can refuse to start with them (see checks.py).
DEMO_ISSUER = "urn:sufflor:demo"
# Likewise of accounts that other systems hold, which nobody signs in with.
SYSTEM_ISSUER = "urn:sufflor:system"
# The one of those that stands for people whose names are taken away.
NOBODY = "tidligere-bruker"


class User(AbstractUser):
    """A person. An external identity is (issuer, subject); names and addresses may change.

    `rights_version` grows when a role is given or taken, which ends every open session.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    work_role = models.CharField(max_length=20, choices=WorkRole, default=WorkRole.CASE_HANDLER)
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    rights_version = models.PositiveIntegerField(default=0)

    class Meta(AbstractUser.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~Q(subject=""),
                name="one_person_per_external_identity",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own, with the rights in it: a changed role signs the person out everywhere."""
        facts = f"{self.password}:{self.rights_version}"
        return salted_hmac("sufflor.session", facts, secret=secret, algorithm="sha256").hexdigest()


class RoleGrant(models.Model):
    """One right that one person has, from whom and since when."""

    person = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "role"], name="a_role_is_granted_once"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
