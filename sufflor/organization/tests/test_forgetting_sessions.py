"""What a sign-in left behind goes away at night, when it has run out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session

from sufflor.messaging.planning import Due
from sufflor.messaging.schedule import tidying

NIGHT = datetime(2026, 11, 27, 2, tzinfo=UTC)


def test_what_has_run_out_goes_and_what_has_not_stays(db) -> None:
    for name, hours in (("over", -1), ("open", 1)):
        until = NIGHT + timedelta(hours=hours)
        Session.objects.create(session_key=name, session_data="x", expire_date=until)

    tidying._clean(Due("clean", NIGHT), NIGHT)

    assert [each.session_key for each in Session.objects.all()] == ["open"]
