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
    provisioning,
    requests,
    state,
    vendor_cases,
    webhooks,
)
from sufflor.api.scim import about, groups, users

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
scim_urls: list[URLPattern | URLResolver] = [*about.urls, *users.urls, *groups.urls]
page_urls: list[URLPattern | URLResolver] = [*keys.urls, *webhooks.urls, *provisioning.urls]
