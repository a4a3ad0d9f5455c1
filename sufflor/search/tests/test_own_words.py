"""Words that editors add: read by the next search, and gone with the row."""

from __future__ import annotations

import pytest

from sufflor.search import wording
from sufflor.search.models import Audience, SynonymGroup
from sufflor.search.queries import Hit, search
from sufflor.search.tests.conftest import Indexed


def hits(text: str, audience: Audience = Audience.PUBLIC, **limits: object) -> list[Hit]:
    return list(search(text, audience=audience, language="nb", **limits).hits)


def found(text: str) -> list[str]:
    return [hit.title for hit in hits(text)]


def test_words_that_mean_the_same_are_found_from_the_next_search_on(indexed: Indexed) -> None:
    indexed(title="Fordele post", body="Lederen fordeler.")
    assert found("kvistesjau") == []

    group = wording.keep_group(SynonymGroup(), ["kvistesjau", "fordele post"])

    assert found("kvistesjauen") == ["Fordele post"]
    wording.drop(group)
    assert found("kvistesjau") == []


def test_an_expression_of_several_words_needs_them_all(indexed: Indexed) -> None:
    indexed(title="Ekspedere et brev", body="Velg ekspeder.")
    wording.keep_group(SynonymGroup(), ["kaste ballen videre", "ekspedere"])

    assert found("hvordan kaste en ball videre") == ["Ekspedere et brev"]
    assert found("ballen min") == []


def test_an_expression_is_read_as_the_concepts_that_the_other_means(indexed: Indexed) -> None:
    indexed(title="Stedfortreder", body="Stedfortreder går inn når lederen er borte.")
    wording.keep_group(SynonymGroup(), ["reservekeiser", "sjefen er på ferie"])

    assert found("reservekeiser") == ["Stedfortreder"]


def test_an_english_word_of_our_own_is_read_in_norwegian(indexed: Indexed) -> None:
    indexed(title="Fordele post", body="Lederen fordeler.")

    wording.keep_translation("mail triage", "fordele post")

    assert found("triaging mails") == ["Fordele post"]


def test_what_is_promoted_stands_first_for_just_that_search(indexed: Indexed) -> None:
    indexed(title="Kjente feil i Elements", body="Feil som vi kjenner.")
    indexed(ref="knowledge.article:2", title="Feilmelding ved innlogging", body="Feil passord.")

    wording.promote("feil", "knowledge.article:1")
    wording.promote("feilene", "knowledge.article:1")

    first, *others = hits("feilen")
    assert (first.title, first.is_promoted) == ("Kjente feil i Elements", True)
    assert [(hit.ref, hit.is_promoted) for hit in others] == [("knowledge.article:2", False)]
    assert not any(hit.is_promoted for hit in hits("feil ved innlogging"))


def test_what_is_promoted_need_not_hold_the_words_but_may_be_seen(indexed: Indexed) -> None:
    indexed(title="Bare for hjelpere", body="Vaktliste.", audience=Audience.BACKSTAGE)

    wording.promote("xyzzyx", "knowledge.article:1")

    assert hits("xyzzyx") == []
    assert hits("xyzzyx", Audience.BACKSTAGE, kinds=["answer"]) == []
    (hit,) = hits("xyzzyx", Audience.BACKSTAGE)
    assert hit.is_promoted


def test_a_process_that_has_the_newest_words_does_not_read_them_again(
    indexed: Indexed, django_assert_num_queries
) -> None:
    indexed(title="Fordele post", body="Lederen fordeler.")
    wording.keep_group(SynonymGroup(), ["kvistesjau", "fordele post"])
    found("kvistesjau")

    with django_assert_num_queries(2):
        found("kvistesjau i dag")


@pytest.mark.parametrize("expression", ["", "og", "er det som"])
def test_words_that_carry_no_subject_say_nothing(expression: str) -> None:
    assert wording.says_nothing(expression)


def test_a_word_of_every_page_is_everywhere(indexed: Indexed) -> None:
    for number in range(20):
        indexed(ref=f"knowledge.article:{number}", title=f"Sak {number}", body="")

    assert wording.is_everywhere("saken", using="default")
    assert not wording.is_everywhere("sak og behandling", using="default")
    assert not wording.is_everywhere("bolle", using="default")
