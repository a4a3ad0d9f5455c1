import asyncio
import json
import time

import pytest

from sufflor.lib.tickets import Audience, Ticket
from sufflor.live import hub as hubs
from sufflor.live.channel import Seen
from sufflor.live.hub import Hub
from sufflor.live.sources import source
from tests.running import run as run_beside

TOPIC = "hour-3"


class Page:
    """An open page in the same process: keeps what it is told."""

    def __init__(self):
        self.said = b""
        self.stuck = 0
        self.is_dropped = False

    def send(self, data):
        self.said += data

    def unsent(self):
        return self.stuck

    def end(self, last_words):
        self.send(last_words)

    def drop(self):
        self.is_dropped = True

    def told(self):
        lines = self.said.decode().splitlines()
        return [json.loads(line[6:]) for line in lines if line.startswith('data: {"r"')]


def ticket(name="a", audience=Audience.EVERYONE):
    return Ticket(name, audience)


async def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.005)


def run(store, play, max_clients=100):
    async def act():
        hub = Hub(source(store.database), max_clients)
        try:
            await play(hub)
        finally:
            hub.close()
            await asyncio.sleep(0.01)

    run_beside(act())


def test_what_happens_is_told_at_once(store):
    async def play(hub):
        page = Page()
        store_revision = store.touch(TOPIC, counts={17: 1})
        hub.join(TOPIC, ticket(), Seen(store_revision), page)
        await asyncio.sleep(0.1)
        began = time.monotonic()
        store.touch(TOPIC, counts={17: 2}, changed=(22,))
        await until(page.told)

        assert time.monotonic() - began < 0.25
        assert page.told() == [{"r": store_revision + 1, "c": {"17": 2}, "u": [22]}]

    run(store, play)


def test_a_busy_topic_is_told_four_times_a_second_and_ends_up_right(store):
    async def play(hub):
        page = Page()
        hub.join(TOPIC, ticket(), Seen(0), page)
        await asyncio.sleep(0.1)
        for number in range(1, 41):
            last = store.touch(TOPIC, counts={number % 3: number})
            await asyncio.sleep(0.02)
        await until(lambda: page.told()[-1]["r"] == last)
        counts = {}
        for frame in page.told():
            counts |= frame["c"]

        assert len(page.told()) <= 8
        assert counts == {"0": 39, "1": 40, "2": 38}

    run(store, play)


def test_those_who_run_the_hour_are_told_sooner(store):
    async def play(hub):
        host, hall = Page(), Page()
        hub.join(TOPIC, ticket("h", Audience.HOSTS), Seen(0), host)
        hub.join(TOPIC, ticket("e"), Seen(0), hall)
        await asyncio.sleep(0.1)
        for number in range(30):
            store.touch(TOPIC, counts={1: number})
            await asyncio.sleep(0.02)

        assert len(host.told()) > len(hall.told())

    run(store, play)


def test_a_topic_hears_nothing_of_its_neighbour(store):
    async def play(hub):
        page = Page()
        hub.join("hour-4", ticket(), Seen(0), page)
        await asyncio.sleep(0.1)
        store.touch(TOPIC, counts={17: 1})
        await asyncio.sleep(0.1)

        assert page.told() == []

    run(store, play)


def test_a_page_that_was_away_is_told_what_it_missed(store):
    first = store.touch(TOPIC, counts={17: 1})
    second = store.touch(TOPIC, counts={17: 2}, changed=(22,))

    async def play(hub):
        current, late, unknown = Page(), Page(), Page()
        for page, seen in ((current, Seen(second)), (late, Seen(first)), (unknown, Seen())):
            hub.join(TOPIC, ticket(), seen, page)
        await until(lambda: late.told() and unknown.told())

        assert current.told() == []
        assert late.told() == [{"r": second, "c": {"17": 2}, "u": [22]}]
        assert unknown.told() == [{"r": second, "all": True}]

    run(store, play)


def test_a_restored_database_is_noticed(store):
    store.touch(TOPIC, counts={17: 1})
    store.touch(TOPIC, counts={17: 2})

    async def play(hub):
        page = Page()
        hub.join(TOPIC, ticket(), Seen(2), page)
        await asyncio.sleep(0.1)
        store.restore(TOPIC, 1)
        await until(page.told)

        assert page.told() == [{"r": 1, "all": True}]

    run(store, play)


def test_a_ticket_seats_four_and_no_more(store):
    async def play(hub):
        pages = [Page() for _ in range(5)]

        assert [hub.join(TOPIC, ticket(), Seen(0), page) for page in pages] == [True] * 4 + [False]
        hub.leave(pages[0])
        assert hub.join(TOPIC, ticket(), Seen(0), pages[4])

    run(store, play)


def test_a_full_house_takes_no_more(store):
    async def play(hub):
        seated = [hub.join(TOPIC, ticket(str(n)), Seen(0), Page()) for n in range(4)]

        assert seated == [True, True, True, False]

    run(store, play, max_clients=3)


def test_a_page_that_does_not_read_is_dropped_and_the_others_are_told(store):
    async def play(hub):
        slow, quick = Page(), Page()
        for name, page in (("s", slow), ("q", quick)):
            hub.join(TOPIC, ticket(name), Seen(0), page)
        await asyncio.sleep(0.1)
        slow.stuck = hubs.UNSENT_LIMIT + 1
        store.touch(TOPIC, counts={17: 1})
        await until(quick.told)

        assert slow.is_dropped
        assert hub.clients == 1

    run(store, play)


def test_a_thousand_visits_leave_nothing_behind(store):
    async def play(hub):
        for number in range(1000):
            page = Page()
            hub.join(TOPIC, ticket(str(number)), Seen(0), page)
            hub.leave(page)
        await asyncio.sleep(0.05)

        assert hub.clients == 0
        assert not hub._streams
        assert not hub._tasks
        assert len(asyncio.all_tasks()) == 1

    run(store, play)


def test_silence_is_broken_by_a_beat(store, monkeypatch):
    monkeypatch.setattr(hubs, "HEARTBEAT_SECONDS", 0.1)

    async def play(hub):
        page = Page()
        hub.join(TOPIC, ticket(), Seen(0), page)
        await until(lambda: b"event: beat" in page.said)

    run(store, play)


def test_when_the_records_are_away_pages_are_told_to_poll(store, monkeypatch, caplog):
    monkeypatch.setattr(hubs, "PAUSE_AFTER_FAULT", 0.01)

    class Away:
        async def watch(self, note):
            await asyncio.sleep(10)

        async def news(self, topic, since):
            raise OSError("away")

    async def play():
        hub = Hub(Away(), 100)
        page = Page()
        hub.join(TOPIC, ticket(), Seen(0), page)
        await until(lambda: b"event: bye" in page.said)

        assert hub.clients == 0

    run_beside(play())


def test_after_closing_everyone_has_been_told_and_nobody_is_let_in(store):
    async def play(hub):
        page = Page()
        hub.join(TOPIC, ticket(), Seen(0), page)
        hub.close()

        assert b"event: bye" in page.said
        assert not hub.join(TOPIC, ticket(), Seen(0), Page())

    run(store, play)


@pytest.mark.parametrize("position", ["", "x", "-1", "9" * 30, "abcd-"])
def test_an_unreadable_position_is_as_none(position):
    from sufflor.live.door import _seen

    assert _seen(position) == Seen()
