"""What a bench needs in a throw-away installation: a full hour, an article, somebody signed in."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from sufflor.events import actions as events
from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea, User
from sufflor.questions.models import HourKind, Question, QuestionHour, Vote

VOTERS = 1000
SEED = 20261029


def signed_in_cookies(username: str = "case_handler") -> str:
    """The cookies of a demo account, as a browser sends them."""
    client = Client()
    client.force_login(
        User.objects.get(username=username),
        backend="sufflor.project.accounts.Accounts",
    )
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def sessions_of(people: Iterable[User]) -> list[str]:
    """The keys of new sessions, one for each, as if they had just signed in."""
    keys = []
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "sufflor.project.accounts.Accounts"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    return keys


def article_path() -> str:
    return Article.objects.live().order_by("pk")[0].get_absolute_url()


def full_hour(*, questions: int, votes: int) -> str:
    """An open hour with many questions and votes, counters equal to rows; returns its path."""
    now = timezone.now()
    hour = QuestionHour.objects.create(
        kind=HourKind.EXTRA,
        slug="full-time",
        own_title="Full spørretime",
        date=now.date(),
        collects_from=now - timedelta(hours=2),
        opens_at=now - timedelta(minutes=10),
        closes_at=now + timedelta(hours=2),
    )
    chance = random.Random(SEED)
    voters = _voters()
    asked = _questions(hour, questions, voters, chance)
    pairs = [(question, voter) for question in asked for voter in voters]
    chosen = chance.sample(pairs, votes)
    Vote.objects.bulk_create([Vote(question=q, voter=voter, at=now) for q, voter in chosen])
    for question in asked:
        question.vote_count = question.votes.count()
    Question.objects.bulk_update(asked, ["vote_count"])
    events.touch(hour.topic, counts={question.pk: question.vote_count for question in asked})
    return f"/sporretimer/{hour.slug}/"


def _voters() -> list[User]:
    return User.objects.bulk_create(
        [User(username=f"voter{number}", password="!") for number in range(VOTERS)]
    )


def _questions(
    hour: QuestionHour, count: int, people: list[User], chance: random.Random
) -> list[Question]:
    areas = list(CaseArea.objects.all())
    return Question.objects.bulk_create(
        [
            Question(
                hour=hour,
                area=chance.choice(areas),
                text=f"Hvordan finner jeg igjen sak nummer {number} fra det gamle systemet?",
                asked_by=chance.choice(people),
                asked_at=timezone.now(),
                submission=f"00000000-0000-4000-8000-{number:012d}",
            )
            for number in range(count)
        ]
    )
