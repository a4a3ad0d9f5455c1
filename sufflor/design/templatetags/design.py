"""Template tags of the design room: built files, icons, initials, form controls, figures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from django import forms, template
from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.design import built, figures
from sufflor.design.drawing import (
    PIECE_PLACE,
    QUERY_PLACE,
    TOKEN_PLACE,
    with_piece,
    with_query,
    with_token,
)

register = template.Library()


class Chrome(Hashable, Protocol):
    """What stands around a page, as a value: what is the same is drawn the same."""

    @property
    def person(self) -> object: ...


# Widgets that ds-input doesn't dress: a set of choices is dressed choice by choice.
BARE_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)


@register.filter
def said_of(error: str, field: BoundField) -> str:
    """Several times the same "this field is required" above a form would not say which."""
    if error != forms.Field.default_error_messages["required"]:
        return error
    return _("Fill in “%(field)s”.") % {"field": field.label}


@register.simple_tag
def asset(name: str) -> str:
    return built.address(name)


@register.simple_tag
def site_files() -> SafeString:
    """The files that every page asks for: drawn once for each build of them."""
    names = (("font", "inter.woff2"), ("style", "app.css"), ("script", "app.js"))
    built_ones = tuple((fact, built.address(name)) for fact, name in names)
    return _drawn("design/parts/files.html", "", built_ones)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon: decoration beside words, or, with a label, a picture that says something."""
    return _icon(built.address("icons.svg"), name, str(label))


@lru_cache(maxsize=512)
def _icon(sheet: str, name: str, label: str) -> SafeString:
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            sheet,
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sheet, name
    )


@register.simple_tag(takes_context=True)
def with_own_token(context: Context, kept: SafeString) -> SafeString:
    """What was drawn for everyone, with this reader's token in its forms."""
    return with_token(kept, context)


@register.simple_tag(takes_context=True)
def drawn(context: Context, template_name: str, **facts: Hashable) -> SafeString:
    """Draw a part of the page that shows its facts and nothing else, once for each set of facts.

    What is shown is the key, so a part can never be out of date. The facts must be values: texts,
    numbers, tuples and frozen dataclasses, and the template may use nothing but them; of a form in
    it only the token is another each time.
    """
    kept = _drawn(template_name, get_language() or "", tuple(sorted(facts.items())))
    return with_token(kept, context)


@register.simple_tag(takes_context=True)
def drawn_around(context: Context, piece: str, template_name: str, **facts: Hashable) -> SafeString:
    """As `drawn`, where one piece is another each time: it stands where the template says `piece`,
    and the rest is drawn once."""
    return with_piece(drawn(context, template_name, **facts), piece)


@lru_cache(maxsize=2048)
def _drawn(
    template_name: str, language: str, facts: tuple[tuple[str, Hashable], ...]
) -> SafeString:
    shown = {**dict(facts), "csrf_token": TOKEN_PLACE, "piece": PIECE_PLACE}
    return SafeString(get_template(template_name).render(shown))


@register.simple_tag(takes_context=True)
def site_header(context: Context) -> SafeString:
    """The header, drawn once for all pages where it looks the same. Only the token of its form and
    what stands after the path are another each time."""
    chrome: Chrome | None = context.get("chrome")
    if chrome is None or "request" not in context:
        facts = {"chrome": chrome, "csrf_token": context.get("csrf_token")}
        return SafeString(get_template("design/parts/header.html").render(facts))
    request: HttpRequest = context["request"]
    # Whoever is signed out is brought back to where they were.
    kept = _site_header(chrome, "" if chrome.person else request.path, get_language() or "")
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    return with_token(with_query(kept, f"?{query}" if query else ""), context)


@lru_cache(maxsize=512)
def _site_header(chrome: Chrome, path: str, language: str) -> SafeString:
    facts = {
        "chrome": chrome,
        "path": path,
        "here": quote(escape_uri_path(path)) + QUERY_PLACE,
        "piece": PIECE_PLACE,
        "csrf_token": TOKEN_PLACE,
    }
    return SafeString(get_template("design/parts/header.html").render(facts))


@register.simple_tag
def initials(name: str) -> str:
    """First letter of the first and of the last name: Mona Elise Haugen is MH."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def page_numbers(paginator: Paginator[object], number: int) -> list[int | str]:
    """The pages worth a link: first, last and those around the one that is shown."""
    return list(paginator.get_elided_page_range(number, on_each_side=1, on_ends=1))


@register.simple_tag
def control(
    field: BoundField, draft: str = "", rows: int | str = "", autocomplete: str = ""
) -> SafeString:
    """Draw a form field's own control in our dress; label, help and error stand around it."""
    bare = isinstance(field.field.widget, BARE_WIDGETS)
    own = field.field.widget.attrs
    attrs = {
        "class": own.get("class", "") if bare else f"ds-input {own.get('class', '')}".strip(),
        "data-keep-draft": draft,
        "rows": str(rows),
        "autocomplete": autocomplete,
    }
    return field.as_widget(attrs={name: value for name, value in attrs.items() if value})


@register.simple_tag
def ladder(steps: Sequence[figures.Step], title: str, description: str = "") -> SafeString:
    return figures.ladder(steps, title=title, description=description)
