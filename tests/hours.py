"""The question hour that the tests are about, a question in it, and who plans such hours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sufflor.lib.clock import moment
from sufflor.organization.models import CaseArea, Role, RoleGrant, User
from sufflor.questions import actions
from sufflor.questions.models import HourKind, Question, QuestionHour, QuestionKind
from sufflor.rollout.actions import Wording
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
    hour: QuestionHour,
    area: CaseArea,
    by: User,
    text: str = "Hvordan skjermer jeg et navn?",
    at: datetime | None = None,
    kind: QuestionKind = QuestionKind.QUESTION,
) -> Question:
    """Without a time of its own, one a minute before the morning: nobody asks more than a few in
    the same."""
    before = timedelta(minutes=60 - Question.objects.filter(asked_by=by).count())
    return actions.ask(
        hour=hour,
        area=area,
        role="alle",
        text=text,
        kind=kind,
        submission=uuid4(),
        by=by,
        at=at or MORNING - before,
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


WEEKS_BEFORE = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
THURSDAY, FRIDAY, MONDAY = DAY, date(2026, 10, 30), date(2026, 11, 2)


@pytest.fixture
def rollout_days(pia_planner):
    """A rollout on a Thursday, a Friday and the Monday after, with its six hours."""
    return actions.plan_rollout(
        wording=Wording(name="Elements"),
        dates=[THURSDAY, FRIDAY, MONDAY],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )


def the_hour(day: date, kind: HourKind | str) -> QuestionHour:
    return QuestionHour.objects.real().get(slug=f"{day}-{kind}")


def clock(day: date, hours: int, minutes: int = 0) -> datetime:
    """A time on the wall in Oslo."""
    return moment(day, time(hours, minutes))


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
