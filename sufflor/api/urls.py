"""The addresses of the API, and of the page where keys to it are kept."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.api import (
    articles,
    crossings,
    description,
    doors,
    files,
    forms,
    keys,
    operation,
    requests,
    state,
    vendor_cases,
    webhooks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *doors.urls,
    *state.urls,
    *files.urls,
    *forms.urls,
    *requests.urls,
    *crossings.urls,
    *articles.urls,
    *operation.urls,
    *vendor_cases.urls,
    *description.urls,
]
page_urls: list[URLPattern | URLResolver] = [*keys.urls, *webhooks.urls]
