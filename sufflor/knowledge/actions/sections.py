"""Each department's section, and who is let in to write there."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import GroupPagePermission, Page

from sufflor.events import actions as events
from sufflor.events.http import KNOWLEDGE
from sufflor.knowledge import rules
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.pictures import give_all_pictures, pictures_of
from sufflor.knowledge.actions.standing import store
from sufflor.knowledge.models import Article, Section
from sufflor.organization.models import Unit, User

ALL_SECTIONS = "Redaktører (alle avdelinger)"
APPROVERS = "Godkjennere"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ADMINISTRATOR_RIGHTS = (*PAGE_RIGHTS, "bulk_delete_page")
TO_ENTER = "access_admin"
OWNED_RIGHTS = tuple(
    f"{deed}_{kind}"
    for kind in ("link", "sharedtext")
    for deed in ("add", "change", "delete", "view")
)


@transaction.atomic
def open_section(*, unit: Unit, by: User, at: datetime) -> Section:
    """The unit's section; made, with its group of editors, when it has none."""
    found: Section | None = Section.objects.filter(unit=unit).first()
    if found:
        return found
    group = _group(f"Redaktører {unit.code}", TO_ENTER, *OWNED_RIGHTS)
    section = Section(title=unit.name, slug=f"avdeling-{unit.pk}", unit=unit, editors=group)
    with Deed(by=by, at=at):
        Page.get_first_root_node().add_child(instance=section)
    _give_pages(group, section, PAGE_RIGHTS)
    pictures_of(section)
    events.record("section.opened", about=section, by=by, at=at, unit=unit.code)
    return section


def admit(*, person: User, by: User, at: datetime) -> bool:
    """Give a person the editing groups that their roles and unit call for now, and no other.

    Asked at the editor's door each time, so a role that is withdrawn stops there at once.
    Returns whether the person may go in. Mostly nothing is written, so no write is begun.
    """
    wanted = _groups_for(person, by, at)
    ours = Q(section__isnull=False) | Q(name__in=(ALL_SECTIONS, APPROVERS))
    present = set(Group.objects.filter(ours, user=person).distinct())
    if wanted != present:
        with transaction.atomic():
            person.groups.remove(*(present - wanted))
            person.groups.add(*(wanted - present))
            events.record("editor.admitted", about=person, by=by, at=at, count=len(wanted))
    return bool(wanted)


@transaction.atomic
def follow_move(*, article: Article, by: User | None, at: datetime) -> None:
    """An article that is moved to another section gets that section's unit as its owner. Whoever
    looked after it does so no more, unless they write for that unit too."""
    section = Section.objects.get(pk=article.get_parent().pk)
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    article.owner_unit = section.unit
    if article.caretaker and not rules.may_edit_for(article.caretaker, section.unit_id):
        article.caretaker = None
    store(article, "owner_unit", "caretaker")
    events.record("article.moved", about=article, by=by, at=at, unit=section.unit.code)
    events.touch(KNOWLEDGE, changed=[article.pk])


def _groups_for(person: User, by: User, at: datetime) -> set[Group]:
    if rules.may_edit_all(person):
        return {_administrators()}
    groups = set()
    if rules.may_approve_some(person, at):
        groups.add(_group(APPROVERS, TO_ENTER))
    if rules.may_edit(person) and person.unit:
        section = rules.section_of(person) or open_section(unit=person.unit, by=by, at=at)
        # Sections from before texts had pictures have nowhere to keep them.
        pictures_of(section)
        _group(section.editors.name, TO_ENTER, *OWNED_RIGHTS)
        groups.add(section.editors)
    return groups


def _administrators() -> Group:
    group = _group(ALL_SECTIONS, TO_ENTER, *OWNED_RIGHTS)
    root = Page.get_first_root_node()
    if not GroupPagePermission.objects.filter(group=group, page=root).exists():
        _give_pages(group, root, ADMINISTRATOR_RIGHTS)
    give_all_pictures(group)
    return group


def _group(name: str, *codenames: str) -> Group:
    """With these rights, also where it was made before there were all of them."""
    group, _is_new = Group.objects.get_or_create(name=name)
    rights = Permission.objects.filter(
        codename__in=codenames, content_type__app_label__in=("wagtailadmin", "knowledge")
    )
    if missing := list(rights.exclude(group=group)):
        group.permissions.add(*missing)
    return group


def _give_pages(group: Group, page: Page, codenames: tuple[str, ...]) -> None:
    rights = Permission.objects.filter(
        codename__in=codenames, content_type__app_label="wagtailcore"
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=right) for right in rights
    )
