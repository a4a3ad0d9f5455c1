"""What a rollout is: a set of days, the ways in to help, and what becomes of each of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import InThreeLanguages


class WayKind(models.TextChoices):
    """By which means a person reaches us."""

    FORM = "form", _("Form")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    QUESTION_HOUR = "question_hour", _("Question hour")


class DoorState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    REPLACED = "replaced", _("Replaced")


class Urgency(models.TextChoices):
    """Why a way in stays open on every day: these cannot wait for a question hour."""

    PRIVACY = "privacy", _("Privacy incident")
    DEADLINE = "deadline", _("Statutory deadline")
    SIGN_IN = "sign_in", _("Cannot sign in")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class WayIn(InThreeLanguages):
    """One way to reach help: a form at the existing desk, a phone, a mailbox, the question hour."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=14, choices=WayKind)
    contact = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=300, blank=True)
    urgency = models.CharField(max_length=14, choices=Urgency, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "slug")


class Rollout(InThreeLanguages):
    """A system comes in the place of another, on days when only some ways in are open."""

    system = models.CharField(max_length=80, blank=True)
    replaces = models.CharField(max_length=80, blank=True)
    known = models.TextField(blank=True)
    known_nn = models.TextField(blank=True)
    known_en = models.TextField(blank=True)
    awaiting = models.TextField(blank=True)
    awaiting_nn = models.TextField(blank=True)
    awaiting_en = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["name"], name="a_rollout_has_a_name_of_its_own"),
        )

    @property
    def local_known(self) -> str:
        """What is settled about the time after the last day, in the language of the page."""
        return {"nn": self.known_nn, "en": self.known_en}.get(_language(), "") or self.known

    @property
    def local_awaiting(self) -> str:
        """What nobody can say yet about the time after the last day."""
        texts = {"nn": self.awaiting_nn, "en": self.awaiting_en}
        return texts.get(_language(), "") or self.awaiting


class RolloutDay(models.Model):
    """One date of the set. What lies between two of them is an ordinary day."""

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="days")
    date = models.DateField()

    class Meta:
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(
                fields=["rollout", "date"], name="a_rollout_has_each_date_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout}: {self.date}"


class Policy(models.Model):
    """What becomes of one way in on the days of one rollout."""

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="policies")
    way_in = models.ForeignKey(WayIn, models.PROTECT, related_name="policies")
    state = models.CharField(max_length=10, choices=DoorState)
    replaced_by = models.ForeignKey(
        WayIn, models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["rollout", "way_in"], name="a_rollout_says_one_thing_about_a_way_in"
            ),
            models.CheckConstraint(
                condition=Q(state=DoorState.REPLACED, replaced_by__isnull=False)
                | (~Q(state=DoorState.REPLACED) & Q(replaced_by__isnull=True)),
                name="only_a_replaced_way_in_has_a_replacement",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("way_in")),
                name="a_way_in_does_not_replace_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rollout}: {self.way_in} {self.state}"


class Override(models.Model):
    """A door opened or closed by hand, from an instant until another or until it is undone."""

    way_in = models.ForeignKey(WayIn, models.PROTECT, related_name="overrides")
    state = models.CharField(max_length=10, choices=DoorState)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[DoorState.OPEN, DoorState.CLOSED]),
                name="an_override_opens_or_closes",
            ),
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gt=F("from_at")),
                name="an_override_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_override_is_undone_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.way_in} {self.state}: {self.reason}"


def _language() -> str:
    return get_language() or "nb"
