"""The page that every other page is compared with: session, user, a query of 50 rows, template."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from sufflor.organization.models import CaseProcess
from sufflor.project.urls import urlpatterns as ours

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATE = engines["django"].from_string(
    "<!doctype html><html lang=nb><title>Bare</title><h1>{{ person.username }}</h1><table>"
    "{% for row in rows %}<tr><td>{{ row.pk }}<td>{{ row.code }}<td>{{ row.name }}"
    "<td>{{ row.keywords }}<td>{{ row.name_en }}</tr>{% endfor %}</table></html>"
)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    rows = CaseProcess.objects.order_by("id")[:50]
    return HttpResponse(TEMPLATE.render({"person": request.user, "rows": rows}))


urlpatterns = [path("bare/", bare), *ours]
