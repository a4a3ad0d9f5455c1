"""Versions of what vendors make: what they fix, what to read and try again, and telling of them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.announcements.rules import may_post
from sufflor.backstage.form_alone import Back, form_alone
from sufflor.backstage.vendor_forms import SystemField
from sufflor.backstage.vendor_step_forms import NewsForm, WhyField
from sufflor.design.fields import DayField, Prose
from sufflor.knowledge.models import Function
from sufflor.known_errors import actions as errors
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.actions import Release
from sufflor.vendor.models import System, Version
from sufflor.vendor.models.versions import NOTES_LENGTH, VERSION_LENGTH

REFUSED = {
    actions.NoVersionName: "name",
    errors.NothingToTell: "sentence",
    errors.NoNextUpdate: "next_update_at",
}


class VersionForm(forms.Form):
    system = SystemField(
        System.objects.select_related("vendor"),
        label=gettext_lazy("Which system"),
        empty_label=None,
    )
    name = forms.CharField(label=gettext_lazy("Its name"), max_length=VERSION_LENGTH)
    expected_on = DayField(label=gettext_lazy("When we expect it"), required=False)
    functions = forms.MultipleChoiceField(
        label=gettext_lazy("What goes another way from now on"),
        help_text=gettext_lazy(
            "Articles about it are to be reviewed, and errors in it tried again."
        ),
        choices=Function,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    notes = Prose(limit=NOTES_LENGTH, too_long=actions.TooLong.reason, empty="", rows=6)
    notes.label = gettext_lazy("What the vendor says of it")

    def __init__(self, sent: QueryDict | None, *, version: Version | None = None) -> None:
        names = ("system", "name", "expected_on", "functions", "notes")
        told = {name: getattr(version, name) for name in names} if version else {}
        super().__init__(sent, initial=told)
        if version:
            del self.fields["system"]
        self._system = version.system if version else None

    def release(self) -> Release:
        said = self.cleaned_data
        return Release(**{"system": self._system, **said})


class WithdrawForm(NewsForm):
    why = WhyField(gettext_lazy("Why it is withdrawn"))
    field_order = ("why", "sentence", "next_update_at")


@login_required
@require_safe
def vendor_versions(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see(request.user))
    context = {
        "versions": queries.versions(),
        "systems": queries.systems(),
        "may_open": rules.may_open(request.user),
    }
    return render(request, "backstage/vendor_versions.html", context)


@login_required
@looked_at_or_sent
def version_new(request: SignedInRequest) -> HttpResponse:
    require(rules.may_open(request.user))
    form = VersionForm(posted(request))
    version = carried_out(
        form,
        lambda: actions.plan_version(release=form.release(), by=request.user, at=timezone.now()),
        about=REFUSED,
    )
    if version is None:
        lead = _("A fix is always in a version, also when nobody knows yet when it comes.")
        board = Back(reverse("vendor_board"), _("Cases for the vendor"))
        return form_alone(request, form, _("New version"), lead, _("Put it down"), board)
    return SeeOther(reverse("version", args=[version.pk]))


@login_required
@require_safe
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    may_open = rules.may_open(request.user)
    context = {
        "version": found,
        "notes": queries.release_notes(found),
        "may_change": may_open and not found.is_withdrawn,
        "may_tell": may_open and may_post(request.user) and found.is_released,
    }
    return render(request, "backstage/vendor_version.html", context)


@login_required
@looked_at_or_sent
def version_change(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(rules.may_open(request.user))
    form = VersionForm(posted(request), version=found)
    done = carried_out(
        form,
        lambda: actions.change_version(
            version=found, release=form.release(), by=request.user, at=timezone.now()
        ),
        about=REFUSED,
    )
    if done is None:
        lead = _("What goes another way decides what is to be reviewed and tried again.")
        return form_alone(request, form, _("Change the version"), lead, _("Save"), _to(found))
    return SeeOther(reverse("version", args=[pk]))


@login_required
@require_POST
def version_release(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    actions.put_in_use(version=found, by=request.user, at=timezone.now())
    messages.success(request, _("It is in use. Release its fixes one by one, when they hold."))
    return SeeOther(reverse("version", args=[pk]))


@login_required
@require_POST
def version_tell(request: SignedInRequest, pk: int) -> HttpResponse:
    """With one press: in all languages, from the unit of whoever presses."""
    found = _found(request, pk)
    require(request.user.unit is not None)
    assert request.user.unit is not None  # noqa: S101  # said above
    actions.tell_of_version(
        version=found,
        unit=request.user.unit,
        contact=request.user.email or request.user.full_name,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Everyone can read of it in the message channel."))
    return SeeOther(reverse("version", args=[pk]))


@login_required
@looked_at_or_sent
def version_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require(rules.may_open(request.user))
    notes = queries.release_notes(found)
    form = WithdrawForm(posted(request), errors=notes.errors, must=True)
    done = carried_out(
        form,
        lambda: actions.withdraw_version(
            version=found,
            why=form.cleaned_data["why"],
            news=form.news(),
            by=request.user,
            at=timezone.now(),
        ),
        about=REFUSED,
    )
    if done is None:
        lead = _("Every fix in it is taken back: the cases are with the vendor again.")
        return form_alone(
            request, form, _("Withdraw the version"), lead, _("Withdraw it"), _to(found)
        )
    messages.success(request, _("It is withdrawn, and its fixes with it."))
    return SeeOther(reverse("version", args=[pk]))


def _to(version: Version) -> Back:
    return Back(reverse("version", args=[version.pk]), str(version))


def _found(request: SignedInRequest, pk: int) -> Version:
    require(rules.may_see(request.user))
    return get_object_or_404(Version.objects.select_related("system__vendor", "notice"), pk=pk)


urls = [
    path("arbeid/leverandor/versjoner/", vendor_versions, name="vendor_versions"),
    path("arbeid/leverandor/versjoner/ny/", version_new, name="version_new"),
    path("arbeid/leverandor/versjoner/<number:pk>/", version, name="version"),
    path("arbeid/leverandor/versjoner/<number:pk>/endre/", version_change, name="version_change"),
    path(
        "arbeid/leverandor/versjoner/<number:pk>/i-bruk/", version_release, name="version_release"
    ),
    path("arbeid/leverandor/versjoner/<number:pk>/melding/", version_tell, name="version_tell"),
    path(
        "arbeid/leverandor/versjoner/<number:pk>/trekk/",
        version_withdraw,
        name="version_withdraw",
    ),
]
