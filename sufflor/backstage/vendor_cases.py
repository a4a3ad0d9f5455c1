"""One case for a vendor: put down, described, planned, and what was said of it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.form_alone import Back, form_alone
from sufflor.backstage.vendor_faces import ways
from sufflor.backstage.vendor_forms import AnswerForm, CaseForm, NoteForm, PlanForm
from sufflor.backstage.vendor_steps import find, to_case
from sufflor.backstage.vendor_words import lacking
from sufflor.desk.models import Request
from sufflor.events.models import reference
from sufflor.files.http import serve
from sufflor.files.queries import files_about_any, files_about_each
from sufflor.known_errors.models import KnownError
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions.models import Question
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.actions import Heard, Ties
from sufflor.vendor.models import Channel, Severity, VendorCase

# What a new case can come from, as its address names it.
SOURCES = ("henvendelse", "feil", "sporsmal")
REFUSED = {actions.NoTitle: "title", actions.NotAContact: "owner"}
MOST_ENTRIES = 200


@login_required
@looked_at_or_sent
def vendor_new(request: SignedInRequest) -> HttpResponse:
    """From nothing, or from a request, an error or a question (`?henvendelse=`, `?feil=`, …)."""
    require(rules.may_propose(request.user))
    ties = _asked_for(request)
    form = CaseForm(posted(request), initial=_begun(ties))
    case = carried_out(
        form,
        lambda: actions.propose(facts=form.facts(), ties=ties, by=request.user, at=timezone.now()),
        about=REFUSED,
    )
    if case is None:
        lead = _("What you do not know yet can wait: the card says what is missing.")
        title = _("New case") if rules.may_open(request.user) else _("Propose a case")
        board = Back(reverse("vendor_board"), _("Cases for the vendor"))
        return form_alone(request, form, title, lead, _("Put it down"), board)
    messages.success(request, _("%(number)s is put down.") % {"number": case.number})
    return SeeOther(reverse("vendor_case", args=[case.pk]))


@login_required
@require_safe
def vendor_case(request: SignedInRequest, pk: int) -> HttpResponse:
    return case_page(request, find(request, pk))


def case_page(
    request: SignedInRequest, case: VendorCase, note: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    (card,) = queries.cards_of([case], request.at)
    entries = list(queries.thread(case)[:MOST_ENTRIES])
    files = files_about_each([reference(each) for each in entries])
    may_open = rules.may_open(request.user)
    context = {
        "case": case,
        "card": card,
        "lacks": lacking(rules.lacks(case)) if case.is_under_way else [],
        "entries": [(each, files.get(reference(each), ())) for each in entries],
        "requests": queries.requests_of(case, request.user, request.at),
        "errors": queries.errors_of(case),
        "questions": queries.questions_of(case),
        "wishes": queries.wishes_of(case),
        "ways": ways(case) if may_open else [],
        "may_open": may_open,
        "may_send": may_open and case.is_under_way and case.opened_at is not None,
        "may_describe": rules.may_describe(request.user, case),
        "note": note or NoteForm(),
    }
    return render(request, "backstage/vendor_case.html", context, status=status)


@login_required
@looked_at_or_sent
def vendor_describe(request: SignedInRequest, pk: int) -> HttpResponse:
    case = find(request, pk)
    require(rules.may_describe(request.user, case))
    form = CaseForm(posted(request), case=case)
    done = carried_out(
        form,
        lambda: actions.describe(
            case=case,
            facts=form.facts(),
            seen=form.cleaned_data["seen_stamp"],
            by=request.user,
            at=timezone.now(),
        ),
        about=REFUSED,
    )
    if done is None:
        lead = _("Write so that somebody who has never been here can see the same.")
        return form_alone(request, form, _("Describe the case"), lead, _("Save"), to_case(case))
    messages.success(request, _("Saved."))
    return SeeOther(reverse("vendor_case", args=[pk]))


@login_required
@looked_at_or_sent
def vendor_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    case = find(request, pk)
    require(rules.may_open(request.user))
    form = PlanForm(posted(request), case=case)
    done = carried_out(
        form,
        lambda: actions.plan(case=case, wanted=form.plan(case), by=request.user, at=timezone.now()),
        about=REFUSED,
    )
    if done is None:
        lead = _("Whoever has it is told before it is due, and once more when it is late.")
        return form_alone(request, form, _("What comes next"), lead, _("Save"), to_case(case))
    messages.success(request, _("Saved."))
    return SeeOther(reverse("vendor_case", args=[pk]))


@login_required
@require_POST
def vendor_note(request: SignedInRequest, pk: int) -> HttpResponse:
    case = find(request, pk)
    form = NoteForm(request.POST)
    done = carried_out(
        form,
        lambda: actions.note(case=case, **form.cleaned_data, by=request.user, at=timezone.now()),
    )
    if done is None:
        return case_page(request, case, form, status=422)
    return SeeOther(f"{reverse('vendor_case', args=[pk])}#brev")


@login_required
@looked_at_or_sent
def vendor_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the vendor said on the telephone, in a meeting or on pages of their own."""
    case = find(request, pk)
    require(rules.may_open(request.user))
    form = AnswerForm(posted(request))
    done = carried_out(form, lambda: _heard(request, case, form))
    if done is None:
        lead = _("What comes by e-mail to the address in our letter is here by itself.")
        return form_alone(
            request, form, _("Write down an answer"), lead, _("Write it down"), to_case(case)
        )
    messages.success(request, _("The answer is written down."))
    return SeeOther(f"{reverse('vendor_case', args=[pk])}#brev")


def _heard(request: SignedInRequest, case: VendorCase, form: forms.Form) -> object:
    heard = Heard(channel=Channel.HAND, **form.cleaned_data)
    return actions.hear(case=case, heard=heard, by=request.user, at=timezone.now())


@login_required
@require_safe
def vendor_file(request: SignedInRequest, pk: int, key: UUID) -> HttpResponseBase:
    case = find(request, pk)
    return serve(get_object_or_404(files_about_any(queries.thread(case)), pk=key))


def _asked_for(request: SignedInRequest) -> Ties:
    """Nothing that whoever asks may not see."""
    said = {name: _number(request.GET.get(name, "")) for name in SOURCES}
    seen = Request.objects.worked_by(request.user, request.at)
    return Ties(
        requests=seen.filter(pk=said["henvendelse"]),
        errors=KnownError.objects.filter(pk=said["feil"]),
        questions=Question.objects.public().filter(pk=said["sporsmal"]),
    )


def _begun(ties: Ties) -> dict[str, object]:
    """What is known already; of what is confidential, nothing."""
    begun: dict[str, object] = {"severity": Severity.ORDINARY}
    for request in ties.requests:
        if not request.is_confidential:
            begun |= {"title": request.short_title, "actual": request.text}
    for error in ties.errors:
        begun |= {"title": error.title, "actual": error.seen}
    for question in ties.questions:
        begun |= {"title": question.text[:160], "actual": question.detail or question.text}
    return begun


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


urls = [
    path("arbeid/leverandor/ny/", vendor_new, name="vendor_new"),
    path("arbeid/leverandor/<number:pk>/", vendor_case, name="vendor_case"),
    path("arbeid/leverandor/<number:pk>/ord/", vendor_describe, name="vendor_describe"),
    path("arbeid/leverandor/<number:pk>/neste/", vendor_plan, name="vendor_plan"),
    path("arbeid/leverandor/<number:pk>/notat/", vendor_note, name="vendor_note"),
    path("arbeid/leverandor/<number:pk>/svar/", vendor_answer, name="vendor_answer"),
    path("arbeid/leverandor/<number:pk>/fil/<uuid:key>/", vendor_file, name="vendor_file"),
]
