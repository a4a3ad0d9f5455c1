"""Help that is written down: everything under /tema/."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.events.http import revisions
from sufflor.knowledge import queries
from sufflor.knowledge.models import Article, ThemePage
from sufflor.organization.http import Request


@require_safe
def themes(request: Request) -> HttpResponse:
    overview = queries.overview(revisions(request))
    return render(request, "frontstage/themes.html", {"overview": overview})


@require_safe
def theme(request: Request, place: str) -> HttpResponse:
    """A case area or a theme page: they share their addresses, and none is both."""
    overview = queries.overview(revisions(request))
    if all(area.slug != place for area in overview.areas):
        return _theme(request, place)
    area = queries.area_page(place, revisions(request))
    return render(request, "frontstage/area.html", {"area": area})


@require_safe
def article(request: Request, place: str, page: str) -> HttpResponse:
    """An article under its area, or a page under its theme page."""
    try:
        found = queries.article_page(page, revisions(request))
    except Article.DoesNotExist:
        return _theme(request, page)
    if found.article.area_slug != place:
        return HttpResponsePermanentRedirect(found.article.url)
    context = {"article": found.article, "related": found.related}
    return render(request, "frontstage/article.html", context)


def _theme(request: Request, address: str) -> HttpResponse:
    try:
        found = queries.theme_page(address, revisions(request))
    except ThemePage.DoesNotExist:
        raise Http404 from None
    if request.path != found.url:
        return HttpResponsePermanentRedirect(found.url)
    return render(request, "frontstage/theme.html", {"theme": found})


urls = [
    path("tema/", themes, name="themes"),
    path("tema/<slug:place>/", theme, name="theme"),
    path("tema/<slug:place>/<slug:page>/", article, name="article"),
    # The same address and the same view, under the name that a theme page's own pages have.
    path("tema/<slug:place>/<slug:page>/", article, name="theme_page"),
]
