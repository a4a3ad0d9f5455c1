"""How Wagtail's editor looks at our place: only what editors here use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from sufflor.knowledge import actions, rules, soundness
from sufflor.knowledge.forms import IS_REVIEWED
from sufflor.knowledge.models import Article, Link, Section, SharedText
from sufflor.knowledge.queries.shared import holding
from sufflor.organization.http import SignedInRequest

Owned = Link | SharedText

UNUSED = frozenset({"images", "reports", "help"})


class MenuItem(Protocol):
    name: str


@hooks.register("construct_main_menu")
def leave_out_what_is_unused(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED]


@hooks.register("before_delete_page")
def keep_sections(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A section is as lasting as its department; its articles may go one by one."""
    return _refused(request, [page])


@hooks.register("before_move_page")
def show_only_what_may_be_moved(request: SignedInRequest, page: Page, destination: Page) -> None:
    """Wagtail asks when it moves, but has shown the title of the draft before that."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def refuse_in_bulk(
    request: SignedInRequest, action_type: str, objects: Iterable[Page | Owned], action: object
) -> HttpResponse | None:
    """Many at once are asked the same as one at a time."""
    owned = [one for one in objects if isinstance(one, Owned)]
    pages = [one for one in objects if isinstance(one, Page)]
    if owned:
        return _others(request, owned) or _held(request, owned)
    if action_type == "publish":
        return _unsound(request, pages)
    return _refused(request, pages) if action_type == "delete" else None


@hooks.register("before_edit_snippet")
def keep_own(request: SignedInRequest, thing: Owned) -> HttpResponse | None:
    return _others(request, [thing])


@hooks.register("before_delete_snippet")
def delete_own(request: SignedInRequest, things: Iterable[Owned]) -> HttpResponse | None:
    things = list(things)
    return _others(request, things) or _held(request, things)


@hooks.register("before_create_snippet")
def make_own(request: SignedInRequest, model: type[Owned]) -> HttpResponse | None:
    return _others(request, [])


@hooks.register("construct_page_chooser_queryset")
def choose_what_is_read(pages: QuerySet[Page], request: SignedInRequest) -> QuerySet[Page]:
    """What another department has as a draft is nobody else's to see."""
    if rules.may_edit_all(request.user):
        return pages
    section = rules.section_of(request.user)
    own = Q(path__startswith=section.path) if section else Q(pk=None)
    return pages.filter(Q(live=True) | own)


@hooks.register("after_publish_page")
def review_with_publishing(request: SignedInRequest, page: Page) -> None:
    """The day of the next review is of the page as it stands, whichever draft is published."""
    if not isinstance(page, Article) or not page.live:
        return
    day, by, now = page.review_date, request.user, timezone.now()
    if request.POST.get(IS_REVIEWED):
        actions.validate_article(article=page, next_review=day, by=by, at=now)
    else:
        actions.plan_review(article=page, day=day, by=by, at=now)


def _others(request: SignedInRequest, things: Iterable[Owned]) -> HttpResponse | None:
    """Rights to links and shared texts are to all or none; whose they are, before and after, is
    asked here."""
    owners = {str(thing.owner_id) for thing in things} | set(request.POST.getlist("owner"))
    if all(owner.isdecimal() and rules.may_edit_for(request.user, int(owner)) for owner in owners):
        return None
    messages.error(request, _("Only editors of the department that keeps it change it."))
    return redirect("wagtailadmin_home")


def _held(request: HttpRequest, things: Iterable[Owned]) -> HttpResponse | None:
    """A shared text stays for as long as an article that is read holds it."""
    for text in things:
        if isinstance(text, SharedText) and holding(text).exists():
            said = _("Articles hold “%(title)s”. Take it out of them first; “Usage” says which.")
            messages.error(request, said % {"title": text})
            return redirect("wagtailadmin_home")
    return None


def _unsound(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Also what lies below them, which may go along."""
    every = [one for page in pages for one in page.get_descendants(inclusive=True).not_live()]
    for page in every:
        draft = page.get_latest_revision_as_object()
        faults = soundness.of_text(draft) if isinstance(draft, Article) else []
        if faults:
            words = {"title": draft.title, "faults": " ".join(faults)}
            messages.error(request, _("“%(title)s” is not published. %(faults)s") % words)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _refused(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    if not any(issubclass(page.specific_class, Section) for page in pages):
        return None
    messages.error(request, _("A section cannot be deleted."))
    return redirect("wagtailadmin_home")
