"""Mail that nobody could let in by itself: the first line says whose it is, or discards it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.people_fields import PersonField
from sufflor.desk.rules import may_help
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.messaging import actions, queries, rules
from sufflor.messaging.models import Received, Why
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.vendor.models import VendorCase

ON_A_PAGE = 25
REASON_LENGTH = 200


class CaseField(forms.ModelChoiceField[VendorCase]):
    def label_from_instance(self, case: VendorCase) -> str:
        return f"{case.number} {case.title}"


class WhoseForm(forms.Form):
    person = PersonField(
        label=gettext_lazy("Whom it is from"),
        help_text=gettext_lazy("Their user name, e-mail address or full name."),
    )


class CaseForm(forms.Form):
    case = CaseField(
        VendorCase.objects.none(),
        label=gettext_lazy("Which case it is about"),
        error_messages={"required": gettext_lazy("Choose the case.")},
    )

    def __init__(self, sent: QueryDict | None, *, account: User | None) -> None:
        super().__init__(sent)
        field = self.fields["case"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # said above
        field.queryset = queries.cases_of_account(account)


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why nothing comes of it"),
        max_length=REASON_LENGTH,
        error_messages={"required": gettext_lazy("Say why, for those who look for it later.")},
    )


@login_required
@require_safe
def incoming_mail(request: SignedInRequest) -> HttpResponse:
    require(rules.may_check_mail(request.user, request.at))
    found = queries.mail_to_check(request.user, request.at)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_help": may_help(request.user, request.at)}
    return render(request, "backstage/incoming_mail.html", context)


@login_required
@looked_at_or_sent
def check_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One mail, and what to do with it; a post lets it in."""
    received = _found(request, pk)
    if received.is_about_a_case:
        return _check_answer(request, received)
    form = _whose(request, received)
    made = carried_out(
        form,
        lambda: actions.accept(
            received=received,
            person=form.cleaned_data.get("person"),
            by=request.user,
            at=timezone.now(),
        ),
    )
    if made:
        messages.success(request, _("It is on request %(number)s now.") % {"number": made.number})
        return SeeOther(reverse("incoming_mail"))
    return _page(request, received, form, DiscardForm())


def _check_answer(request: SignedInRequest, received: Received) -> HttpResponse:
    """What answers a case is written there; a vendor that names none is asked for by us."""
    form = _whose(request, received)
    case = carried_out(
        form,
        lambda: actions.accept_for_case(
            received=received,
            case=received.case_answered or form.cleaned_data["case"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if case is None:
        return _page(request, received, form, DiscardForm())
    messages.success(request, _("It is on case %(number)s now.") % {"number": case.number})
    return SeeOther(reverse("incoming_mail"))


@login_required
@require_POST
def discard_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    received = _found(request, pk)
    form = DiscardForm(request.POST)
    is_done = carried_out(form, lambda: _discarded(request, received, form))
    if not is_done:
        return _page(request, received, _whose(request, received, is_sent=False), form)
    messages.success(request, _("Nothing comes of that e-mail."))
    return SeeOther(reverse("incoming_mail"))


def _discarded(request: SignedInRequest, received: Received, form: forms.Form) -> bool:
    reason = form.cleaned_data["reason"]
    actions.discard(received=received, reason=reason, by=request.user, at=timezone.now())
    return True


def _found(request: SignedInRequest, pk: int) -> Received:
    """Also what is settled already, so that the second of two is told; no one else's secrets."""
    require(rules.may_check_mail(request.user, request.at))
    return get_object_or_404(queries.received_for(request.user, request.at), pk=pk)


def _whose(request: SignedInRequest, received: Received, *, is_sent: bool = True) -> forms.Form:
    """What answers a request is from the one whom we had told; else somebody says whose it is."""
    sent = posted(request) if is_sent else None
    if received.request_id or received.case_answered:
        return forms.Form(sent)
    if received.is_about_a_case:
        return CaseForm(sent, account=received.person)
    return WhoseForm(sent, initial={"person": received.person})


def _page(
    request: SignedInRequest, received: Received, form: forms.Form, discard: forms.Form
) -> HttpResponse:
    context = {
        "received": received,
        "why": Why(received.why).label if received.why else "",
        "form": form,
        "discard": discard,
        "may_be_let_in": received.why not in {Why.TOO_LARGE, Why.UNREADABLE},
    }
    status = 422 if form.is_bound or discard.is_bound else 200
    return render(request, "backstage/incoming_mail_check.html", context, status=status)


urls = [
    path("arbeid/innkommet/", incoming_mail, name="incoming_mail"),
    path("arbeid/innkommet/<number:pk>/", check_mail, name="check_mail"),
    path("arbeid/innkommet/<number:pk>/forkast/", discard_mail, name="discard_mail"),
]
