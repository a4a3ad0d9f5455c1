"""Who knows what, and how well: the matrix of an area, and saying so of oneself or one's own."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.backstage.choices import area_options, directory
from sufflor.backstage.people_fields import PersonField, SubjectField
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import NotAllowed, Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.actions.appointing import HasLeft
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, Competence, CompetenceLevel

LONGEST_SYSTEM = 60


class CompetenceForm(forms.Form):
    person = PersonField(
        label=gettext_lazy("Who"),
        help_text=gettext_lazy("Yourself, or somebody at a unit that you manage."),
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("How well"),
        choices=CompetenceLevel.choices,
        coerce=lambda value: CompetenceLevel(int(value)),
        widget=forms.RadioSelect,
    )
    system = forms.CharField(
        label=gettext_lazy("In the specialist system"), max_length=LONGEST_SYSTEM, required=False
    )

    field_order = ("person", "subject", "level", "system")
    REFUSED: Mapping[type[Refusal], str] = {NotAllowed: "person", HasLeft: "person"}

    def __init__(self, sent: QueryDict | None, *, initial: Mapping[str, object]) -> None:
        super().__init__(sent, initial=dict(initial))
        self.fields["subject"] = SubjectField(label=_("Area or process"))
        self.order_fields(self.field_order)


@login_required
@looked_at_or_sent
def competences(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see_register(request.user, request.at))
    known = directory(request)
    area = _area(request.GET.get("omrade", ""))
    initial = {"person": request.user, "subject": area.code if area else ""}
    form = CompetenceForm(posted(request), initial=initial)
    competence = carried_out(
        form,
        lambda: actions.rate_competence(
            person=form.cleaned_data["person"],
            area=form.cleaned_data["subject"].area,
            process=form.cleaned_data["subject"].process,
            level=form.cleaned_data["level"],
            system=form.cleaned_data["system"],
            by=request.user,
            at=timezone.now(),
        ),
        about=CompetenceForm.REFUSED,
    )
    if competence:
        messages.success(request, _("It is saved."))
        return SeeOther(_matrix_of(competence.area))
    rows = queries.matrix(area) if area else None
    return form_page(
        request,
        "backstage/competences.html",
        form,
        area=area,
        areas=area_options(known, area)[1:],
        matrix=rows,
        own={
            row.person.pk
            for row in (rows.rows if rows else ())
            if rules.may_rate(request.user, row.person)
        },
        may_load=rules.may_administer(request.user),
    )


@login_required
@require_POST
def competence_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    competence = get_object_or_404(Competence.objects.select_related("person", "area"), pk=pk)
    actions.drop_competence(competence=competence, by=request.user, at=timezone.now())
    messages.success(request, _("It is taken away."))
    return SeeOther(_matrix_of(competence.area))


def _area(slug: str) -> CaseArea | None:
    """The one that is asked for, else the first."""
    return CaseArea.objects.filter(slug=slug).first() or CaseArea.objects.first()


def _matrix_of(area: CaseArea) -> str:
    return f"{reverse('competences')}?{urlencode({'omrade': area.slug})}"


urls = [
    path("styring/kompetanse/", competences, name="competences"),
    path("styring/kompetanse/<number:pk>/fjerning/", competence_drop, name="competence_drop"),
]
