"""«Hjalp dette?» below an article: what did not is work for the department that owns it."""

from __future__ import annotations

from typing import Unpack

from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sufflor.events.http import revisions
from sufflor.frontstage.helped import Judged, Said, helped
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Article, ArticleText, Verdict
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.organization.http import Request


@looked_at_or_sent
def article_helped(request: Request, place: str, page: str) -> HttpResponse:
    article = read_at(request, place, page)

    def judge(**said: Unpack[Said]) -> Verdict:
        return actions.judge(article=Article.objects.get(pk=article.pk), **said)

    judged = Judged(
        title=article.title,
        url=article.url,
        language=article.language,
        readers=article.owner_name,
        thanks=_("Thank you. %(department)s gets to read it.") % {"department": article.owner_name},
        why_url=reverse("article_helped", args=[place, page]),
        judge=judge,
    )
    return helped(request, judged)


def read_at(request: Request, place: str, page: str) -> ArticleText:
    """The article at an address that something is said about."""
    try:
        found = queries.article_page(page, revisions(request)).article
    except Article.DoesNotExist:
        raise Http404 from None
    if found.area_slug != place:
        raise Http404
    return found


urls = [path("tema/<slug:place>/<slug:page>/hjalp/", article_helped, name="article_helped")]
