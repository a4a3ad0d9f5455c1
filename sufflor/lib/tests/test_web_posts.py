"""Handing over to an address, at a server on this machine that answers as it is told."""

from __future__ import annotations

import time

import pytest

from sufflor.lib import straight, web_posts
from sufflor.lib.web_posts import NotTaken, Post, Reach, fault_of, hand_over
from tests.hook_place import hook_place


@pytest.fixture
def place():
    with hook_place() as place:
        yield place


def post(url: str) -> Post:
    return Post(url, b'{"a":1}', {"Content-Type": "application/json"})


def test_what_is_taken_is_told_with_its_status(place) -> None:
    place.answers = [202]

    assert hand_over(post(place.url), Reach.HERE) == 202
    assert [each.body for each in place.came] == [b'{"a":1}']


@pytest.mark.parametrize("status", [302, 307, 404, 410, 500])
def test_anything_else_is_not_taken_and_nobody_is_followed(place, status) -> None:
    place.answers = [status]

    with pytest.raises(NotTaken) as caught:
        hand_over(post(place.url), Reach.HERE)

    assert caught.value.status == status
    assert [each.path for each in place.came] == ["/hook"]


@pytest.mark.parametrize("answer", ["hang", "drip", "cut"])
def test_what_hangs_drips_or_hangs_up_is_left_behind(place, monkeypatch, answer) -> None:
    monkeypatch.setattr(web_posts, "PATIENCE", 0.3)
    monkeypatch.setattr(web_posts, "LONGEST", 0.6)
    place.answers = [answer]

    began = time.monotonic()
    with pytest.raises(NotTaken) as caught:
        hand_over(post(place.url), Reach.HERE)

    assert caught.value.status == 0
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("reach", [Reach.OUTSIDE, Reach.INSIDE])
def test_this_machine_is_reached_only_where_that_is_allowed(place, monkeypatch, reach) -> None:
    sealed = place.url.replace("http:", "https:")

    for url in (place.url, sealed):
        with pytest.raises(NotTaken, match="forbidden address"):
            hand_over(post(url), reach)
    assert place.came == []


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.4", "169.254.169.254", "fd00::1"])
def test_a_name_that_leads_inside_is_not_gone_to(monkeypatch, address) -> None:
    monkeypatch.setattr(straight, "addresses_of", lambda _place: [address])

    with pytest.raises(NotTaken, match="forbidden address"):
        hand_over(post("https://hook.example/"), Reach.OUTSIDE)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://hook.example/a?b=c", ""),
        ("http://hook.example/", "unsealed"),
        ("ftp://hook.example/", "unsealed"),
        ("https://ola:hemmelig@hook.example/", "malformed"),
        ("https://hook.example/#a", "malformed"),
        ("https://[", "malformed"),
        ("https://hook.example:99999/", "malformed"),
        ("hook.example", "malformed"),
    ],
)
def test_an_address_is_whole_and_sealed(url, fault) -> None:
    assert fault_of(url, Reach.OUTSIDE) == fault
