"""Every store picks the same candidates as the index in the process: the answers are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from sufflor.search import actions, evaluation, reading
from sufflor.search.adapters import store
from sufflor.search.adapters.interface import Counts, Store, Visible, Wanted
from sufflor.search.editions import newest
from sufflor.search.held import HeldIndex
from sufflor.search.meaning import features, learned
from sufflor.search.models import Audience
from sufflor.search.queries import search
from sufflor.search.tests.conftest import NINE, TEN
from sufflor.search.tests.reference import ReferenceStore
from tests.database import standing

DEMO = Path(__file__).parents[2] / "knowledge" / "demo" / "search_dev.json"
TUNE = Path(__file__).parents[3] / "benchmarks" / "search" / "tune.json"


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[evaluation.Case]:
    case = evaluation.read(DEMO)
    with standing(django_db_blocker):
        with django_db_blocker.unblock():
            actions.rebuild(case.entries, at=NINE)
        yield case


@pytest.fixture(scope="module")
def reference(filled: evaluation.Case, django_db_blocker: DjangoDbBlocker) -> ReferenceStore:
    with django_db_blocker.unblock():
        return ReferenceStore()


@pytest.fixture
def case(filled: evaluation.Case, db: None) -> evaluation.Case:
    """The demo's articles, indexed."""
    return filled


@pytest.fixture
def everyday_texts() -> list[str]:
    """A third of what is asked in everyday words, sentences and other languages."""
    return [asked.text for asked in evaluation.read(TUNE).queries[::3]]


def top_ten(text: str) -> list[tuple[str, float]]:
    results = search(text, audience=Audience.PUBLIC, language="nb")
    return [(hit.ref, hit.score) for hit in results.hits]


@pytest.fixture
def indexes(case: evaluation.Case) -> list[Store | HeldIndex]:
    """The two ways that a search can go."""
    held = HeldIndex("default")
    held.keep_up(newest("default"))
    return [store("default"), held]


def test_the_held_index_and_the_store_give_the_top_ten_of_the_reference(
    case: evaluation.Case,
    everyday_texts: list[str],
    reference: ReferenceStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [asked.text for asked in case.queries] + everyday_texts
    by_held = [top_ten(text) for text in texts]

    monkeypatch.setattr(reading, "MOST_HELD", 0)
    by_store = [top_ten(text) for text in texts[::3]]
    monkeypatch.setattr(reading, "store", lambda _using: reference)
    theirs = [top_ten(text) for text in texts]

    assert by_held == theirs
    assert by_store == theirs[::3]


@pytest.mark.parametrize("limit", [1, 7, 30])
def test_a_short_list_of_candidates_is_cut_at_the_same_place(
    indexes: list[Store | HeldIndex], reference: ReferenceStore, limit: int
) -> None:
    tokens = [Wanted("sak", 20, 40), Wanted("dokument", 10), Wanted("finnesikke", 5)]
    grams = [Wanted("arki", 3), Wanted("·til", 3)]
    for visible in [
        Visible(Audience.PUBLIC),
        Visible(Audience.PUBLIC, ("article",), area="arkiv"),
        Visible(Audience.PUBLIC, None, role="leder"),
        Visible(Audience.PUBLIC, ()),
    ]:
        right = reference.candidates(tokens, grams, visible, limit)

        for index in indexes:
            assert index.candidates(tokens, grams, visible, limit) == right


@pytest.mark.django_db
def test_what_says_nearly_the_same_is_seen_by_the_same_people(filled: evaluation.Case) -> None:
    """Whichever way a search goes: what is hidden is not found by its meaning either."""
    for number, (kind, audience) in enumerate(product(("article", "note"), Audience)):
        entry = replace(filled.entries[number], kind=kind, audience=audience, role="leder")
        actions.index(entry, at=TEN)
    held, stored = HeldIndex("default"), reading.StoredIndex("default")
    held.keep_up(newest("default"))
    everyone = Audience.BACKSTAGE
    numbers = set()

    for visible in [
        *map(Visible, Audience),
        Visible(everyone, ("note",)),
        Visible(everyone, None, area="arkiv"),
        Visible(everyone, None, role="arkivar"),
        Visible(everyone, ()),
    ]:
        for asked in filled.queries[::9]:
            meaning = learned().of(features(asked.text, {}))
            near = held.nearest(meaning, visible, least=0.0, most=200)
            numbers.add(len(near))

            assert near == stored.nearest(meaning, visible, least=0.0, most=200)

    # Each sees another part of it.
    assert len(numbers) >= 6


def test_documents_with_a_token_are_counted(
    indexes: list[Store | HeldIndex], reference: ReferenceStore
) -> None:
    tokens = {"sak", "post", "elements", "finnesikke", "ja", "§stedfortreder", "§vpn"}
    grams = {"arki", "·til", "qqqq"}

    right = reference.counts(tokens, grams)
    for index in indexes:
        assert index.counts(tokens, grams) == right


def test_nothing_wanted_is_nothing_found(case: evaluation.Case) -> None:
    assert store("default").candidates([], [], Visible(Audience.BACKSTAGE), 10) == []
    assert store("default").counts([]) == Counts(len(case.entries), {}, {})
