"""Texts from elsewhere: what is in a file is shown, and then it becomes drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, ngettext

from sufflor.backstage import manuscripts
from sufflor.files import actions as files
from sufflor.files import queries as stored
from sufflor.files.http import opened
from sufflor.files.models import StoredFile
from sufflor.knowledge import actions, prose, rules
from sufflor.knowledge.models import Article, Language
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, User, WorkRole

MOST_SHOWN = 50


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("At most 25 MB. Macros are dropped, and nothing is fetched."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def __init__(
        self, sent: QueryDict | None, handed: MultiValueDict[str, UploadedFile[bytes]]
    ) -> None:
        super().__init__(sent, handed if sent is not None else None)
        self.fields["file"].widget.attrs["accept"] = manuscripts.KINDS


class PlaceForm(forms.Form):
    """For the texts that do not say so themselves."""

    area = forms.ModelChoiceField(
        CaseArea.objects.select_related("owner"),
        label=gettext_lazy("Case area"),
        empty_label=gettext_lazy("Choose a case area"),
        error_messages={"required": gettext_lazy("Choose what the texts are about.")},
    )
    role = forms.ChoiceField(label=gettext_lazy("Written for"), choices=WorkRole)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)


@dataclass(frozen=True)
class Shown:
    """One text as its editor sees it before it is taken in."""

    number: int
    title: str
    html: SafeString
    pictures: int
    words: int
    notes: tuple[str, ...]


@login_required
@looked_at_or_sent
def content_import(request: SignedInRequest) -> HttpResponse:
    """The file is kept as its sender's own draft: nobody else sees it, and it goes by itself."""
    require(rules.may_take_in(request.user))
    form = FileForm(posted(request), request.FILES)
    kept = carried_out(form, lambda: _received(form.cleaned_data["file"], request.user))
    if kept:
        return SeeOther(reverse("content_import_file", args=[kept.key]))
    return form_page(request, "backstage/content_import.html", form, columns=manuscripts.COLUMNS)


@login_required
@looked_at_or_sent
def content_import_file(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Read anew each time: what is shown is what is taken in."""
    require(rules.may_take_in(request.user))
    file = get_object_or_404(stored.drafts_of(request.user), pk=key)
    with opened(file) as stream:
        found = manuscripts.read(stream, file.name)
    form = PlaceForm(posted(request))
    articles = None
    if not found.faults:
        articles = carried_out(form, lambda: _taken_in(found, form, file, request.user))
    if articles:
        return _told(request, articles)
    context = {
        "file": file,
        "form": form,
        "found": found,
        "shown": [_shown(row) for row in found.rows[:MOST_SHOWN]],
        "most": MOST_SHOWN,
    }
    status = 422 if form.is_bound else 200
    return render(request, "backstage/content_import_file.html", context, status=status)


def _received(sent: UploadedFile[bytes], by: User) -> StoredFile:
    if not (sent.name or "").lower().endswith(tuple(manuscripts.KINDS.split(","))):
        raise manuscripts.NotText
    return files.receive(name=sent.name or "", stream=sent, by=by, at=timezone.now())


def _taken_in(
    found: manuscripts.Reading, form: PlaceForm, file: StoredFile, by: User
) -> list[Article]:
    """Pictures are drawn before anything is written, so that nobody waits for them."""
    texts = [manuscripts.drawn(row, **form.cleaned_data) for row in found.rows]
    articles = actions.take_in(manuscripts=texts, by=by, at=timezone.now())
    files.remove(file=file, by=by, at=timezone.now())
    return articles


def _told(request: SignedInRequest, articles: Iterable[Article]) -> HttpResponse:
    count = len(list(articles))
    said = ngettext(
        "%(count)d text is a draft now. Look through it, and publish it.",
        "%(count)d texts are drafts now. Look through them, and publish them.",
        count,
    )
    messages.success(request, said % {"count": count})
    return SeeOther(reverse("content"))


def _shown(row: manuscripts.Row) -> Shown:
    plain = prose.plain(row.page.body)
    return Shown(
        number=row.number,
        title=row.page.title,
        html=mark_safe(prose.cleaned(row.page.body)),  # noqa: S308  # cleaned on this very line
        pictures=len(row.page.pictures),
        words=len(plain.split()),
        notes=row.page.notes,
    )


urls = [
    path("styring/innhold/import/", content_import, name="content_import"),
    path("styring/innhold/import/<uuid:key>/", content_import_file, name="content_import_file"),
]
