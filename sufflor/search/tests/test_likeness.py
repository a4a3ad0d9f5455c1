"""A question asked before is known again in other words; what only stands near it is not."""

from __future__ import annotations

from sufflor.search.adapters.interface import Visible
from sufflor.search.editions import newest
from sufflor.search.likeness import asked_before, said, shared
from sufflor.search.matching import match
from sufflor.search.models import Audience
from sufflor.search.queries import similar
from sufflor.search.ranking import Statistics
from sufflor.search.tests.conftest import Indexed

FEW = Statistics(100, {})
POSTED = (
    "Hvordan åpner jeg en sak som er avsluttet?",
    "Kan to stå som ansvarlige for samme sak?",
    "Hvem godkjenner brevet når sjefen er på ferie?",
    "Får jeg sende video som vedlegg i Elements?",
)


def hints(text: str) -> list[str]:
    found = similar(text, audience=Audience.PUBLIC, kinds=["question"])
    return [one.title for one in found]


def post(indexed: Indexed) -> None:
    for number, text in enumerate(POSTED):
        indexed(ref=f"questions.question:{number}", kind="question", title=text, body="")


def test_the_same_question_is_surest_in_the_same_words(indexed: Indexed) -> None:
    post(indexed)

    for text in POSTED:
        assert hints(text)[0] == text


def test_a_question_is_known_again_in_other_words(indexed: Indexed) -> None:
    post(indexed)

    assert hints("Lederen er borte, hvem kan godkjenne for henne da?")[0] == POSTED[2]


def test_what_shares_a_common_word_is_no_hint(indexed: Indexed) -> None:
    post(indexed)

    assert hints("Hvor finner jeg saken om parkering?") == []


def test_more_that_is_shared_is_never_less() -> None:
    before = said("Hvordan åpner jeg en avsluttet sak?")

    some, more, all_of_it = (
        shared(said(text), before, FEW) for text in ("sak", "avsluttet sak", "åpne avsluttet sak")
    )

    assert 0 < some < more < all_of_it
    assert shared(said("parkering"), before, FEW) == 0
    assert shared(said(""), before, FEW) == 0


def test_the_same_asked_of_the_subject_makes_it_surer(indexed: Indexed) -> None:
    post(indexed)
    found = match(
        "Hvordan åpner jeg den avsluttede saken?",
        Visible(Audience.PUBLIC, None),
        language="nb",
        using="default",
        revision=newest("default"),
    )

    how, who = (
        asked_before(text, found.ordered, found.statistics)[0]
        for text in ("hvordan åpner jeg avsluttet sak", "hvem åpner avsluttet sak")
    )

    assert how.match.candidate.title == who.match.candidate.title == POSTED[0]
    assert how.sureness > who.sureness
