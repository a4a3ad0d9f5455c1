"""The forms that people are given: all of them, one of them, and how one is written."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.form_forms import DefinitionForm, FactsForm, NewForm
from sufflor.forms import actions, queries
from sufflor.forms.actions import Facts
from sufflor.forms.models import Form, FormVersion
from sufflor.forms.rules import may_edit_forms
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest


@login_required
@require_safe
def forms_plan(request: SignedInRequest) -> HttpResponse:
    require(may_edit_forms(request.user))
    rows = queries.overview(get_language() or "nb", request.at)
    return render(request, "backstage/forms.html", {"rows": rows})


@login_required
@require_POST
def forms_load(request: SignedInRequest) -> HttpResponse:
    """The forms that come with the product, in an installation that has none yet."""
    loaded = actions.load_shipped(by=request.user, at=timezone.now())
    said = _("%(count)d forms are loaded.") % {"count": len(loaded)}
    messages.success(request, said if loaded else _("Nothing new: all of them are here already."))
    return redirect("forms_plan")


@login_required
@looked_at_or_sent
def form_new(request: SignedInRequest) -> HttpResponse:
    require(may_edit_forms(request.user))
    form = NewForm(posted(request), version=None)
    version = _written(
        form,
        lambda: actions.open_form(
            slug=form.cleaned_data["slug"],
            facts=Facts(),
            definition=form.cleaned_data["definition"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if version is None:
        return _writing(request, form, None)
    messages.success(request, _("The form is begun on. Nobody sees it until you publish it."))
    return redirect("form_preview", version.form.slug, version.number)


@login_required
@looked_at_or_sent
def form_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every saving is a new version; what people fill in now is left as it is."""
    require(may_edit_forms(request.user))
    changed = get_object_or_404(Form, slug=slug)
    form = DefinitionForm(posted(request), version=queries.newest(changed))
    version = _written(
        form,
        lambda: actions.draft_version(
            form=changed,
            definition=form.cleaned_data["definition"],
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if version is None:
        return _writing(request, form, changed)
    messages.success(request, _("Saved as version %(number)d.") % {"number": version.number})
    return redirect("form_preview", slug, version.number)


@login_required
@looked_at_or_sent
def form_admin(request: SignedInRequest, slug: str) -> HttpResponse:
    """One form: what holds for all of it, what it lacks, and its versions."""
    require(may_edit_forms(request.user))
    shown = get_object_or_404(Form, slug=slug)
    form = FactsForm(posted(request), form=shown)
    changed = carried_out(
        form,
        lambda: actions.change_facts(
            form=shown, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )
    if changed:
        messages.success(request, _("Saved."))
        return redirect("form_admin", slug)
    return form_page(
        request,
        "backstage/form.html",
        form,
        row=queries.overview_of(shown, get_language() or "nb", request.at),
        versions=queries.versions(shown),
    )


@login_required
@require_POST
def form_publish(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    version = get_object_or_404(FormVersion, form__slug=slug, number=number)
    actions.publish_version(version=version, by=request.user, at=timezone.now())
    messages.success(request, _("Published. Whoever begins now gets this version."))
    return redirect("form_admin", slug)


@login_required
@require_POST
def form_take_up(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """An older version, as a new one."""
    older = get_object_or_404(FormVersion, form__slug=slug, number=number)
    version = actions.take_up_version(version=older, by=request.user, at=timezone.now())
    messages.success(request, _("Saved as version %(number)d.") % {"number": version.number})
    return redirect("form_preview", slug, version.number)


@login_required
@require_POST
def form_retire(request: SignedInRequest, slug: str) -> HttpResponse:
    actions.retire_form(form=get_object_or_404(Form, slug=slug), by=request.user, at=timezone.now())
    messages.success(request, _("The form is taken away. What has come in is kept."))
    return redirect("form_admin", slug)


@login_required
@require_POST
def form_offer_again(request: SignedInRequest, slug: str) -> HttpResponse:
    actions.offer_again(form=get_object_or_404(Form, slug=slug), by=request.user, at=timezone.now())
    messages.success(request, _("The form is offered again."))
    return redirect("form_admin", slug)


def _written(form: DefinitionForm, deed: Callable[[], FormVersion]) -> FormVersion | None:
    def written() -> FormVersion | None:
        try:
            return deed()
        except actions.NotAForm as refusal:
            form.tell(refusal)
            return None

    return carried_out(form, written, about={actions.NameTaken: "slug"})


def _writing(request: SignedInRequest, form: DefinitionForm, changed: Form | None) -> HttpResponse:
    return form_page(request, "backstage/form_write.html", form, changed=changed)


urls = [
    path("styring/skjemaer/", forms_plan, name="forms_plan"),
    path("styring/skjemaer/medfolgende/", forms_load, name="forms_load"),
    path("styring/skjemaer/ny/", form_new, name="form_new"),
    path("styring/skjemaer/<slug:slug>/", form_admin, name="form_admin"),
    path("styring/skjemaer/<slug:slug>/endring/", form_change, name="form_change"),
    path("styring/skjemaer/<slug:slug>/tilbaketrekking/", form_retire, name="form_retire"),
    path("styring/skjemaer/<slug:slug>/tilbud/", form_offer_again, name="form_offer_again"),
    path(
        "styring/skjemaer/<slug:slug>/<number:number>/publisering/",
        form_publish,
        name="form_publish",
    ),
    path(
        "styring/skjemaer/<slug:slug>/<number:number>/gjenbruk/", form_take_up, name="form_take_up"
    ),
]
