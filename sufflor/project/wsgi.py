"""The pages alone, for a WSGI server with the live stream in a process of its own."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")

application = get_wsgi_application()

from sufflor.organization.checks import refuse_demo_accounts  # noqa: E402  # not before Django is up

refuse_demo_accounts()
