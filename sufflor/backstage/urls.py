"""The addresses of the back stage, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.backstage import home, mail, notices, organization, questions, rollout

urlpatterns: list[URLPattern | URLResolver] = [
    *questions.urls,
    *home.urls,
    *mail.urls,
    *notices.urls,
    *organization.urls,
    *rollout.urls,
]
