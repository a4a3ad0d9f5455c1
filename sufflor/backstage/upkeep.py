"""Innhold: what a department has to do with its texts, going through one, and the report."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.choices import Option
from sufflor.backstage.opening_forms import Refused
from sufflor.backstage.people_fields import PersonField
from sufflor.design.fields import DayField
from sufflor.knowledge import actions, queries, rules
from sufflor.knowledge.models import Article, Outcome
from sufflor.knowledge.models.upkeep import NOTE_LENGTH
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import NotAllowed, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Unit

USUAL = timedelta(days=182)
ADDRESS_LENGTH = 500


class ReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the text holds.")},
    )
    next_review = DayField(
        label=gettext_lazy("Next review"),
        help_text=gettext_lazy("Where the text holds. Half a year is usual."),
        required=False,
    )
    replacement = forms.CharField(
        label=gettext_lazy("Address of the other text"),
        help_text=gettext_lazy(
            "Where another text says it now. This one is withdrawn, and readers are led there."
        ),
        max_length=ADDRESS_LENGTH,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the department alone: what was looked at, what is left."),
        max_length=NOTE_LENGTH,
        required=False,
    )
    caretaker = PersonField(
        label=gettext_lazy("Who looks after it"),
        help_text=gettext_lazy("Is reminded alone. Empty is all editors of the department."),
        required=False,
    )

    REFUSED: Refused = {
        actions.NotToCome: "next_review",
        actions.NotFromHere: "outcome",
        actions.CannotKeep: "caretaker",
        actions.NoSuchText: "replacement",
        actions.ReplacesItself: "replacement",
    }


@login_required
@require_safe
def content(request: SignedInRequest) -> HttpResponse:
    require(rules.may_see_upkeep(request.user))
    units = queries.sections_seen_by(request.user)
    code = request.GET.get("enhet", "")
    unit = next((one for one in units if one.code == code), units[0] if units else None)
    context = {
        "unit": unit,
        "units": [Option(one.code, one.local_name, is_chosen=one == unit) for one in units],
        "found": queries.upkeep(unit, local_date(request.at)) if unit else None,
        "may_edit": unit is not None and rules.may_edit_for(request.user, unit.pk),
        "may_edit_all": rules.may_edit_all(request.user),
        "may_set_approval": unit is not None and rules.may_set_approval(request.user, unit.pk),
        "asks_approval": unit is not None and rules.asks_approval(unit.section),
        "today": local_date(request.at),
    }
    return render(request, "backstage/content.html", context)


@login_required
@require_safe
def report(request: SignedInRequest) -> HttpResponse:
    rows = _rows(request)
    return render(request, "backstage/content_report.html", {"rows": rows})


@login_required
@require_safe
def report_file(request: SignedInRequest) -> HttpResponse:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads())
    for row in _rows(request):
        writer.writerow([shielded(str(cell)) for cell in _cells(row)])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="innhold.csv"'
    return answer


@login_required
@looked_at_or_sent
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go through one text: say whether it holds, until when, and who looks after it."""
    article = _article(request, pk)
    today = local_date(request.at)
    initial = {"next_review": today + USUAL, "caretaker": article.caretaker}
    form = ReviewForm(posted(request), initial=initial)
    done = carried_out(
        form,
        lambda: actions.review_article(
            article=article, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about=ReviewForm.REFUSED,
    )
    if done:
        messages.success(request, _("“%(title)s” is reviewed.") % {"title": article.title})
        return SeeOther(_list_of(article.owner_unit))
    return form_page(
        request,
        "backstage/content_review.html",
        form,
        article=article,
        said=queries.said_of(article),
        doubts=queries.doubts_about(article),
        history=article.reviews.select_related("by")[:20],
        today=today,
    )


@login_required
@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """What readers said is read, and the text stays as it is."""
    article = _article(request, pk)
    actions.settle_verdicts(article=article, by=request.user, at=timezone.now())
    messages.success(request, _("It is off the list. The text stays as it is."))
    return SeeOther(_list_of(article.owner_unit))


def _article(request: SignedInRequest, pk: int) -> Article:
    """Read by everyone already, so others are refused rather than not found."""
    pages = Article.objects.filter(live=True).select_related(
        "area", "owner_unit", "caretaker", "reuse"
    )
    article: Article = get_object_or_404(pages, pk=pk)
    if not rules.may_edit_for(request.user, article.owner_unit_id):
        raise NotAllowed(way_out=_("Only editors of the department that owns it review a text."))
    return article


def _list_of(unit: Unit | None) -> str:
    return f"{reverse('content')}?{urlencode({'enhet': unit.code if unit else ''})}"


def _rows(request: SignedInRequest) -> list[queries.UnitReport]:
    require(rules.may_see_upkeep(request.user))
    return queries.report(queries.sections_seen_by(request.user), local_date(request.at))


def _heads() -> list[str]:
    return [
        _("Unit"),
        _("Published"),
        _("Validated"),
        _("Not validated"),
        _("Outdated"),
        _("Overdue"),
        _("Due in 30 days"),
        _("Without a date"),
        _("Drafts"),
        _("Nynorsk, percent"),
        _("Helped"),
        _("Did not help"),
        _("Of those to be dealt with"),
        _("Dead links"),
    ]


def _cells(row: queries.UnitReport) -> list[str | int]:
    return [
        row.unit.local_name,
        row.published,
        row.validated,
        row.unvalidated,
        row.outdated,
        row.overdue,
        row.soon,
        row.undated,
        row.drafts,
        row.nynorsk_share,
        row.helpful,
        row.unhelpful,
        row.to_do,
        row.dead_links,
    ]


_ONE = "styring/innhold/<number:pk>/"
urls = [
    path("styring/innhold/", content, name="content"),
    path("styring/innhold/rapport/", report, name="content_report"),
    path("styring/innhold/rapport.csv", report_file, name="content_report_file"),
    path(f"{_ONE}gjennomgang/", review, name="content_review"),
    path(f"{_ONE}lest/", settle, name="content_settle"),
]
