"""What users read of how their requests stand: the built-in words, and the institution's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.desk import actions, queries, rules, wording
from sufflor.desk.models import SENTENCE_LENGTH, Language, StatusSentence
from sufflor.desk.models.requests import UNRESOLVED
from sufflor.desk.wording import Own, Sentences, Status, Where
from sufflor.events.http import revisions
from sufflor.lib.deeds import looked_at_or_sent, posted, refusal_of
from sufflor.lib.refusals import Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest

LABELS: Mapping[str, Sentence] = {
    "happening": gettext_lazy("What is happening"),
    "your_part": gettext_lazy("Whether they have to do anything"),
    "when": gettext_lazy("When they hear from you, where a time is promised"),
    "else_when": gettext_lazy("When they hear from you, where none is"),
}
# What a preview puts in for what only a request knows.
EXAMPLE_TIME = gettext_lazy("tomorrow at 12.00")
EXAMPLE_WHAT = gettext_lazy("the number of the case")


@dataclass(frozen=True)
class Row:
    """One place in the list, as users read it just now."""

    slug: str
    where: Where
    status: Status
    words: Sentences
    is_own: bool

    @property
    def name(self) -> str:
        if self.where.line is None:
            return str(self.where.state.label) if self.slug != "mottatt" else _("Nobody has it yet")
        return f"{self.where.state.label}: {wording.PLACES[self.where.line]}"


@dataclass(frozen=True)
class Shown:
    """As the timeline shows it, in one language."""

    language: Language
    status: Status
    tag: str
    words: Sentences


class WordsForm(forms.Form):
    """Four sentences in each language; English may be left empty as a whole."""

    def __init__(self, sent: object, *, where: Where, own: Own) -> None:
        super().__init__(sent)  # type: ignore[arg-type]  # a form's own word for what was sent
        self.where = where
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.takes_time = where.state in UNRESOLVED
        for language in Language:
            kept, known = own.get((where, language.value)), self.built_in(language)
            for name in self.names:
                field = forms.CharField(
                    label=str(LABELS[name]),
                    required=False,
                    max_length=SENTENCE_LENGTH,
                    help_text=_("Built in: %(text)s") % {"text": asdict(known)[name]},
                    widget=forms.TextInput(attrs={"lang": language.value}),
                )
                self.fields[f"{language.value}_{name}"] = field
                self.initial[f"{language.value}_{name}"] = asdict(kept)[name] if kept else ""

    @property
    def names(self) -> list[str]:
        return [name for name in LABELS if self.takes_time or name != "when"]

    @property
    def parts(self) -> Iterator[tuple[Language, list[forms.BoundField]]]:
        for language in Language:
            yield language, [self[f"{language.value}_{name}"] for name in self.names]

    def built_in(self, language: Language) -> Sentences:
        with override(language.value):
            return wording.built_in(self.where)

    def words(self) -> dict[Language, Sentences]:
        """Those in which something is written."""
        written = {language: self._written(language) for language in Language}
        return {language: said for language, said in written.items() if any(asdict(said).values())}

    def shown(self) -> list[Shown]:
        """As it would be: what is not written has the built-in words."""
        status, previews = wording.status(self.where), []
        for language in Language:
            mine, known = asdict(self._written(language)), asdict(self.built_in(language))
            words = Sentences(**{name: mine[name] or known[name] for name in known})
            with override(language.value):
                previews.append(Shown(language, status, str(status.tag), _as_shown(words)))
        return previews

    def _written(self, language: Language) -> Sentences:
        said = {name: self._said(f"{language.value}_{name}") for name in self.names}
        return Sentences(**{"when": said["else_when"], **said})

    def _said(self, field: str) -> str:
        value = self.data.get(field, "") if self.is_bound else self.initial.get(field)
        return one_line(str(value or ""))[:SENTENCE_LENGTH]


@login_required
@require_safe
def status_words(request: SignedInRequest) -> HttpResponse:
    require(rules.may_word(request.user, request.at))
    own = _own(request)
    language = (get_language() or "nb")[:2]
    rows = [
        Row(slug, where, wording.status(where), words or wording.built_in(where), words is not None)
        for slug, where in queries.WHERES.items()
        for words in [own.get((where, language))]
    ]
    return render(request, "backstage/status_words.html", {"rows": rows})


@login_required
@looked_at_or_sent
def status_word(request: SignedInRequest, slug: str) -> HttpResponse:
    require(rules.may_word(request.user, request.at))
    where = _where(slug)
    own = _own(request)
    form = WordsForm(posted(request), where=where, own=own)
    shows = "vis" in request.POST
    refusal = None
    if form.is_bound and not shows and form.is_valid():
        refusal = refusal_of(lambda: _say(form, request))
        if refusal is None:
            messages.success(request, _("Saved. Users read it from now on."))
            return SeeOther(reverse("status_words"))
        form.add_error(None, f"{refusal.reason} {refusal.way_out}".strip())
    there = queries.said_there(where)
    is_overtaken = isinstance(refusal, actions.WordedMeanwhile)
    words = wording.built_in(where)
    is_own = any(there == where for there, _language in own)
    context = {
        "form": form,
        "last": there[0] if there else None,
        "is_overtaken": is_overtaken,
        "meanwhile": [(Language(row.language), queries.sentences_of(row)) for row in there],
        # Whoever has been told what stands there now may save over it.
        "seen": _stamp(there) if is_overtaken or not form.is_bound else form["seen"].value(),
        "row": Row(slug, where, wording.status(where), words, is_own),
        "time": wording.TIME,
        "what": wording.WHAT if wording.WHAT in words.happening else "",
    }
    status = 200 if shows or not form.is_bound else refusal.status if refusal else 422
    return render(request, "backstage/status_word.html", context, status=status)


@login_required
@require_POST
def status_word_drop(request: SignedInRequest, slug: str) -> HttpResponse:
    seen = request.POST.get("seen")
    actions.say_built_in(where=_where(slug), seen=seen, by=request.user, at=timezone.now())
    messages.success(request, _("The built-in words hold again."))
    return SeeOther(reverse("status_words"))


def _say(form: WordsForm, request: SignedInRequest) -> None:
    actions.say_status(
        where=form.where,
        words=form.words(),
        seen=form.cleaned_data["seen"],
        by=request.user,
        at=timezone.now(),
    )


def _stamp(there: Sequence[StatusSentence]) -> str:
    return there[0].stamp if there else ""


def _where(slug: str) -> Where:
    if slug not in queries.WHERES:
        raise Http404
    return queries.WHERES[slug]


def _own(request: SignedInRequest) -> Own:
    return queries.own_sentences(revisions(request, queries.STATUS)[queries.STATUS])


def _as_shown(words: Sentences) -> Sentences:
    """With examples of what only a request knows, in the language that is spoken just now."""
    return Sentences(
        words.happening.replace(wording.WHAT, str(EXAMPLE_WHAT)),
        words.your_part,
        words.when.replace(wording.TIME, str(EXAMPLE_TIME)),
        words.else_when,
    )


urls = [
    path("styring/statustekster/", status_words, name="status_words"),
    path("styring/statustekster/<slug:slug>/", status_word, name="status_word"),
    path("styring/statustekster/<slug:slug>/fjern/", status_word_drop, name="status_word_drop"),
]
