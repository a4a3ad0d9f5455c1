"""What is on its way out of the house: one mail per row."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.events.models import Leased, LeasedQuerySet, is_over
from sufflor.lib.promises import exactly_one
from sufflor.messaging.models.received import Received
from sufflor.organization.models import User


class State(models.TextChoices):
    """Where a mail is. SENDING is written before the server is given the first word of it."""

    READY = "ready", _("Waits")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Given up")
    DROPPED = "dropped", _("Not sent")


class Reason(models.TextChoices):
    """Why a mail was not sent after all; stands in `fault` where the state is DROPPED."""

    GONE = "gone", _("What it was about is no longer there for everyone to read.")
    UNWANTED = "unwanted", _("The recipient has said no to such mail.")
    NO_ADDRESS = "no_address", _("The recipient has no e-mail address that can be used.")
    INACTIVE = "inactive", _("The recipient is no longer a user here.")
    OVERTAKEN = "overtaken", _("Another mail told the same.")
    TOGETHER = "together", _("Another mail told of this too.")
    LET_GO = "let_go", _("An administrator let it go.")


class DeliveryQuerySet(LeasedQuerySet["Delivery"]):
    def waiting(self) -> DeliveryQuerySet:
        return self.filter(state__in=[State.READY, State.SENDING])

    def dead(self) -> DeliveryQuerySet:
        return self.filter(state=State.DEAD)

    def due(self, at: datetime) -> DeliveryQuerySet:
        return self.filter(state=State.READY, next_at__lte=at).order_by("next_at", "pk")

    def abandoned(self, at: datetime) -> DeliveryQuerySet:
        """Begun by a worker that never told how it ended."""
        return self.filter(is_over(at), state=State.SENDING).order_by("next_at", "pk")


class Delivery(Leased):
    """One mail to one person about one thing; an automatic answer has no recipient among us, and
    goes to the sender of what it answers.

    `key` says what is told to whom, so that it is told once. `message_id` follows from the key and
    never changes: however often the mail is tried, the receiver sees that it is the same one. What
    it says is written when it is sent, from what is true then.
    """

    recipient = models.ForeignKey(User, models.CASCADE, null=True, related_name="deliveries")
    answers = models.ForeignKey(Received, models.CASCADE, null=True, related_name="answers")
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=80)
    key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    # The event that began a deed which tells of several things: one mail speaks for all of them.
    deed = models.PositiveBigIntegerField(null=True, blank=True)
    language = models.CharField(max_length=5, default="nb")
    state = models.CharField(max_length=8, choices=State, default=State.READY)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    # How often nobody knows whether the server took it: then it was sent again, as the same mail.
    unsure = models.PositiveSmallIntegerField(default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["state", "next_at"], name="messaging_waiting"),
            models.Index(fields=["sent_at"], name="messaging_sent"),
        )
        constraints = (
            exactly_one("recipient", "answers", name="a_mail_goes_to_a_person_or_answers_a_mail"),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="a_sent_mail_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DEAD, State.DROPPED]) | ~Q(fault=""),
                name="a_mail_is_given_up_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, lease_until__isnull=False)
                | (~Q(state=State.SENDING) & Q(lease_until__isnull=True)),
                name="a_mail_is_being_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="a_mail_is_in_a_known_state"
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def person(self) -> User:
        """Whom it goes to, for letters that are written to people."""
        if self.recipient is None:
            raise LookupError(f"{self} is to an address alone")
        return self.recipient

    @property
    def name(self) -> str:
        """Of whoever gets it, as administrators read it."""
        if self.recipient:
            return self.recipient.full_name
        return self.answers.sender_name or self.answers.sender if self.answers else ""

    @property
    def address(self) -> str:
        if self.recipient:
            return self.recipient.email
        return self.answers.sender if self.answers else ""

    @property
    def is_given_up(self) -> bool:
        return self.state == State.DEAD

    @property
    def why(self) -> str:
        """Why it was not sent: our own reason in the reader's language, or the server's words."""
        is_ours = self.fault in Reason.values
        return str(Reason(self.fault).label) if is_ours else gettext(self.fault)
