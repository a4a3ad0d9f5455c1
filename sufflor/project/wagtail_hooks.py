"""What meets an editor who comes in twice a year: how it is done here, and the way out again."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from sufflor.knowledge import rules
from sufflor.organization.http import SignedInRequest


class UpkeepItem(MenuItem):
    """Whoever only approves has no texts to keep."""

    def is_shown(self, request: SignedInRequest) -> bool:
        return rules.may_see_upkeep(request.user)


class Beginning(Component):
    """Above what Wagtail itself shows on its first page."""

    order = 0

    def render_html(self, parent_context: object = None) -> SafeString:
        return render_to_string("project/editor_beginning.html")


@hooks.register("register_admin_menu_item")
def lead_to_what_is_to_be_done() -> MenuItem:
    return UpkeepItem(_("To be done"), reverse_lazy("content"), icon_name="tasks", order=9000)


@hooks.register("register_admin_menu_item")
def lead_out() -> MenuItem:
    return MenuItem(_("To Sufflør"), reverse_lazy("backstage"), icon_name="home", order=9100)


@hooks.register("construct_homepage_panels")
def say_how_it_is_done(request: SignedInRequest, panels: list[Component]) -> None:
    if rules.may_edit(request.user):
        panels.insert(0, Beginning())
