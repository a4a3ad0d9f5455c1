"""The help that is written down as plain files, for the day when nothing else of us answers.

Each page lies where its address says (`tema/personal/index.html`), every link relative, so that
any web server can hand them out from any folder. What is not in the copy leads to where we usually
are. No page runs a script.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from sufflor.announcements.queries import critical
from sufflor.events.http import CHROME, FOLLOWED, ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.frontstage.known_errors import rows
from sufflor.knowledge import queries
from sufflor.knowledge.exporting import picture_path
from sufflor.knowledge.models import Article, LearningPath, ThemePage
from sufflor.known_errors import queries as known_errors
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea
from sufflor.organization.queries import in_charge, in_charge_of
from sufflor.rollout import queries as rollout

LANGUAGES = ("nb", "nn")
INDEX = "index.html"
# Where a page lies, what draws it, and with what.
Shown = tuple[str, str, dict[str, object]]
_ADDRESS = re.compile(r'\b(href|src)="(/[^"]*)"')


@dataclass
class EmergencyCopy:
    """Made whole in a folder; `pages` are the addresses that it has."""

    folder: Path
    at: datetime
    pages: dict[str, str] = field(default_factory=dict)
    _assets: set[str] = field(default_factory=set)

    def write(self) -> int:
        """How many pages there are."""
        revision = revisions(FOLLOWED)
        for language in LANGUAGES:
            with override(language):
                self.pages |= dict(self._drawn(language, revision))
        for address, html in self.pages.items():
            self._lay(_file_of(address), self._tied(address, html).encode())
        return len(self.pages)

    def _drawn(self, language: str, revision: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        other = next(one for one in LANGUAGES if one != language)
        around = {
            "made_at": self.at,
            "institution": settings.INSTITUTION,
            "home": reverse("home"),
            "errors_url": reverse("known_errors"),
            "usual": settings.PUBLIC_URL,
            "other": other,
            "other_home": _home(other),
        }
        for address, template, facts in (*self._now(revision), *self._help(revision)):
            yield address, render_to_string(template, around | facts)

    def _now(self, revision: Mapping[str, int]) -> Iterator[Shown]:
        """How it stands: what everyone asks first."""
        home = {
            "overview": queries.overview(revision),
            "critical": critical(self.at, revision[CHROME] + revision[ORGANIZATION]),
            "ways": rollout.doors(self.at, rollout.current_plan(revision[CHROME])).ways,
        }
        yield reverse("home"), "frontstage/emergency/home.html", home
        errors: dict[str, object] = {
            "now": rows(known_errors.status_now(), self.at),
            "planned": rows(known_errors.status_planned(), self.at),
        }
        yield reverse("known_errors"), "frontstage/emergency/errors.html", errors

    def _help(self, revision: Mapping[str, int]) -> Iterator[Shown]:
        """What can be read, and who is in charge of it."""
        today = local_date(self.at)
        for area in CaseArea.objects.order_by("slug"):
            nodes = in_charge(area, today)
            facts = {
                "area": queries.area_page(area.slug, revision),
                "nodes": nodes if any(node.is_known for node in nodes) else [],
            }
            yield reverse("theme", args=[area.slug]), "frontstage/emergency/area.html", facts
        for address in _addresses(ThemePage):
            theme = queries.theme_page(address, revision)
            nodes = [node for node in in_charge_of(theme.areas, today) if node.is_known]
            facts = {"theme": theme, "nodes": nodes}
            yield theme.url, "frontstage/emergency/theme.html", facts
        for address in _addresses(LearningPath):
            way = queries.path_page(address, revision)
            yield way.url, "frontstage/emergency/path.html", {"learning_path": way}
        for address in _addresses(Article):
            article = queries.article_page(address, revision).article
            yield article.url, "frontstage/emergency/article.html", {"article": article}

    def _tied(self, page: str, html: str) -> str:
        """The page with each address of ours made into where it leads from here."""

        def tied(found: re.Match[str]) -> str:
            parts = urlsplit(unescape(found[2]))
            goal = self._goal(parts.path)
            if goal is None:
                where = f"{settings.PUBLIC_URL.rstrip('/')}{unescape(found[2])}"
            else:
                where = posixpath.relpath(goal, posixpath.dirname(_file_of(page)) or ".")
                where += f"#{parts.fragment}" if parts.fragment else ""
            return f'{found[1]}="{escape(where)}"'

        return _ADDRESS.sub(tied, html)

    def _goal(self, path: str) -> str | None:
        if path in self.pages:
            return _file_of(path)
        if path.startswith(settings.STATIC_URL):
            source = finders.find(unquote(path.removeprefix(settings.STATIC_URL)))
            return self._copied(path, Path(source)) if isinstance(source, str) else None
        picture = picture_path(unquote(path)) if path.startswith(settings.MEDIA_URL) else None
        return self._copied(path, picture) if picture else None

    def _copied(self, path: str, source: Path) -> str:
        place = unquote(path).lstrip("/")
        if place not in self._assets:
            self._assets.add(place)
            self._lay(place, source.read_bytes())
        return place

    def _lay(self, place: str, content: bytes) -> None:
        goal = self.folder / place
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(content)


def _file_of(address: str) -> str:
    return f"{address.lstrip('/')}{INDEX}"


def _home(language: str) -> str:
    with override(language):
        return reverse("home")


def _addresses(kind: type[Article] | type[LearningPath] | type[ThemePage]) -> list[str]:
    return list(kind.objects.filter(live=True).order_by("pk").values_list("address", flat=True))
