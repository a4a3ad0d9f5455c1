"""Writing in the message channel: post, correct, pin, withdraw."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sufflor.announcements import actions
from sufflor.announcements.models import Notice
from sufflor.announcements.rules import may_post
from sufflor.backstage.deeds import carried_out, posted
from sufflor.backstage.notice_forms import CorrectionForm, NoticeForm, WordingForm
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest

ON_A_PAGE = 30


@login_required
@require_safe
def notices_plan(request: SignedInRequest) -> HttpResponse:
    require(may_post(request.user))
    found = (
        Notice.objects.in_order().select_related("unit").prefetch_related("tags", "translations")
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "notices": [(notice, notice.is_critical_at(request.at)) for notice in page],
    }
    return render(request, "backstage/notices.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
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
    messages.success(request, _("The notice is posted."))
    return redirect("notice", notice.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_post(request.user))
    notice = get_object_or_404(Notice, pk=pk)
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
def notice_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=pk)
    actions.withdraw(notice=notice, by=request.user, at=timezone.now())
    messages.success(request, _("The notice is withdrawn."))
    return redirect("notices_plan")


def _form_page(request: SignedInRequest, form: WordingForm, notice: Notice | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "notice": notice}
    return render(request, "backstage/notice_form.html", context, status=status)


urls = [
    path("styring/meldinger/", notices_plan, name="notices_plan"),
    path("styring/meldinger/ny/", notice_new, name="notice_new"),
    path("styring/meldinger/<int:pk>/", notice_correct, name="notice_correct"),
    path("styring/meldinger/<int:pk>/feste/", notice_pin, name="notice_pin"),
    path("styring/meldinger/<int:pk>/losning/", notice_unpin, name="notice_unpin"),
    path("styring/meldinger/<int:pk>/tilbaketrekking/", notice_withdraw, name="notice_withdraw"),
]
