"""Det som mangler: what people look for and ask about without an article, and beginning one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.backstage.choices import Option
from sufflor.backstage.opening_forms import Refused
from sufflor.backstage.search_log import PERIODS, period
from sufflor.design.fields import Line, Prose
from sufflor.insight.queries import Gap, gaps
from sufflor.knowledge import actions, rules
from sufflor.knowledge.actions.articles import SEARCH_WORDS_LENGTH
from sufflor.knowledge.models import Language
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea

SHOWN = 30
MOST_QUESTIONS_SHOWN = 3
TITLE_LENGTH = 200


class MissingForm(forms.Form):
    title = Line(
        limit=TITLE_LENGTH,
        too_long=gettext_lazy("A title has at most 200 characters."),
        empty=gettext_lazy("Say in a title what the article answers."),
        rows=1,
    )
    area = forms.ModelChoiceField(
        CaseArea.objects.none(),
        label=gettext_lazy("Case area"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a case area.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)
    words = Prose(
        limit=SEARCH_WORDS_LENGTH,
        too_long=gettext_lazy("Search words have at most 500 characters."),
        empty="",
        rows=4,
    )

    title.label = gettext_lazy("Title")
    title.widget = forms.TextInput()
    words.label = gettext_lazy("Words that people use")
    words.help_text = gettext_lazy("One expression on each line. The article is found by them.")

    REFUSED: Refused = {actions.NumberInWords: "words"}

    def __init__(self, *sent: object, areas: list[int], **more: object) -> None:
        super().__init__(*sent, **more)  # type: ignore[arg-type]  # a form's own words
        self.fields["area"].queryset = CaseArea.objects.filter(pk__in=areas)  # type: ignore[attr-defined]  # a choice field


@login_required
@require_safe
def search_gaps(request: SignedInRequest) -> HttpResponse:
    require(rules.may_teach_search(request.user))
    days = period(request)
    found = gaps(request.at, int(days))[:SHOWN]
    context = {
        "gaps": [(gap, gap.questions[:MOST_QUESTIONS_SHOWN], _begin_url(gap)) for gap in found],
        "may_begin": bool(_areas(request)),
        "periods": [Option(key, str(name), is_chosen=key == days) for key, name in PERIODS.items()],
    }
    return render(request, "backstage/search_gaps.html", context)


@login_required
@looked_at_or_sent
def begin_article(request: SignedInRequest) -> HttpResponse:
    """A draft with the words on it, opened in the editor."""
    require(rules.may_teach_search(request.user))
    words = [one_line(each)[:SEARCH_WORDS_LENGTH] for each in request.GET.getlist("ord")]
    initial = {
        "title": one_line(request.GET.get("tittel", ""))[:TITLE_LENGTH],
        "words": "\n".join(words)[:SEARCH_WORDS_LENGTH],
    }
    form = MissingForm(posted(request), initial=initial, areas=_areas(request))
    article = carried_out(
        form,
        lambda: actions.begin_missing(
            title=form.cleaned_data["title"],
            words=form.cleaned_data["words"].splitlines(),
            area=form.cleaned_data["area"],
            language=form.cleaned_data["language"],
            by=request.user,
            at=timezone.now(),
        ),
        about=MissingForm.REFUSED,
    )
    if article:
        messages.success(request, _("The draft is made, with the words on it."))
        return SeeOther(reverse("content"))
    return form_page(request, "backstage/search_begin.html", form, has_areas=bool(_areas(request)))


def _areas(request: SignedInRequest) -> list[int]:
    """Those that the editor's own department owns; an administrator writes for all."""
    every = CaseArea.objects.values_list("pk", "owner_id")
    own = {owner: rules.may_edit_for(request.user, owner) for owner in {one[1] for one in every}}
    return [pk for pk, owner in every if own[owner]]


def _begin_url(gap: Gap) -> str:
    title = gap.label[:1].upper() + gap.label[1:]
    return (
        f"{reverse('begin_article')}?{urlencode({'tittel': title, 'ord': gap.words}, doseq=True)}"
    )


urls = [
    path("styring/sok/mangler/", search_gaps, name="search_gaps"),
    path("styring/sok/mangler/ny/", begin_article, name="begin_article"),
]
