"""Up from the first line, when nobody has said which area it is about."""

from __future__ import annotations

from sufflor.desk import actions, queries
from sufflor.desk.models import Direction
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.search import actions as search
from sufflor.search.actions import Entry
from sufflor.search.models import Audience
from tests.cast import MORNING


def up(request, by):
    return queries.suggested(request, Direction.UP, by, MORNING)


def written_about(area):
    """An article about shielding a name, in an area."""
    entry = Entry(
        ref="knowledge.article:1",
        kind="article",
        url="/svar/skjerme/",
        title="Skjerme et navn",
        body="Slik skjermer du et navn i journalen.",
        language="nb",
        area=area.slug,
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=MORNING)


def test_what_is_written_about_the_same_says_who(send, liv_first_line, per_second_line, personnel):
    written_about(personnel)
    request = send("Hvordan skjermer jeg et navn?")

    proposed = up(request, liv_first_line)

    assert proposed.group == per_second_line.support_groups.get()
    assert "Personal" in proposed.because


def test_else_those_who_have_got_most_from_here(send, liv_first_line, second_line):
    earlier = send("Noe helt annet.")
    actions.hand_over(
        request=earlier, to=second_line, reason=None, note=ENOUGH, by=liv_first_line, at=MORNING
    )

    proposed = up(send("Ukjent."), liv_first_line)

    assert proposed.group == second_line.group
    assert "Fagstøtte personal" in proposed.because


def test_where_nothing_is_known_nobody_is_proposed(send, liv_first_line, per_second_line):
    assert up(send("Ukjent."), liv_first_line) is None


def test_what_is_confidential_is_proposed_to_nobody_who_may_not_read_it(
    secret, ruth, second_line, personnel
):
    written_about(personnel)

    proposed = up(secret, ruth)

    assert proposed is None or proposed.group != second_line.group
