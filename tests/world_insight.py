"""What the world of tests/world.py holds of insight: a report that everyone reads, and its form."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.insight import queries
from sufflor.insight.models import Report
from sufflor.organization.models import User
from sufflor.rollout.models import Rollout
from tests.cast import MORNING

Thing = Mapping[str, object]


def insight_things(jo: User, plan: Rollout) -> dict[str, Thing]:
    """Published though the rollout goes on: the world lives on its first day."""
    rollout = next(one for one in queries.begun(MORNING) if one.pk == plan.pk)
    report = Report.objects.create(
        rollout=plan,
        title="Elements: slik gikk det",
        figures=queries.figures(rollout, MORNING).as_json(),
        edited_at=MORNING,
        edited_by=jo,
        published_at=MORNING,
        published_by=jo,
    )
    return {"report": {"pk": report.pk}}


def insight_forms(things: Mapping[str, Thing]) -> dict[str, dict[str, object]]:
    report = Report.objects.get(pk=things["report"]["pk"])
    return {
        "insight_report": {
            "title": "Slik gikk det",
            "before": "Seks dager i høst.",
            "after": "Neste gang øver vi mer.",
            "language": "nb",
            "seen": report.stamp,
            "gjor": "lagre",
        }
    }
