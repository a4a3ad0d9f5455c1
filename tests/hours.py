"""The question hour that the tests are about, a question in it, and who plans such hours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sufflor.organization.models import CaseArea, Role, RoleGrant, User
from sufflor.questions import actions
from sufflor.questions.models import HourKind, Question, QuestionHour
from tests.cast import DAY, MORNING


@pytest.fixture
def morning(db):
    return QuestionHour.objects.create(
        kind=HourKind.OPENING,
        slug="2026-10-29-oppstart",
        date=DAY,
        opens_at=datetime(2026, 10, 29, 7, 30, tzinfo=UTC),
        closes_at=datetime(2026, 10, 29, 8, 0, tzinfo=UTC),
        collects_from=datetime(2026, 10, 28, 14, 30, tzinfo=UTC),
    )


def asked(
    hour: QuestionHour, area: CaseArea, by: User, text: str = "Hvordan skjermer jeg et navn?"
) -> Question:
    """One a minute before the morning: nobody asks more than a few in the same."""
    before = timedelta(minutes=60 - Question.objects.filter(asked_by=by).count())
    return actions.ask(
        hour=hour, area=area, role="alle", text=text, submission=uuid4(), by=by, at=MORNING - before
    )


def asked_by_many(hour: QuestionHour, area: CaseArea, texts: Iterable[str]) -> list[Question]:
    """Each by a person of its own, since one person fits only so many questions into an hour."""
    texts = list(texts)
    people = User.objects.bulk_create([User(username=f"asker-{n}") for n in range(len(texts))])
    return [asked(hour, area, who, text) for who, text in zip(people, texts, strict=True)]


@pytest.fixture
def question(morning, personnel, kari):
    return asked(morning, personnel, kari)


@pytest.fixture
def pia_planner(records_department):
    pia = User.objects.create_user("pia", first_name="Pia", last_name="Ness")
    RoleGrant.objects.create(person=pia, role=Role.PLANNER, granted_at=MORNING)
    return pia


@pytest.fixture
def on_disk(transactional_db, tmp_path):
    """The store as it is in use. SQLite's memory has other locks than its files."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "sufflor.sqlite3"
    with sqlite3.connect(path) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.connection = in_memory
