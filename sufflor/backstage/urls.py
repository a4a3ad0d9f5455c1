"""The addresses of the back stage, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.backstage import (
    home,
    my_duties,
    notices,
    organization,
    questions,
    rehearsal,
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
    *questions.urls,
    *home.urls,
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
