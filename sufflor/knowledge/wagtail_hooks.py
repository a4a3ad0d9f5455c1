"""How Wagtail's editor looks at our place: only what editors here use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from sufflor.knowledge import actions
from sufflor.knowledge.forms import IS_REVIEWED
from sufflor.knowledge.models import Article, Section
from sufflor.organization.http import SignedInRequest

UNUSED = frozenset({"images", "reports", "help"})


class MenuItem(Protocol):
    name: str


@hooks.register("construct_main_menu")
def leave_out_what_is_unused(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED]


@hooks.register("construct_homepage_summary_items")
def leave_out_figures(request: HttpRequest, summary_items: list[object]) -> None:
    """They count pictures and documents, of which there are none."""
    summary_items.clear()


@hooks.register("before_delete_page")
def keep_sections(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A section is as lasting as its department; its articles may go one by one."""
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def keep_sections_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: object
) -> HttpResponse | None:
    return _refused(request, objects) if action_type == "delete" else None


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


def _refused(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    if not any(issubclass(page.specific_class, Section) for page in pages):
        return None
    messages.error(request, _("A section cannot be deleted."))
    return redirect("wagtailadmin_home")
