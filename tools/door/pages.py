"""One page of every kind, as each kind of person sees it, in a folder for other tools to read.

Begins at the front page and the addresses in tests/routes.py and follows the links, so that a new
page is looked at as soon as something leads to it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import deque
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import django

LINK = re.compile(r"""<a\b[^>]*?\bhref="([^"#]+)""", re.IGNORECASE)
LANGUAGES = ("nb", "nn", "en")
NOT_OURS = ("/admin/", "/static/", "/media/", "/api/", "/live/")
MOST_PAGES = 600


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()
    from django.core.management import call_command

    folder = Path(words[0])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0, stdout=sys.stderr)
    from tests.routes import ACCOUNTS, SEEDS

    complaints: list[str] = []
    written = 0
    for account in ACCOUNTS:
        fetched, found = _walk(account, SEEDS, folder)
        written += fetched
        complaints += found
    print(f"{written} pages in {folder}")
    print("\n".join(complaints))
    return 1 if complaints or not written else 0


def _walk(account: str, seeds: tuple[str, ...], folder: Path) -> tuple[int, list[str]]:
    """Visit one address of each kind in each language, as one person."""
    from django.test import Client

    from sufflor.organization.models import User

    client = Client(raise_request_exception=False)
    if account:
        person = User.objects.get(username=account)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    waiting = deque(seeds)
    seen: set[str] = set()
    complaints: list[str] = []
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        kind = _kind(address)
        if kind in seen:
            continue
        seen.add(kind)
        response = client.get(address)
        if response.status_code >= 500:
            complaints.append(f"{address} ({account or 'anonymous'}): {response.status_code}")
        where = response.headers.get("Location", "")
        if where and not urlsplit(where).netloc:
            waiting.append(urljoin(address, where))
        if not response.headers.get("Content-Type", "").startswith("text/html") or where:
            continue
        html = response.content.decode()
        (folder / f"{account or 'anonymous'}-{kind}.html").write_text(html)
        waiting.extend(_links(html, address))
    return len(seen), complaints


def _links(html: str, page: str) -> list[str]:
    found = [urljoin(page, unescape(link)) for link in LINK.findall(html)]
    return [
        link
        for link in found
        if link.startswith("/") and not link.startswith(NOT_OURS) and "//" not in link
    ]


def _kind(address: str) -> str:
    """The name of the page and its language: ninety articles are one kind of page."""
    from django.urls import Resolver404, resolve
    from django.utils import translation

    parts = urlsplit(address)
    prefix = parts.path.split("/")[1]
    language = prefix if prefix in LANGUAGES else LANGUAGES[0]
    with translation.override(language):
        try:
            name = resolve(parts.path).view_name or parts.path
        except Resolver404:
            name = "not-found"
    asked = "-asked" if parts.query else ""
    return re.sub(r"[^\w.-]+", "-", f"{language}-{name}{asked}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
