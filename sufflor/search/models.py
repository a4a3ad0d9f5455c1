"""What can be found, with who may find it, and the words that editors have added. Tokens live in
the store."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

EXPRESSION_LENGTH = 80
KEY_LENGTH = 400


class Audience(models.IntegerChoices):
    """Who may find a document. Each level sees all that the levels before it see."""

    PUBLIC = 0, _("Everyone")
    SIGNED_IN = 1, _("Everyone who is signed in")
    BACKSTAGE = 2, _("Helpers")


class Document(models.Model):
    """The text that search shows and the vector that it ranks by.

    `ref` is text ("knowledge.article:12"), so that this room need not know what it points to.
    """

    ref = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # What people call it, one expression a line: found by, never shown.
    words = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    area = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=60, blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    validated = models.BooleanField(default=True)
    updated_at = models.DateTimeField()
    # Token -> how much the document is about it, as JSON; the fingerprint names its content, so
    # that a process may keep the decoded vector for as long as it likes.
    vector = models.TextField()
    fingerprint = models.CharField(max_length=32)
    # Which way it points (`meaning.py`); nothing where it was indexed before that was known.
    meaning = models.BinaryField(default=bytes)

    class Meta:
        indexes = [models.Index(fields=["audience", "kind"], name="search_visible")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Edition(models.Model):
    """A document as it is now: another number, by chance, each time that it is written.

    In a table of its own, since all the numbers are summed at each search.
    """

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True)
    number = models.BigIntegerField()
    # Tokens of the title, which a vector does not tell from others: reading them again would cost
    # a process more than all else. Empty when it was indexed before this was written down.
    title = models.TextField(blank=True)
    # What it was analysed by (`vectors.read_with`).
    read_with = models.CharField(max_length=40, blank=True)

    class Meta:
        # All that is read at each search.
        indexes = (models.Index(fields=["number"], name="search_editions"),)

    def __str__(self) -> str:
        return f"document {self.document_id} as {self.number}"


class WordsRevision(models.Model):
    """One row: its number grows with every change of what editors have added.

    It is read in the first statement of each search, so that every process knows at once.
    """

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"words at {self.number}"


class SynonymGroup(models.Model):
    """What editors say means the same, one expression a line."""

    expressions = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(expressions=""), name="a_group_of_synonyms_has_words"
            ),
        )

    def __str__(self) -> str:
        return ", ".join(self.expressions.splitlines())


class Translation(models.Model):
    """What editors say an English expression is called in Norwegian."""

    english = models.CharField(max_length=EXPRESSION_LENGTH, unique=True)
    norwegian = models.CharField(max_length=EXPRESSION_LENGTH)

    def __str__(self) -> str:
        return f"{self.english} – {self.norwegian}"


class Promotion(models.Model):
    """A document that editors let stand first when somebody searches for just this.

    `key` is the query without order, endings and words that carry no subject.
    """

    query = models.CharField(max_length=EXPRESSION_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    ref = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key", "ref"], name="a_page_is_promoted_once_a_query"),
        )

    def __str__(self) -> str:
        return f"{self.query}: {self.ref}"


class VisitSalt(models.Model):
    """What the visits of one day are hashed with; gone when the day is over, and with it every way
    back from a hash to a session."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"visits of {self.day}"


class Searched(models.Model):
    """What was searched for on a day, and what came of it; nothing leads to who searched.

    While the day lasts, each visit of somebody signed in has a row of its own (`visit` is a hash),
    so that searching twice counts once. Those who are not signed in share one (`visit` is empty).
    When the day is over, `visit` is nothing.
    """

    day = models.DateField()
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.CharField(max_length=EXPRESSION_LENGTH)
    visit = models.CharField(max_length=32, null=True)  # noqa: DJ001 - nothings are not alike
    hits = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=1)
    chosen = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["day", "key", "visit"], name="a_visit_asks_the_same_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(chosen__lte=models.F("times"))
                & models.Q(followed__lte=models.F("times")),
                name="nothing_comes_of_a_search_more_often_than_it_was_made",
            ),
        )
        indexes = (models.Index(fields=["visit", "day"], name="search_visits"),)

    def __str__(self) -> str:
        return f"{self.text} ({self.day})"
