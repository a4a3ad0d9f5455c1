"""Mail that came to us: each is stored as it came before it is taken out of the mailbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import Request
from sufflor.events.models import Leased, LeasedQuerySet
from sufflor.organization.models import User
from sufflor.vendor.models import VendorCase


class Fate(models.TextChoices):
    """What has become of a mail."""

    NEW = "new", _("Not read yet")
    QUEUED = "queued", _("Waits until the door opens")
    HELD = "held", _("To be checked")
    WRITTEN = "written", _("Written on a request")
    OPENED = "opened", _("A new request")
    IGNORED = "ignored", _("Not for people")
    DISCARDED = "discarded", _("Discarded")


UNSETTLED = (Fate.NEW, Fate.QUEUED, Fate.HELD)


class Why(models.TextChoices):
    """Why a mail waits for somebody to look at it, or is left alone."""

    UNKNOWN_SENDER = "unknown_sender", _("Nobody here has the address that it was sent from.")
    OTHER_ADDRESS = "other_address", _("It answers a request, but comes from another address.")
    NOT_THEIRS = "not_theirs", _("It answers a request that the sender does not follow any more.")
    WHICH_CASE = "which_case", _("It is from a vendor, and does not say which case it is about.")
    FORGED = "forged", _("The mail server says that the sender may not be who it seems to be.")
    HOLDS_NUMBER = "holds_number", _("It holds what looks like a national identity number.")
    SAYS_NOTHING = "says_nothing", _("There is nothing to read in it.")
    TOO_LARGE = "too_large", _("It is larger than 25 MB, and lies in the mailbox with a flag.")
    UNREADABLE = "unreadable", _("It could not be read.")
    REFUSED = "refused", _("The request would not take it.")
    CLOSED = "closed", _("E-mail was closed when it came.")
    AUTOMATIC = "automatic", _("It was sent by a machine.")
    LIST = "list", _("It was sent to many.")
    BOUNCE = "bounce", _("It says that mail of ours could not be delivered.")
    OURS = "ours", _("We sent it ourselves.")


class ReceivedQuerySet(LeasedQuerySet["Received"]):
    def unsorted(self) -> ReceivedQuerySet:
        return self.filter(fate=Fate.NEW).order_by("received_at", "pk")

    def queued(self) -> ReceivedQuerySet:
        return self.filter(fate=Fate.QUEUED)

    def to_check(self) -> ReceivedQuerySet:
        """What somebody must look at first, and what waits for a door."""
        return self.filter(fate__in=[Fate.HELD, Fate.QUEUED]).order_by("received_at", "pk")


class Received(Leased):
    """One mail. `key` is the same however often it comes. `request` and `person` are what it
    answers and whom it is from, as far as that is known; `said` is a refusal's own words."""

    key = models.CharField(max_length=64, unique=True)
    message_id = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)
    fate = models.CharField(max_length=12, choices=Fate, default=Fate.NEW)
    why = models.CharField(max_length=20, choices=Why, blank=True)
    said = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # Where a request is taken away for good, so is the mail that it came with.
    request = models.ForeignKey(
        Request, models.CASCADE, null=True, blank=True, related_name="received"
    )
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["fate", "received_at"], name="messaging_received_fate"),
            models.Index(fields=["settled_at"], name="messaging_received_settled"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(fate__in=UNSETTLED, settled_at=None)
                | ~Q(fate__in=UNSETTLED) & Q(settled_at__isnull=False),
                name="a_mail_is_settled_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(fate__in=[Fate.HELD, Fate.QUEUED, Fate.IGNORED]) | ~Q(why=""),
                name="a_mail_waits_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.subject or self.sender or self.key[:12]

    @property
    def is_about_a_case(self) -> bool:
        """It answers a case for a vendor, or is from a vendor."""
        return self.why == Why.WHICH_CASE or self.case_answered is not None

    @property
    def case_answered(self) -> VendorCase | None:
        answer = getattr(self, "case_answer", None)
        return answer.case if isinstance(answer, CaseAnswer) else None

    @property
    def is_to_check(self) -> bool:
        return self.fate in {Fate.HELD, Fate.QUEUED}


class CaseAnswer(models.Model):
    """A mail that answers a case for a vendor, whoever it turns out to be from."""

    received = models.OneToOneField(
        Received, models.CASCADE, primary_key=True, related_name="case_answer"
    )
    case = models.ForeignKey(VendorCase, models.CASCADE, related_name="mail_answers")

    def __str__(self) -> str:
        return f"{self.received_id} about {self.case_id}"


class RawMail(models.Model):
    """The mail as it came, apart from what is listed: nothing in it is lost by how we read it."""

    received = models.OneToOneField(
        Received, models.CASCADE, primary_key=True, related_name="raw_mail"
    )
    content = models.BinaryField()
    is_whole = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"the mail {self.received_id} as it came"


class MailboxVisit(models.Model):
    """When the mailbox was last read, and why it cannot be; one row."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
    trouble = models.CharField(max_length=500, blank=True)
    trouble_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(trouble="", trouble_since__isnull=True)
                | (~Q(trouble="") & Q(trouble_since__isnull=False)),
                name="trouble_with_the_mailbox_has_a_beginning",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
