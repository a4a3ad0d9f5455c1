"""The addresses of the front stage, subject by subject."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from sufflor.frontstage import (
    answer_mail,
    answers,
    article_helped,
    asking,
    doors,
    files,
    home,
    hour_calendar,
    knowledge,
    known_errors,
    mail,
    notice_outlets,
    notices,
    organization,
    preview,
    question_links,
    questions,
    request_deeds,
    request_page,
    requests,
    search,
    sign_in,
    similar,
    similar_help,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *answer_mail.urls,
    *answers.urls,
    *asking.urls,
    *hour_calendar.urls,
    *question_links.urls,
    *questions.urls,
    *requests.urls,
    *request_page.urls,
    *request_deeds.urls,
    *similar.urls,
    *similar_help.urls,
    *article_helped.urls,
    *knowledge.urls,
    *known_errors.urls,
    *doors.urls,
    *files.urls,
    *home.urls,
    *mail.urls,
    *notice_outlets.urls,
    *notices.urls,
    *preview.urls,
    *search.urls,
    *organization.urls,
    *sign_in.urls,
]
