"""Every address of the house. Bokmål has no prefix, nynorsk is /nn/, English /en/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtail_admin_urls

from sufflor.api.urls import page_urls as api_pages
from sufflor.api.urls import scim_urls
from sufflor.backstage.urls import urlpatterns as backstage
from sufflor.design.urls import urlpatterns as design
from sufflor.frontstage.urls import urlpatterns as frontstage
from sufflor.lib.addresses import ByFirstWord
from sufflor.project.editor_account import own_account

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("sufflor.api.urls")),
    path("api/scim/v2/", include(scim_urls)),
    # Before Wagtail's own.
    path("admin/cms/account/", own_account, name="wagtailadmin_account"),
    path("admin/cms/", include(wagtail_admin_urls)),
    *i18n_patterns(
        ByFirstWord([*design, *frontstage, *backstage, *api_pages]),
        prefix_default_language=False,
    ),
]
handler400 = "sufflor.project.errors.bad_request"
handler403 = "sufflor.project.errors.forbidden"
handler404 = "sufflor.project.errors.not_found"
handler500 = "sufflor.project.errors.server_error"
