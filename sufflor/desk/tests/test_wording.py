"""How a request stands, in words: every state and line has its three sentences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from sufflor.desk import actions, wording
from sufflor.desk.models import State
from sufflor.organization.models import Line
from tests.cast import MORNING


@pytest.mark.parametrize("line", Line)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_state_at_every_line_says_what_is_happening_and_whether_to_do_anything(
    state, line, language, request_
):
    request_.state, request_.line, request_.waits_for = state, line, "saksnummeret"

    with override(language):
        said = wording.said(request_, MORNING)

    assert all((said.tag, said.happening, said.your_part, said.when))
    assert "%(" not in "".join((said.happening, said.your_part, said.when))


def test_a_promise_is_told_with_its_time_and_a_broken_one_is_owned_up_to(request_):
    request_.due_at = MORNING + timedelta(hours=3)

    with override("nb"):
        assert wording.said(request_, MORNING).when == "Du hører fra oss senest i dag kl. 11.35."
        late = wording.said(request_, MORNING + timedelta(hours=4)).when
        assert late.startswith("Vi er senere ute enn vi lovet")


def test_whoever_is_waited_for_reads_what_is_missing(request_, liv_first_line):
    actions.wait(
        request=request_,
        state=State.WAITING_USER,
        waits_for="Saksnummeret",
        wake_at=MORNING + timedelta(days=1),
        by=liv_first_line,
        at=MORNING,
    )
    request_.refresh_from_db()

    with override("nb"):
        said = wording.said(request_, MORNING)

    assert said.happening == "Vi trenger noe fra deg: Saksnummeret"
    assert "i morgen kl. 08.35" in said.when


def test_what_others_are_waited_for_with_is_not_told(request_, liv_first_line):
    actions.wait(
        request=request_,
        state=State.WAITING_OTHER,
        waits_for="at Per kommer fra ferie",
        wake_at=MORNING + timedelta(days=1),
        by=liv_first_line,
        at=MORNING,
    )
    request_.refresh_from_db()

    said = wording.said(request_, MORNING)

    assert "Per" not in said.happening + said.when


def test_a_request_that_nobody_has_yet_is_received(send):
    request = send()

    with override("nb"):
        assert wording.said(request, MORNING).tag == "Mottatt"


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(0), "i dag kl. 08.35"),
        (timedelta(days=1), "i morgen kl. 08.35"),
        (timedelta(days=-1), "i går kl. 08.35"),
        (timedelta(days=2), "lørdag 31. oktober kl. 08.35"),
    ],
)
def test_a_time_that_lies_near_is_told_as_people_say_it(later, words):
    with override("nb"):
        assert wording.when_words(MORNING + later, MORNING) == words


def test_the_words_of_the_lines_are_those_of_the_front_stage():
    assert set(wording.PLACES) == set(wording.GOT_IT) == set(wording.SENT_ON) == set(Line)
