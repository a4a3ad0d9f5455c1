"""Writing and publishing the report after a rollout, and reading it as everyone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sufflor.insight import queries
from sufflor.insight.models import Report
from tests.hours import MONDAY, clock

pytestmark = pytest.mark.once


AFTER = clock(MONDAY, 8) + timedelta(days=1)


@pytest.fixture
def rollout(rollout_days, monkeypatch) -> int:
    """Of which the last day was yesterday."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    return queries.begun(AFTER)[0].pk


def written(client, rollout: int, **more: str):
    typed = {"title": "Slik gikk det", "before": "Tre dager.", "after": "", "language": "nb"}
    return client.post(reverse("insight_report", args=[rollout]), typed | more)


def test_only_those_who_plan_write_it(client, rollout, hilde_host) -> None:
    client.force_login(hilde_host)

    assert client.get(reverse("insight_reports")).status_code == 403
    assert written(client, rollout).status_code == 403


def test_it_begins_by_itself_and_is_published(client, rollout, pia_planner) -> None:
    client.force_login(pia_planner)
    page = client.get(reverse("insight_report", args=[rollout])).content.decode()

    answer = written(client, rollout, gjor="publiser")

    assert "Elements ble innført på 3 dager" in page
    assert answer.status_code == 303
    client.logout()
    public = client.get(reverse("report", args=[rollout])).content.decode()
    assert "<p>Tre dager.</p>" in public
    assert "Slik gikk det" in client.get(reverse("reports")).content.decode()


def test_a_draft_is_not_there_for_others(client, rollout, pia_planner) -> None:
    client.force_login(pia_planner)
    written(client, rollout, gjor="lagre")

    assert client.get(reverse("report", args=[rollout])).status_code == 404
    assert "Utkast" in client.get(reverse("insight_reports")).content.decode()


def test_what_was_written_is_kept_when_somebody_else_was_first(
    client, rollout, pia_planner
) -> None:
    client.force_login(pia_planner)
    written(client, rollout)

    answer = written(client, rollout, before="Mine ord.")

    assert answer.status_code == 422
    assert "Mine ord." in answer.content.decode()
    assert Report.objects.get().before == "Tre dager."


def test_it_can_be_taken_back(client, rollout, pia_planner) -> None:
    client.force_login(pia_planner)
    written(client, rollout, gjor="publiser")

    client.post(reverse("insight_report_withdraw", args=[rollout]))

    assert client.get(reverse("report", args=[rollout])).status_code == 404


def test_words_are_escaped(client, rollout, pia_planner) -> None:
    client.force_login(pia_planner)

    written(client, rollout, gjor="publiser", before="<script>alert(1)</script>")

    public = client.get(reverse("report", args=[rollout])).content.decode()
    assert "<script>alert" not in public
