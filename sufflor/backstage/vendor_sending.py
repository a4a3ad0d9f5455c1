"""What leaves the house of a case: chosen, looked at with what differs, and sent as it was seen."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sufflor.backstage.vendor_step_forms import SendForm
from sufflor.backstage.vendor_steps import SURE, find
from sufflor.backstage.vendor_words import lacking
from sufflor.known_errors import actions as errors
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.lib.text import clean
from sufflor.organization.http import SignedInRequest
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.actions import Wanted
from sufflor.vendor.models import Channel, State, VendorCase
from sufflor.vendor.queries import BY_DEFAULT, Bundle, Part

REFUSED = {errors.NothingToTell: "sentence", errors.NoNextUpdate: "next_update_at"}


@login_required
@looked_at_or_sent
def vendor_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is shown is what is sent: another choice is looked at before it goes."""
    case = find(request, pk)
    require(rules.may_open(request.user))
    if case.state in {State.PROPOSED, State.CLOSED}:
        raise actions.NotFromHere.but(case.state)
    sent = posted(request)
    form = SendForm(sent, errors=_to_tell_of(case), initial=_initial(case))
    is_sure = request.POST.get("sikker") == SURE
    if is_sure and carried_out(form, lambda: _sent(request, case, form), about=REFUSED):
        messages.success(request, _("Sent. The very words are kept on the case."))
        return SeeOther(f"{reverse('vendor_case', args=[pk])}#brev")
    bundle = _looked_at(case, form)
    _keep_what_is_seen(form, bundle)
    context = {
        "case": case,
        "form": form,
        "bundle": bundle,
        "lacks": lacking(rules.lacks(case)),
        "may_send": not bundle.numbers and not rules.lacks(case) and bool(bundle.text),
        "address": case.system.vendor.account.email,
    }
    status = 422 if form.is_bound and (is_sure or form.errors) else 200
    return render(request, "backstage/vendor_send.html", context, status=status)


def _sent(request: SignedInRequest, case: VendorCase, form: SendForm) -> bool:
    said = form.cleaned_data
    wanted = Wanted(said["parts"], said["words"], Channel(said["channel"]))
    actions.send(
        case=case,
        wanted=wanted,
        seen=said["seen"],
        news=form.news(),
        by=request.user,
        at=timezone.now(),
    )
    return True


def _looked_at(case: VendorCase, form: SendForm) -> Bundle:
    """Of what was chosen, as far as it can be chosen at all."""
    if not form.is_bound:
        parts: Collection[str] = form.initial["parts"]
        return queries.bundle(case, parts)
    form.is_valid()
    said = form.cleaned_data
    return queries.bundle(case, said.get("parts", BY_DEFAULT), clean(said.get("words", "")))


def _keep_what_is_seen(form: forms.Form, bundle: Bundle) -> None:
    """The hidden field follows what is shown now, not what was sent."""
    if form.is_bound:
        assert isinstance(form.data, QueryDict)  # noqa: S101  # it came from a page
        form.data = form.data.copy()
        form.data["seen"] = bundle.digest
    else:
        form.initial["seen"] = bundle.digest


def _initial(case: VendorCase) -> dict[str, object]:
    """The whole template the first time; after that, words of one's own."""
    has_address = bool(case.system.vendor.account.email)
    return {
        "parts": BY_DEFAULT if case.state == State.READY else (Part.FACTS,),
        "channel": Channel.MAIL if has_address else Channel.TEXT,
    }


def _to_tell_of(case: VendorCase) -> list[object]:
    return [*queries.errors_under_way(case)] if case.state == State.READY else []


urls = [path("arbeid/leverandor/<number:pk>/send/", vendor_send, name="vendor_send")]
