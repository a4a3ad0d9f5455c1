from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufflor.search import actions, reading
from sufflor.search.models import Audience
from sufflor.search.queries import Results, search, similar
from sufflor.search.tests.conftest import PLAIN, Indexed


def found(text: str, audience: Audience = Audience.PUBLIC, **limits: object) -> list[str]:
    results = search(text, audience=audience, language="nb", **limits)
    return [hit.ref for hit in results.hits]


def test_a_word_is_found_in_another_form(indexed: Indexed) -> None:
    entry = indexed()

    assert found("skjermede navnet") == [entry.ref]


def test_the_title_says_more_than_the_text(indexed: Indexed) -> None:
    indexed(ref="a", title="Noe annet", body="Kanskje om klassering. Andre ting står her også.")
    indexed(ref="b", title="Klassering", body="Andre ting står her også.")

    assert found("klassering") == ["b", "a"]


def test_any_of_the_words_is_enough_but_more_is_better(indexed: Indexed) -> None:
    indexed(ref="a", title="Restanser", body="")
    indexed(ref="b", title="Restanser og avskrivning", body="")

    assert found("avskrivning restanser blåbær") == ["b", "a"]


def test_a_compound_typed_in_two_words_is_found(indexed: Indexed) -> None:
    indexed(ref="a", title="Møteinnkalling", body="")

    assert found("møte innkalling") == ["a"]


def test_a_compound_that_nobody_wrote_is_found_by_words_that_somebody_did(
    indexed: Indexed,
) -> None:
    indexed(ref="a", title="Bruke Zyxo", body="Om integrasjon.")

    assert found("zyxointegrasjon") == ["a"]


def test_nothing_in_common_is_no_hit(indexed: Indexed) -> None:
    indexed()

    assert search("xqzwk", audience=Audience.PUBLIC, language="nb") == Results()


def test_a_misspelt_word_is_found_and_spelt(indexed: Indexed) -> None:
    indexed(ref="a", title="Klassering av saker", body="")

    results = search("klasering", audience=Audience.PUBLIC, language="nb")

    assert [hit.ref for hit in results.hits] == ["a"]
    assert results.suggestion == "klassering"


def test_a_word_typed_without_norwegian_letters_is_no_misspelling(indexed: Indexed) -> None:
    indexed(ref="a", title="Møte i utvalget", body="")

    results = search("mote", audience=Audience.PUBLIC, language="nb")

    assert results.total == 1
    assert results.suggestion == ""


def test_nobody_is_led_to_a_word_that_they_may_not_see(indexed: Indexed) -> None:
    indexed(ref="a", title="Tyttebær", body="", audience=Audience.BACKSTAGE)

    assert search("tytebær", audience=Audience.PUBLIC, language="nb") == Results()
    assert search("tytebær", audience=Audience.BACKSTAGE, language="nb").suggestion


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"public"}),
        (Audience.SIGNED_IN, {"public", "signed_in"}),
        (Audience.BACKSTAGE, {"public", "signed_in", "backstage"}),
    ],
)
def test_each_audience_finds_what_it_may_see(
    indexed: Indexed, audience: Audience, seen: set[str]
) -> None:
    for level in Audience:
        indexed(ref=level.name.lower(), audience=level)
    for number in range(10):
        indexed(ref=f"other:{number}", title="Fordele post", body="")

    assert set(found("skjerming", audience)) == seen
    assert {hit.ref for hit in similar("skjerming", audience=audience, kinds=None)} == seen


def test_what_may_not_be_seen_takes_nobodys_place(indexed: Indexed) -> None:
    for number in range(120):
        indexed(ref=f"hidden:{number}", title="Innsyn", body="", audience=Audience.BACKSTAGE)
    indexed(ref="seen", title="Mange ord om andre ting og innsyn", body="")

    assert found("innsyn") == ["seen"]


def test_kind_area_and_role_keep_only_their_own(indexed: Indexed) -> None:
    indexed(ref="a", kind="article", area="arkiv", role="leder")
    indexed(ref="b", kind="answer", area="arkiv", role="")
    indexed(ref="c", kind="notice", area="personal", role="arkivar")

    assert set(found("skjerming", kinds={"article", "answer"})) == {"a", "b"}
    assert set(found("skjerming", kinds=())) == set()
    assert set(found("skjerming", area="arkiv")) == {"a", "b"}
    assert set(found("skjerming", role="leder")) == {"a", "b"}
    assert set(found("skjerming", area="arkiv' OR 1=1 --")) == set()


def test_own_language_comes_first_among_equals(indexed: Indexed) -> None:
    indexed(ref="a", language="nb")
    indexed(ref="b", language="nn")

    results = search("skjerming", audience=Audience.PUBLIC, language="nn")

    assert [hit.ref for hit in results.hits] == ["b", "a"]


def test_what_is_validated_comes_first_among_equals(indexed: Indexed) -> None:
    indexed(ref="a", validated=False)
    indexed(ref="b", validated=True)

    assert found("skjerming") == ["b", "a"]


def test_a_snippet_marks_why_and_escapes_the_rest(indexed: Indexed) -> None:
    indexed(body="Skriv <script>alert(1)</script> og velg skjerming & lagre.")

    [hit] = search("skjerming", audience=Audience.PUBLIC, language="nb").hits

    assert "<mark>skjerming</mark> &amp; lagre." in hit.snippet
    assert "&lt;script&gt;" in hit.snippet


def test_a_summary_that_the_text_begins_with_is_said_once(indexed: Indexed) -> None:
    said = "Kvittering fra tilsynet mangler."
    indexed(summary=said, body=f"{said} Den kommer senere.")

    [hit] = search("kvittering", audience=Audience.PUBLIC, language="nb").hits

    assert hit.snippet == "<mark>Kvittering</mark> fra tilsynet mangler. Den kommer senere."


def test_a_snippet_of_a_long_text_is_taken_where_the_words_stand(indexed: Indexed) -> None:
    indexed(body=f"{'fyll ' * 300} her nevnes blåbær igjen {'fyll ' * 300}")

    [hit] = search("blåbær", audience=Audience.PUBLIC, language="nb").hits

    assert "<mark>blåbær</mark>" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) < 400


def test_a_word_is_marked_each_time_it_is_said_and_in_each_of_its_forms(indexed: Indexed) -> None:
    indexed(title="Merking", body=f"{'fyll ' * 300}blåbær, Blåbærene og mer blåbær{' fyll' * 300}")

    [hit] = search("blåbær", audience=Audience.PUBLIC, language="nb").hits

    marked = "<mark>blåbær</mark>, <mark>Blåbærene</mark> og mer <mark>blåbær</mark>"
    assert marked in hit.snippet


def test_a_word_that_only_the_title_has_is_spelt_as_there(indexed: Indexed) -> None:
    indexed(title="Skjerming av navn", body="Fyll ut skjemaet.")

    assert search("skjermimg", audience=Audience.PUBLIC, language="nb").suggestion == "skjerming"


def test_the_total_counts_beyond_the_page(indexed: Indexed) -> None:
    for number in range(5):
        indexed(ref=f"a:{number}")

    results = search("skjerming", audience=Audience.PUBLIC, language="nb", limit=2)

    assert len(results.hits) == 2
    assert results.total == 5


def test_a_similar_question_is_found_by_what_only_few_speak_of(indexed: Indexed) -> None:
    indexed(ref="q:1", kind="question", title="Hvordan skjermer jeg navn på en søker?", body="")
    indexed(ref="a:1", kind="article", title="Skjerme navn på søker", body="")
    for number in range(20):
        indexed(ref=f"p:{number}", kind="question", title=f"Hvem fordeler post {number}?", body="")

    near = similar(
        "Må navnet på søkeren skjermes?", audience=Audience.SIGNED_IN, kinds=["question"]
    )

    assert [one.ref for one in near] == ["q:1"]
    assert similar("Post om helt andre emner", audience=Audience.PUBLIC, kinds=["question"]) == []


def test_what_is_similar_is_found_in_one_statement(
    indexed: Indexed, django_assert_max_num_queries: object
) -> None:
    indexed()
    similar("skjermede navn", audience=Audience.PUBLIC, kinds=None)

    with django_assert_max_num_queries(1):
        [near] = similar("Må navnet skjermes?", audience=Audience.PUBLIC, kinds=None)

    assert (near.kind, near.url, near.title) == (PLAIN.kind, PLAIN.url, PLAIN.title)


NASTY = [
    "",
    " \n\t ",
    "\0\x01\x1b",
    "\ud800",
    '"',
    "'",
    "''; DROP TABLE search_document; --",
    'tokens : "sak" OR title : *',
    "skjerming*",
    "skjerming NEAR navn",
    "NEAR(skjerming navn, 2)",
    "skjerming AND",
    "NOT skjerming",
    "^skjerming",
    "{tokens} : skjerming",
    "skjerming:*A & !navn | (",
    "\\",
    "%s %(x)s {0} {column}",
    "title__icontains=x",
    ".*(a+)+$",
    "<script>alert(1)</script>",
    "skjerming " * 1_000,
    "å" * 10_000,
    "-" * 10_000,
    "a-" * 5_000,
    "saksbehandlingsrutine" * 500,
    "🙂 ﷽ ǅ ß ﬁ İ",
    "و الملف",
]


@pytest.mark.parametrize("text", NASTY)
def test_whatever_is_typed_is_a_plain_search(indexed: Indexed, text: str) -> None:
    indexed()

    started = time.perf_counter()
    results = search(text, audience=Audience.PUBLIC, language="nb")
    similar(text, audience=Audience.PUBLIC, kinds=None)

    assert time.perf_counter() - started < 1
    assert {hit.ref for hit in results.hits} <= {PLAIN.ref}


@pytest.mark.parametrize("text", NASTY)
def test_whatever_is_written_can_be_indexed_and_removed(indexed: Indexed, text: str) -> None:
    entry = indexed(title=text, summary=text, body=text)

    actions.remove(entry.ref)

    assert found(text) == []


@given(st.text(max_size=500))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_ever_an_error(indexed: Indexed, text: str) -> None:
    indexed()

    assert search(text, audience=Audience.PUBLIC, language="nb").total <= 1


def test_a_search_costs_two_statements_when_the_index_is_held(
    indexed: Indexed, django_assert_max_num_queries: object
) -> None:
    indexed()
    found("journal")

    with django_assert_max_num_queries(2):
        found("skjerme navnet i elemens innlogging")


def test_a_search_costs_at_most_eight_statements_when_it_is_too_large(
    indexed: Indexed, django_assert_max_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_HELD", 0)
    indexed()

    # One of them is about what it is widened by, and one reads texts that no process has held yet.
    with django_assert_max_num_queries(8):
        found("skjerme navnet i elemens innlogging")


def test_what_a_search_is_read_as_is_counted_once_for_all_who_ask(
    indexed: Indexed, django_assert_max_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_HELD", 0)
    indexed()
    with django_assert_max_num_queries(8):
        assert found("skjerming") == [PLAIN.ref]

    with django_assert_max_num_queries(6):
        assert found("skjerming", Audience.BACKSTAGE) == [PLAIN.ref]


def test_a_document_is_found_by_what_people_call_it_and_never_shows_it(indexed: Indexed) -> None:
    indexed(words="gulrotpressa\nkverna i kjelleren")

    for text in ("gulrotpresse", "kverna", "KVERNA i kjelleren"):
        [hit] = search(text, audience=Audience.PUBLIC, language="nb").hits
        assert "gulrot" not in hit.snippet
        assert "kverna" not in hit.snippet


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("sjefen er på ferie", "Stedfortreder ved fravær"),
        ("sida bare spinner og går", "Lang lasting av side"),
        ("the letter will not send", "Brevet blir ikke sendt"),
        ("skriv ut på skrivaren", "Utskrift på skriveren"),
    ],
)
def test_everyday_words_english_and_nynorsk_lead_to_the_page(
    indexed: Indexed, typed: str, title: str
) -> None:
    indexed(ref="other", title="Ferie og jul i kantina", body="Kantina holder stengt.")
    indexed(ref="right", title=title, body="Slik gjør du det.")

    hits = search(typed, audience=Audience.PUBLIC, language="nb").hits

    assert hits[0].ref == "right"


def test_a_hit_by_meaning_marks_the_words_that_say_it(indexed: Indexed) -> None:
    indexed(title="Når noen er borte", body="Velg en stedfortreder i god tid.")

    [hit] = search("deputy", audience=Audience.PUBLIC, language="en").hits

    assert "<mark>stedfortreder</mark>" in hit.snippet


def test_two_slips_in_a_word_no_dictionary_knows_are_forgiven(indexed: Indexed) -> None:
    indexed(title="Offentlig journal", body="Journalen legges ut hver dag.")

    assert search("ofentlig jornal", audience=Audience.PUBLIC, language="nb").hits
