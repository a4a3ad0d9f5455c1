"""What binds requests to each other and to advice: links, joinings, consultations, decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models.entries import ENTRY_LENGTH
from sufflor.organization.models import User


class LinkKind(models.TextChoices):
    PART = "part", _("Is a part of")
    CONTINUES = "continues", _("Continues")
    RELATED = "related", _("Has to do with")


class Link(models.Model):
    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="links")
    other = models.ForeignKey("desk.Request", models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=LinkKind)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "other", "kind"], name="two_requests_are_linked_once"
            ),
            models.CheckConstraint(
                condition=~Q(request=F("other")), name="a_request_is_not_linked_to_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind} {self.other_id}"


class Joining(models.Model):
    """One request was taken into another. While it is not undone, what happens to the one that
    remains is told to those of both."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="joinings")
    into = models.ForeignKey("desk.Request", models.CASCADE, related_name="joined")
    state_before = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(undone_at__isnull=True),
                name="a_request_is_taken_into_one_other",
            ),
            models.CheckConstraint(
                condition=~Q(request=F("into")), name="a_request_is_not_taken_into_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} into {self.into_id}"


class Consultation(models.Model):
    """A specialist is asked for advice; whoever has the request keeps it."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="consultations")
    specialist = models.ForeignKey(User, models.PROTECT, related_name="consultations")
    question = models.TextField(max_length=ENTRY_LENGTH)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    advice = models.TextField(max_length=ENTRY_LENGTH, blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, advice="")
                | Q(given_at__isnull=False) & ~Q(advice=""),
                name="advice_is_given_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.specialist} on {self.request_id}"


class Verdict(models.TextChoices):
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class Decision(models.Model):
    """Something that cannot be undone takes two: one proposes, another decides."""

    request = models.OneToOneField(
        "desk.Request", models.CASCADE, primary_key=True, related_name="decision"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    grounds = models.TextField(max_length=ENTRY_LENGTH)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(grounds=""), name="a_decision_has_its_grounds"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("proposed_by")),
                name="nobody_decides_on_their_own_proposal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verdict} on {self.request_id}"

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def stamp(self) -> str:
        """Of the proposal, so that whoever decides says which one they have read."""
        return self.proposed_at.isoformat()
