"""Trying a version of a form as those who fill it in will see it. Nothing that is typed is kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.forms import queries
from sufflor.forms.drawing import PREFIX
from sufflor.forms.models import FormVersion
from sufflor.forms.page import FormPage, form_page, is_sent, typed_in
from sufflor.forms.rules import may_edit_forms
from sufflor.forms.shown import answers_shown
from sufflor.forms.source import printed
from sufflor.forms.texts import LANGUAGES
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import WorkRole

# Each language by its own name, as it is everywhere.
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
ROLES = [role for role in WorkRole if role is not WorkRole.ANYONE]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Reader:
    """As whom the form is looked at."""

    language: str
    role: str

    @property
    def query(self) -> str:
        return urlencode({"sprak": self.language, "rolle": self.role})

    @property
    def languages(self) -> list[Option]:
        return [Option(each, NAMES[each], each == self.language) for each in LANGUAGES]

    @property
    def roles(self) -> list[Option]:
        return [Option(role.value, str(role.label), role.value == self.role) for role in ROLES]


@login_required
@looked_at_or_sent
def form_preview(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    require(may_edit_forms(request.user))
    versions = FormVersion.objects.select_related("form")
    version = get_object_or_404(versions, form__slug=slug, number=number)
    reader = _reader(request)
    address = f"{reverse('form_preview', args=[slug, number])}?{reader.query}"
    page = _page(request, version, reader)
    if page.is_ready:
        messages.success(request, _("Everything is filled in. Here it would have been sent."))
        return SeeOther(address)
    context = {
        "version": version,
        "page": page,
        "reader": reader,
        "action": address,
        "kind": queries.kind(version, page.evaluated),
        "answers": answers_shown(version, page.answers, reader.language),
        "written": printed(version.definition),
    }
    status = 422 if page.is_sent else 200
    return render(request, "backstage/form_preview.html", context, status=status)


def _page(request: SignedInRequest, version: FormVersion, reader: Reader) -> FormPage:
    """Files are looked at by their names alone; none of them is received."""
    typed = typed_in(request.POST if request.method == "POST" else request.GET)
    files = {
        name.removeprefix(PREFIX): [str(file.name) for file in sent]
        for name, sent in request.FILES.lists()
    }
    typed.update(files)
    known = queries.known(
        version.parsed,
        typed,
        by=request.user,
        at=request.at,
        language=reader.language,
        browser=request.headers.get("User-Agent", ""),
        files={name: name for names in files.values() for name in names},
        role=reader.role,
    )
    sent = is_sent(request.POST) if request.method == "POST" else False
    return form_page(version, typed, is_sent=sent, language=reader.language, known=known)


def _reader(request: SignedInRequest) -> Reader:
    language, role = request.GET.get("sprak", ""), request.GET.get("rolle", "")
    own = get_language() or "nb"
    return Reader(
        language=language if language in LANGUAGES else own,
        role=role if role in ROLES else WorkRole.CASE_HANDLER.value,
    )


urls = [
    path("styring/skjemaer/<slug:slug>/<number:number>/", form_preview, name="form_preview"),
]
