"""What the deeds about an article have in common: its row alone, its state, and who hears of it."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.events.models import reference
from sufflor.knowledge import prose, rules
from sufflor.knowledge.models import Article, State
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User, WorkRole
from sufflor.search import actions as search
from sufflor.search.models import Audience


class NotFromHere(Refusal):
    reason = _("The article cannot go from the state it is in to that one.")


def locked(article: Article) -> Article:
    pages = Article.objects.select_for_update(of=("self",))
    found: Article = pages.select_related("area").get(pk=article.pk)
    return found


def become(article: Article, state: State) -> None:
    if not rules.may_become(article, state):
        raise NotFromHere
    article.state = state


def store(article: Article, *names: str) -> None:
    """Only these facts of the row, past Wagtail's own saving, which is about drafts."""
    Article.objects.filter(pk=article.pk).update(**{name: getattr(article, name) for name in names})


def tell(article: Article, verb: str, by: User | None, at: datetime) -> None:
    with translation.override("nb"):
        url = article.get_absolute_url()
    entry = search.Entry(
        ref=reference(article),
        kind="article",
        url=url,
        title=article.title,
        # A summary that is the text's own beginning says nothing that the text does not say.
        summary="" if article.summary == prose.summary(article.html) else article.summary,
        body="\n".join(filter(None, (prose.plain(article.html), article.transcript))),
        words=article.search_words.replace(",", "\n"),
        language=article.language,
        area=article.area.slug,
        # Without a role, search gives it to everyone.
        role="" if article.role == WorkRole.ANYONE else article.role,
        audience=Audience.PUBLIC,
        validated=article.state == State.VALIDATED,
    )
    search.index(entry, at=at)
    # The words themselves stay out of history, which nobody can mend.
    events.record(verb, about=article, by=by, at=at)
    events.touch(KNOWLEDGE, changed=[article.pk])
