"""How true a department keeps its texts: what is due, what did not help, what lies as a draft."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet

from sufflor.knowledge import rules
from sufflor.knowledge.models import (
    Article,
    Doubt,
    Language,
    Link,
    Reminder,
    State,
    Step,
    Suggestion,
    Verdict,
    WhyNot,
)
from sufflor.knowledge.queries.carers import carers
from sufflor.knowledge.queries.suggestions import suggested_to
from sufflor.organization.models import Unit, User
from sufflor.organization.rules import units_managed_by

# More than this is read in the report, not gone through in a list.
MOST_ROWS = 100
MOST_REUSED = 10


@dataclass(frozen=True)
class Coming:
    """An article whose review is near or past."""

    article: Article
    day: date
    step: Step
    # Why it is gone through before its day.
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Unhelpful:
    """An article that did not help some readers, and what they said."""

    article: Article
    count: int
    reasons: tuple[tuple[str, int], ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Upkeep:
    """What is to be done with the texts of a unit, the most pressing first."""

    unit: Unit
    suggested: tuple[Suggestion, ...]
    due: tuple[Coming, ...]
    unhelpful: tuple[Unhelpful, ...]
    outdated: tuple[Article, ...]
    unvalidated: tuple[Article, ...]
    drafts: tuple[Article, ...]
    orphans: tuple[Article, ...]
    stale: tuple[Article, ...]
    dead_links: tuple[Link, ...]
    reused: tuple[Article, ...]
    published: int
    nynorsk_share: int

    @property
    def is_well(self) -> bool:
        parts = (
            self.suggested,
            self.due,
            self.unhelpful,
            self.outdated,
            self.unvalidated,
            self.drafts,
        )
        return not any((*parts, self.orphans, self.stale, self.dead_links))


def step_of(review: date, day: date) -> Step | None:
    """The last step that has come: none while the review is far off."""
    come = [step for step in Step if (day - review).days >= step.value]
    return max(come) if come else None


def upkeep(unit: Unit, day: date) -> Upkeep:
    """Thirteen queries, however much there is."""
    own = _without_text(Article.objects.filter(owner_unit=unit))
    live = own.filter(live=True)
    nynorsk, published = _in_nynorsk(live)
    return Upkeep(
        unit=unit,
        suggested=tuple(suggested_to(unit)[:MOST_ROWS]),
        due=tuple(_with_doubts(_coming(live, day)[:MOST_ROWS])),
        unhelpful=tuple(_unhelpful(live)),
        outdated=tuple(live.filter(state=State.OUTDATED).order_by("title")[:MOST_ROWS]),
        unvalidated=tuple(live.filter(state=State.UNVALIDATED).order_by("title")[:MOST_ROWS]),
        drafts=tuple(_drafts(own).order_by("-latest_revision_created_at", "title")[:MOST_ROWS]),
        orphans=tuple(live.filter(caretaker__is_active=False).order_by("title")[:MOST_ROWS]),
        stale=tuple(_stale(live).order_by("title")[:MOST_ROWS]),
        dead_links=tuple(Link.objects.filter(owner=unit, dead_since__isnull=False)[:MOST_ROWS]),
        reused=tuple(_reused(live)[:MOST_REUSED]),
        published=published,
        nynorsk_share=round(100 * nynorsk / published) if published else 0,
    )


def sections_seen_by(person: User) -> list[Unit]:
    """The units with texts of their own whose upkeep this person may see; their own comes first."""
    units = Unit.objects.filter(section__isnull=False).order_by("name")
    if rules.may_edit_all(person):
        return list(units)
    own = rules.section_of(person) if rules.may_edit(person) else None
    keys = {own.unit_id} if own else set()
    found = list(units.filter(pk__in=keys | units_managed_by(person)))
    return sorted(found, key=lambda unit: unit.pk not in keys)


def kept_by(giver: User, by: User) -> list[Article]:
    """What one person looks after, of what another may change."""
    own = _without_text(Article.objects.filter(caretaker=giver)).order_by("title")
    if not rules.may_edit_all(by):
        section = rules.section_of(by)
        own = own.filter(owner_unit=section.unit_id if section else None)
    return list(own)


def keepers_seen_by(by: User) -> list[User]:
    """Who looks after something that this person may hand over; those who have left come first."""
    own = Article.objects.filter(caretaker__isnull=False)
    if not rules.may_edit_all(by):
        section = rules.section_of(by)
        own = own.filter(owner_unit=section.unit_id if section else None)
    people = User.objects.filter(pk__in=own.values("caretaker"))
    return list(people.order_by("is_active", "last_name", "first_name", "pk"))


def awaiting_reminder(day: date) -> list[Coming]:
    """What has come one step further than its keepers have been told, or has been doubted since.
    Of the doubts, those that they have not heard of."""
    live = _without_text(Article.objects.filter(live=True))
    near = _with_doubts(_coming(live, day), Doubt.objects.filter(told_at=None))
    told = set(
        Reminder.objects.filter(article__in=[one.article.pk for one in near]).values_list(
            "article", "review_date", "step"
        )
    )
    return [
        one for one in near if one.doubts or (one.article.pk, one.day, one.step.value) not in told
    ]


def to_review_by(person: User, day: date) -> list[Coming]:
    """What this person is to see to now, in the order of the days."""
    everyone = carers()
    near = _coming(_without_text(Article.objects.filter(live=True)), day)
    return _with_doubts([one for one in near if person.pk in everyone.of(one.article, one.step)])


def dead_links_kept_by(person: User) -> list[Link]:
    """Of the departments that this person writes for, or leads where nobody writes."""
    everyone = carers()
    dead = Link.objects.filter(dead_since__isnull=False).order_by("title")
    return [link for link in dead if person.pk in everyone.of_unit(link.owner_id)]


def _coming(articles: QuerySet[Article], day: date) -> list[Coming]:
    near = articles.filter(review_date__lte=day + timedelta(days=-Step.BEFORE))
    found = []
    for article in near.order_by("review_date", "title"):
        step = step_of(article.review_date, day) if article.review_date else None
        if article.review_date and step is not None:
            found.append(Coming(article, article.review_date, step))
    return found


def _with_doubts(near: list[Coming], doubts: QuerySet[Doubt] | None = None) -> list[Coming]:
    open_ones: dict[int, list[Doubt]] = defaultdict(list)
    keys = [one.article.pk for one in near]
    all_of_them = Doubt.objects.all() if doubts is None else doubts
    for doubt in all_of_them.filter(article__in=keys, settled_at=None):
        open_ones[doubt.article_id].append(doubt)
    return [replace(one, doubts=tuple(open_ones[one.article.pk])) for one in near]


def _reused(articles: QuerySet[Article]) -> QuerySet[Article]:
    """What most answers and requests lead on to: worth the most to keep true."""
    led_to = articles.filter(reuse__isnull=False)
    return led_to.order_by((F("reuse__answers") + F("reuse__requests")).desc(), "title")


def _in_nynorsk(articles: QuerySet[Article]) -> tuple[int, int]:
    """And how many there are."""
    counted = articles.order_by().aggregate(
        nynorsk=Count("pk", filter=Q(language=Language.NYNORSK)), all=Count("pk")
    )
    return counted["nynorsk"], counted["all"]


def _unhelpful(articles: QuerySet[Article]) -> list[Unhelpful]:
    said = Prefetch("verdicts", Verdict.objects.open().order_by("-at"), to_attr="open_verdicts")
    told = articles.filter(verdicts__in=Verdict.objects.open()).distinct()
    rows = [
        _said_of(article, article.open_verdicts)
        for article in told.order_by("title").prefetch_related(said)[:MOST_ROWS]
    ]
    return sorted(rows, key=lambda row: -row.count)


def _said_of(article: Article, verdicts: Collection[Verdict]) -> Unhelpful:
    reasons = Counter(verdict.why for verdict in verdicts if verdict.why)
    return Unhelpful(
        article=article,
        count=len(verdicts),
        reasons=tuple((str(WhyNot(why).label), count) for why, count in reasons.most_common()),
        words=tuple(verdict.words for verdict in verdicts if verdict.words),
    )


def doubts_about(article: Article) -> list[Doubt]:
    """Why it was asked for that somebody goes through it."""
    return list(article.doubts.filter(settled_at=None))


def said_of(article: Article) -> Unhelpful:
    """What readers said of one text that the department has not dealt with."""
    return _said_of(article, list(article.verdicts.open().order_by("-at")))


def _drafts(articles: QuerySet[Article]) -> QuerySet[Article]:
    """What another text replaces waits for nobody."""
    begun = Q(live=False, replaced_by=None) | Q(live=True, has_unpublished_changes=True)
    return articles.filter(begun)


def _stale(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Translations of a text that has changed since."""
    changed = articles.filter(original__live=True, original__published_at__gt=F("published_at"))
    return changed.select_related("original").defer("original__body", "original__html")


def _without_text(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.defer("body", "html").select_related("area", "owner_unit", "caretaker", "reuse")
