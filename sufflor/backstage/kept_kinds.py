"""How long everything but requests is kept: what would go, what is held, and what has gone."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.desk.models.retention import WHY_LENGTH
from sufflor.keeping import actions, queries
from sufflor.keeping.kinds import Kind
from sufflor.keeping.models import Purge
from sufflor.keeping.rules import may_decide
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.messaging.kept import ALL, BY_NAME
from sufflor.organization.http import SignedInRequest

COUNT = "tell"


class TermForm(forms.Form):
    def __init__(self, kind: Kind, typed: QueryDict | None, days: int | None) -> None:
        super().__init__(typed, initial={"days": days})
        words = {"fewest": kind.fewest, "most": kind.most}
        for_good = _("%(fewest)s at least. Empty: it is kept for good.") % words
        self.fields["days"] = forms.IntegerField(
            label=_("Days it is kept"),
            help_text=for_good
            if kind.can_be_kept_for_good
            else _("From %(fewest)s to %(most)s.") % words,
            required=not kind.can_be_kept_for_good,
            min_value=kind.fewest,
            max_value=kind.most,
        )


class HoldForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why may nothing of it be taken away?"),
        max_length=WHY_LENGTH,
        error_messages={"required": actions.HeldWithoutReason.reason},
    )


@login_required
@require_safe
def kept_kinds(request: SignedInRequest) -> HttpResponse:
    require(may_decide(request.user))
    context = {"rows": queries.overview(ALL, request.at), "log": _logged()}
    return render(request, "backstage/kept_kinds.html", context)


@login_required
@looked_at_or_sent
def kept_kind(request: SignedInRequest, name: str) -> HttpResponse:
    """Count first, then decide: the same form does both, and counting touches nothing."""
    require(may_decide(request.user))
    kind = _kind(name)
    now = queries.standing(kind, request.at)
    form = TermForm(kind, posted(request), now.days)
    only_counted = request.POST.get("gjor") == COUNT
    counted = None
    if only_counted and form.is_valid():
        days = form.cleaned_data["days"]
        counted = 0 if days is None else queries.how_many(kind, days, request.at)
    elif not only_counted:
        kept = carried_out(
            form,
            lambda: actions.keep_for(
                kind=kind, days=form.cleaned_data["days"], by=request.user, at=timezone.now()
            ),
            about={actions.OutOfBounds: "days"},
        )
        if kept:
            messages.success(request, _("It is saved, and holds from tonight."))
            return SeeOther(reverse("kept_kinds"))
    return _page(request, kind, form, HoldForm(), counted=counted, now=now)


@login_required
@require_POST
def kept_kind_hold(request: SignedInRequest, name: str) -> HttpResponse:
    require(may_decide(request.user))
    kind = _kind(name)
    form = HoldForm(request.POST)
    placed = carried_out(
        form,
        lambda: actions.hold(
            kind=kind, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
        ),
    )
    if placed:
        messages.success(request, _("Nothing of it is taken away until somebody lets it go."))
        return SeeOther(reverse("kept_kinds"))
    now = queries.standing(kind, request.at)
    return _page(request, kind, TermForm(kind, None, now.days), form, now=now)


@login_required
@require_POST
def kept_kind_release(request: SignedInRequest, name: str) -> HttpResponse:
    require(may_decide(request.user))
    actions.let_go(kind=_kind(name), by=request.user, at=timezone.now())
    messages.success(request, _("It follows its term again."))
    return SeeOther(reverse("kept_kinds"))


def _page(
    request: SignedInRequest,
    kind: Kind,
    form: TermForm,
    hold_form: HoldForm,
    *,
    now: queries.Standing,
    counted: int | None = None,
) -> HttpResponse:
    is_refused = any(one.is_bound and one.errors for one in (form, hold_form))
    context = {
        "kind": kind,
        "now": now,
        "form": form,
        "hold_form": hold_form,
        "counted": counted,
        "most": queries.MOST_COUNTED,
    }
    return render(request, "backstage/kept_kind.html", context, status=422 if is_refused else 200)


def _kind(name: str) -> Kind:
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]


def _logged() -> list[tuple[object, Purge]]:
    """With the words for each kind. One that is no kind any more is told by its name."""
    return [
        (BY_NAME[one.kind].label if one.kind in BY_NAME else one.kind, one) for one in queries.log()
    ]


urls = [
    path("styring/oppbevaring/", kept_kinds, name="kept_kinds"),
    path("styring/oppbevaring/<slug:name>/", kept_kind, name="kept_kind"),
    path("styring/oppbevaring/<slug:name>/bevaring/", kept_kind_hold, name="kept_kind_hold"),
    path("styring/oppbevaring/<slug:name>/slipp/", kept_kind_release, name="kept_kind_release"),
]
