"""One's own watches: asking a colleague to take one, saying yes or no, all of them as a file."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.lib import calendar_file
from sufflor.lib.calendar_file import Entry
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User, Watch, WatchSwap
from sufflor.questions import queries as questions
from sufflor.questions.models import Duty

PRODUCER = "-//Sufflør//Vakter//NO"


class SwapForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who do you ask?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose whom to ask.")},
    )


@login_required
@looked_at_or_sent
def watch_swap_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Among those who help in the group. Whose watch it is not, finds no page."""
    own = Watch.objects.select_related("group").filter(person=request.user)
    watch = get_object_or_404(own, pk=pk)
    form = SwapForm(posted(request))
    others = watch.group.members.filter(is_active=True).exclude(pk=request.user.pk)
    field = form.fields["person"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = others.order_by("first_name", "last_name", "pk")
    swap = carried_out(
        form,
        lambda: actions.ask_to_swap_watch(
            watch=watch, to_person=form.cleaned_data["person"], by=request.user, at=timezone.now()
        ),
    )
    if swap:
        said = _("%(person)s is asked. The watch is yours until they say yes.")
        messages.success(request, said % {"person": swap.to_person.full_name})
        return SeeOther(reverse("my_duties"))
    return form_page(
        request, "backstage/watch_swap.html", form, watch=watch, others=others.exists()
    )


@login_required
@require_POST
def watch_swap_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Yes or no from the one who is asked; a no from the one who asked takes it back."""
    own = Q(to_person=request.user) | Q(asked_by=request.user) | Q(watch__person=request.user)
    rows = WatchSwap.objects.select_related("watch__group", "to_person", "asked_by")
    swap = get_object_or_404(rows.filter(own), pk=pk)
    accepts = request.POST.get("svar") == "ja"
    actions.answer_watch_swap(swap=swap, accepts=accepts, by=request.user, at=timezone.now())
    if accepts:
        said = _("The watch is yours now.")
    elif swap.to_person_id == request.user.pk:
        said = _("You have said no. The watch stays where it was.")
    else:
        said = _("The request is taken back.")
    messages.success(request, said)
    return SeeOther(reverse("my_duties"))


@login_required
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    """Watches and duties in question hours that one has before them."""
    entries = [_watch(one.watch) for one in queries.watches_of(request.user, request.at)]
    entries += [_duty(one.duty) for one in questions.my_duties(request.user, request.at).duties]
    entries.sort(key=lambda entry: entry.starts_at)
    file = calendar_file.written(_("My duties"), PRODUCER, entries)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vakter.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _watch(watch: Watch) -> Entry:
    return Entry(
        uid=f"vakt-{watch.pk}@{_host()}",
        sequence=int(watch.given_at.timestamp()),
        changed_at=watch.given_at,
        starts_at=watch.starts_at,
        ends_at=watch.ends_at,
        title=_("Watch: %(group)s") % {"group": watch.group.local_name},
    )


def _duty(duty: Duty) -> Entry:
    hour = duty.hour
    return Entry(
        uid=f"time-{hour.slug}-{duty.pk}@{_host()}",
        sequence=int(duty.given_at.timestamp()),
        changed_at=duty.given_at,
        starts_at=hour.opens_at,
        ends_at=hour.closes_at,
        title=f"{hour.title}: {duty.area.local_name if duty.area else duty.get_kind_display()}",
        place=hour.room,
    )


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or ""


urls = [
    path("mine/vakter.ics", calendar, name="my_duties_file"),
    path("mine/vakter/vakt/<number:pk>/bytte/", watch_swap_ask, name="watch_swap_ask"),
    path("mine/vakter/vaktbytte/<number:pk>/svar/", watch_swap_answer, name="watch_swap_answer"),
]
