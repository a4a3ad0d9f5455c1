"""The addresses of the front stage, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.frontstage import knowledge

urlpatterns: list[URLPattern | URLResolver] = [
    *knowledge.urls,
]
