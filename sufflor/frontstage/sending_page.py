"""A form on its page, ready to be sent: what was typed, what was attached, and who will help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from sufflor.desk import queries, wording
from sufflor.desk.actions import Filled, FoundNumber
from sufflor.files.http import Refused, handed_in
from sufflor.files.models import StoredFile
from sufflor.forms import queries as forms
from sufflor.forms.definition import FieldType
from sufflor.forms.drawing import PREFIX
from sufflor.forms.evaluating import Typed
from sufflor.forms.models import FormVersion
from sufflor.forms.page import FormPage, form_page, is_sent, typed_in
from sufflor.frontstage.sending_forms import BesideForm
from sufflor.frontstage.similar_help import found
from sufflor.organization.http import SignedInRequest
from sufflor.search.queries import Near


@dataclass(frozen=True)
class Upload:
    """What stands in one field for files, by the name of the field in the page."""

    name: str
    files: list[StoredFile]
    refused: list[Refused]
    status: int


@dataclass(frozen=True)
class Sending:
    """A form with what goes beside it, as it is just now."""

    version: FormVersion
    page: FormPage
    beside: BesideForm
    uploads: tuple[Upload, ...] = ()
    numbers: tuple[FoundNumber, ...] = ()
    is_restored: bool = False

    @property
    def is_sent(self) -> bool:
        return self.page.is_sent

    @property
    def is_ready(self) -> bool:
        return self.page.is_ready and self.beside.is_valid() and not self.refused

    @property
    def refused(self) -> list[Refused]:
        return [each for upload in self.uploads for each in upload.refused]

    @property
    def status(self) -> int:
        """For a page that tells what must be mended: the sender's fault, or our own (507)."""
        return max([422, *(upload.status for upload in self.uploads if upload.refused)])

    @property
    def filled(self) -> Filled:
        beside = self.beside
        return Filled(
            version=self.version,
            evaluated=self.page.evaluated,
            concerns=beside.concerns,
            participants=beside.people,
            files=tuple(file for upload in self.uploads for file in upload.files),
            may_hold_number=beside.cleaned_data["may_hold_number"],
        )

    def mended(self) -> Sending:
        """With what is wrong beside the form in the summary above it."""
        page = self.page
        faults = [f"{each.name}: {each.refusal.reason}" for each in self.refused]
        for fault in [*self.beside.faults, *faults]:
            page = page.refused(fault)
        return replace(self, page=page)

    def refused_as_a_whole(self, sentence: str) -> Sending:
        return replace(self, page=self.page.refused(sentence))


@dataclass(frozen=True)
class Hints:
    """What may answer the request before it is sent, beside the field that heads it."""

    name: str
    found: list[Near]
    template: str = "frontstage/sending_hints.html"


def begun(
    request: SignedInRequest, version: FormVersion, typed: Typed, beside: Mapping[str, str]
) -> Sending:
    page = _page(request, version, typed, {}, request.at, is_sent=False)
    return Sending(version, page, BesideForm(request.user, initial=beside))


def read(request: SignedInRequest, version: FormVersion, at: datetime) -> Sending:
    """What was sent. Files that came with it are kept from now on, whatever else is wrong."""
    uploads = tuple(_uploads(request, version, at))
    typed = typed_in(request.POST)
    for upload in uploads:
        typed[upload.name.removeprefix(PREFIX)] = [str(file.key) for file in upload.files]
    names = {str(file.key): file.name for upload in uploads for file in upload.files}
    page = _page(request, version, typed, names, at, is_sent=is_sent(request.POST))
    return Sending(version, page, BesideForm(request.user, request.POST), uploads)


def shown(request: SignedInRequest, sending: Sending, *, status: int = 200) -> HttpResponse:
    meant = queries.meaning(sending.version, sending.page.evaluated)
    concerns = sending.beside.concerns
    helps = queries.expected(meant, by=request.user, concerns=concerns, at=request.at)
    context = {
        "sending": sending,
        "page": sending.page,
        "beside": sending.beside,
        "uploads": sending.uploads or _no_uploads(sending.version),
        "hints": _hints(sending.page),
        "helps": helps,
        "place": wording.PLACES[helps.line],
        "by_then": helps.answer_by and wording.when_words(helps.answer_by, request.at),
        "is_confidential": meant.is_confidential,
        # The browser's own key for what is being written; what is confidential it does not keep.
        "draft": f"form-{sending.version.form.slug}",
    }
    return render(request, "frontstage/sending.html", context, status=status)


def _hints(page: FormPage) -> Hints | None:
    subject = page.evaluated.definition.subject
    if not subject:
        return None
    said = page.evaluated.answers.get(subject)
    return Hints(f"{PREFIX}{subject}", found(said) if isinstance(said, str) else [])


def _page(
    request: SignedInRequest,
    version: FormVersion,
    typed: Typed,
    files: Mapping[str, str],
    at: datetime,
    *,
    is_sent: bool,
) -> FormPage:
    language = get_language() or settings.LANGUAGE_CODE
    known = forms.known(
        version.parsed,
        typed,
        by=request.user,
        at=at,
        language=language,
        browser=request.headers.get("User-Agent", ""),
        files=files,
    )
    return form_page(version, typed, is_sent=is_sent, language=language, known=known)


def _uploads(request: SignedInRequest, version: FormVersion, at: datetime) -> Iterator[Upload]:
    for name in _file_fields(version):
        handed = handed_in(request, at=at, field=name)
        yield Upload(name, handed.files, handed.refused, handed.status)


def _no_uploads(version: FormVersion) -> tuple[Upload, ...]:
    return tuple(Upload(name, [], [], 200) for name in _file_fields(version))


def _file_fields(version: FormVersion) -> list[str]:
    fields = version.parsed.fields
    return [f"{PREFIX}{field.name}" for field in fields if field.type is FieldType.FILES]
