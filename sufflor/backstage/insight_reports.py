"""The report after a rollout, for those who plan: figures that write themselves, words around."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.opening_forms import Refused
from sufflor.insight import actions, queries
from sufflor.insight.actions import Words
from sufflor.insight.models import TEXT_LENGTH, TITLE_LENGTH, Report
from sufflor.insight.rules import may_report
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.rollout.plan import PlannedRollout

LANGUAGES = (
    ("nb", "Bokmål"),
    ("nn", "Nynorsk"),
    ("en", "English"),
)
PUBLISH = "publiser"


class ReportForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE_LENGTH)
    before = forms.CharField(
        label=gettext_lazy("Before the figures"),
        help_text=gettext_lazy("We have begun; change it as you like. Leave out names."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    after = forms.CharField(
        label=gettext_lazy("After the figures"),
        help_text=gettext_lazy("What we learned, and what we do about it."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    REFUSED: Refused = {actions.NoTitle: "title", actions.ReportTooLong: "before"}

    def words(self) -> Words:
        told = self.cleaned_data
        return Words(told["title"], told["before"], told["after"], told["language"])


@dataclass(frozen=True)
class Row:
    """A rollout, and how far its report has come."""

    name: str
    first: str
    last: str
    state: str
    color: str
    url: str
    public_url: str


@login_required
@require_safe
def reports(request: SignedInRequest) -> HttpResponse:
    require(may_report(request.user))
    there = Report.objects.in_bulk()
    today = local_date(request.at)
    rows = [
        _row(rollout, there.get(rollout.pk), rollout.last_date >= today)
        for rollout in queries.begun(request.at)
    ]
    return render(request, "backstage/insight_reports.html", {"rows": rows})


@login_required
@looked_at_or_sent
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Words to write, over the figures as they are now. Saving and publishing are two buttons."""
    require(may_report(request.user))
    rollout = _rollout(request, pk)
    there = queries.report_of(pk)
    figures = queries.figures(rollout, request.at)
    form = ReportForm(posted(request), initial=_initial(rollout, there, figures))
    publishes = request.POST.get("gjor") == PUBLISH
    deed = actions.publish_report if publishes else actions.write_report
    done = carried_out(
        form,
        lambda: deed(
            rollout=rollout,
            words=form.words(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        ),
        about=ReportForm.REFUSED,
    )
    if done:
        said = _("Everyone can read the report now.") if publishes else _("The report is saved.")
        messages.success(request, said)
        return SeeOther(reverse("insight_report", args=[pk]))
    return form_page(
        request,
        "backstage/insight_report.html",
        form,
        rollout=str(rollout.names),
        report=there,
        page=queries.report_page(figures),
        is_over=rollout.last_date < local_date(request.at),
        publish=PUBLISH,
    )


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_report(request.user))
    found = get_object_or_404(Report, pk=pk)
    actions.withdraw_report(report=found, by=request.user, at=timezone.now())
    messages.success(request, _("The report is a draft again, and nobody else reads it."))
    return SeeOther(reverse("insight_report", args=[pk]))


def _rollout(request: SignedInRequest, pk: int) -> PlannedRollout:
    for rollout in queries.begun(request.at):
        if rollout.pk == pk:
            return rollout
    raise Http404


def _row(rollout: PlannedRollout, there: Report | None, goes_on: bool) -> Row:
    is_public = there is not None and there.published_at is not None
    if is_public:
        state, color = _("Published"), "success"
    elif goes_on:
        state, color = _("Goes on"), "lys"
    else:
        state, color = (_("Draft"), "primary") if there else (_("Not written"), "neutral")
    return Row(
        str(rollout.names),
        _day(rollout, first=True),
        _day(rollout, first=False),
        state,
        color,
        reverse("insight_report", args=[rollout.pk]),
        reverse("report", args=[rollout.pk]) if is_public else "",
    )


def _day(rollout: PlannedRollout, *, first: bool) -> str:
    return str(date_format(rollout.first_date if first else rollout.last_date, "DATE_FORMAT"))


def _initial(
    rollout: PlannedRollout, there: Report | None, figures: queries.Figures
) -> dict[str, str]:
    if there is None:
        title = _("%(name)s: what it was like") % {"name": rollout.names}
        drafted = _drafted(rollout, figures)
        return {"title": title, "before": drafted, "language": (get_language() or "nb")[:2]}
    return {
        "title": there.title,
        "before": there.before,
        "after": there.after,
        "language": there.language,
        "seen": there.stamp,
    }


def _drafted(rollout: PlannedRollout, figures: queries.Figures) -> str:
    """What the figures say, in sentences to go on from."""
    days = ngettext("%(count)d day", "%(count)d days", len(rollout.days))
    sentences = [
        _("%(name)s was rolled out over %(days)s, from %(first)s to %(last)s.")
        % {
            "name": rollout.names,
            "days": days % {"count": len(rollout.days)},
            "first": _day(rollout, first=True),
            "last": _day(rollout, first=False),
        }
    ]
    if figures.questions:
        told = {"hours": figures.hours, "questions": figures.questions}
        sentences.append(
            _("In %(hours)d question hours %(questions)d questions were asked.") % told
        )
    if figures.answered:
        sentences.append(
            _("%(count)d of them have a written answer.") % {"count": figures.answered}
        )
    if figures.requests:
        told = {"count": figures.requests}
        sentences.append(_("%(count)d requests came in from the first day to the last.") % told)
    return " ".join(sentences)


urls = [
    path("innsikt/rapporter/", reports, name="insight_reports"),
    path("innsikt/rapporter/<number:pk>/", report, name="insight_report"),
    path("innsikt/rapporter/<number:pk>/trekk-tilbake/", withdraw, name="insight_report_withdraw"),
]
