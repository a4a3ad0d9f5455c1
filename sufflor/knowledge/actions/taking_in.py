"""Texts that were written elsewhere become drafts: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from sufflor.events import actions as events
from sufflor.knowledge import prose, rules
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.pictures import drop_pictures, keep_picture, pictures_of
from sufflor.knowledge.actions.sections import open_section
from sufflor.knowledge.manuscripts import Manuscript
from sufflor.knowledge.models import Article, Section
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User


class WritesForNobody(Refusal):
    reason = _("You belong to no department, so there is no section to put the texts in.")
    way_out = _("Ask an administrator to say where you work.")


class NothingToTakeIn(Refusal):
    reason = _("There is no text to take in.")
    way_out = _("Choose another file.")
    status = 422


def take_in(*, manuscripts: Sequence[Manuscript], by: User, at: datetime) -> list[Article]:
    """Drafts in the section that `by` writes for. When one cannot be kept, none is."""
    require(rules.may_take_in(by))
    if not manuscripts:
        raise NothingToTakeIn
    laid: list[str] = []
    try:
        return _take_in(manuscripts, laid, by, at)
    except BaseException:
        # Rows are rolled back; files are not.
        drop_pictures(laid)
        raise


@transaction.atomic
def _take_in(
    manuscripts: Sequence[Manuscript], laid: list[str], by: User, at: datetime
) -> list[Article]:
    section = _section(by, at)
    collection = pictures_of(section)
    articles = []
    for manuscript in manuscripts:
        references = list(_kept(manuscript, collection, laid, by))
        articles.append(_draft(manuscript, references, section, by, at))
    return articles


def _section(by: User, at: datetime) -> Section:
    if by.unit is None:
        raise WritesForNobody
    return rules.section_of(by) or open_section(unit=by.unit, by=by, at=at)


def _kept(
    manuscript: Manuscript, collection: Collection, laid: list[str], by: User
) -> Iterable[str]:
    for picture in manuscript.pictures:
        image = keep_picture(picture, collection, by)
        laid.append(image.file.name)
        yield prose.picture(image.pk, picture.alt)


def _draft(
    manuscript: Manuscript, references: Sequence[str], section: Section, by: User, at: datetime
) -> Article:
    article = Article(
        title=one_line(manuscript.title),
        body=prose.with_pictures(manuscript.body, references),
        summary=one_line(manuscript.summary),
        search_words=one_line(manuscript.search_words),
        area=manuscript.area,
        role=manuscript.role,
        language=manuscript.language,
        owner_unit=section.unit,
        owner=by,
        live=False,
    )
    with Deed(by=by, at=at):
        section.add_child(instance=article)
        # As in `draft_article`: what is missing shows when it is published.
        article.save_revision(user=by, clean=False)
    events.record("article.taken_in", about=article, by=by, at=at)
    return article
