"""What a request is about: its case area, process and kind of help, said by whoever helps."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.help_kinds import explained, work_system_field
from sufflor.backstage.request_at_hand import at_hand, deed_page
from sufflor.backstage.requests import here
from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Request
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, CaseProcess, HelpKind


class AreaField(forms.ModelChoiceField[CaseArea]):
    def label_from_instance(self, obj: CaseArea) -> str:
        return obj.local_name


class ProcessField(forms.ModelChoiceField[CaseProcess]):
    def label_from_instance(self, obj: CaseProcess) -> str:
        return f"{obj.code} {obj.local_name}"


class SortingForm(forms.Form):
    area = AreaField(
        CaseArea.objects.all(),
        label=gettext_lazy("Case area"),
        empty_label=gettext_lazy("We do not know yet"),
        required=False,
    )
    process = ProcessField(
        CaseProcess.objects.all(),
        label=gettext_lazy("Process"),
        empty_label=gettext_lazy("None in particular"),
        required=False,
    )
    help_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of help"), choices=[], widget=forms.RadioSelect
    )
    work_system = work_system_field()

    def __init__(self, sent: QueryDict | None, *, initial: Mapping[str, object]) -> None:
        super().__init__(sent, initial=dict(initial))
        field = self.fields["help_kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        field.choices = explained()


@login_required
@looked_at_or_sent
def sort_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where no area is set, the one that is proposed is chosen beforehand."""
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    proposed = queries.proposed_area(found)
    form = SortingForm(posted(request), initial=_initial(found, proposed))
    done = carried_out(
        form,
        lambda: actions.sort_request(
            request=found,
            area=form.cleaned_data["area"],
            process=form.cleaned_data["process"],
            help_kind=HelpKind(form.cleaned_data["help_kind"]),
            work_system=form.cleaned_data["work_system"],
            proposed=proposed.area if proposed else None,
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.ProcessOfAnotherArea: "process"},
    )
    if done:
        messages.success(request, _("It says now what the request is about."))
        return here(request, found.pk)
    return deed_page(
        request,
        found,
        "backstage/request_sort.html",
        form,
        send=_("Save"),
        proposed=proposed,
        accuracy=queries.proposal_accuracy(request.at) if proposed else None,
    )


def _initial(found: Request, proposed: queries.ProposedArea | None) -> dict[str, object]:
    return {
        "area": found.area or (proposed.area if proposed else None),
        "process": found.process,
        "help_kind": found.help_kind,
        "work_system": found.work_system,
    }


urls = [
    path("arbeid/henvendelser/<number:pk>/omrade/", sort_request, name="sort_request"),
]
