"""The pattern of the opening or the closing hour of every day, and which hours follow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.hour_plan_forms import TemplateForm, stamp
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.actions import TemplateWish
from sufflor.questions.models import HourTemplate
from sufflor.questions.pattern import Following
from sufflor.rollout.models import Rollout

FIELDS = {
    "own_title": gettext_lazy("title"),
    "room": gettext_lazy("room"),
    "video_url": gettext_lazy("video link"),
    "opens_at": gettext_lazy("begins"),
    "closes_at": gettext_lazy("ends"),
    "moderation": gettext_lazy("who reads first"),
    "names": gettext_lazy("who sees who asked"),
}


class NotLookedAt(Refusal):
    reason = gettext_lazy(
        "See below which hours change. If that is what you want, save the template once more."
    )


@dataclass(frozen=True)
class Consequence:
    """One hour: what of it changes, what stays all the same, and why."""

    following: Following

    @property
    def changed(self) -> str:
        return _listed(self.following.changed)

    @property
    def kept(self) -> str:
        return _listed(self.following.kept)

    @property
    def why(self) -> str:
        why = self.following.why
        return str(why.label) if why and self.following.kept else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(str(FIELDS[name]) for name in names)


@login_required
@looked_at_or_sent
def template_change(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """First look at which hours follow, then save exactly that."""
    require(rules.may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    template = queries.template(rollout, kind)
    if template is None:
        raise Http404
    form = TemplateForm(posted(request), template=template)
    wish = form.wish() if form.is_bound and form.is_valid() else None
    saved = None
    if wish and request.POST.get("deed") == "save":
        saved = carried_out(
            form, lambda: _save(request, rollout, kind, form, wish), about=form.REFUSED
        )
    if saved:
        messages.success(request, _("The template is saved, and the hours follow it."))
        return SeeOther(reverse("rollout_overview", args=[pk]))
    return form_page(
        request,
        "backstage/template_change.html",
        form,
        rollout=rollout,
        template=template,
        consequences=_consequences(request, rollout, template, wish) if wish else None,
        looked=stamp(wish) if wish else "",
    )


def _save(
    request: SignedInRequest, rollout: Rollout, kind: str, form: TemplateForm, wish: TemplateWish
) -> HourTemplate:
    if form.cleaned_data["looked"] != stamp(wish):
        raise NotLookedAt
    return actions.change_template(
        rollout=rollout, kind=kind, wanted=wish, by=request.user, at=timezone.now()
    )


def _consequences(
    request: SignedInRequest, rollout: Rollout, template: HourTemplate, wish: TemplateWish
) -> list[Consequence]:
    """Of the hours that would be different; the others are as the template says already."""
    wanted = HourTemplate(
        rollout=rollout,
        kind=template.kind,
        own_title=wish.title,
        opens=wish.opens,
        closes=wish.closes,
        room=wish.room,
        video_url=wish.video_url,
        moderation=str(wish.moderation),
        names=str(wish.names),
    )
    found = queries.what_would_follow(rollout, wanted, request.at)
    return [Consequence(one) for one in found if one.changed or one.kept]


urls = [
    path("styring/innforing/<number:pk>/mal/<slug:kind>/", template_change, name="template_change"),
]
