"""An address is found among those that begin with its own word, as it would be among all."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver, path
from django.urls.resolvers import RoutePattern

from sufflor.lib.addresses import ByFirstWord


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
