import json

from sufflor.events.actions import CHANNEL
from sufflor.events.models import Topic, TopicItem
from sufflor.live import frames, sources
from sufflor.live.channel import Channel, Item, News, Seen


def said(frame: bytes) -> dict:
    return json.loads(frame.split(b"data: ")[1])


def channel() -> Channel:
    there = Channel("hour-3", 0.25, "abcd")
    there.take(News(840, [Item(17, 33, 800, 700), Item(22, 9, 840, 840)]))
    return there


def test_a_frame_tells_counts_and_what_must_be_fetched():
    frame = channel().take(News(841, [Item(17, 34, 841, 841)]))

    assert frame == b'id: abcd-841\ndata: {"r":841,"c":{"17":34},"u":[17]}\n\n'


def test_a_vote_alone_asks_for_no_fetching():
    frame = channel().take(News(841, [Item(17, 34, 841, 700)]))

    assert said(frame) == {"r": 841, "c": {"17": 34}}


def test_no_news_is_no_frame():
    assert channel().take(News(840)) == b""


def test_a_page_that_is_current_is_told_nothing():
    assert channel().welcome(Seen(840)) == b""
    assert channel().welcome(Seen(840, "abcd")) == b""


def test_a_page_made_a_moment_before_we_looked_is_current():
    assert channel().welcome(Seen(841)) == b""


def test_a_returning_page_is_told_exactly_what_it_missed():
    there = channel()
    there.take(News(841, [Item(17, 34, 841, 700)]))

    assert said(there.welcome(Seen(840, "abcd"))) == {"r": 841, "c": {"17": 34}}
    assert said(there.welcome(Seen(810))) == {"r": 841, "c": {"17": 34, "22": 9}, "u": [22]}


def test_a_restart_of_ours_costs_no_page_a_fetch():
    assert channel().welcome(Seen(840, "of another process")) == b""


def test_a_page_that_does_not_say_what_it_has_asks_once_for_everything():
    assert said(channel().welcome(Seen())) == {"r": 840, "all": True}


def test_a_database_restored_from_a_copy_makes_pages_ask_for_everything():
    there = channel()

    assert said(there.take(News(500))) == {"r": 500, "all": True}
    assert said(there.welcome(Seen(840, "another"))) == {"r": 500, "all": True}


def test_those_who_missed_the_same_get_the_same_bytes():
    there = channel()

    assert there.welcome(Seen(810)) is there.welcome(Seen(810))


def test_pages_are_not_asked_to_return_at_the_same_moment():
    pauses = {frames.bye() for _ in range(50)}

    assert len(pauses) > 40


def test_the_hub_reads_the_tables_that_the_events_room_writes():
    columns = {field.column for field in TopicItem._meta.concrete_fields}

    assert f"FROM {Topic._meta.db_table} t" in sources.NEWS_SQLITE
    assert f"JOIN {TopicItem._meta.db_table} i" in sources.NEWS_SQLITE
    assert {"topic", "item", "count", "count_revision", "change_revision"} <= columns
    assert sources.CHANNEL == CHANNEL
