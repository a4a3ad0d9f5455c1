"""Private requests for those who help: what waits for a reply, and writing it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sufflor.desk import actions, queries, rules
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest

ON_A_PAGE = 30


class ReplyForm(forms.Form):
    """The deed says how long a reply may be."""

    text = forms.CharField(
        label=gettext_lazy("Your reply"),
        help_text=gettext_lazy("Only the one who asked and those who help can read it."),
        error_messages={"required": actions.NothingWritten.reason},
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@login_required
@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    found = queries.work_list(request.user, request.at)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "backstage/requests.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.work_list(request.user, request.at), pk=pk)
    require(rules.may_note(request.user, found, request.at))
    actions.read(request=found, by=request.user, at=timezone.now())
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            actions.reply(request=found, text=text, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("The reply is sent."))
            return SeeOther(reverse("request", args=[pk]))
    found = queries.work_list(request.user, request.at).get(pk=pk)
    may_reply = found.is_unresolved and rules.may_work(request.user, found, request.at)
    said = found.messages.select_related("by")
    context = {"found": found, "form": form, "said": said, "may_reply": may_reply}
    return render(request, "backstage/request.html", context, status=422 if form.errors else 200)


urls = [
    path("arbeid/henvendelser/", requests, name="requests"),
    path("arbeid/henvendelser/<number:pk>/", one, name="request"),
]
