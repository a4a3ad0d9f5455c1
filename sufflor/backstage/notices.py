"""Writing in the message channel: post, correct, pin, withdraw."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sufflor.announcements import actions
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import LONGEST_BODY, Language, Notice, Tag
from sufflor.announcements.rules import may_post
from sufflor.design.fields import MomentField
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Unit

ON_A_PAGE = 30


class TextForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            "The most important first. An empty line begins a new paragraph, “- ” a list."
        ),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def wording(self, language: str) -> Wording:
        return Wording(self.cleaned_data["title"], self.cleaned_data["body"], Language(language))


class CorrectionForm(TextForm):
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        help_text=gettext_lazy("One sentence. It stands with the notice for everyone to read."),
        max_length=300,
    )


class NoticeForm(TextForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)
    tags = forms.MultipleChoiceField(
        label=gettext_lazy("About"),
        choices=Tag,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label=gettext_lazy("Unit that answers for this")
    )
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        help_text=gettext_lazy("An e-mail address, a phone number or the name of a group."),
        max_length=160,
    )
    critical_until = MomentField(
        label=gettext_lazy("Critical until"),
        help_text=gettext_lazy(
            "Only for what everyone must know at once: it stands on top of every page until then."
        ),
        required=False,
    )


@login_required
@require_safe
def notices_plan(request: SignedInRequest) -> HttpResponse:
    require(may_post(request.user))
    found = Notice.objects.in_order().select_related("unit").prefetch_related("tags")
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
    initial = {"unit": request.user.unit_id, "contact": request.user.email, "language": "nb"}
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            notice = actions.post(
                wording=form.wording(form.cleaned_data["language"]),
                unit=form.cleaned_data["unit"],
                contact=form.cleaned_data["contact"],
                tags=[Tag(tag) for tag in form.cleaned_data["tags"]],
                critical_until=form.cleaned_data["critical_until"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The notice is posted."))
            return redirect("notice", notice.pk)
    return _form_page(request, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_post(request.user))
    notice = get_object_or_404(Notice, pk=pk)
    initial = {"title": notice.title, "body": notice.body}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(
                notice=notice,
                wording=form.wording(notice.language),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The notice is corrected, and everyone can see how."))
            return redirect("notice", notice.pk)
    return _form_page(request, form, notice)


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


def _form_page(request: SignedInRequest, form: TextForm, notice: Notice | None) -> HttpResponse:
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
