from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction

from sufflor.search import actions
from sufflor.search.actions import Entry
from sufflor.search.models import Audience, Document
from sufflor.search.queries import search
from sufflor.search.tests.conftest import NINE, PLAIN, TEN, Indexed
from sufflor.search.tests.test_finding import found


def everything_stored() -> str:
    """All that the room's tables hold, the inner tables of FTS5 too, as one text."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if "search" in t]
        ours = [t for t in tables if t.startswith("search_")]
        rows = []
        for table in ours:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    values = (value for row in rows for value in row)
    return " ".join(
        bytes(value).decode("utf-8", "replace")
        if isinstance(value, bytes | memoryview)
        else str(value)
        for value in values
    )


def test_the_same_ref_is_replaced(indexed: Indexed) -> None:
    indexed(title="Blåbær")
    indexed(title="Tyttebær")

    assert found("blåbær") == []
    assert found("tyttebær") == [PLAIN.ref]
    assert Document.objects.count() == 1


def test_who_may_see_it_can_change_alone(indexed: Indexed) -> None:
    indexed()
    indexed(audience=Audience.BACKSTAGE)

    assert found("skjerming") == []


def test_what_is_removed_leaves_no_trace(indexed: Indexed) -> None:
    indexed(ref="a", title="Pulsarhopen", summary="Kvasarfeltet", body="Om Zarathustra.")
    indexed(ref="b")
    assert "zarathustr" in everything_stored()

    actions.remove("a")

    left = everything_stored().lower()
    assert not [word for word in ("pulsar", "kvasar", "zarat", "arat", "ustr") if word in left]
    assert found("skjerming") == ["b"]


def test_what_is_replaced_leaves_no_trace(indexed: Indexed) -> None:
    indexed(body="Om Zarathustra.")
    indexed(body="Om noe annet.")

    assert "zarat" not in everything_stored().lower()


def test_removing_what_is_not_there_is_no_fault(db: None) -> None:
    actions.remove("knowledge.article:404")


def test_the_index_follows_the_transaction_of_the_thing(indexed: Indexed) -> None:
    indexed(ref="kept")

    with transaction.atomic():
        indexed(ref="undone", title="Angret")
        actions.remove("kept")
        transaction.set_rollback(True)

    assert found("skjerming") == ["kept"]
    assert found("angret") == []


def entries(*refs: str) -> list[Entry]:
    return [replace(PLAIN, ref=ref) for ref in refs]


def test_a_rebuild_indexes_all_and_removes_the_rest(indexed: Indexed) -> None:
    indexed(ref="gone")
    told: list[tuple[int, int]] = []

    actions.rebuild(
        entries(*map(str, range(45))), at=TEN, progress=lambda done, of: told.append((done, of))
    )

    assert Document.objects.count() == 45
    assert not Document.objects.filter(ref="gone").exists()
    assert told == [(20, 45), (40, 45), (45, 45)]


def test_a_rebuild_leaves_what_was_indexed_after_it_began(indexed: Indexed) -> None:
    newer = TEN.replace(minute=1)

    def reading() -> Iterator[Entry]:
        indexed(ref="asked meanwhile", at=newer)
        indexed(ref="changed meanwhile", title="Ny tittel", at=newer)
        yield replace(PLAIN, ref="changed meanwhile", title="Gammel tittel")

    actions.rebuild(reading(), at=TEN)

    assert set(Document.objects.values_list("ref", "title")) == {
        ("asked meanwhile", PLAIN.title),
        ("changed meanwhile", "Ny tittel"),
    }


def test_search_works_in_the_middle_of_a_rebuild(indexed: Indexed) -> None:
    indexed(ref="a")
    seen: list[list[str]] = []

    actions.rebuild(
        entries("a", "b"), at=TEN, progress=lambda _done, _of: seen.append(found("skjerming"))
    )

    assert seen == [["a", "b"]]


def test_a_rebuild_mends_a_damaged_index(indexed: Indexed) -> None:
    indexed(ref="a")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_tokens")
        cursor.execute("DELETE FROM search_edition")
    assert found("skjerming") == []

    actions.rebuild(entries("a"), at=TEN)

    assert found("skjerming") == ["a"]


def test_indexing_the_same_text_again_does_not_write_its_tokens(
    indexed: Indexed, django_assert_max_num_queries: object
) -> None:
    indexed()

    with django_assert_max_num_queries(8):
        indexed(at=TEN)

    assert Document.objects.get().updated_at == TEN
    assert Document.objects.filter(updated_at=NINE).count() == 0


def test_what_is_indexed_can_be_read_again(indexed: Indexed) -> None:
    indexed(title="Stedfortreder ved fravær", words="sommervikaren")
    Document.objects.update(vector="{}", fingerprint="of old")
    out = StringIO()

    call_command("search_again", stdout=out, stderr=StringIO())

    assert out.getvalue() == "Read again: 1\n"
    for text in ("stedfortreder", "sommervikar"):
        assert search(text, audience=Audience.PUBLIC, language="nb").hits
    assert Document.objects.get().updated_at == NINE
