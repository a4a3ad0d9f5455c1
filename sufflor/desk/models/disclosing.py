"""Giving access to requests by the law: which, what is blacked out in each, and on which ground."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User

PHRASE_LENGTH = 200
STAMP_LENGTH = 64
NAME_LENGTH = 160


class Basis(models.TextChoices):
    """Why something is not shown, by offentleglova."""

    SECRET = "13", _("§ 13: duty of secrecy, somebody's personal affairs")
    TRADE = "13-2", _("§ 13: duty of secrecy, trade secrets")
    INTERNAL = "14", _("§ 14: internal preparation of the case")
    FETCHED = "15", _("§ 15: fetched for internal preparation")
    NEGOTIATING = "23", _("§ 23: the position in negotiations")
    CONTROL = "24", _("§ 24: control, and what would make a breach of law easier")
    HIRING = "25", _("§ 25: cases of appointment")
    NUMBER = "26-5", _("§ 26, fifth paragraph: national identity number")

    @property
    def short(self) -> str:
        """As it stands where something is blacked out."""
        return f"§ {self.value.partition('-')[0]}"


class How(models.TextChoices):
    """How it came to be blacked out."""

    NUMBER = "number", _("Looks like a national identity number")
    MAIL = "mail", _("E-mail address")
    PHONE = "phone", _("Looks like a phone number")
    NAME = "name", _("Name of somebody here")
    LIKE = "like", _("Looks like a name")
    TYPED = "typed", _("Marked by hand")


class Disclosure(models.Model):
    """What somebody asked to see. When it is given out it is as it is for good."""

    name = models.CharField(max_length=NAME_LENGTH)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_out_at = models.DateTimeField(null=True, blank=True)
    given_out_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="a_disclosure_has_a_name"),
            both_or_neither(
                "given_out_at", "given_out_by", name="it_is_given_out_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_given_out(self) -> bool:
        return self.given_out_at is not None


class DisclosedRequest(models.Model):
    """One request in it. Nothing is given out before somebody has looked through each."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="requests")
    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Of all that it said then: what has been written since, nobody has looked at.
    stamp = models.CharField(max_length=STAMP_LENGTH, blank=True)

    class Meta:
        ordering = ("request_id",)
        constraints = (
            models.UniqueConstraint(
                fields=["disclosure", "request"], name="a_request_is_in_a_disclosure_once"
            ),
            both_or_neither(
                "looked_at", "looked_by", name="it_is_looked_through_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} in {self.disclosure_id}"


class Redaction(models.Model):
    """A phrase that is blacked out wherever it stands in one request. One that somebody has looked
    at and leaves open has no ground."""

    disclosed = models.ForeignKey(DisclosedRequest, models.CASCADE, related_name="redactions")
    phrase = models.CharField(max_length=PHRASE_LENGTH)
    basis = models.CharField(max_length=4, choices=Basis, blank=True)
    how = models.CharField(max_length=6, choices=How)

    class Meta:
        ordering = ("how", "phrase")
        constraints = (
            models.UniqueConstraint(
                fields=["disclosed", "phrase"], name="a_phrase_is_blacked_out_once"
            ),
            models.CheckConstraint(condition=~Q(phrase=""), name="a_redaction_has_a_phrase"),
        )

    def __str__(self) -> str:
        return f"{self.how} in {self.disclosed_id}"
