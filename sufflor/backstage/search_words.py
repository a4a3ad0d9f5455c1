"""Søket: the words that editors teach it, and the pages that stand first."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.form_alone import Back, form_alone
from sufflor.backstage.opening_forms import Refused
from sufflor.design.fields import Line, Prose
from sufflor.knowledge import actions, queries, rules
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest
from sufflor.search.hits import Hit
from sufflor.search.models import (
    EXPRESSION_LENGTH,
    Audience,
    Promotion,
    SynonymGroup,
    Translation,
)
from sufflor.search.queries import search

# A group of the most expressions, each of the greatest length.
GROUP_LENGTH = actions.MOST_EXPRESSIONS * (EXPRESSION_LENGTH + 1)
TOO_LONG = actions.TooLong.reason
SHOWN = 10
# What people search for, and other words by which the editor looks for the page.
ASKED = ("sok", "finn")

SAID: dict[str, Sentence] = {
    "synonyms.kept": gettext_lazy("Mean the same"),
    "synonyms.dropped": gettext_lazy("Mean the same no longer"),
    "translation.kept": gettext_lazy("Translated"),
    "translation.dropped": gettext_lazy("Translated no longer"),
    "hit.promoted": gettext_lazy("Stands first"),
    "hit.demoted": gettext_lazy("Stands first no longer"),
}


class GroupForm(forms.Form):
    expressions = Prose(
        limit=GROUP_LENGTH,
        too_long=TOO_LONG,
        empty=gettext_lazy("Write the expressions, one on each line."),
        rows=6,
    )
    expressions.label = gettext_lazy("Expressions")
    expressions.help_text = gettext_lazy(
        "One on each line. Whoever searches for one of them finds what the others find too."
    )


class TranslationForm(forms.Form):
    english = Line(
        limit=EXPRESSION_LENGTH,
        too_long=TOO_LONG,
        empty=gettext_lazy("Write it in English."),
        rows=1,
    )
    norwegian = Line(
        limit=EXPRESSION_LENGTH,
        too_long=TOO_LONG,
        empty=gettext_lazy("Write it in Norwegian."),
        rows=1,
    )

    english.label = gettext_lazy("In English")
    norwegian.label = gettext_lazy("In Norwegian")
    english.widget = forms.TextInput()
    norwegian.widget = forms.TextInput()
    norwegian.help_text = gettext_lazy("As our own pages say it.")

    REFUSED: Refused = {actions.SwallowsAll: "norwegian"}


class PromoteForm(forms.Form):
    """Both are ours; what the hit is called is asked of the search anew."""

    query = Line(
        limit=EXPRESSION_LENGTH,
        too_long=TOO_LONG,
        empty=gettext_lazy("Write what people search for."),
        rows=1,
    )
    ref = forms.CharField(error_messages={"required": gettext_lazy("Choose one of the pages.")})

    query.label = gettext_lazy("What people search for")
    query.widget = forms.TextInput()


@login_required
@require_safe
def search_words(request: SignedInRequest) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    found = queries.taught()
    context = {"found": found, "log": [(line, SAID[line.verb]) for line in found.log]}
    return render(request, "backstage/search_words.html", context)


@login_required
@looked_at_or_sent
def synonyms_new(request: SignedInRequest) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    initial = {"expressions": one_line(request.GET.get("ord", "")[:EXPRESSION_LENGTH])}
    return _synonyms(request, None, GroupForm(posted(request), initial=initial))


@login_required
@looked_at_or_sent
def synonyms_change(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    group = get_object_or_404(SynonymGroup, pk=pk)
    form = GroupForm(posted(request), initial={"expressions": group.expressions})
    return _synonyms(request, group, form)


def _synonyms(
    request: SignedInRequest, group: SynonymGroup | None, form: GroupForm
) -> HttpResponse:
    kept = carried_out(
        form,
        lambda: actions.keep_synonyms(
            group=group,
            expressions=form.cleaned_data["expressions"].splitlines(),
            by=request.user,
            at=timezone.now(),
        ),
    )
    return _saved(request) if kept else _form_page(request, form, _("Words that mean the same"))


@login_required
@require_POST
def synonyms_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    group = get_object_or_404(SynonymGroup, pk=pk)
    actions.drop_synonyms(group=group, by=request.user, at=timezone.now())
    return _gone(request)


@login_required
@looked_at_or_sent
def translation_new(request: SignedInRequest) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    form = TranslationForm(posted(request))
    kept = carried_out(
        form,
        lambda: actions.keep_translation(**form.cleaned_data, by=request.user, at=timezone.now()),
        about=TranslationForm.REFUSED,
    )
    return _saved(request) if kept else _form_page(request, form, _("An English word"))


@login_required
@require_POST
def translation_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    translation = get_object_or_404(Translation, pk=pk)
    actions.drop_translation(translation=translation, by=request.user, at=timezone.now())
    return _gone(request)


@login_required
@looked_at_or_sent
def promote(request: SignedInRequest) -> HttpResponse:
    """Search as a reader does, perhaps in other words, and choose what is to stand first."""
    require(rules.may_teach_search(request.user))
    query, other = (one_line(request.GET.get(name, ""))[:EXPRESSION_LENGTH] for name in ASKED)
    hits = _hits(other or query or one_line(request.POST.get("query", ""))[:EXPRESSION_LENGTH])
    form = PromoteForm(posted(request))
    titles = {hit.ref: hit.title for hit in hits}
    if form.is_bound and form.is_valid() and form.cleaned_data["ref"] not in titles:
        form.add_error("ref", _("Choose one of the pages."))
    kept = carried_out(
        form,
        lambda: actions.promote_hit(
            **form.cleaned_data,
            title=titles[form.cleaned_data["ref"]],
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.NotAWord: "query"},
    )
    if kept:
        said = _("“%(title)s” stands first when somebody searches for “%(query)s”.")
        messages.success(request, said % {"title": titles[kept.ref], "query": kept.query})
        return SeeOther(reverse("search_words"))
    return form_page(
        request, "backstage/search_promote.html", form, query=query, other=other, hits=hits
    )


@login_required
@require_POST
def demote(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    promotion = get_object_or_404(Promotion, pk=pk)
    actions.demote_hit(promotion=promotion, by=request.user, at=timezone.now())
    return _gone(request)


def _hits(text: str) -> tuple[Hit, ...]:
    """As somebody who has signed in finds them."""
    if not text:
        return ()
    language = get_language() or "nb"
    return search(text, audience=Audience.SIGNED_IN, language=language, limit=SHOWN).hits


def _form_page(request: SignedInRequest, form: forms.Form, title: str) -> HttpResponse:
    back = Back(reverse("search_words"), _("The search"))
    return form_alone(request, form, title, "", _("Save"), back)


def _saved(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("Saved. It works from the next search on."))
    return SeeOther(reverse("search_words"))


def _gone(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("Taken away. The search does without it from now on."))
    return SeeOther(reverse("search_words"))


urls = [
    path("styring/sok/", search_words, name="search_words"),
    path("styring/sok/synonymer/", synonyms_new, name="synonyms_new"),
    path("styring/sok/synonymer/<number:pk>/", synonyms_change, name="synonyms_change"),
    path("styring/sok/synonymer/<number:pk>/fjern/", synonyms_drop, name="synonyms_drop"),
    path("styring/sok/engelsk/", translation_new, name="translation_new"),
    path("styring/sok/engelsk/<number:pk>/fjern/", translation_drop, name="translation_drop"),
    path("styring/sok/forst/", promote, name="promote_hit"),
    path("styring/sok/forst/<number:pk>/fjern/", demote, name="demote_hit"),
]
