"""Private requests: who reads them, and the one reply."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import REPLY_LENGTH, Reply, Request
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import CaseArea
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def request_of_kari(personnel, kari, hilde_host):
    return opened(personnel, kari, hilde_host)


def opened(area: CaseArea, reporter, by, text="Det gjelder Per."):
    return actions.open_request(
        reporter=reporter, area=area, text=text, why="Et navn.", by=by, at=MORNING
    )


def reply(request, by, text="Slik gjør du det."):
    return actions.reply(request=request, text=text, by=by, at=LATER)


def test_a_request_is_read_by_its_reporter_the_first_line_and_its_specialists(
    request_of_kari, kari, liv_first_line, per_second_line
):
    for person in (kari, liv_first_line, per_second_line):
        assert list(Request.objects.visible_to(person)) == [request_of_kari]


def test_nobody_else_reads_it(request_of_kari, lars, ola_adviser, hilde_host, eva_editor, stranger):
    for person in (lars, ola_adviser, hilde_host, eva_editor, stranger):
        assert not Request.objects.visible_to(person).exists()


def test_specialists_read_only_their_own_area(archive, kari, hilde_host, per_second_line):
    opened(archive, kari, hilde_host)

    assert not Request.objects.visible_to(per_second_line).exists()


def test_a_request_says_something(personnel, kari, hilde_host):
    with pytest.raises(actions.EmptyRequest):
        opened(personnel, kari, hilde_host, text=" \n")


def test_opening_leaves_a_line_of_history_without_words(request_of_kari):
    event = Event.objects.get(verb="request.opened")

    assert (event.about, event.details) == (f"desk.request:{request_of_kari.pk}", {})


@pytest.mark.parametrize("helper", ["liv_first_line", "per_second_line"])
def test_those_who_help_reply(request, request_of_kari, helper):
    person = request.getfixturevalue(helper)

    given = reply(request_of_kari, person)

    assert (given.text, given.by, given.at) == ("Slik gjør du det.", person, LATER)
    assert Event.objects.filter(verb="request.replied").count() == 1


def test_neither_the_reporter_nor_others_reply(request_of_kari, kari, hilde_host, ola_adviser):
    for person in (kari, hilde_host, ola_adviser):
        with pytest.raises(NotAllowed):
            reply(request_of_kari, person)


def test_specialists_reply_only_in_their_own_area(archive, kari, hilde_host, per_second_line):
    with pytest.raises(NotAllowed):
        reply(opened(archive, kari, hilde_host), per_second_line)


def test_the_same_reply_twice_is_one_and_another_is_refused(
    request_of_kari, liv_first_line, per_second_line
):
    reply(request_of_kari, liv_first_line)
    reply(request_of_kari, liv_first_line)

    with pytest.raises(actions.AlreadyReplied):
        reply(request_of_kari, per_second_line, "Nei.")

    assert Reply.objects.get().text == "Slik gjør du det."
    assert Event.objects.filter(verb="request.replied").count() == 1


@pytest.mark.parametrize("text", ["", " \n", "x" * (REPLY_LENGTH + 1)])
def test_a_reply_has_words_and_its_length(request_of_kari, liv_first_line, text):
    with pytest.raises(actions.EmptyReply):
        reply(request_of_kari, liv_first_line, text)


def test_what_waits_stands_first_in_the_work(personnel, kari, hilde_host, liv_first_line):
    first, second, third = (opened(personnel, kari, hilde_host, text) for text in "ABC")
    reply(first, liv_first_line)

    assert list(queries.work_list(liv_first_line)) == [second, third, first]
