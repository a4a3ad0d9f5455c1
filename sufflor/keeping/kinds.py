"""Every kind of thing about people, what is old of it, and what happens to that: one table."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sufflor.announcements import actions as announcements
from sufflor.change_requests import actions as change_requests
from sufflor.desk import actions as desk
from sufflor.events import actions as events
from sufflor.keeping import old
from sufflor.knowledge import actions as knowledge
from sufflor.known_errors import actions as known_errors
from sufflor.organization import actions as organization
from sufflor.questions import actions as questions
from sufflor.search import log as searches
from sufflor.vendor import actions as vendor

YEAR = 365
MOST_DAYS = 100 * YEAR


class Take(Protocol):
    """The deed of the room whose things they are."""

    def __call__(self, *, keys: Collection[int], at: datetime) -> int: ...


@dataclass(frozen=True)
class Part:
    """What is old when it is from before then, and what happens to it. Afterwards it is not."""

    old: Callable[[datetime], QuerySet[Model]]
    take: Take


@dataclass(frozen=True)
class Kind:
    """`days` is what holds until an administrator decides; none is for good. Nobody may decide on
    fewer than `fewest` or more than `most`, and where `most` is set, not on for good either."""

    name: str
    label: Promise
    what: Promise
    since: Promise
    parts: tuple[Part, ...]
    days: int | None = None
    fewest: int = 30
    most: int = MOST_DAYS
    only_names: bool = False

    @property
    def can_be_kept_for_good(self) -> bool:
        return self.most == MOST_DAYS


KINDS: tuple[Kind, ...] = (
    Kind(
        "askers",
        _("Who asked a question"),
        _("The question, its answer and the counts stay. The name goes, in history too."),
        _("the question hour closed, and the question has its answer or another end"),
        (Part(old.asked, questions.forget_askers),),
        only_names=True,
    ),
    Kind(
        "votes",
        _("Who voted for what"),
        _("The number of votes stays. Whose they were goes, in history too."),
        _("the question hour closed"),
        (Part(old.voted, questions.forget_voters),),
        only_names=True,
    ),
    Kind(
        "hidden",
        _("Questions that a host hid"),
        _("What was written in them goes. That there was a question stays."),
        _("it was hidden"),
        (Part(old.hidden, questions.forget_hidden),),
    ),
    Kind(
        "wordings",
        _("What questions, answers and minutes said before they were mended"),
        _("It is deleted. What they say now stays."),
        _("it was mended"),
        (
            Part(old.question_edits, questions.forget_question_edits),
            Part(old.answer_edits, questions.forget_answer_edits),
            Part(old.minutes_edits, questions.forget_minutes_edits),
        ),
    ),
    Kind(
        "opinions",
        _("Who said whether a text helped, and in which words"),
        _("The count stays. The person and the words go."),
        _("it was said"),
        (
            Part(old.verdicts, knowledge.forget_verdicts),
            Part(old.judgements, questions.forget_judges),
        ),
        only_names=True,
    ),
    Kind(
        "concerned",
        _("Whom a known error concerned, and who wished for what"),
        _(
            "How many it was stays, each counted once. Who it was goes, in history too, with what"
            " they wrote; their unit as well, where few work."
        ),
        _("the error was fixed or left, and the wish done or declined, and nothing came after"),
        (
            Part(old.concerned, known_errors.forget_concerned),
            Part(old.backed, change_requests.forget_backers),
        ),
        only_names=True,
    ),
    Kind(
        "learning",
        _("What people have ticked off in learning paths"),
        _("It is deleted."),
        _("it was ticked off"),
        (Part(old.checks, knowledge.forget_checks),),
    ),
    Kind(
        "suggestions",
        _("Changes that readers suggested, with the answers"),
        _("They are deleted, and who it was goes in history too. The text stays as it is."),
        _("it was answered"),
        (Part(old.suggestions, knowledge.forget_suggestions),),
    ),
    Kind(
        "notices",
        _("Messages in the channel"),
        _("They are deleted, with what was corrected: from the channel, the feeds and the search."),
        _("it ended or was withdrawn; otherwise since it was posted"),
        (Part(old.notices, announcements.forget_notices),),
    ),
    Kind(
        "vendor_words",
        _("Texts, logs and letters in cases for vendors"),
        _("The texts and the files go. What the case was about and how it went stays."),
        _("the case was closed"),
        (Part(old.vendor_cases, vendor.forget_words),),
    ),
    Kind(
        "reply_drafts",
        _("Replies that were begun and not sent"),
        _("They are deleted."),
        _("somebody last wrote on it"),
        (Part(old.reply_drafts, desk.forget_drafts),),
    ),
    Kind(
        "absences",
        _("When helpers were away"),
        _("It is deleted."),
        _("they came back"),
        (Part(old.absences, organization.forget_absences),),
    ),
    Kind(
        "attempts",
        _("Wrong passwords, and the address that they came from"),
        _("They are deleted."),
        _("it was tried"),
        (Part(old.attempts, organization.forget_attempts),),
        days=30,
        fewest=1,
        most=180,
    ),
    Kind(
        "searches",
        _("What was searched for"),
        _("It is deleted. What few search for goes after 30 days whatever is set here."),
        _("the day it was searched for"),
        (Part(old.searches, searches.forget),),
        days=180,
        most=180,
    ),
    Kind(
        "history",
        _("Who did what, in the history"),
        _(
            "That it was done and when stays. Who did it goes, but for who read or took out what is"
            " confidential, archived or asked to see, and who decided on roles and on deleting."
        ),
        _("it was done"),
        (Part(old.history, events.forget_people),),
        fewest=YEAR,
        only_names=True,
    ),
)
