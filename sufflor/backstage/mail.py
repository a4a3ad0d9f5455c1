"""The mail on its way out: what waits, what was given up and why, and whether anybody sends it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sufflor.events.models import Outgoing
from sufflor.lib.refusals import require
from sufflor.messaging import actions, queries
from sufflor.messaging.models import Delivery, Job
from sufflor.messaging.rules import may_see_mail
from sufflor.organization.http import SignedInRequest

ON_A_PAGE = 15


@login_required
@require_safe
def mail(request: SignedInRequest) -> HttpResponse:
    require(may_see_mail(request.user))
    page = Paginator(queries.given_up(), ON_A_PAGE).get_page(request.GET.get("page"))
    # Now, also for those who look at the site as on another date: mail is not sent by that clock.
    now = timezone.now()
    state = queries.mail_state(now)
    context = {
        "now": now,
        "state": state,
        "figures": _figures(state, page.paginator.count),
        "page": page,
        "given_up": [(delivery, queries.kind_name(delivery.kind)) for delivery in page],
        "stuck_events": queries.stuck_events(),
        "stuck_jobs": queries.stuck_jobs(),
        "visit": queries.mailbox_visit(),
    }
    return render(request, "backstage/mail.html", context)


@login_required
@require_POST
def mail_again(request: SignedInRequest, what: str, pk: int) -> HttpResponse:
    actions.try_again(thing=_thing(what, pk), by=request.user, at=timezone.now())
    messages.success(request, _("It is tried again now."))
    return redirect("mail")


@login_required
@require_POST
def mail_all_again(request: SignedInRequest) -> HttpResponse:
    number = actions.try_all_again(by=request.user, at=timezone.now())
    said = ngettext(
        "%(number)s e-mail is tried again now.", "%(number)s e-mails are tried again now.", number
    )
    messages.success(request, said % {"number": number})
    return redirect("mail")


@login_required
@require_POST
def mail_let_go(request: SignedInRequest, what: str, pk: int) -> HttpResponse:
    actions.let_go(thing=_thing(what, pk), by=request.user, at=timezone.now())
    messages.success(request, _("It is let go."))
    return redirect("mail")


def _thing(what: str, pk: int) -> actions.GivenUp:
    """What can be given up, by its word in the address."""
    if what == "e-post":
        return get_object_or_404(Delivery, pk=pk)
    if what == "hendelse":
        return get_object_or_404(Outgoing, pk=pk)
    if what == "jobb":
        return get_object_or_404(Job, pk=pk)
    raise Http404


def _figures(state: queries.MailState, given_up: int) -> list[dict[str, object]]:
    return [
        {"number": sum(kind.count for kind in state.waiting), "label": _("wait")},
        {"number": state.sent_lately, "label": _("sent the last day")},
        {"number": given_up, "label": _("given up")},
        {"number": state.unsure_lately, "label": _("perhaps sent twice")},
    ]


urls = [
    path("styring/post/", mail, name="mail"),
    path("styring/post/nytt-forsok/", mail_all_again, name="mail_all_again"),
    path("styring/post/<str:what>/<number:pk>/nytt-forsok/", mail_again, name="mail_again"),
    path("styring/post/<str:what>/<number:pk>/avslutning/", mail_let_go, name="mail_let_go"),
]
