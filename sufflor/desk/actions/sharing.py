"""Letting an answer to one become an answer to all: a draft article, which an editor publishes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.desk import rules
from sufflor.desk.actions.states import locked, written
from sufflor.desk.models import Request
from sufflor.events import actions as events
from sufflor.events.queries import history
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from sufflor.lib import personal_numbers
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line, shortened
from sufflor.organization.models import CaseArea, User

TITLE_LENGTH = 120


class NotForEveryone(Refusal):
    reason = gettext_lazy("What is confidential becomes no article.")
    way_out = gettext_lazy("Write an article about the matter in general, from nothing.")


class HoldsNumber(Refusal):
    reason = gettext_lazy("There is a national identity number in this.")
    way_out = gettext_lazy("Take it out: everyone can read an article.")
    status = 422


class AlreadyShared(Refusal):
    reason = gettext_lazy("There is a draft article of this request already.")
    way_out = gettext_lazy("Ask an editor to go on with that one.")


class NoTitle(Refusal):
    reason = gettext_lazy("Say in a title what the article answers.")
    status = 422


@transaction.atomic
def draft_article(
    *, request: Request, title: str, text: str, area: CaseArea, by: User, at: datetime
) -> Article:
    """In words that suit everyone. Nothing in it points back to the request, which is private."""
    request = locked(request)
    require(rules.may_note(by, request, at))
    if request.is_confidential:
        raise NotForEveryone
    if history(request).filter(verb="request.shared").exists():
        raise AlreadyShared
    title, text = shortened(one_line(title), TITLE_LENGTH), written(text)
    if not title:
        raise NoTitle
    if personal_numbers.found(title) or personal_numbers.found(text):
        raise HoldsNumber
    with override(request.language):
        source = _("From an answer that the support has given")
    article = knowledge.draft_article(
        title=title,
        body=text,
        area=area,
        role=request.reporter.work_role,
        language=request.language,
        help_kind=request.help_kind,
        work_system=request.work_system,
        source_label=source,
        by=by,
        at=at,
    )
    events.record("request.shared", about=request, by=by, at=at, article=article.pk)
    return article
