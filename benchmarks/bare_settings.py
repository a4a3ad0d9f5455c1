"""Our settings with the bare page's short list of middleware, for servers under measurement."""

from __future__ import annotations

from sufflor.project.settings import *  # noqa: F403
from sufflor.project.settings import DATA_FOLDER
from sufflor.project.settings import MIDDLEWARE as ALL

MIDDLEWARE = [
    name for name in ALL if name.startswith(("django.", "whitenoise.")) and "locale" not in name
]
STATICFILES_DIRS = [DATA_FOLDER / "files"]
ROOT_URLCONF = "benchmarks.bare"
SESSION_ENGINE = "django.contrib.sessions.backends.db"


class WithoutMigrations:
    """Tables straight from the models: a measurement wants rows, not history."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = WithoutMigrations()
