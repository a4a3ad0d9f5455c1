"""An error is offered to those who have met it, and not to those who ask of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sufflor.search.models import Audience
from sufflor.search.queries import similar
from sufflor.search.tests.conftest import Indexed
from sufflor.search.trouble import ERRORS, says_something_is_wrong

FOLDER = Path(__file__).parents[3] / "benchmarks" / "search"
CASES = json.loads((FOLDER / "errors.json").read_text("utf-8"))
# As in the demo: one that is over is offered to nobody.
UNDER_WAY = [error for error in CASES["errors"] if error["under_way"]]
SEARCHES = ("sjefen er borte", "hvordan godkjenner jeg et dokument", "importere e-post fra outlook")


@pytest.fixture
def known(indexed: Indexed) -> None:
    """Among some pages and questions, which tell how rare each word is."""
    others = json.loads((FOLDER / "tune.json").read_text("utf-8"))
    for one in others["articles"]:
        indexed(ref=one["id"], title=one["title"], body=one["body"])
    for one in others["posted"]:
        indexed(ref=one["id"], kind="question", title=one["text"], body="")
    for one in UNDER_WAY:
        indexed(ref=one["id"], kind="known_error", title=one["title"], body=one["body"])


def offered(text: str) -> list[str]:
    return [one.ref for one in similar(text, audience=Audience.PUBLIC, kinds=ERRORS)]


@pytest.mark.usefixtures("known")
def test_most_who_have_met_an_error_are_offered_it_and_hardly_anyone_else_is() -> None:
    known = {error["id"] for error in UNDER_WAY}
    explained = [said for said in CASES["explained"] if said["by"] in known]

    met = sum(said["by"] in offered(said["text"]) for said in explained)
    wrongly = [text for text in CASES["unexplained"] if offered(text)]

    assert met >= 0.7 * len(explained), met
    assert len(wrongly) <= len(CASES["unexplained"]) / 20, wrongly


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("text", SEARCHES)
def test_what_has_nothing_to_do_with_an_error_is_offered_none(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("Ekspedering henger", True),
        ("Eg får ikkje varsel", True),
        ("I can’t send it", True),
        ("Hvordan godkjenner jeg?", False),
        ("notater og tomter", False),
        ("", False),
    ],
)
def test_a_text_says_that_something_is_wrong_or_does_not(text: str, says_so: bool) -> None:
    assert says_something_is_wrong(text) is says_so
