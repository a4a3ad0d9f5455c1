"""Svar fra spørretimene: all written answers, one of them, and those to my own questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.events.http import ORGANIZATION, revisions
from sufflor.frontstage.question_forms import area_choices
from sufflor.frontstage.question_rows import answer_html
from sufflor.lib.addresses import in_language, query_string
from sufflor.organization.http import Request, SignedInRequest
from sufflor.organization.models import WorkRole
from sufflor.questions import queries, rules

ON_A_PAGE = 20


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@require_safe
def answers(request: Request) -> HttpResponse:
    """A filter that says nothing known is as if it had not been set."""
    areas = area_choices(revisions(request)[ORGANIZATION], get_language() or settings.LANGUAGE_CODE)
    area = _known(request.GET.get("omrade", ""), [slug for slug, _name in areas])
    role = _known(request.GET.get("rolle", ""), WorkRole.values)
    day = _date(request.GET.get("dato", ""))
    rows = queries.answers(area=area, role=role, day=day)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = {"omrade": area, "rolle": role, "dato": day.isoformat() if day else ""}
    context = {
        "page": page,
        "answers": queries.cards(page.object_list),
        "areas": options([("", _("All areas")), *areas], area),
        "roles": options([("", _("All roles")), *_roles()], role),
        "day": day,
        "is_filtered": any(chosen.values()),
        "query": query_string(chosen) + "&",
    }
    return render(request, "frontstage/answers.html", context)


@require_safe
def answer(request: Request, pk: int, slug: str = "") -> HttpResponse:
    """The number finds it; the words behind the number are only for the reader."""
    found = queries.answer_page(pk)
    if found is None:
        return _elsewhere(pk)
    card = queries.cards([found])[0]
    if request.path != card.url:
        return HttpResponsePermanentRedirect(card.url)
    context = {
        "answer": card,
        "detail": found.question.detail,
        "body": answer_html(card.text),
        "edited_at": found.edited_at,
        "version": found.version,
        "review_date": found.review_date,
        "may_edit": rules.may_answer(request.user, found.question, request.at),
    }
    return render(request, "frontstage/answer.html", context)


@login_required
@require_safe
def my_questions(request: SignedInRequest) -> HttpResponse:
    mine = queries.my_questions(request.user)
    context = {
        "asked": [question for question in mine if question.is_mine],
        "voted": [question for question in mine if not question.is_mine],
    }
    return render(request, "frontstage/my_questions.html", context)


def _elsewhere(pk: int) -> HttpResponse:
    """A link to a question that was taken into another leads on to that one."""
    home = queries.standing(pk)
    if home is None:
        raise Http404
    return HttpResponseRedirect(in_language(home.answer.path if home.is_answered else home.path))


def _known(wanted: str, values: list[str]) -> str:
    return wanted if wanted in values else ""


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _roles() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in WorkRole.choices if value != WorkRole.ANYONE]


def options(choices: list[tuple[str, str]], chosen: str) -> list[Option]:
    return [Option(value, label, value == chosen) for value, label in choices]


urls = [
    path("svar/", answers, name="answers"),
    path("svar/<number:pk>/", answer, name="answer"),
    path("svar/<number:pk>-<slug:slug>/", answer, name="answer_with_words"),
    path("mine/sporsmal/", my_questions, name="my_questions"),
]
