"""How a case for a vendor moves: what can be done with it where it stands, and what that asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.form_alone import Back, form_alone
from sufflor.backstage.vendor_step_forms import (
    CloseForm,
    FixForm,
    ReleaseForm,
    ReopenForm,
    TakeBackForm,
    TestedForm,
)
from sufflor.known_errors import actions as errors
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, Sentence, require
from sufflor.lib.responses import SeeOther
from sufflor.lib.sensitive_words import warnings
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.models import Outcome, State, VendorCase

# Where somebody came from, and goes back to.
BOARD = "tavle"
# What the buttons say: show what would happen, or let it happen.
SHOW, SURE = "vis", "ja"
REFUSED: Mapping[type[Refusal], str] = {
    errors.NothingToTell: "sentence",
    errors.NoNextUpdate: "next_update_at",
    actions.NotThisVersion: "version",
    actions.NotTried: "tested",
}
Deed = Callable[[VendorCase, forms.Form, User, datetime], object]


@dataclass(frozen=True)
class CaseStep:
    """`form` is none where one press is enough."""

    title: Sentence
    lead: Sentence
    icon: str
    since: Collection[State]
    deed: Deed
    form: Callable[[QueryDict | None, VendorCase], forms.Form] | None = None


def _open(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    return actions.open_case(case=case, by=by, at=at) or case


def _confirm(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    return actions.confirm(case=case, by=by, at=at) or case


def _fix(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    assert isinstance(form, FixForm)  # noqa: S101  # said below
    version = form.cleaned_data["version"]
    return actions.announce_fix(case=case, version=version, news=form.news(), by=by, at=at)


def _test(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    return actions.start_test(case=case, by=by, at=at) or case


def _verify(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    return actions.verify(case=case, **form.cleaned_data, by=by, at=at)


def _take_back(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    assert isinstance(form, TakeBackForm)  # noqa: S101  # said below
    why = form.cleaned_data["why"]
    return actions.take_back_fix(case=case, why=why, news=form.news(), by=by, at=at)


def _close(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    return actions.close(case=case, **form.cleaned_data, by=by, at=at)


def _reopen(case: VendorCase, form: forms.Form, by: User, at: datetime) -> object:
    return actions.reopen(case=case, **form.cleaned_data, by=by, at=at)


STEPS: Mapping[str, CaseStep] = {
    "apne": CaseStep(
        gettext_lazy("Take the case on"),
        gettext_lazy("It is one for the vendor, and it is yours from now on."),
        "check",
        {State.PROPOSED},
        _open,
    ),
    "bekreftet": CaseStep(
        gettext_lazy("The vendor has confirmed it"),
        gettext_lazy("They see it too, and the time to a fix counts."),
        "vendor",
        {State.REPORTED},
        _confirm,
    ),
    "rettelse": CaseStep(
        gettext_lazy("The vendor has a fix"),
        gettext_lazy("It is in a version, which we have or are about to get."),
        "wrench",
        {State.REPORTED, State.CONFIRMED},
        _fix,
        lambda sent, case: FixForm(sent, case=case),
    ),
    "test": CaseStep(
        gettext_lazy("Test it here"),
        gettext_lazy("Nobody is told of it before it has been tried."),
        "research",
        {State.FIX_READY},
        _test,
    ),
    "verifisert": CaseStep(
        gettext_lazy("The fix holds"),
        gettext_lazy("It was tried here. What is left is that everyone gets it."),
        "checkmark",
        {State.TESTING},
        _verify,
        lambda sent, _case: TestedForm(sent),
    ),
    "holder-ikke": CaseStep(
        gettext_lazy("The fix does not hold"),
        gettext_lazy("Or the vendor has withdrawn it. The case is with them again."),
        "undo",
        {State.FIX_READY, State.TESTING, State.VERIFIED},
        _take_back,
        lambda sent, case: TakeBackForm(sent, case=case),
    ),
    "lukk": CaseStep(
        gettext_lazy("Close it without a fix"),
        gettext_lazy("The known errors behind it stay as they are, until you say otherwise there."),
        "archive",
        {State.PROPOSED, State.READY, State.REPORTED, State.CONFIRMED, State.FIX_READY},
        _close,
        lambda sent, _case: CloseForm(sent),
    ),
    "apne-igjen": CaseStep(
        gettext_lazy("Take it up again"),
        gettext_lazy("It was closed too soon."),
        "undo",
        {State.CLOSED},
        _reopen,
        lambda sent, _case: ReopenForm(sent),
    ),
}


def open_steps(state: State, outcome: str) -> list[tuple[str, CaseStep]]:
    """What can be done with a case that stands there; a fix in use that was none is told of as
    such."""
    if outcome == Outcome.RELEASED:
        return [("holder-ikke", STEPS["holder-ikke"])]
    return [(name, step) for name, step in STEPS.items() if state in step.since]


def find(request: SignedInRequest, pk: int) -> VendorCase:
    """For the second line and the vendor contacts; others get no further."""
    require(rules.may_see(request.user))
    return get_object_or_404(queries.with_rows(), pk=pk)


@login_required
@looked_at_or_sent
def vendor_step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Each move has a page of its own; those that ask nothing are one press on the board too."""
    case = find(request, pk)
    require(rules.may_open(request.user))
    step = STEPS.get(name)
    if step is None:
        raise Http404
    sent = posted(request)
    form = step.form(sent, case) if step.form else forms.Form(sent)
    done = carried_out(
        form, lambda: step.deed(case, form, request.user, timezone.now()), about=REFUSED
    )
    if done is None:
        title, came_from = step.title, request.GET.get("fra", "")
        return form_alone(
            request, form, title, step.lead, title, to_case(case), came_from=came_from
        )
    messages.success(request, _("%(number)s is moved.") % {"number": case.number})
    return back(request, case)


@login_required
@looked_at_or_sent
def vendor_release(request: SignedInRequest, pk: int) -> HttpResponse:
    """First the text and how many get it; then one approval, and each is told once."""
    case = find(request, pk)
    require(rules.may_open(request.user))
    form = ReleaseForm(posted(request))
    is_sure = request.POST.get("sikker") == SURE
    if is_sure and carried_out(form, lambda: _released(request, case, form)):
        messages.success(request, _("The fix is in use. Those whom it concerns are told."))
        return back(request, case)
    is_shown = not is_sure and form.is_bound and form.is_valid()
    sentence = form.cleaned_data["sentence"] if is_shown else ""
    return form_page(
        request,
        "backstage/vendor_release.html",
        form,
        case=case,
        outcome=queries.would_release(case, request.user, request.at) if is_shown else None,
        is_shown=is_shown,
        sentence=sentence,
        sensitive=warnings(sentence),
    )


def _released(request: SignedInRequest, case: VendorCase, form: forms.Form) -> bool:
    actions.release(case=case, **form.cleaned_data, by=request.user, at=timezone.now())
    return True


def to_case(case: VendorCase) -> Back:
    return Back(reverse("vendor_case", args=[case.pk]), f"{case.number} {case.title}")


def back(request: SignedInRequest, case: VendorCase) -> HttpResponse:
    """To the card on the board, where the deed was done from there."""
    if request.POST.get("fra") == BOARD:
        return SeeOther(f"{reverse('vendor_board')}#{case.number}")
    return SeeOther(reverse("vendor_case", args=[case.pk]))


urls = [
    path("arbeid/leverandor/<number:pk>/i-bruk/", vendor_release, name="vendor_release"),
    path("arbeid/leverandor/<number:pk>/flytt/<slug:name>/", vendor_step, name="vendor_step"),
]
