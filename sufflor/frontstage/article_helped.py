"""«Hjalp dette?»: one press below an article, and why not for those who want to say."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sufflor.events.http import revisions
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Article, ArticleText, WhyNot
from sufflor.knowledge.models.upkeep import GUEST_LENGTH, WORDS_LENGTH
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request, is_signed_in


class WhyForm(forms.Form):
    why = forms.ChoiceField(
        label=gettext_lazy("Why did it not help?"),
        choices=WhyNot,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What were you looking for?"), max_length=WORDS_LENGTH, required=False
    )

    words.help_text = gettext_lazy("Write no names and nothing about one case.")


@require_http_methods(["GET", "HEAD", "POST"])
def article_helped(request: Request, place: str, page: str) -> HttpResponse:
    """Yes and no are counted at once; the reason can follow, or not."""
    article = _read(request, place, page)
    sent = request.POST
    if "why" in sent:
        return _say_why(request, article)
    if sent.get("helped") in {"yes", "no"}:
        helped = sent["helped"] == "yes"
        _judge(request, article, helped=helped)
        if helped:
            messages.success(request, _("Thank you. It is good to know that it helps."))
            return SeeOther(article.url)
        return SeeOther(reverse("article_helped", args=[place, page]))
    return _page(request, article, WhyForm(sent if request.method == "POST" else None))


def _say_why(request: Request, article: ArticleText) -> HttpResponse:
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            _judge(request, article, helped=False, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            said = _("Thank you. %(department)s gets to read it.")
            messages.success(request, said % {"department": article.owner_name})
            return SeeOther(article.url)
    return _page(request, article, form)


def _page(request: Request, article: ArticleText, form: WhyForm) -> HttpResponse:
    context = {
        "title": article.title,
        "url": article.url,
        "language": article.language,
        "department": article.owner_name,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "frontstage/article_why.html", context, status=status)


def _judge(
    request: Request, article: ArticleText, *, helped: bool, why: str = "", words: str = ""
) -> None:
    by = request.user if is_signed_in(request) else None
    actions.judge(
        article=Article.objects.get(pk=article.pk),
        helped=helped,
        why=why,
        words=words,
        guest="" if by else guest_of(request),
        by=by,
        at=timezone.now(),
    )


def guest_of(request: Request) -> str:
    """One number per visit, which leads back to no session."""
    if not request.session.session_key:
        request.session.create()
    key = request.session.session_key or ""
    return salted_hmac("sufflor.guest", key, algorithm="sha256").hexdigest()[:GUEST_LENGTH]


def _read(request: Request, place: str, page: str) -> ArticleText:
    try:
        found = queries.article_page(page, revisions(request)).article
    except Article.DoesNotExist:
        raise Http404 from None
    if found.area_slug != place:
        raise Http404
    return found


urls = [path("tema/<slug:place>/<slug:page>/hjalp/", article_helped, name="article_helped")]
