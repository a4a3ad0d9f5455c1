"""What is written for everyone, for sites that show it in pages of their own. It takes no key."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag, urlencode
from django.views.decorators.http import require_safe

from sufflor.api.gate import language_of
from sufflor.events.http import revisions
from sufflor.knowledge import prose, queries
from sufflor.knowledge.models import Article
from sufflor.organization.http import Request

ON_A_PAGE = 50
Json = dict[str, object]


@require_safe
def articles(request: Request) -> HttpResponse:
    """Facts alone. `area` keeps to one case area; `before` is the key of the last one seen."""
    area, before = request.GET.get("area", ""), request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 12 else None
    page = list(queries.published(area, number)[: ON_A_PAGE + 1])
    shown = page[:ON_A_PAGE]
    following = None
    if len(page) > ON_A_PAGE:
        asked = {"area": area, "before": shown[-1].pk} if area else {"before": shown[-1].pk}
        following = f"{reverse('api_articles')}?{urlencode(asked)}"
    with translation.override(language_of(request)):
        facts = [_brief(article) for article in shown]
    return _answer(request, {"articles": facts, "next": following})


@require_safe
def article(request: Request, slug: str) -> HttpResponse:
    """The text as HTML that has been cleaned, with addresses that hold anywhere."""
    with translation.override(language_of(request)):
        try:
            found = queries.article_page(slug, revisions(request)).article
        except Article.DoesNotExist:
            raise Http404 from None
        said: Json = {
            "address": found.address,
            "title": found.title,
            "summary": found.summary,
            "language": found.language,
            "area": found.area_slug,
            "state": found.state,
            "state_name": found.state_name,
            "owner": found.owner_name,
            "url": _rooted(found.url),
            "changed_at": found.published_at.isoformat() if found.published_at else None,
            "reviewed_at": found.reviewed_at.isoformat() if found.reviewed_at else None,
            "html": _anywhere(found.html),
            # What is said in a film, for those who do not hear it. Plain text.
            "transcript": found.transcript,
        }
    return _answer(request, said)


def _brief(article: Article) -> Json:
    return {
        "address": article.address,
        "title": article.title,
        "summary": article.summary,
        "language": article.language,
        "area": article.area.slug,
        "state": article.state,
        "state_name": article.get_state_display(),
        "owner": article.owner_unit.local_name if article.owner_unit else "",
        "url": _rooted(article.get_absolute_url()),
        "changed_at": article.published_at.isoformat() if article.published_at else None,
    }


def _anywhere(html: str) -> str:
    pages = _rooted("")
    return prose.moved(html, pictures=f"{pages}{settings.MEDIA_URL}images/", pages=pages)


def _rooted(address: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{address}"


def _answer(request: HttpRequest, said: Json) -> HttpResponse:
    """The same for everyone, so that any site may read it; 304 where nothing has changed."""
    text = json.dumps(said, ensure_ascii=False)
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:24])
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=response) or response


urls = [
    path("articles/", articles, name="api_articles"),
    path("articles/<slug:slug>/", article, name="api_article"),
]
