"""Votes survive that the process which writes them is killed in the middle."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest
from django.db import connection

from sufflor.organization.models import User
from tests import programs

KILLS = 3


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL has its own proof of surviving"
)
@pytest.mark.usefixtures("on_disk")
def test_what_was_accepted_is_there_after_every_kill_and_the_counter_is_right(
    question, morning, university, tmp_path
):
    User.objects.bulk_create([User(username=f"voter-{n}") for n in range(3000)])
    connection.close()
    store = tmp_path / "sufflor.sqlite3"
    accepted: set[int] = set()

    for kill in range(KILLS):
        accepted |= _voted_until_killed(store, morning.opens_at, tmp_path / f"said-{kill}", kill)

        with sqlite3.connect(store) as rows:
            assert rows.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            voted = {pk for (pk,) in rows.execute("SELECT voter_id FROM questions_vote")}
            counter = rows.execute("SELECT vote_count FROM questions_question").fetchone()[0]
            told = rows.execute("SELECT count FROM events_topicitem").fetchone()[0]
        rows.close()
        assert accepted <= voted
        assert counter == told == len(voted)

    assert accepted


def _voted_until_killed(store, at, said: Path, number: int) -> set[int]:
    said.touch()
    env = os.environ | {"DATABASE_URL": f"sqlite://{store}", "SUFFLOR_DATA_DIR": str(store.parent)}
    voter = programs.begin("sufflor.questions.tests.voting", at.isoformat(), str(said), env=env)
    until = time.monotonic() + 30
    while not said.stat().st_size and voter.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.013 * (number + 1))
    voter.kill()
    # The last line may have been cut off.
    return {int(line) for line in said.read_text().split("\n")[:-1]}
