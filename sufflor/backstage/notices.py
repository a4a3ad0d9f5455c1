"""Writing in the message channel: post or plan, change, correct, pin, withdraw, call off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.announcements import actions, queries
from sufflor.announcements.models import Notice
from sufflor.announcements.rules import may_post
from sufflor.backstage.notice_forms import (
    CorrectionForm,
    CriticalForm,
    NoticeForm,
    WordingForm,
)
from sufflor.lib.clock import OSLO
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest

ON_A_PAGE = 30


@login_required
@require_safe
def notices_plan(request: SignedInRequest) -> HttpResponse:
    """What is planned, and below it all that has been shown or dropped."""
    require(may_post(request.user))
    page = Paginator(queries.written(request.at), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "planned": queries.planned(request.at),
        "page": page,
        "notices": [(notice, notice.is_critical_at(request.at)) for notice in page],
    }
    return render(request, "backstage/notices.html", context)


@login_required
@looked_at_or_sent
def notice_new(request: SignedInRequest) -> HttpResponse:
    require(may_post(request.user))
    form = NoticeForm(posted(request), editor=request.user)
    notice = carried_out(
        form,
        lambda: actions.post(**form.told(), by=request.user, at=timezone.now()),
        about=NoticeForm.REFUSED,
    )
    if notice is None:
        return _form_page(request, form, None)
    return _told(request, notice)


@login_required
@looked_at_or_sent
def notice_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Only what nobody has seen; the rest is corrected."""
    require(may_post(request.user))
    notice = get_object_or_404(Notice, pk=pk)
    if request.method != "POST" and not notice.is_planned(request.at):
        return redirect("notice_correct", notice.pk)
    form = NoticeForm(posted(request), editor=request.user, notice=notice)
    changed = carried_out(
        form,
        lambda: actions.change_planned(
            notice=notice, **form.told(), by=request.user, at=timezone.now()
        ),
        about=NoticeForm.REFUSED,
    )
    if changed is None:
        return _form_page(request, form, notice)
    return _told(request, changed)


@login_required
@looked_at_or_sent
def notice_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_post(request.user))
    notice = get_object_or_404(Notice, pk=pk)
    if request.method != "POST" and notice.is_planned(request.at):
        return redirect("notice_change", notice.pk)
    form = CorrectionForm(posted(request), notice=notice)
    corrected = carried_out(
        form,
        lambda: actions.correct(
            notice=notice,
            wording=form.wording(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        ),
        about=CorrectionForm.REFUSED,
    )
    if corrected is None:
        return _form_page(request, form, notice)
    messages.success(request, _("The notice is corrected, and everyone can see how."))
    return redirect("notice", notice.pk)


@login_required
@looked_at_or_sent
def notice_critical(request: SignedInRequest, pk: int) -> HttpResponse:
    """For how much longer it stands on every page."""
    require(may_post(request.user))
    notice = get_object_or_404(Notice, pk=pk)
    form = CriticalForm(posted(request), initial={"until": notice.expires_at})

    kept = carried_out(
        form,
        lambda: actions.keep_critical(
            notice=notice, until=form.cleaned_data["until"], by=request.user, at=timezone.now()
        ),
        about=CriticalForm.REFUSED,
    )
    if kept is None:
        return form_page(request, "backstage/notice_critical.html", form, notice=notice)
    messages.success(request, _("Saved. Every page follows the new time."))
    return redirect("notices_plan")


@login_required
@require_POST
def notice_pin(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    actions.pin(notice=notice, by=request.user, at=timezone.now())
    return redirect("notices_plan")


@login_required
@require_POST
def notice_unpin(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    actions.unpin(notice=notice, by=request.user, at=timezone.now())
    return redirect("notices_plan")


@login_required
@require_POST
def notice_call_off(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    actions.call_off(notice=notice, by=request.user, at=timezone.now())
    messages.success(request, _("The notice is called off. Nobody saw it."))
    return redirect("notices_plan")


@login_required
@require_POST
def notice_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    actions.withdraw(notice=notice, by=request.user, at=timezone.now())
    messages.success(request, _("The notice is withdrawn."))
    return redirect("notices_plan")


def _told(request: SignedInRequest, notice: Notice) -> HttpResponse:
    """To the notice itself, or to the plan as long as nobody sees it."""
    if not notice.is_planned(timezone.now()):
        messages.success(request, _("The notice is posted."))
        return redirect("notice", notice.pk)
    when = date_format(notice.published_at.astimezone(OSLO), "DATETIME_FORMAT")
    messages.success(request, _("The notice is planned. It is shown %(when)s.") % {"when": when})
    return redirect("notices_plan")


def _form_page(request: SignedInRequest, form: WordingForm, notice: Notice | None) -> HttpResponse:
    is_correction = isinstance(form, CorrectionForm)
    page = "backstage/notice_form.html"
    return form_page(request, page, form, notice=notice, is_correction=is_correction)


urls = [
    path("styring/meldinger/", notices_plan, name="notices_plan"),
    path("styring/meldinger/ny/", notice_new, name="notice_new"),
    path("styring/meldinger/<int:pk>/", notice_correct, name="notice_correct"),
    path("styring/meldinger/<int:pk>/endring/", notice_change, name="notice_change"),
    path("styring/meldinger/<int:pk>/avlysning/", notice_call_off, name="notice_call_off"),
    path("styring/meldinger/<int:pk>/kritisk/", notice_critical, name="notice_critical"),
    path("styring/meldinger/<int:pk>/feste/", notice_pin, name="notice_pin"),
    path("styring/meldinger/<int:pk>/losning/", notice_unpin, name="notice_unpin"),
    path("styring/meldinger/<int:pk>/tilbaketrekking/", notice_withdraw, name="notice_withdraw"),
]
