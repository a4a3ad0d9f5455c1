"""The index that a process holds is at each search as the database is."""

from __future__ import annotations

from django.db import transaction

from sufflor.search import actions
from sufflor.search.editions import newest
from sufflor.search.held import HeldIndex
from sufflor.search.models import Audience, Document, Edition
from sufflor.search.queries import search
from sufflor.search.tests.conftest import PLAIN, TEN, Indexed


def found(text: str, audience: Audience = Audience.PUBLIC) -> list[str]:
    return [hit.ref for hit in search(text, audience=audience, language="nb").hits]


def test_what_changes_or_goes_is_seen_by_the_next_search(indexed: Indexed) -> None:
    indexed(ref="a", title="Kantine", body="")
    indexed(ref="b", title="Sykkelskur", body="")
    assert (found("kantine"), found("sykkelskur")) == (["a"], ["b"])

    indexed(ref="a", title="Budsjett", body="", at=TEN)
    actions.remove("b")

    assert (found("kantine"), found("sykkelskur"), found("budsjett")) == ([], [], ["a"])


def test_who_may_see_it_is_so_at_once_though_its_text_is_the_same(indexed: Indexed) -> None:
    indexed()
    assert found("skjerming") == [PLAIN.ref]

    indexed(audience=Audience.BACKSTAGE, at=TEN)

    assert found("skjerming") == []
    assert found("skjerming", Audience.BACKSTAGE) == [PLAIN.ref]


def test_what_is_taken_back_was_never_there(indexed: Indexed) -> None:
    indexed(ref="a", title="Restanser")
    before = newest("default")

    with transaction.atomic():
        indexed(ref="b", title="Restanser i fjor")
        meanwhile = found("restanser")
        transaction.set_rollback(True)

    assert sorted(meanwhile) == ["a", "b"]
    assert newest("default") == before
    assert found("restanser") == ["a"]


def test_a_change_leaves_the_same_as_reading_everything_anew(indexed: Indexed) -> None:
    for number in range(4):
        indexed(ref=f"{number}", title=f"Restanser {number}", body="Avskrivning av journalpost.")
    kept_up = HeldIndex("default")
    kept_up.keep_up(newest("default"))
    indexed(ref="1", title="Fordeling av post", at=TEN)
    actions.remove("3")

    kept_up.keep_up(newest("default"))

    anew = HeldIndex("default")
    anew.keep_up(newest("default"))
    tokens = {"restans", "avskrivning", "fordeling", "post", "journalpost"}
    assert kept_up.counts(tokens, {"rest", "·for"}) == anew.counts(tokens, {"rest", "·for"})
    assert anew.counts(tokens).tokens["restans"] == 2


def test_what_was_found_for_one_is_not_shown_to_another(indexed: Indexed) -> None:
    indexed(audience=Audience.SIGNED_IN)

    for text in ("skjerming", "Skjerming"):
        assert found(text, Audience.SIGNED_IN) == [PLAIN.ref]
        assert found(text) == []


def test_what_comes_is_counted_also_for_a_search_that_others_have_made(indexed: Indexed) -> None:
    indexed(ref="a", title="Restanser", body="")
    assert found("xyzzy") == []

    indexed(ref="b", title="Budsjett", body="Her nevnes xyzzy.", at=TEN)

    assert found("xyzzy", Audience.BACKSTAGE) == ["b"]


def test_what_was_found_just_now_costs_one_statement(
    indexed: Indexed, django_assert_num_queries: object
) -> None:
    indexed()
    found("skjerming")

    with django_assert_num_queries(1):
        assert found("Skjerming") == [PLAIN.ref]


def test_every_writing_is_another_edition(indexed: Indexed) -> None:
    indexed()
    first = newest("default")

    indexed()

    assert newest("default") != first
    assert set(Edition.objects.values_list("document", flat=True)) == {Document.objects.get().pk}
