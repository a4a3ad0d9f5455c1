"""Taking a request into another, linking two, and parting one that asks more than one thing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.backstage.request_at_hand import TOO_LONG, at_hand, deed_page
from sufflor.design.fields import Prose
from sufflor.desk import actions, queries, rules
from sufflor.desk.actions import Part
from sufflor.desk.models import ENTRY_LENGTH, TITLE_LENGTH, Joining, Link, LinkKind, Request
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, HelpKind

LONGEST_SEARCH = 100


class OtherForm(forms.Form):
    """Which other request, and whether the two become one or are only linked."""

    other = forms.ChoiceField(
        label=gettext_lazy("Which request is it about the same as?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the other request."),
            "invalid_choice": gettext_lazy("Choose the other request."),
        },
    )

    def __init__(self, sent: object, *, candidates: Iterable[Request]) -> None:
        super().__init__(sent)  # type: ignore[arg-type]  # a form's own word for what was sent
        self._known = {str(each.pk): each for each in candidates}
        self.fields["other"].choices = [  # type: ignore[attr-defined]  # a choice field
            (pk, f"{each.number} {each.short_title} ({each.reporter.full_name})")
            for pk, each in self._known.items()
        ]

    def clean_other(self) -> Request:
        return self._known[self.cleaned_data["other"]]


class PartForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the part"), max_length=TITLE_LENGTH)
    text = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=6)
    help_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of help it needs"), choices=HelpKind
    )
    area = forms.ModelChoiceField(
        CaseArea.objects.all(),
        label=gettext_lazy("Case area"),
        empty_label=gettext_lazy("None in particular"),
        required=False,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    text.label = gettext_lazy("What this part asks")
    text.help_text = gettext_lazy("The user reads this. Only what belongs to this part.")

    def part(self) -> Part:
        said = self.cleaned_data
        return Part(said["title"], said["text"], HelpKind(said["help_kind"]), said["area"])


@login_required
@looked_at_or_sent
def join_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One page for both: helpers find the other request first, and decide then."""
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    joining = queries.open_joining(found)
    words = one_line(request.POST.get("sok") or request.GET.get("sok") or "")[:LONGEST_SEARCH]
    others = queries.candidates(found, request.user, words, request.at)
    form = OtherForm(posted(request), candidates=others)
    wants_link = request.POST.get("deed") == "link"
    done = carried_out(form, lambda: _tied(request, found, form, wants_link=wants_link))
    if done:
        messages.success(request, done)
        return SeeOther(reverse("request", args=[found.pk]))
    return deed_page(
        request,
        found,
        "backstage/request_join.html",
        None if joining and not form.is_bound else form,
        words=words,
        others=others,
        joining=joining,
        ties=queries.ties(found, request.user, request.at),
    )


def _tied(request: SignedInRequest, found: Request, form: OtherForm, *, wants_link: bool) -> str:
    other, by, at = form.cleaned_data["other"], request.user, timezone.now()
    if wants_link:
        actions.link(request=found, other=other, kind=LinkKind.RELATED, by=by, at=at)
        said = _("%(number)s is linked to this request.")
    else:
        actions.join(request=found, into=other, by=by, at=at)
        said = _("The request is taken into %(number)s. You can undo it.")
    return said % {"number": other.number}


@login_required
@require_POST
def undo_join(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    joining = get_object_or_404(Joining, request=found, undone_at=None)
    actions.undo_join(joining=joining, by=request.user, at=timezone.now())
    messages.success(request, _("The request stands on its own again."))
    return SeeOther(reverse("request", args=[found.pk]))


@login_required
@require_POST
def unlink_request(request: SignedInRequest, pk: int, link: int) -> HttpResponse:
    found = at_hand(request, pk)
    made = get_object_or_404(Link, pk=link, request=found)
    actions.unlink(link=made, by=request.user, at=timezone.now())
    messages.success(request, _("The two are no longer linked."))
    return SeeOther(reverse("request", args=[found.pk]))


@login_required
@looked_at_or_sent
def split_request(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    other_kind = (
        HelpKind.PROFESSIONAL if found.help_kind != HelpKind.PROFESSIONAL else HelpKind.PRACTICAL
    )
    initial = {"submission": uuid4(), "area": found.area_id, "help_kind": other_kind}
    form = PartForm(posted(request), initial=initial)
    part = carried_out(
        form,
        lambda: actions.split(
            request=found,
            part=form.part(),
            submission=form.cleaned_data["submission"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if part:
        said = _("The part is now request %(number)s. %(because)s")
        messages.success(request, said % {"number": part.number, "because": part.because})
        return SeeOther(reverse("request", args=[found.pk]))
    return deed_page(
        request, found, "backstage/request_split.html", form, send=_("Make it a request of its own")
    )


urls = [
    path("arbeid/henvendelser/<number:pk>/sammenslaing/", join_request, name="join_request"),
    path("arbeid/henvendelser/<number:pk>/sammenslaing/angring/", undo_join, name="undo_join"),
    path(
        "arbeid/henvendelser/<number:pk>/kobling/<number:link>/fjern/",
        unlink_request,
        name="unlink_request",
    ),
    path("arbeid/henvendelser/<number:pk>/deling/", split_request, name="split_request"),
]
