"""The addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.api import doors

urlpatterns: list[URLPattern | URLResolver] = [
    *doors.urls,
]
