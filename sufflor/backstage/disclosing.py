"""Giving access by the law: choosing requests, looking through each, and the package."""

from __future__ import annotations

import re
from hashlib import file_digest

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.disclosed_package import disclosed_package
from sufflor.design.fields import DayField
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Basis, DisclosedRequest, Disclosure, Request
from sufflor.desk.models.disclosing import NAME_LENGTH
from sufflor.desk.queries import Chosen
from sufflor.lib.clock import end_of_day, start_of_day
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import SupportGroup

DONE = "ferdig"
NUMBERS_LENGTH, PHRASES_LENGTH = 4_000, 20_000
_NUMBER = re.compile(r"\d{1,15}")


class ChoosingForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What is asked for"),
        help_text=gettext_lazy("Such as the number of the case in the archive. Not who asks."),
        max_length=NAME_LENGTH,
    )
    numbers = forms.CharField(
        label=gettext_lazy("Numbers of requests"),
        help_text=gettext_lazy("With spaces or commas between: H-12, H-34."),
        max_length=NUMBERS_LENGTH,
        required=False,
    )
    since = DayField(label=gettext_lazy("Sent from"), required=False)
    until = DayField(label=gettext_lazy("Sent to and including"), required=False)
    group = forms.ModelChoiceField(
        SupportGroup.objects.order_by("name"),
        label=gettext_lazy("Which group has it"),
        empty_label=gettext_lazy("Any group"),
        required=False,
    )

    def chosen(self) -> Chosen:
        said = self.cleaned_data
        return Chosen(
            numbers=tuple(map(int, _NUMBER.findall(said["numbers"]))),
            since=start_of_day(said["since"]) if said["since"] else None,
            until=end_of_day(said["until"]) if said["until"] else None,
            group=said["group"],
        )


class LookingForm(forms.Form):
    """One choice for each redaction, by its number; and more phrases."""

    phrases = forms.CharField(
        label=gettext_lazy("Black out more"),
        help_text=gettext_lazy("Copy it from the text, one phrase on each line."),
        widget=forms.Textarea,
        max_length=PHRASES_LENGTH,
        required=False,
    )
    basis = forms.ChoiceField(label=gettext_lazy("On which ground"), choices=Basis)

    def __init__(self, item: DisclosedRequest, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # as Django's own
        self.redactions = list(item.redactions.all())
        for one in self.redactions:
            self.fields[f"sladd-{one.pk}"] = forms.ChoiceField(
                label=one.phrase,
                choices=[*Basis.choices, ("", _("Leave it open"))],
                initial=one.basis,
                required=False,
            )

    def basis_of(self) -> dict[int, str]:
        """What was not sent stays as it is."""
        names = {one.pk: f"sladd-{one.pk}" for one in self.redactions}
        return {pk: self.cleaned_data[name] for pk, name in names.items() if name in self.data}


@login_required
@looked_at_or_sent
def disclosures(request: SignedInRequest) -> HttpResponse:
    require(rules.may_disclose(request.user))
    form = ChoosingForm(posted(request))
    begun = carried_out(
        form,
        lambda: actions.begin_disclosure(
            name=form.cleaned_data["name"],
            wanted=form.chosen(),
            by=request.user,
            at=timezone.now(),
        ),
    )
    if begun:
        return SeeOther(reverse("disclosure", args=[begun.pk]))
    return form_page(request, "backstage/disclosures.html", form, rows=queries.disclosures())


@login_required
@require_safe
def disclosure(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    items = found.requests.select_related("request", "looked_by")
    context = {
        "found": found,
        "items": items.filter(request__in=queries.readable(Request.objects.all(), request.user)),
        "left": queries.left_to_look_at(found),
    }
    return render(request, "backstage/disclosure.html", context)


@login_required
@looked_at_or_sent
def disclosed_request(request: SignedInRequest, pk: int, item: int) -> HttpResponse:
    """The text with what is blacked out marked; what is found, each with its ground."""
    found = _item(request, pk, item)
    now = timezone.now()
    actions.read(request=found.request, by=request.user, at=now)
    form = LookingForm(found, posted(request))
    is_done = request.POST.get("gjor") == DONE
    if request.method == "POST" and form.is_valid():
        is_whole = actions.look_through(
            item=found,
            basis_of=form.basis_of(),
            phrases=form.cleaned_data["phrases"].splitlines(),
            basis=form.cleaned_data["basis"],
            seen=request.POST.get("lest", "") if is_done else "",
            by=request.user,
            at=now,
        )
        if is_whole:
            messages.success(request, _("It is looked through."))
            return SeeOther(reverse("disclosure", args=[pk]))
        if is_done:
            messages.warning(request, _("Something was written meanwhile: read it again."))
        return SeeOther(reverse("disclosed_request", args=[pk, item]))
    sheet = queries.sheet(found, found.disclosure.given_out_at or now)
    times = queries.times(sheet, [one.phrase for one in form.redactions])
    marked = [(one, form[f"sladd-{one.pk}"], times[one.phrase]) for one in form.redactions]
    about = {"found": found, "sheet": sheet, "marked": marked}
    return form_page(request, "backstage/disclosed_request.html", form, **about)


@login_required
@require_POST
def give_out(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    actions.give_out(disclosure=found, by=request.user, at=timezone.now())
    messages.success(request, _("It is ready to be given out, and does not change any more."))
    return SeeOther(reverse("disclosure", args=[pk]))


@login_required
@require_safe
def disclosure_package(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Only what may be read by whoever fetches it; that it was fetched is known."""
    found = _found(request, pk)
    if found.given_out_at is None:
        raise actions.NotLookedThrough
    rows = queries.readable(Request.objects.all(), request.user)
    if found.requests.exclude(request__in=rows).exists():
        raise actions.NoneFound
    content = disclosed_package(found, found.given_out_at)
    digest = file_digest(content, "sha256").hexdigest()
    content.seek(0)
    actions.fetch_disclosed(disclosure=found, digest=digest, by=request.user, at=timezone.now())
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"innsyn-{found.pk}.zip",
        content_type="application/zip",
    )


def _found(request: SignedInRequest, pk: int) -> Disclosure:
    require(rules.may_disclose(request.user))
    return get_object_or_404(Disclosure.objects.select_related("given_out_by", "begun_by"), pk=pk)


def _item(request: SignedInRequest, pk: int, item: int) -> DisclosedRequest:
    require(rules.may_disclose(request.user))
    rows = DisclosedRequest.objects.filter(
        disclosure=pk, request__in=queries.readable(Request.objects.all(), request.user)
    )
    return get_object_or_404(
        rows.select_related(
            "disclosure",
            "request__reporter",
            "request__concerns",
            "request__unit",
            "request__area",
            "request__form__form",
        ),
        pk=item,
    )


urls = [
    path("styring/innsyn/", disclosures, name="disclosures"),
    path("styring/innsyn/<number:pk>/", disclosure, name="disclosure"),
    path("styring/innsyn/<number:pk>/pakke.zip", disclosure_package, name="disclosure_package"),
    path("styring/innsyn/<number:pk>/utlevering/", give_out, name="disclosure_give_out"),
    path("styring/innsyn/<number:pk>/<number:item>/", disclosed_request, name="disclosed_request"),
]
