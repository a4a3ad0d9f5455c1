"""`python -m sufflor.messaging`: the worker that mails, in a process of its own."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")

if __name__ == "__main__":
    django.setup()

    from sufflor.messaging.worker import main
    from sufflor.search.warming import warm_up_meanwhile

    warm_up_meanwhile()
    main()
