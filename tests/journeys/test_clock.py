"""What happens by the clock alone: nobody presses anything, and nothing starts anew."""

from __future__ import annotations

import json
import time
import urllib.request
from datetime import time as wall_clock
from datetime import timedelta

from sufflor.lib.clock import moment
from tests.journeys.clocked import TODAY


def doors(site) -> dict[str, object]:
    with urllib.request.urlopen(f"{site.url}/api/v1/doors/", timeout=10) as answer:
        return json.load(answer)


def telephone(said: dict) -> str:
    return next(way["state"] for way in said["ways_in"] if way["kind"] == "phone")


def test_doors_open_at_midnight_after_a_rollout_day_while_the_server_runs(clocked_site) -> None:
    # In the demo the day after tomorrow is a rollout day, and the one after that is not.
    last = TODAY + timedelta(days=2)
    midnight = moment(last + timedelta(days=1), wall_clock(0, 0))

    clocked_site.set_clock(midnight - timedelta(seconds=2))
    before = doors(clocked_site)
    time.sleep(2.2)
    after = doors(clocked_site)

    assert (before["mode"], telephone(before)) == ("rollout_day", "closed")
    assert (after["mode"], telephone(after)) == ("gap_day", "open")
