"""Addresses of other systems that are told what happens, and what is on its way to each."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sufflor.events.models import Event, Leased, LeasedQuerySet, Outgoing
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User

NAME_LENGTH = 80
URL_LENGTH = 500


class Kind(models.TextChoices):
    """What an address can be told. Of requests, only those that its system has sent."""

    REQUEST_CREATED = "request.created", _("A request was sent")
    REQUEST_HANDED_OVER = "request.handed_over", _("A request went to others")
    REQUEST_ANSWERED = "request.answered", _("A request was answered")
    REQUEST_RESOLVED = "request.resolved", _("A request was solved")
    QUESTION_ANSWERED = "question.answered", _("A question was answered")
    ERROR_CHANGED = "known_error.changed", _("A known error changed")
    DAY_OPENED = "rollout_day.opened", _("A rollout day began")
    DAY_CLOSED = "rollout_day.closed", _("A rollout day ended")
    WAYS_CHANGED = "ways_in.changed", _("Ways in were opened or closed by hand")
    NOTICE_PUBLISHED = "notice.published", _("A notice was published")
    # Asked for on the page, whatever the address has chosen.
    TRIAL = "webhook.trial", _("A trial")


TRIALS = (Kind.TRIAL,)
CHOSEN = tuple(kind for kind in Kind if kind not in TRIALS)
OF_REQUESTS = tuple(kind for kind in Kind if kind.value.startswith("request."))


class State(models.TextChoices):
    WAITING = "waiting", _("Waits")
    SENT = "sent", _("Taken")
    GIVEN_UP = "given_up", _("Given up")
    # Nothing to tell any more: held back, withdrawn, or no longer the system's to hear of.
    DROPPED = "dropped", _("Not sent")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def kept(self) -> WebhookQuerySet:
        return self.filter(removed_at=None)


class Webhook(models.Model):
    """One address. `system` is whose requests it hears of, until then, as its key says.

    The secret is in no row: it follows from `salt` and the server's own key. After a renewal the
    one before signs too for a while.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    url = models.CharField(max_length=URL_LENGTH)
    kinds = models.JSONField(default=list)
    system = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reads_until = models.DateTimeField(null=True, blank=True)
    salt = models.CharField(max_length=64)
    salt_before = models.CharField(max_length=64, blank=True)
    before_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Since when nothing is sent there, until an administrator starts it again.
    stopped_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(url="") & ~Q(salt=""),
                name="a_webhook_has_a_name_an_address_and_a_secret",
            ),
            both_or_neither(
                "system", "reads_until", name="a_webhook_hears_of_requests_for_a_while"
            ),
            both_or_neither(
                "removed_at", "removed_by", name="a_webhook_is_removed_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_told_of_requests(self) -> bool:
        """Whose, it goes on knowing when it is told of none: some may be on their way."""
        return self.system_id is not None and bool({*self.kinds} & {*OF_REQUESTS})

    @property
    def kind_names(self) -> list[str]:
        return [str(Kind(each).label) for each in self.kinds if each in Kind.values]


class SendingQuerySet(LeasedQuerySet["Sending"]):
    def waiting(self) -> SendingQuerySet:
        return self.filter(state=State.WAITING)

    def due(self, at: datetime) -> SendingQuerySet:
        """The first of each address that nothing has stopped: what is tried again holds up what
        came after it, so that all arrives in order."""
        before = Sending.objects.waiting().filter(
            Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk")),
            webhook=OuterRef("webhook"),
        )
        # Whose addressees are not written down yet. What failed there is not waited for.
        untold = Outgoing.objects.waiting().filter(fault="", event__lt=OuterRef("event"))
        first = self.waiting().filter(~Exists(before), ~Exists(untold), next_at__lte=at)
        return first.filter(webhook__stopped_at=None).order_by("next_at", "pk")


class Sending(Leased):
    """One event on its way to one address. `due_at` is when it came to be true for everyone; what
    is told of it is written when it leaves."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="sendings")
    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    next_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # What was answered last; 0 where nobody answered.
    status = models.PositiveSmallIntegerField(default=0)

    objects = SendingQuerySet.as_manager()

    class Meta:
        ordering = ("-due_at", "-pk")
        indexes = (
            models.Index(
                fields=["webhook", "due_at", "id"],
                condition=Q(state="waiting"),
                name="webhooks_waiting",
            ),
            models.Index(fields=["webhook", "-due_at", "-id"], name="webhooks_last"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["webhook", "event"], name="an_address_is_told_an_event_once"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="what_an_address_took_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="a_sending_is_in_a_known_state"
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Its `webhook-id`: the same however often it is sent."""
        return f"msg_{self.webhook_id}_{self.event_id}"
