"""The addresses of the back stage, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.backstage import (
    home,
    hour_answers,
    hour_desk,
    hour_finishing,
    hour_minutes,
    hour_moderation,
    hour_presenter,
    mail,
    notices,
    organization,
    requests,
    rollout,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *hour_desk.urls,
    *hour_answers.urls,
    *hour_finishing.urls,
    *hour_minutes.urls,
    *hour_moderation.urls,
    *hour_presenter.urls,
    *requests.urls,
    *home.urls,
    *mail.urls,
    *notices.urls,
    *organization.urls,
    *rollout.urls,
]
