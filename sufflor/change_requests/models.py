"""What people wish were otherwise in the system, how it went, and who stands behind it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.lib.promises import both_or_neither, exactly_one, never_itself
from sufflor.organization.models import CaseArea, Unit, User

TITLE_LENGTH = 160
TEXT_LENGTH = 2000
SENTENCE_LENGTH = 300
REASON_LENGTH = 1000
VERSION_LENGTH = 40


class State(models.TextChoices):
    """As those who work with the wishes know them; readers get the four of `Plain`."""

    PROPOSED = "proposed", _("Proposed")
    ASSESSED = "assessed", _("Under assessment")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    SENT = "sent", _("Sent to the vendor")
    PLANNED = "planned", _("Planned")
    DELIVERED = "delivered", _("Delivered")
    VERIFIED = "verified", _("Delivered, and verified")


class Plain(models.TextChoices):
    CONSIDERED = "considered", _("We are considering it")
    COMING = "coming", _("We want it done")
    DONE = "done", _("Done")
    NOT_NOW = "not_now", _("It will not be done")


class HowMany(models.TextChoices):
    """As the form asks whom it concerns. It stays empty where nobody has said it."""

    ONE = "en", _("One person")
    FEW = "noen", _("A few")
    UNIT = "enheten", _("All of a unit")
    MANY = "alle", _("Many units")


class HowOften(models.TextChoices):
    DAILY = "daglig", _("Every day")
    WEEKLY = "ukentlig", _("Every week")
    MONTHLY = "manedlig", _("Every month")
    RARELY = "sjeldnere", _("More rarely")


UNDECIDED = (State.PROPOSED, State.ASSESSED)
WANTED = (State.ACCEPTED, State.SENT, State.PLANNED)
DONE = (State.DELIVERED, State.VERIFIED)
STATES_OF = {
    Plain.CONSIDERED: UNDECIDED,
    Plain.COMING: WANTED,
    Plain.DONE: DONE,
    Plain.NOT_NOW: (State.DECLINED,),
}
_PLAIN = {state: plain for plain, states in STATES_OF.items() for state in states}


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    def standing(self) -> ChangeRequestQuerySet:
        """Those that were not taken into another."""
        return self.filter(merged_into__isnull=True)

    def public(self) -> ChangeRequestQuerySet:
        """What everyone may read: somebody has seen that there is nothing private in it."""
        return self.standing().filter(shown_at__isnull=False)

    def readable_by(self, person: User) -> ChangeRequestQuerySet:
        """Also what they have wished themselves, and nobody has looked at yet."""
        own = Backing.objects.filter(person=person, left_at=None).values("change")
        return self.standing().filter(Q(shown_at__isnull=False) | Q(pk__in=own))


class ChangeRequest(models.Model):
    """`origin` names what it was first told in ("desk.request:12"). Without an area it is about all
    of them. `people` and `units` stand behind it, together with what was taken into it."""

    title = models.CharField(max_length=TITLE_LENGTH)
    need = models.TextField(max_length=TEXT_LENGTH)
    benefit = models.TextField(max_length=TEXT_LENGTH, blank=True)
    workaround = models.TextField(max_length=TEXT_LENGTH, blank=True)
    how_many = models.CharField(max_length=10, choices=HowMany, blank=True)
    how_often = models.CharField(max_length=10, choices=HowOften, blank=True)
    language = models.CharField(max_length=5, default="nb")
    area = models.ForeignKey(
        CaseArea, models.PROTECT, null=True, blank=True, related_name="change_requests"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    version = models.CharField(max_length=VERSION_LENGTH, blank=True)
    origin = models.CharField(max_length=80, blank=True)
    submission = models.UUIDField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    # Those who stand behind it count there as long as this is not undone.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = (models.Index(fields=["state", "-changed_at"], name="changes_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(need=""), name="a_change_says_what_is_needed"
            ),
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="what_is_told_once_is_one_change"
            ),
            models.UniqueConstraint(fields=["submission"], name="a_change_sent_twice_is_sent_once"),
            both_or_neither(
                "shown_at", "shown_by", name="a_change_is_shown_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED, State.DECLINED]) | Q(shown_at__isnull=False),
                name="what_is_worked_on_is_shown",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PLANNED) | ~Q(version=""),
                name="a_planned_change_says_in_which_version",
            ),
            never_itself("merged_into", name="a_change_is_not_taken_into_itself"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title[:40]}"

    @property
    def number(self) -> str:
        return f"Ø-{self.pk}"

    @property
    def path(self) -> str:
        """Where everyone reads it, without a language prefix."""
        return f"/onsker/{self.pk}/"

    @property
    def work_path(self) -> str:
        return f"/arbeid/onsker/{self.pk}/"

    @property
    def plain(self) -> Plain:
        return _PLAIN[State(self.state)]

    @property
    def is_public(self) -> bool:
        return self.shown_at is not None and self.merged_into_id is None

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def takes_votes(self) -> bool:
        """What is done or declined needs no more of them."""
        return self.merged_into_id is None and self.state in {*UNDECIDED, *WANTED}

    @property
    def has_few(self) -> bool:
        return 0 < self.people < FEWEST_COUNTED

    @property
    def stamp(self) -> str:
        """Changes with every step, so that two who work with it see each other's."""
        return str(self.revision)


class Step(models.Model):
    """One change of it, with what readers get to know, and why; append-only."""

    change = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="steps")
    state_before = models.CharField(max_length=10, choices=State)
    state = models.CharField(max_length=10, choices=State)
    text = models.TextField(max_length=REASON_LENGTH)
    # Why we believe that it works: only those who help read how it was tested.
    tested = models.CharField(max_length=SENTENCE_LENGTH, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_step_of_a_change_tells_why"),
        )

    def __str__(self) -> str:
        return f"{self.change_id}: {self.state_before} > {self.state}"

    @property
    def plain(self) -> Plain:
        return _PLAIN[State(self.state)]


class Backing(models.Model):
    """Somebody asked for it, or wishes the same: one person, once. Who has left stays left until
    they say so again."""

    change = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="backings")
    person = models.ForeignKey(User, models.CASCADE, null=True, related_name="backed_changes")
    # Of one who is forgotten: still one, and nobody (`lib.stand_ins`).
    stand_in = models.BigIntegerField(null=True)
    # Where they worked then: what is counted does not move when people do.
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    sentence = models.CharField(max_length=SENTENCE_LENGTH, blank=True)
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    # They have tried what was delivered, and it does what they needed.
    works_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["change", "person"], name="a_person_backs_a_change_once"
            ),
            models.UniqueConstraint(
                fields=["change", "stand_in"], name="a_stand_in_backs_a_change_once"
            ),
            exactly_one("person", "stand_in", name="a_person_or_a_stand_in_backs_a_change"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} for {self.change_id}"
