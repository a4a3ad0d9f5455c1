"""What the department that owns the archive has to do with its texts: a little of everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Fault, Link, State, Verdict, WhyNot
from sufflor.lib.clock import local_date
from sufflor.organization.models import User

# Days to the next review, and what was noted when it was last gone through.
REVIEWED = (
    (-12, "Skjermbildene er fra forrige versjon. Ellers riktig."),
    (9, "Gått gjennom sammen med førstelinjen."),
    (26, ""),
)
# Which texts did not help, why, in which words, and how many more said no without any.
SAID = (
    (
        "Klassering: velge riktig arkivkode",
        WhyNot.LACKING,
        "Finner ikke hvilken kode jeg skal bruke for praksisavtaler.",
        1,
    ),
    (
        "Hva betyr statuskodene R, F, E, J og M?",
        WhyNot.UNCLEAR,
        "Hva er forskjellen på R og F?",
        0,
    ),
)
HELPED = 14


def fill(*, at: datetime) -> None:
    """Once. What has been said and done since is left alone."""
    if Verdict.objects.exists():
        return
    editor = User.objects.get(username="editor")
    own = Article.objects.filter(owner_unit=editor.unit, live=True, state=State.VALIDATED)
    articles = list(own.order_by("pk"))
    with transaction.atomic():
        for article, (days, note) in zip(articles, REVIEWED, strict=False):
            _review(article, days, note, editor, at)
        for title, why, words, more in SAID:
            _say(own.get(title=title), why, words, more, at)
        for number in range(HELPED):
            guest = f"demo-hjalp-{number}"
            article = articles[number % len(articles)]
            actions.judge(article=article, helped=True, guest=guest, by=None, at=at)
        _lose_a_link(at)


def _review(article: Article, days: int, note: str, editor: User, at: datetime) -> None:
    """Gone through half a year before the next time."""
    day = local_date(at) + timedelta(days=days)
    then = at - timedelta(days=182 - days)
    actions.validate_article(article=article, next_review=day, note=note, by=editor, at=then)
    actions.take_care_of(article=article, person=editor, by=editor, at=then)


def _say(article: Article, why: WhyNot, words: str, more: int, at: datetime) -> None:
    then = at - timedelta(hours=20)
    asker = User.objects.get(username="case_handler")
    actions.judge(article=article, helped=False, why=why, words=words, by=asker, at=then)
    for number in range(more):
        guest = f"demo-nei-{number}"
        actions.judge(article=article, helped=False, guest=guest, by=None, at=then)


def _lose_a_link(at: datetime) -> None:
    link = Link.objects.order_by("pk").last()
    if link:
        actions.note_visit(link=link, fault=Fault.GONE, at=at - timedelta(hours=7))
