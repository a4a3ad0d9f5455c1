"""Answers that helpers keep ready: one's own, those of one's groups, and those of one's areas."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.request_at_hand import TOO_LONG
from sufflor.design.fields import Line, Prose
from sufflor.desk import actions, queries, rules
from sufflor.desk.actions import TemplateWords
from sufflor.desk.models import ENTRY_LENGTH, AnswerTemplate
from sufflor.desk.models.templates import NAME_LENGTH
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

REFUSED = {actions.TemplateWithoutName: "name", actions.UnknownPlaceholder: "text"}

MEANS: Mapping[str, Sentence] = {
    "navn": gettext_lazy("the first name of the one who gets help"),
    "nummer": gettext_lazy("the number of the request"),
    "tittel": gettext_lazy("what the request is called"),
    "hjelper": gettext_lazy("your own full name"),
    "enhet": gettext_lazy("the unit that it is about"),
}


class WordsForm(forms.Form):
    name = Line(
        limit=NAME_LENGTH, too_long=TOO_LONG, empty=actions.TemplateWithoutName.reason, rows=1
    )
    text = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=6)
    text_nn = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty="", rows=6)
    text_en = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty="", rows=6)

    name.label = gettext_lazy("Name")
    name.widget = forms.TextInput()
    text.label = gettext_lazy("In bokmål")
    text_nn.label = gettext_lazy("In nynorsk")
    text_en.label = gettext_lazy("In English")
    text_nn.help_text = text_en.help_text = gettext_lazy("Without it, bokmål is used.")

    def words(self) -> TemplateWords:
        names = ("name", "text", "text_nn", "text_en")
        return TemplateWords(*(self.cleaned_data[name] for name in names))


class NewForm(WordsForm):
    owner = forms.ChoiceField(label=gettext_lazy("For whom"))

    def __init__(self, sent: object, *, owners: queries.Owners) -> None:
        super().__init__(sent)  # type: ignore[arg-type]  # a form's own word for what was sent
        self._owners = owners
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, _("Myself") if key == "person" else str(owner)) for key, owner in owners.items()
        ]


@login_required
@require_safe
def ready_answers(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    found = queries.templates(request.user, request.at)
    return render(request, "backstage/ready_answers.html", {"found": found})


@login_required
@looked_at_or_sent
def ready_answer_new(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    owners = queries.owners(request.user, request.at)
    form = NewForm(posted(request), owners=owners)
    kept = carried_out(
        form,
        lambda: actions.keep_template(
            words=form.words(),
            owner=owners[form.cleaned_data["owner"]],
            by=request.user,
            at=timezone.now(),
        ),
        about=REFUSED,
    )
    return _back(request, form, kept)


@login_required
@looked_at_or_sent
def ready_answer_change(request: SignedInRequest, pk: int) -> HttpResponse:
    template = _own(request, pk)
    names = ("name", "text", "text_nn", "text_en")
    form = WordsForm(posted(request), initial={name: getattr(template, name) for name in names})
    kept = carried_out(
        form,
        lambda: actions.change_template(
            template=template, words=form.words(), by=request.user, at=timezone.now()
        ),
        about=REFUSED,
    )
    return _back(request, form, kept, template)


@login_required
@require_POST
def ready_answer_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    template = _own(request, pk)
    actions.drop_template(template=template, by=request.user, at=timezone.now())
    messages.success(request, _("“%(name)s” is gone.") % {"name": template.name})
    return SeeOther(reverse("ready_answers"))


def _own(request: SignedInRequest, pk: int) -> AnswerTemplate:
    """Whoever may not use it finds no page."""
    ours = [each.pk for each in queries.templates(request.user, request.at)]
    return get_object_or_404(AnswerTemplate, pk=pk, pk__in=ours)


def _back(
    request: SignedInRequest,
    form: WordsForm,
    kept: AnswerTemplate | None,
    template: AnswerTemplate | None = None,
) -> HttpResponse:
    if kept:
        messages.success(request, _("“%(name)s” is ready.") % {"name": kept.name})
        return SeeOther(reverse("ready_answers"))
    return form_page(
        request, "backstage/ready_answer.html", form, template=template, known=_known()
    )


def _known() -> list[tuple[str, Sentence]]:
    """What can stand in braces, and what comes in its place."""
    return [(f"{{{name}}}", MEANS[name]) for name in rules.PLACEHOLDERS]


urls = [
    path("arbeid/svarmaler/", ready_answers, name="ready_answers"),
    path("arbeid/svarmaler/ny/", ready_answer_new, name="ready_answer_new"),
    path("arbeid/svarmaler/<number:pk>/", ready_answer_change, name="ready_answer_change"),
    path("arbeid/svarmaler/<number:pk>/fjern/", ready_answer_drop, name="ready_answer_drop"),
]
