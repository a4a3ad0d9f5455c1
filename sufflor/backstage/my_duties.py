"""One's own duties in the question hours, and asking a colleague to take one of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.roster import LONGEST, Asked, DutyForm
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent
from sufflor.lib.responses import SeeOther
from sufflor.organization import queries as organization
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries
from sufflor.questions.models import Duty, DutyKind, Swap


@login_required
@require_safe
def my_duties(request: SignedInRequest) -> HttpResponse:
    mine = queries.my_duties(request.user, request.at)
    context = {
        "mine": mine,
        "watches": organization.watches_of(request.user, request.at),
        "asked_watches": organization.asked_watch_swaps(request.user, request.at),
    }
    return render(request, "backstage/my_duties.html", context)


@login_required
@looked_at_or_sent
def swap_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Seek a colleague who can, by name, and ask them. Whose duty it is not, finds no page."""
    own = Duty.objects.select_related("hour", "area").filter(person=request.user)
    duty = get_object_or_404(own, pk=pk)
    told = request.POST if request.method == "POST" else request.GET
    sought = Asked(DutyKind(duty.kind), duty.area, told.get("q", "")[:LONGEST])
    found = queries.able(sought.kind, sought.area, request.at, sought.words)
    others = [person for person in found.people if person != request.user]
    form = DutyForm(request, others)
    swap = carried_out(
        form,
        lambda: actions.ask_to_swap(
            duty=duty,
            to_person=form.cleaned_data["person"],
            by=request.user,
            at=timezone.now(),
        ),
    )
    if swap:
        said = _("%(person)s is asked. The duty is yours until they say yes.")
        messages.success(request, said % {"person": swap.to_person.full_name})
        return SeeOther(reverse("my_duties"))
    return form_page(
        request,
        "backstage/swap_ask.html",
        form,
        duty=duty,
        hour=duty.hour,
        asked=sought,
        found=found,
    )


@login_required
@require_POST
def swap_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Yes or no from the one who is asked; a no from the one who asked takes it back."""
    own = Q(to_person=request.user) | Q(asked_by=request.user) | Q(duty__person=request.user)
    rows = Swap.objects.select_related("duty__hour", "duty__area", "to_person", "asked_by")
    swap = get_object_or_404(rows.filter(own), pk=pk)
    accepts = request.POST.get("svar") == "ja"
    actions.answer_swap(swap=swap, accepts=accepts, by=request.user, at=timezone.now())
    if accepts:
        said = _("The duty is yours now.")
    elif swap.to_person_id == request.user.pk:
        said = _("You have said no. The duty stays where it was.")
    else:
        said = _("The request is taken back.")
    messages.success(request, said)
    return SeeOther(reverse("my_duties"))


urls = [
    path("mine/vakter/", my_duties, name="my_duties"),
    path("mine/vakter/<number:pk>/bytte/", swap_ask, name="swap_ask"),
    path("mine/vakter/bytte/<number:pk>/svar/", swap_answer, name="swap_answer"),
]
