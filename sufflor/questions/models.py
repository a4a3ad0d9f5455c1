"""Question hours: what is asked, who stands behind it, and the one written answer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sufflor.knowledge.models import Article
from sufflor.knowledge.models.served import NORWEGIAN_ASCII
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea, Unit, User, WorkRole
from sufflor.rollout.models import Rollout

TEXT_LENGTH = 500
DETAIL_LENGTH = 4000
ANSWER_LENGTH = 8000
SLUG_LENGTH = 60

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)


class HourKind(models.TextChoices):
    """Where in the day an hour stands. The value is the last part of its address."""

    OPENING = "oppstart", _("Joint start of the day")
    CLOSING = "avslutning", _("Joint end of the day")
    EXTRA = "ekstra", _("Extra question hour")


class Moderation(models.TextChoices):
    """Whether a question is read by a host before everyone sees it, or after."""

    AFTER = "after", _("Shown at once")
    BEFORE = "before", _("Shown when a host has read it")


class Names(models.TextChoices):
    """Who sees who asked. What is hidden is in no page, stream, feed or search."""

    HOSTS_ONLY = "hosts", _("Only hosts and those who answer")
    UNIT = "unit", _("Everyone sees the unit")
    EVERYONE = "everyone", _("Everyone sees the name")


class QuestionKind(models.TextChoices):
    QUESTION = "question", _("Question")
    ERROR = "error", _("Error")


class QuestionHour(models.Model):
    """One meeting where questions are taken together. Mostly made from a rollout's dates."""

    rollout = models.ForeignKey(
        Rollout, models.PROTECT, null=True, blank=True, related_name="question_hours"
    )
    kind = models.CharField(max_length=12, choices=HourKind)
    slug = models.SlugField(max_length=40, unique=True)
    own_title = models.CharField(max_length=120, blank=True)
    date = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # Questions and votes are taken from here until `closes_at`.
    collects_from = models.DateTimeField()
    room = models.CharField(max_length=120, blank=True)
    video_url = models.URLField(max_length=500, blank=True)
    hosts = models.ManyToManyField(User, blank=True, related_name="hosted_hours")
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.AFTER)
    names = models.CharField(max_length=10, choices=Names, default=Names.HOSTS_ONLY)
    now_answering = models.ForeignKey(
        "Question", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # An hour that somebody has changed by hand no longer follows the rollout's dates.
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("opens_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="hour_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(collects_from__lte=F("opens_at")), name="hour_collects_before_it_opens"
            ),
            models.UniqueConstraint(
                fields=["rollout", "date", "kind"],
                condition=~Q(kind=HourKind.EXTRA),
                name="one_hour_of_a_kind_per_day_of_a_rollout",
            ),
            models.UniqueConstraint(
                fields=["date", "kind"],
                condition=Q(rollout=None) & ~Q(kind=HourKind.EXTRA),
                name="one_hour_of_a_kind_per_day_otherwise",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True, changed_by__isnull=True)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="an_hour_is_changed_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.date}"

    @property
    def title(self) -> str:
        return self.own_title or str(HourKind(self.kind).label)

    @property
    def topic(self) -> str:
        """What open pages follow to learn of questions, votes and answers in this hour."""
        return f"hour-{self.pk}"

    @property
    def path(self) -> str:
        """Its address, without a language prefix."""
        return f"/sporretimer/{self.slug}/"

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.closes_at

    def is_today(self, at: datetime) -> bool:
        return self.date == local_date(at)

    def collects(self, at: datetime) -> bool:
        """Whether questions and votes are taken."""
        return self.collects_from <= at < self.closes_at


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> QuestionQuerySet:
        """What everyone may read: neither hidden nor taken into another question."""
        return self.filter(
            Q(hour__moderation=Moderation.AFTER) | Q(released_at__isnull=False),
            hidden_at__isnull=True,
            merged_into__isnull=True,
        )

    def ranked(self) -> QuestionQuerySet:
        """Most votes first; equal votes keep the order in which they were asked."""
        return self.order_by("-vote_count", "pk")

    def newest(self) -> QuestionQuerySet:
        return self.order_by("-pk")


class Question(models.Model):
    """Asked once, in one hour. `vote_count` always equals the number of its votes."""

    hour = models.ForeignKey(QuestionHour, models.PROTECT, related_name="questions")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="questions")
    role = models.CharField(max_length=20, choices=WorkRole, default=WorkRole.ANYONE)
    kind = models.CharField(max_length=10, choices=QuestionKind, default=QuestionKind.QUESTION)
    text = models.CharField(max_length=TEXT_LENGTH)
    detail = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="nb")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_questions"
    )
    asked_at = models.DateTimeField()
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The same for a double click and for a retried request, so that both mean one question.
    submission = models.UUIDField()
    vote_count = models.PositiveIntegerField(default=0)
    # Read by a host, where the hour shows questions only after that.
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Its votes count there; its own wording stays here.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["hour", "-vote_count", "id"], name="questions_ranked"),)
        constraints = (
            models.UniqueConstraint(
                fields=["asked_by", "submission"], name="one_question_per_submission"
            ),
            models.CheckConstraint(condition=Q(vote_count__gte=0), name="votes_are_never_negative"),
            models.CheckConstraint(condition=~Q(text=""), name="a_question_asks_something"),
            models.CheckConstraint(
                condition=Q(text__length__lte=TEXT_LENGTH, detail__length__lte=DETAIL_LENGTH),
                name="a_question_has_its_length",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="a_question_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_by__isnull=True)
                | Q(hidden_at__isnull=False, hidden_by__isnull=False),
                name="a_question_is_hidden_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="a_question_is_released_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.text[:40]}"

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "answer")

    @property
    def path(self) -> str:
        """Where it stands in its hour, without a language prefix."""
        return f"{self.hour.path}#question-{self.pk}"


class Vote(models.Model):
    """One person stands behind one question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="votes")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["voter", "question"], name="one_vote_per_person"),
        )

    def __str__(self) -> str:
        return f"{self.voter_id} for #{self.question_id}"


class Answer(models.Model):
    """Its existence makes a question answered. It has its question's number."""

    question = models.OneToOneField(
        Question, models.PROTECT, primary_key=True, related_name="answer"
    )
    text = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="written_answers"
    )
    # The unit that stands for the answer, as it was when the answer was written.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="answers")
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Which version of the work system it is true of, and when somebody should read it again.
    version = models.CharField(max_length=40, blank=True)
    review_date = models.DateField(null=True, blank=True)
    # The article knows nothing of the answer; the answer points to its article.
    article = models.OneToOneField(
        Article, models.SET_NULL, null=True, blank=True, related_name="answer"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["-written_at"], name="questions_answered"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="an_answer_says_something"),
            models.CheckConstraint(
                condition=Q(text__length__lte=ANSWER_LENGTH), name="an_answer_has_its_length"
            ),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="an_answer_is_edited_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="an_answer_is_published_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"Answer to #{self.pk}"

    @property
    def slug(self) -> str:
        """The question in the answer's address; only the number before it decides."""
        return (
            slugify(self.question.text.translate(NORWEGIAN_ASCII))[:SLUG_LENGTH].strip("-")
            or "svar"
        )

    @property
    def path(self) -> str:
        """Its address, without a language prefix."""
        return f"/svar/{self.pk}-{self.slug}/"

    @property
    def stamp(self) -> str:
        """Changes with every edit, so that a writer can say which text they had before them."""
        return (self.edited_at or self.written_at).isoformat()


class AnswerEdit(models.Model):
    """What an answer said before it was changed, and who changed it when."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="edits")
    text_before = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Edit of {self.answer_id} at {self.at:%Y-%m-%d %H:%M}"
