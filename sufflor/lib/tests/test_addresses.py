"""Addresses: found by their own word as they would be among all, and made of words and choices."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver, path
from django.urls.resolvers import RoutePattern

from sufflor.lib.addresses import ByFirstWord, free_among, query_string, slug_of


def _page(_request: HttpRequest, **_given: str) -> HttpResponse:
    return HttpResponse()


PATTERNS = [
    path("", _page, name="home"),
    path("work/", _page, name="work"),
    path("work/<int:pk>/", _page, name="one"),
    path("work.atom", _page, name="feed"),
    path("<slug:any>/new/", _page, name="any_new"),
    path("work/<slug:any>/", _page, name="part"),
    path("play/new/", _page, name="play_new"),
]
PATHS = ["", "work/", "work/7/", "work/new/", "work.atom", "play/new/", "rest/new/"]


@pytest.mark.parametrize("there", PATHS)
def test_the_first_that_fits_is_found_whichever_word_it_begins_with(there: str) -> None:
    among_all = URLResolver(RoutePattern(""), PATTERNS).resolve(there)

    found = ByFirstWord(PATTERNS).resolve(there)

    assert (found.url_name, found.kwargs) == (among_all.url_name, among_all.kwargs)
    assert found.route == among_all.route


@pytest.mark.parametrize("there", ["work", "works/", "work/7", "else/", "new/"])
def test_what_nobody_has_is_not_found(there: str) -> None:
    with pytest.raises(Resolver404):
        ByFirstWord(PATTERNS).resolve(there)


def test_norwegian_letters_are_written_out_in_an_address() -> None:
    assert slug_of("Når åpner Økonomi på Ærø?") == "nar-apner-okonomi-pa-aero"
    assert slug_of("…") == ""


def test_an_address_that_others_have_gets_the_first_number_that_is_free() -> None:
    assert free_among(set(), "ferie") == "ferie"
    assert free_among({"ferie", "ferie-2", "ferie-4"}, "ferie") == "ferie-3"


def test_what_is_not_chosen_is_left_out_of_the_address() -> None:
    assert query_string({"q": "ø & å", "omrade": "", "side": "2"}) == "q=%C3%B8+%26+%C3%A5&side=2"
