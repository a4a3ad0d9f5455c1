"""All that can be done from here by writing its name: where one can go, and what the open request
lets one do. A page of its own; with a script it is laid over the one that is open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.backstage.command_deeds import Command, deeds_on
from sufflor.backstage.home import tasks_for
from sufflor.backstage.hour_desk import number_in
from sufflor.backstage.work_queues import PARTS
from sufflor.backstage.work_side import query_of
from sufflor.desk import queries, rules
from sufflor.desk.models import Request
from sufflor.lib.refusals import require
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest

WORDS_LENGTH = 100
_NUMBER = re.compile(r"(?:h-?)?(\d{1,15})", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    title: str
    commands: Sequence[Command]


@login_required
@require_safe
def commands(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    words = one_line(request.GET.get("q", ""))[:WORDS_LENGTH]
    open_ = _named(request, request.GET.get("henvendelse", ""))
    parts = [part for part in _parts(request, words, open_) if part.commands]
    context = {
        "parts": parts,
        "words": words,
        "open": open_,
        "query": query_of(request, henvendelse=open_.pk if open_ else ""),
        "count": sum(len(part.commands) for part in parts),
    }
    return render(request, "backstage/commands.html", context)


def _parts(request: SignedInRequest, words: str, open_: Request | None) -> Iterator[Part]:
    query = query_of(request)
    if open_:
        deeds = deeds_on(open_, request.user, request.at, query)
        yield Part(open_.number, _fitting(deeds, words))
    if named := _by_number(request, words):
        yield Part(_("Request"), [_opening(named)])
    yield Part(_("Queues"), _fitting(_queues(), words))
    yield Part(_("Your views"), _fitting(_views(request), words))
    yield Part(_("Pages"), _fitting(_pages(request), words))
    if words:
        yield Part(_("Search"), _searches(words))


def _fitting(found: Iterator[Command], words: str) -> list[Command]:
    """Those in which some word begins as each of these; what begins so itself comes first."""
    wanted = words.casefold().split()
    fitting = [one for one in found if all(one.has(word) for word in wanted)]
    return sorted(fitting, key=lambda one: not one.label.casefold().startswith(words.casefold()))


def _by_number(request: SignedInRequest, words: str) -> Request | None:
    number = _NUMBER.fullmatch(words)
    return _named(request, number[1]) if number else None


def _named(request: SignedInRequest, number: str) -> Request | None:
    """One that this helper may open."""
    pk = number_in(number)
    return queries.find_work(request.user, request.at).filter(pk=pk).first() if pk else None


def _opening(found: Request) -> Command:
    """What is confidential is named by its number alone, until somebody opens it."""
    title = "" if found.is_confidential else found.short_title
    label = _("Open %(number)s") % {"number": found.number}
    return Command(label, reverse("request", args=[found.pk]), "enter", detail=title)


def _queues() -> Iterator[Command]:
    address = reverse("requests")
    for _title, queues in PARTS:
        for queue, icon, key in queues:
            keys = ("G", key[-1].upper()) if key else ()
            yield Command(str(queue.label), f"{address}?ko={queue.value}", icon, keys=keys)


def _views(request: SignedInRequest) -> Iterator[Command]:
    address = reverse("requests")
    for pk, view in queries.views_of(request.user).kept.items():
        detail = str(view.group) if view.group else ""
        yield Command(view.name, f"{address}?visning={pk}", "eye", detail=detail)


def _pages(request: SignedInRequest) -> Iterator[Command]:
    yield Command(_("Views of the work"), reverse("work_views"), "eye")
    yield Command(_("Make a view"), reverse("work_view_new"), "plus")
    yield Command(_("Answers that are ready"), reverse("ready_answers"), "chat")
    yield Command(_("Write an answer that is ready"), reverse("ready_answer_new"), "plus")
    yield Command(_("Record guidance"), reverse("guidance"), "people")
    yield Command(_("Back stage"), reverse("backstage"), "home")
    for task in tasks_for(request.user, request.at):
        yield Command(task.title, task.url, task.icon, detail=task.text)


def _searches(words: str) -> list[Command]:
    said = {"words": words}
    asked = urlencode({"q": words})
    return [
        Command(
            _("Search for “%(words)s” in requests") % said,
            f"{reverse('requests')}?{asked}",
            "search",
        ),
        Command(
            _("Search for “%(words)s” in answers and articles") % said,
            f"{reverse('search')}?{asked}",
            "search",
        ),
    ]


urls = [path("arbeid/kommando/", commands, name="work_commands")]
