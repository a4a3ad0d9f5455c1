"""«Hjalp dette?»: one press below a text, and why not for those who want to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.knowledge.models import WhyNot
from sufflor.knowledge.models.upkeep import GUEST_LENGTH, WORDS_LENGTH
from sufflor.lib.refusals import Refusal
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import Request, is_signed_in
from sufflor.organization.models import User


class Said(TypedDict):
    """Whether it helped, and why not; `by` whoever has signed in, or else `guest`, a visit."""

    helped: bool
    why: str
    words: str
    guest: str
    by: User | None
    at: datetime


@dataclass(frozen=True)
class Judged:
    """What is judged: how it is shown, who reads what did not help, where one may say why, and the
    deed, which is given what was `Said`."""

    title: str
    url: str
    language: str
    readers: str
    thanks: str
    why_url: str
    judge: Callable[..., object]


class WhyForm(forms.Form):
    why = forms.ChoiceField(
        label=gettext_lazy("Why did it not help?"),
        choices=WhyNot,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What were you looking for?"), max_length=WORDS_LENGTH, required=False
    )

    words.help_text = gettext_lazy("Write no names and nothing about one case.")


def helped(request: Request, judged: Judged) -> HttpResponse:
    """Yes and no are counted at once; the reason can follow, or not."""
    sent = request.POST
    if "why" in sent:
        return _say_why(request, judged)
    if sent.get("helped") == "yes":
        judged.judge(**_said(request, helped=True))
        messages.success(request, _("Thank you. It is good to know that it helps."))
        return SeeOther(judged.url)
    if sent.get("helped") == "no":
        judged.judge(**_said(request, helped=False))
        return SeeOther(judged.why_url)
    return _page(request, judged, WhyForm(sent if request.method == "POST" else None))


def _say_why(request: Request, judged: Judged) -> HttpResponse:
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            judged.judge(**_said(request, helped=False, **form.cleaned_data))
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, judged.thanks)
            return SeeOther(judged.url)
    return _page(request, judged, form)


def _page(request: Request, judged: Judged, form: WhyForm) -> HttpResponse:
    context = {
        "title": judged.title,
        "url": judged.url,
        "language": judged.language,
        "department": judged.readers,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "frontstage/article_why.html", context, status=status)


def _said(request: Request, *, helped: bool, why: str = "", words: str = "") -> Said:
    by = request.user if is_signed_in(request) else None
    guest = "" if by else _guest(request)
    return Said(helped=helped, why=why, words=words, guest=guest, by=by, at=timezone.now())


def _guest(request: Request) -> str:
    """One number per visit, which leads back to no session."""
    if not request.session.session_key:
        request.session.create()
    key = request.session.session_key or ""
    return salted_hmac("sufflor.guest", key, algorithm="sha256").hexdigest()[:GUEST_LENGTH]
