"""Nobody gets a letter about what was only practised."""

from __future__ import annotations

from datetime import timedelta

from sufflor.messaging.models import Delivery
from sufflor.questions import actions
from sufflor.questions.models import HourKind
from tests.hours import THURSDAY, asked, clock, the_hour

NOW = clock(THURSDAY, 8)


def test_a_rehearsal_sends_nothing(
    rollout_days, personnel, hilde_host, anne_admin, pia_planner, work_at, tmp_path
):
    opening = the_hour(THURSDAY, HourKind.OPENING)
    practised = actions.rehearse(hour=opening, by=hilde_host, at=NOW)
    answered, declined, merged = (
        asked(practised, personnel, pia_planner, text, at=NOW) for text in ("A", "B", "C")
    )
    actions.vote(question=answered, by=anne_admin, at=NOW)
    actions.merge(question=merged, into=answered, by=hilde_host, at=NOW)
    answer = actions.answer(question=answered, text="Ja.", by=hilde_host, at=NOW)
    actions.edit_answer(answer=answer, text="Nei.", seen=answer.stamp, by=hilde_host, at=NOW)
    actions.decline(question=declined, reason="Bare øving", by=hilde_host, at=NOW)
    actions.finish(hour=practised, by=hilde_host, at=NOW + timedelta(minutes=9))

    work_at(NOW + timedelta(minutes=30))

    assert not Delivery.objects.exists()
    assert list(tmp_path.iterdir()) == []
