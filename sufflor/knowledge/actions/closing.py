"""When a department is closed: all that it keeps goes to another, in one deed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction
from wagtail.images.models import Image
from wagtail.models import Page

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge import rules
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.pictures import pictures_of
from sufflor.knowledge.actions.sections import open_section
from sufflor.knowledge.models import Link, Section, SharedText
from sufflor.knowledge.queries.closing import Estate, estate
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import Unit, User


class SameDepartment(Refusal):
    reason = _("These are the same department.")
    way_out = _("Choose the department that keeps the texts from now on.")
    status = 422


class NothingToHandOver(Refusal):
    reason = _("The department keeps nothing.")
    way_out = _("Choose another department.")
    status = 422


@transaction.atomic
def hand_over_section(*, giver: Unit, taker: Unit, by: User, at: datetime) -> Estate:
    """Pages, links, shared texts and pictures. Addresses stay as they are, and so do reviews."""
    require(rules.may_edit_all(by))
    if giver == taker:
        raise SameDepartment
    found = estate(giver)
    if found.is_empty:
        raise NothingToHandOver
    old, new = giver.section, open_section(unit=taker, by=by, at=at)
    with Deed(by=by, at=at):
        for page in found.pages:
            _move(page, new, by)
    # Not by `save`, after which a link is looked at as if it were new.
    Link.objects.filter(owner=giver).update(owner=taker)
    SharedText.objects.filter(owner=giver).update(owner=taker)
    Image.objects.filter(collection=pictures_of(old)).update(collection=pictures_of(new))
    events.record("section.handed_over", about=old, by=by, at=at, unit=taker.code)
    events.touch(KNOWLEDGE)
    return found


def _move(page: Page, section: Section, by: User) -> None:
    """What lies below a page comes along with it."""
    target = Section.objects.get(pk=section.pk)
    slug, count = page.slug, 1
    while not Page._slug_is_available(slug, target, page):
        count += 1
        slug = f"{page.slug}-{count}"
    if slug != page.slug:
        Page.objects.filter(pk=page.pk).update(slug=slug)
    fresh = Page.objects.get(pk=page.pk)
    MovePageAction(fresh, target, pos="last-child", user=by).execute(skip_permission_checks=True)
