from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.base.base import NO_DB_ALIAS

from sufflor.search import throwaway
from sufflor.search.evaluation import made_up
from sufflor.search.models import Document
from sufflor.search.tests.test_contract import DEMO

# What the development queries gave when this was written, less a little for honest changes.
SUCCESS3 = 0.95
BY_KIND = {
    "plain": 0.97,
    "compound": 0.95,
    "misspelling": 0.93,
    "nynorsk": 0.93,
    "inflection": 0.9,
    "synonym": 0.85,
    "english": 0.85,
}

ARTICLE = {"id": "a", "title": "Klassering", "body": "", "lang": "nb", "area": "", "new": 1}
QUERY = {"q": "klassering", "relevant": ["a"], "kind": "plain"}


@pytest.fixture
def databases(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database, and one that tests may connect to though it was not there before them."""
    monkeypatch.setattr(throwaway, "ALIAS", NO_DB_ALIAS)


def evaluated(path: Path) -> dict[str, object]:
    out = StringIO()
    call_command("search_eval", str(path), json=True, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


# That each store finds what the other finds, `test_contract` asks.
@pytest.mark.once
@pytest.mark.usefixtures("databases")
def test_the_development_queries_are_answered_as_well_as_before() -> None:
    figures = evaluated(DEMO)

    assert figures["success3"] >= SUCCESS3
    assert figures["queries"] == 135
    assert {"mrr10", "recall10", "success1", "p50_ms", "p95_ms"} <= figures.keys()
    for kind, least in BY_KIND.items():
        assert figures["kind"][kind]["success3"] >= least, kind


@pytest.mark.usefixtures("databases")
def test_the_real_index_is_never_touched(tmp_path: Path) -> None:
    file = tmp_path / "queries.json"
    file.write_text(json.dumps({"articles": [ARTICLE], "queries": [QUERY], "more": []}))

    figures = evaluated(file)

    assert figures["mrr10"] == figures["recall10"] == figures["success1"] == 1
    assert figures["kind"]["plain"]["queries"] == 1
    assert Document.objects.count() == 0
    assert list(connections) == ["default"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "expected an object"),
        ("{}", "“articles” must be a list"),
        ('{"articles": [1], "queries": []}', "articles[0]: expected an object"),
        ('{"articles": [{"title": "T"}], "queries": []}', "articles[0]: “id” must be a text"),
        ('{"articles": [], "queries": [{"q": "x"}]}', "“relevant” must be a list of texts"),
        ('{"articles": [], "queries": [{"q": "x", "relevant": []}]}', "“relevant” is empty"),
        ('{"articles": [], "queries": [], "negatives": 1}', "“negatives” must be a list of texts"),
        ('{"articles": [], "queries": [], "posted": {}}', "“posted” must be a list"),
        (json.dumps({"articles": [ARTICLE, ARTICLE], "queries": []}), "the same “id”"),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text)

    with pytest.raises(CommandError, match=r".") as refused:
        evaluated(file)

    assert sentence in str(refused.value)
    assert refused.value.returncode == 2


def test_a_missing_file_and_one_that_is_not_text_are_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")

    for file, sentence in [(tmp_path / "none.json", "cannot be read"), (binary, "not UTF-8")]:
        with pytest.raises(CommandError) as refused:
            evaluated(file)
        assert sentence in str(refused.value)


@pytest.mark.usefixtures("databases")
def test_an_empty_file_has_figures_too(tmp_path: Path) -> None:
    file = tmp_path / "empty.json"
    file.write_text('{"articles": [], "queries": []}')

    assert evaluated(file)["mrr10"] == 0


POSTED = [
    {"id": "p", "text": "Hvordan endrer jeg passordet mitt?"},
    {"id": "q", "text": "Hvem kan åpne en avsluttet sak?"},
]
SAME = [
    {"text": "Jeg vil bytte passord, hvordan endrer jeg det?", "same_as": "p"},
    {"text": "Saken er avsluttet. Hvem kan åpne den?", "same_as": "q"},
]


@pytest.mark.usefixtures("databases")
def test_questions_in_other_words_and_new_ones_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    content = {"articles": [ARTICLE], "queries": [QUERY], "posted": POSTED, "paraphrases": SAME}
    file.write_text(json.dumps(content | {"negatives": ["Når kommer toget?"]}))

    figures = evaluated(file)

    assert figures["similar_success1"] == figures["similar_recall3"] == 1
    assert (figures["paraphrases"], figures["negatives"]) == (2, 1)
    assert figures["negatives_with_hint"] == 0


@pytest.mark.usefixtures("databases")
def test_articles_of_several_files_compete_and_figures_stand_under_each_name(
    tmp_path: Path,
) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.write_text(json.dumps({"articles": [ARTICLE], "queries": [QUERY]}))
    query = {"q": "hvem er sensor", "relevant": ["b"], "kind": "sentence", "mind": True}
    article = ARTICLE | {"id": "b", "title": "Sensor"}
    other.write_text(json.dumps({"articles": [article], "queries": [query]}))
    out = StringIO()

    call_command("search_eval", one, other, json=True, stdout=out, stderr=StringIO())

    figures = json.loads(out.getvalue())
    assert [figures[str(file)]["articles"] for file in (one, other)] == [2, 2]
    assert figures[str(other)]["written"]["in_mind"]["success1"] == 1
    assert figures[str(other)]["written"]["independent"]["queries"] == 0


@pytest.mark.once
@pytest.mark.usefixtures("databases")
def test_distractors_stand_beside_the_articles(tmp_path: Path) -> None:
    file = tmp_path / "queries.json"
    file.write_text(json.dumps({"articles": [ARTICLE], "queries": [QUERY]}))
    out, told = StringIO(), StringIO()

    call_command("search_eval", file, distractors=120, json=True, stdout=out, stderr=told)

    figures = json.loads(out.getvalue())
    assert figures["articles"] == 121
    assert figures["success1"] == 1
    assert "indexing: 100 of 121" in told.getvalue()


def test_made_up_articles_are_the_same_every_time_and_none_twice() -> None:
    few, many = made_up(50), made_up(400)

    assert few == many[:50]
    assert len({entry.title for entry in many}) == 400
    assert not any("{" in entry.title + entry.body for entry in many)
