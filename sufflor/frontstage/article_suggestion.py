"""«Foreslå en endring»: words to the department that keeps an article, and what came of them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.design.fields import Prose
from sufflor.frontstage.article_helped import read_at
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Article, ArticleText
from sufflor.knowledge.models.suggestions import SUGGESTION_LENGTH
from sufflor.lib.deeds import form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest


class SuggestionForm(forms.Form):
    text = Prose(
        limit=SUGGESTION_LENGTH,
        too_long=gettext_lazy("That is too long. Say the most important thing."),
        empty=gettext_lazy("Write what should be changed."),
        rows=5,
    )

    text.label = gettext_lazy("What should be changed?")
    text.help_text = gettext_lazy(
        "Say which part it is about, and what should stand there instead."
        " Write no names and nothing about one case."
    )


@login_required
@looked_at_or_sent
def article_suggestion(request: SignedInRequest, place: str, page: str) -> HttpResponse:
    article = read_at(request, place, page)
    form = SuggestionForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            actions.suggest_change(
                article=Article.objects.get(pk=article.pk),
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("text", f"{refusal.reason} {refusal.way_out}".strip())
        else:
            messages.success(request, _thanks(article))
            return SeeOther(reverse("article_suggestion", args=[place, page]))
    return form_page(
        request,
        "frontstage/article_suggestion.html",
        form,
        article=article,
        limit=SUGGESTION_LENGTH,
        own=queries.suggested_by(request.user, article.pk)[:20],
    )


def _thanks(article: ArticleText) -> str:
    said = _("Thank you. %(department)s reads it, and you get the answer by e-mail and here.")
    return said % {"department": article.owner_name}


urls = [
    path("tema/<slug:place>/<slug:page>/forslag/", article_suggestion, name="article_suggestion")
]
