"""The words that texts are marked with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import HelpKind


class Language(models.TextChoices):
    BOKMAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    ENGLISH = "en", _("English")


class Entrance(models.TextChoices):
    """Which of two questions a text answers: how the system works, or how the work is done."""

    SYSTEM = "system", _("Using the system")
    PRACTICE = "faglig", _("Professional practice")
    BOTH = "begge", _("Both")

    @classmethod
    def of(cls, help_kind: str) -> Entrance:
        """Of a text that answers who needed this kind of help; nobody may have said which."""
        return _ENTRANCES.get(help_kind, cls.BOTH)


_ENTRANCES: dict[str, Entrance] = {
    HelpKind.PRACTICAL: Entrance.SYSTEM,
    HelpKind.SYSTEM: Entrance.SYSTEM,
    HelpKind.SPECIALIST: Entrance.SYSTEM,
    HelpKind.PROFESSIONAL: Entrance.PRACTICE,
}


class State(models.TextChoices):
    """How far a text can be trusted. `rules.TRANSITIONS` says what may follow what."""

    DRAFT = "utkast", _("Draft")
    UNVALIDATED = "ikke_validert", _("Not validated")
    VALIDATED = "validert", _("Validated")
    OUTDATED = "utdatert", _("Outdated")


class Kind(models.TextChoices):
    """What somebody who wants to learn gets to do with it."""

    TEXT = "tekst", _("Text")
    GUIDE = "veiledning", _("Guide")
    VIDEO = "video", _("Video")
    COURSE = "kurs", _("Course")
    E_LEARNING = "e-laering", _("E-learning")
    EXERCISE = "oving", _("Exercise")
    ROUTINE = "rutine", _("Registration routine")


class Function(models.TextChoices):
    """What one does in the work, whatever one's role is."""

    DISTRIBUTE = "fordele", _("Distribute mail")
    REGISTER = "journalfore", _("Register documents")
    WRITE = "skrive", _("Write and send")
    APPROVE = "godkjenne", _("Approve")
    SHIELD = "skjerme", _("Shield and give access")
    FIND = "finne", _("Search and read")
    CLOSE = "avslutte", _("Close and tidy up")
    MEETINGS = "moter", _("Meetings and committees")


class Level(models.TextChoices):
    FIRST = "forste", _("For those who are new to it")
    FURTHER = "videre", _("For those who know the basics")


class Outcome(models.TextChoices):
    """What a department found when it went through a text."""

    HOLDS = "holder", _("It holds")
    OUTDATED = "utdatert", _("It is outdated")
    REPLACED = "erstattet", _("Another text says it now")


class WhyNot(models.TextChoices):
    """Why a text did not help."""

    WRONG = "feil", _("Something in it is wrong or outdated")
    LACKING = "mangler", _("What I was looking for is not there")
    UNCLEAR = "uklart", _("It is hard to understand")
    ELSEWHERE = "annet", _("It is about something else")


class Step(models.IntegerChoices):
    """So many days after the day of a review those who keep the text are told; the last time, the
    one who leads them."""

    BEFORE = -30, _("30 days before")
    DUE = 0, _("On the day")
    AFTER = 30, _("30 days after")


class Place(models.TextChoices):
    """Where in an article a text stands that others hold as well."""

    ABOVE = "over", _("Above the article's own text")
    BELOW = "under", _("Below the article's own text")


class Because(models.TextChoices):
    """Why a review was asked for before its day."""

    UNHELPFUL = "hjalp_ikke", _("Readers were not helped")
    WRONG = "feil", _("A request was closed because the article was wrong")
    KNOWN_ERROR = "kjent_feil", _("A known error that it tells of has changed")
    VERSION = "versjon", _("The system has a new version")


class Fault(models.TextChoices):
    """What the nightly check met at an address elsewhere."""

    GONE = "borte", _("The page is gone")
    NOWHERE = "ukjent", _("There is no such place on the web")
    SILENT = "taus", _("Nobody answers")
    BROKEN = "feil", _("The place answers with a fault")
    CLOSED = "stengt", _("It is not open to everyone")
