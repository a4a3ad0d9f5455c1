"""The gallery, and with it the base page, in every language and without what it may lack."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import html5lib
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sufflor.design.gallery import examples


@dataclass(frozen=True)
class Way:
    label: str
    url: str
    is_current: bool
    code: str = ""


CHROME = {
    "institution": "Nidelva universitet",
    "demo": True,
    "previewing_at": datetime(2026, 10, 30, 7, 30, tzinfo=UTC),
    "previewing_as": "leder ved IV",
    "stripe": {
        "strong": "Innføring.",
        "text": "Skjema er stengt.",
        "url": "/x/",
        "link_text": "Mer",
    },
    "critical": [{"title": "Elements <er> nede", "url": "/m/"}],
    "navigation": (Way("Finn hjelp", "/", is_current=True),),
    "languages": (Way("Nynorsk", "/nn/", is_current=False, code="nn"),),
    "color_scheme": "dark",
    "person": {"name": "Ingrid Solli", "initials": "IS"},
}


def base(language: str = "nb", **chrome: object) -> str:
    with translation.override(language):
        return render_to_string("design/base.html", {"chrome": chrome})


def shown(language: str = "nb") -> str:
    with translation.override(language):
        return render_to_string("design/gallery.html", {**examples(), "chrome": CHROME})


@pytest.mark.parametrize(
    ("language", "title"), [("nb", "Galleri"), ("nn", "Galleri"), ("en", "Gallery")]
)
def test_the_gallery_is_valid_html_in_every_language(language: str, title: str) -> None:
    html = shown(language)

    html5lib.HTMLParser(strict=True).parse(html)
    assert f'<html lang="{language}"' in html
    assert f"<title>{title} – Sufflør</title>" in html


def test_the_gallery_has_nothing_that_the_content_security_policy_forbids() -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on", shown())


def test_no_id_stands_twice_in_the_gallery() -> None:
    ids = re.findall(r'\sid="([^"]+)"', shown())

    assert sorted(set(ids)) == sorted(ids)


def test_the_base_page_stands_without_anything_in_its_chrome() -> None:
    html = base()

    html5lib.HTMLParser(strict=True).parse(html)
    assert 'data-color-scheme="auto"' in html
    assert "band" not in html.partition("<header")[0]


def test_the_base_page_shows_everything_in_its_chrome() -> None:
    html = base(**CHROME)

    for words in ("Nidelva universitet", "demo-mark", "Innføring.", "Elements &lt;er&gt; nede"):
        assert words in html
    assert 'data-color-scheme="dark"' in html
    assert 'aria-current="page">Finn hjelp' in html
    assert "30. oktober 2026 kl. 08.30" in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Hopp til innholdet"), ("nn", "Hopp til innhaldet"), ("en", "Skip to main content")],
)
def test_the_way_past_the_header_is_said_in_the_readers_language(language: str, words: str) -> None:
    assert words in base(language)
