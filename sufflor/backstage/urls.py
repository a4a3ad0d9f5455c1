"""The addresses of the back stage, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.backstage import (
    form_editing,
    form_preview,
    home,
    hour_answers,
    hour_desk,
    hour_finishing,
    hour_minutes,
    hour_moderation,
    hour_presenter,
    mail,
    my_duties,
    notices,
    organization,
    rehearsal,
    requests,
    rollout,
    rollout_calling_off,
    rollout_hours,
    rollout_mode,
    rollout_overview,
    rollout_template,
    rollout_ticks,
    rollout_ways,
    roster,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *hour_desk.urls,
    *hour_answers.urls,
    *hour_finishing.urls,
    *hour_minutes.urls,
    *hour_moderation.urls,
    *hour_presenter.urls,
    *requests.urls,
    *form_editing.urls,
    *form_preview.urls,
    *home.urls,
    *mail.urls,
    *notices.urls,
    *organization.urls,
    *rollout.urls,
    *rollout_overview.urls,
    *rollout_mode.urls,
    *rollout_calling_off.urls,
    *rollout_ticks.urls,
    *rollout_ways.urls,
    *rollout_hours.urls,
    *rollout_template.urls,
    *roster.urls,
    *rehearsal.urls,
    *my_duties.urls,
]
