"""Wishing for something that nobody has wished for yet: what looks like it is shown first."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sufflor.change_requests import actions, queries
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    ChangeRequest,
    HowMany,
    HowOften,
)
from sufflor.lib.deeds import looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, Sentence
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea

NOT_SAID = [("", gettext_lazy("I do not know"))]
FACTS = ("title", "need", "benefit", "workaround", "how_many", "how_often", "area")


def _text(label: Sentence, help_text: Sentence = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # the stubs have their own name for a lazy text
        help_text=help_text,  # type: ignore[arg-type]  # as above
        max_length=TEXT_LENGTH,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WishForm(forms.Form):
    """`looked` says that what looks like it has been shown already. The prefix is that of any form,
    so that what is typed is looked up in the same way."""

    title = forms.CharField(
        label=gettext_lazy("What do you wish for?"),
        help_text=gettext_lazy("One sentence is enough."),
        max_length=TITLE_LENGTH,
    )
    need = _text(
        gettext_lazy("What do you need it for?"),
        gettext_lazy(
            "Write about your work rather than about buttons and fields. Leave out names."
        ),
        required=True,
    )
    benefit = _text(
        gettext_lazy("What gets better?"),
        gettext_lazy("For example time saved, mistakes avoided, or demands that we must meet."),
    )
    workaround = _text(gettext_lazy("How do you do it now?"))
    how_many = forms.ChoiceField(
        label=gettext_lazy("How many does it concern?"),
        choices=[*NOT_SAID, *HowMany.choices],
        required=False,
    )
    how_often = forms.ChoiceField(
        label=gettext_lazy("How often is it needed?"),
        choices=[*NOT_SAID, *HowOften.choices],
        required=False,
    )
    area = forms.ModelChoiceField(
        CaseArea.objects.all(),
        label=gettext_lazy("Which case area is it about?"),
        empty_label=gettext_lazy("All of them, or I do not know"),
        required=False,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    looked = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: QueryDict | None) -> None:
        super().__init__(sent, initial={"submission": uuid4()}, prefix="felt")

    def facts(self) -> Facts:
        said = {name: self.cleaned_data[name] for name in FACTS}
        return Facts(**said, language=get_language() or "nb")

    def alike(self) -> list[ChangeRequest]:
        """What others have wished for already, unless the writer has seen it."""
        said = self.cleaned_data
        return [] if said["looked"] else queries.alike(f"{said['title']} {said['need']}"[:500])


@login_required
@looked_at_or_sent
def wish_new(request: SignedInRequest) -> HttpResponse:
    form = WishForm(posted(request))
    if not (form.is_bound and form.is_valid()):
        return _page(request, form, status=422 if form.is_bound else 200)
    if alike := form.alike():
        return _page(request, form, alike=alike)
    said = form.cleaned_data
    try:
        change = actions.propose(
            facts=form.facts(), submission=said["submission"], by=request.user, at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error(None, f"{refusal.reason} {refusal.way_out}".strip())
        return _page(request, form, status=refusal.status)
    messages.success(
        request, _("Thank you. We read it first; then everyone can wish for the same.")
    )
    return SeeOther(reverse("wish", args=[change.pk]))


def _page(
    request: SignedInRequest,
    form: WishForm,
    *,
    alike: list[ChangeRequest] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "alike": alike or [],
        "hints": {"name": form["title"].id_for_label, "found": []},
    }
    return render(request, "frontstage/wish_new.html", context, status=status)


urls = [path("onsker/nytt/", wish_new, name="wish_new")]
