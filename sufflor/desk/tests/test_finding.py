"""Finding requests: everything that somebody may see, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Request
from sufflor.desk.queries import Sieve, work, work_slice
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.organization.models import Line, Membership, SupportGroup
from tests.cast import MORNING, person

LATER = MORNING + timedelta(hours=1)


def found_by(someone, text: str, at=LATER) -> set[Request]:
    """The same, whichever of the two ways is taken."""
    joined = set(Request.objects.worked_by(someone, at).saying(text))
    in_turn = set(Request.objects.worked_in_turn(someone, at).saying(text))
    assert joined == in_turn
    return joined


def test_by_what_was_asked_and_what_was_answered_and_not_by_notes(request_, liv_first_line):
    actions.note(request=request_, text="Kanarifugl.", by=liv_first_line, at=MORNING)
    actions.reply(request=request_, text="Bruk malen.", by=liv_first_line, at=MORNING)

    assert found_by(liv_first_line, "skjerme navnet") == {request_}
    assert found_by(liv_first_line, "maler") == {request_}
    assert found_by(liv_first_line, "kanarifugl") == set()


def test_not_by_those_who_do_not_have_it(request_, liv_first_line, per_second_line, kari):
    for each in (per_second_line, kari):
        assert found_by(each, "skjerme") == set()


@pytest.mark.parametrize("many", [1, 2_000])
def test_the_work_list_has_the_newest_first_for_who_may_see_much_and_who_may_see_little(
    send, liv_first_line, ruth, monkeypatch, many
):
    monkeypatch.setattr(work, "MANY", many)
    first, second = send("Vedlegget mangler."), send("Vedlegget mangler igjen.")
    secret = send("Vedlegget er hemmelig.", is_confidential=True)
    send("Noe annet.")

    found = {
        who: [row.pk for row in work_slice(who, Sieve(words="vedlegget"), 1, LATER).rows]
        for who in (liv_first_line, ruth)
    }

    assert found[liv_first_line] == [second.pk, first.pk]
    assert found[ruth][0] == secret.pk


def test_a_person_in_three_of_sixty_groups_finds_every_hit(send, university, liv_first_line):
    """A search that ranked first and asked for rights afterwards would find two of these."""
    nina = person("nina", "Nina", "Moe", university)
    groups = SupportGroup.objects.bulk_create(
        SupportGroup(code=f"g{n}", name=f"G{n}", line=Line.SECOND, unit=university)
        for n in range(60)
    )
    other = person("odd", "Odd", "Berg", university)
    Membership.objects.bulk_create(
        [
            *(Membership(group=group, person=nina) for group in groups[::20]),
            *(Membership(group=group, person=other) for group in groups),
        ]
    )
    mine = set()
    for number in range(120):
        asker = person(f"a{number}", "A", str(number), university)
        sent = send("Vedlegget mangler.", by=asker)
        group = groups[number % 60]
        actions.hand_over(
            request=sent,
            to=actions.Place(Line.SECOND, group),
            reason=None,
            note=ENOUGH,
            by=liv_first_line,
            at=MORNING,
        )
        if number % 20 == 0:
            mine.add(sent)

    assert found_by(nina, "vedlegg") == mine
