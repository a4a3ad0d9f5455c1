"""Many requests at once: chosen, told what would become of each, and then done one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from sufflor.backstage.error_forms import ErrorChoiceForm
from sufflor.backstage.hour_desk import number_in
from sufflor.backstage.request_forms import HandManyForm, ResolveManyForm, WaitForm
from sufflor.backstage.work_deeds import (
    Carry,
    hand_them,
    let_them_lie,
    let_them_wait,
    resolve_them,
    take_them,
    tie_them,
)
from sufflor.backstage.work_side import back_to_list, query_of
from sufflor.desk import queries, rules
from sufflor.desk.actions import Together
from sufflor.desk.models import Request
from sufflor.known_errors.queries import choices as open_errors
from sufflor.lib.refusals import Refusal, Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

MOST_AT_ONCE = 50
SURE, SHOW = "ja", "vis"


@dataclass(frozen=True)
class ManyDeed:
    """What can be done with many. `said` tells afterwards with how many it was done."""

    title: Sentence
    press: Sentence
    carry: Carry
    said: Callable[[int], str]
    form: Callable[[QueryDict | None, SignedInRequest], forms.Form] | None = None


@dataclass(frozen=True)
class Fate:
    """What would become of one, or why it would be left out."""

    request: Request
    words: str
    happens: bool


DEEDS: Mapping[str, ManyDeed] = {
    "ta": ManyDeed(
        gettext_lazy("Take these?"),
        gettext_lazy("Take them"),
        take_them,
        lambda n: ngettext(
            "You have taken %(count)d request.", "You have taken %(count)d requests.", n
        ),
    ),
    "slipp": ManyDeed(
        gettext_lazy("Let these lie?"),
        gettext_lazy("Let them lie"),
        let_them_lie,
        lambda n: ngettext("%(count)d request lies again.", "%(count)d requests lie again.", n),
    ),
    "overlever": ManyDeed(
        gettext_lazy("Hand these over?"),
        gettext_lazy("Hand them over"),
        hand_them,
        lambda n: ngettext(
            "%(count)d request is handed over.", "%(count)d requests are handed over.", n
        ),
        lambda sent, request: HandManyForm(sent, places=queries.places(request.user)),
    ),
    "vent": ManyDeed(
        gettext_lazy("Let these wait?"),
        gettext_lazy("Let them wait"),
        let_them_wait,
        lambda n: ngettext("%(count)d request waits.", "%(count)d requests wait.", n),
        lambda sent, _request: WaitForm(sent),
    ),
    "feil": ManyDeed(
        gettext_lazy("Do these come from a known error?"),
        gettext_lazy("Tie them to the error"),
        tie_them,
        lambda n: ngettext(
            "%(count)d request is tied to the error.",
            "%(count)d requests are tied to the error.",
            n,
        ),
        lambda sent, _request: ErrorChoiceForm(sent, errors=open_errors()),
    ),
    "los": ManyDeed(
        gettext_lazy("Answer and resolve these?"),
        gettext_lazy("Answer and resolve them"),
        resolve_them,
        lambda n: ngettext("%(count)d request is resolved.", "%(count)d requests are resolved.", n),
        lambda sent, request: ResolveManyForm(sent, by=request.user),
    ),
}


@login_required
@require_POST
def many(request: SignedInRequest) -> HttpResponse:
    """First what would happen, to whom; then the deed, on those that still can be."""
    require(rules.may_help(request.user, request.at))
    name = request.POST.get("gjor", "")
    deed = DEEDS.get(name)
    keys = list(filter(None, map(number_in, request.POST.getlist("valgt"))))[:MOST_AT_ONCE]
    chosen = list(queries.find_work(request.user, request.at).filter(pk__in=keys).by_due())
    if not chosen or deed is None:
        messages.warning(request, _("Choose one request or more first."))
        return SeeOther(back_to_list(request))
    stage = request.POST.get("sikker", "")
    form = deed.form(request.POST if stage else None, request) if deed.form else None
    if form is not None and not form.is_valid():
        return _page(request, name, chosen, form)
    try:
        became = deed.carry(chosen, form, request.user, timezone.now(), stage != SURE)
    except Refusal as refusal:
        if form is None:
            raise
        form.add_error(None, f"{refusal.reason} {refusal.way_out}".strip())
        return _page(request, name, chosen, form)
    if stage != SURE:
        return _page(request, name, chosen, form, became)
    _tell(request, deed, became.refused, len(became.done))
    return SeeOther(back_to_list(request))


def _page(
    request: SignedInRequest,
    name: str,
    chosen: Sequence[Request],
    form: forms.Form | None,
    became: Together | None = None,
) -> HttpResponse:
    deed = DEEDS[name]
    fates = _fates(chosen, became, deed, form) if became else []
    context = {
        "deed": deed,
        "name": name,
        "chosen": chosen,
        "form": form,
        "fates": fates,
        "happening": sum(fate.happens for fate in fates),
        "query": query_of(request),
    }
    is_refused = form is not None and form.is_bound and became is None
    return render(request, "backstage/work_many.html", context, status=422 if is_refused else 200)


def _fates(
    chosen: Sequence[Request], became: Together, deed: ManyDeed, form: forms.Form | None
) -> list[Fate]:
    """In the order of the list."""
    after = {one.pk: one for one in became.done}
    refused = {one.pk: refusal for one, refusal in became.refused}
    return [
        Fate(one, deed.carry.becomes(after[one.pk], form), happens=True)
        if one.pk in after
        else Fate(one, str(refused[one.pk].reason), happens=False)
        for one in chosen
    ]


def _tell(
    request: SignedInRequest,
    deed: ManyDeed,
    refused: Sequence[tuple[Request, Refusal]],
    count: int,
) -> None:
    if count:
        messages.success(request, deed.said(count) % {"count": count})
    tell_of_refused(request, refused)


def tell_of_refused(request: SignedInRequest, refused: Sequence[tuple[Request, Refusal]]) -> None:
    """For each reason those that it kept out."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for one, refusal in refused:
        numbers[f"{refusal.reason} {refusal.way_out}".strip()].append(one.number)
    for reason, those in numbers.items():
        messages.warning(request, f"{', '.join(those)}: {reason}")


urls = [
    path("arbeid/henvendelser/samlet/", many, name="requests_together"),
]
