"""Help that is written down: everything under /tema/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.events.http import ERRORS, ORGANIZATION, revisions
from sufflor.frontstage import around_area
from sufflor.frontstage.answers import options
from sufflor.knowledge import queries
from sufflor.knowledge.models import Article, Card, ThemePage
from sufflor.known_errors.queries import lines_under_way
from sufflor.lib.clock import local_date
from sufflor.lib.responses import alike_for_guests
from sufflor.organization.http import Request


@require_safe
@alike_for_guests
def themes(request: Request) -> HttpResponse:
    overview = queries.overview(revisions(request))
    return render(request, "frontstage/themes.html", {"overview": overview})


@require_safe
@alike_for_guests
def theme(request: Request, place: str) -> HttpResponse:
    """A case area or a theme page: they share their addresses, and none is both."""
    overview = queries.overview(revisions(request))
    if all(area.slug != place for area in overview.areas):
        try:
            return _theme(request, place)
        except Http404:
            return around_area.led_on(place, "theme")
    revision = revisions(request)
    area = queries.area_page(place, revision)
    cards = [card for _label, cards in area.groups for card in cards]
    wanted, narrowing = _narrowing(request, cards)
    context = {
        "area": queries.narrowed_area(area, wanted),
        "highlights": _highlights(request, cards, is_narrowed=bool(narrowing["is_narrowed"])),
        "nodes": around_area.charges(request, place),
        "helpers": around_area.advisers(request, place),
        "answers": around_area.newest_answers(request, place),
        "errors": lines_under_way(revision[ERRORS] + revision[ORGANIZATION], place),
        **narrowing,
    }
    return render(request, "frontstage/area.html", context)


@require_safe
@alike_for_guests
def article(request: Request, place: str, page: str) -> HttpResponse:
    """An article under its area, or a page under its theme page."""
    try:
        found = queries.article_page(page, revisions(request))
    except Article.DoesNotExist:
        now = queries.replacement_of(page)
        return redirect(now) if now else _theme(request, page)
    if found.article.area_slug != place:
        return HttpResponsePermanentRedirect(found.article.url)
    context = {
        "article": found.article,
        "related": found.related,
        "siblings": found.siblings,
        "is_behind": found.is_behind,
        "may_edit": queries.may_change(request.user, found.article.owner_pk, revisions(request)),
    }
    return render(request, "frontstage/article.html", context)


def _theme(request: Request, address: str) -> HttpResponse:
    try:
        found = queries.theme_page(address, revisions(request))
    except ThemePage.DoesNotExist:
        raise Http404 from None
    if request.path != found.url:
        return HttpResponsePermanentRedirect(found.url)
    cards = [card for shelf in found.shelves for card in shelf.cards]
    wanted, narrowing = _narrowing(request, cards)
    if found.has_two_entrances:
        # They stand beside each other there.
        wanted, narrowing["entrances"] = replace(wanted, entrance=""), []
    revision = revisions(request)
    errors = lines_under_way(revision[ERRORS] + revision[ORGANIZATION])
    context = {
        "theme": queries.narrowed_theme(found, wanted),
        "highlights": _highlights(request, cards, is_narrowed=bool(narrowing["is_narrowed"])),
        "nodes": around_area.charges_of(request, found.areas),
        "errors": [line for line in errors if not line.areas.isdisjoint(found.areas)],
        "helpers": around_area.advisers(request, found.areas[0]) if found.areas else (),
        "may_edit": queries.may_change(request.user, found.owner_pk, revision),
        **narrowing,
    }
    return render(request, "frontstage/theme.html", context)


def _highlights(
    request: Request, cards: Iterable[Card], *, is_narrowed: bool
) -> queries.Highlights:
    """Beside the whole of a page; who has narrowed it knows what they look for."""
    if is_narrowed:
        return queries.Highlights()
    return queries.highlights(cards, revisions(request), local_date(request.at))


def _narrowing(request: Request, cards: Iterable[Card]) -> tuple[queries.Wanted, dict[str, object]]:
    """What is asked for, and what can be chosen. What is not on the page is as if nobody asked."""
    facets = queries.facets(cards)
    role, function = request.GET.get("rolle", ""), request.GET.get("funksjon", "")
    entrance = request.GET.get("om", "")
    wanted = queries.Wanted(
        role if role in facets.roles else "",
        function if function in facets.functions else "",
        entrance if entrance in facets.entrances else "",
    )
    roles = [(one.value, str(one.label)) for one in facets.roles]
    functions = [(one.value, str(one.label)) for one in facets.functions]
    entrances = [(one.value, str(one.label)) for one in facets.entrances]
    return wanted, {
        "can_narrow": bool(facets),
        "is_narrowed": wanted != queries.Wanted(),
        "roles": options([("", _("All roles")), *roles], wanted.role),
        "functions": options([("", _("All functions")), *functions], wanted.function)
        if functions
        else [],
        "entrances": options([("", _("Both")), *entrances], wanted.entrance) if entrances else [],
    }


urls = [
    path("tema/", themes, name="themes"),
    path("tema/<slug:place>/", theme, name="theme"),
    path("tema/<slug:place>/<slug:page>/", article, name="article"),
    # The same address and the same view, under the name that a theme page's own pages have.
    path("tema/<slug:place>/<slug:page>/", article, name="theme_page"),
]
