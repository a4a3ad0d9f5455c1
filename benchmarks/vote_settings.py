"""Our settings whole, with the bare page as one address more, for a server that takes votes."""

from __future__ import annotations

from benchmarks.bare_settings import MIGRATION_MODULES  # noqa: F401
from sufflor.project.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
