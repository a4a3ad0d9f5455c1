"""Where the facts are kept: SQLite in the data folder, or PostgreSQL where DATABASE_URL says so."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

Options = dict[str, object]

# WAL lets pages read while a vote is written. FULL means that what was answered with 2xx survives
# a power cut. IMMEDIATE takes the write lock at the start of a transaction, so that two writers
# queue for it and never meet in the middle of one.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16000;"
)
# What is read often lies in memory, and a disk has no arm to move any more: to look up fifty rows
# in the order of an index is cheaper than to read and sort all there are.
POSTGRESQL_OPTIONS = "-c statement_timeout=15000 -c lock_timeout=5000 -c random_page_cost=1.1"


def database(url: str, data_folder: Path) -> Options:
    """Django's description of one database. Refuses what it does not understand."""
    if not url:
        return _sqlite(data_folder / "sufflor.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "connect_timeout": 3,
                # Allows `lib.planned` to prepare what it asks for; of what Django runs nothing is.
                "prepare_threshold": 5,
                "options": POSTGRESQL_OPTIONS,
            },
        }
    raise SystemExit(
        "DATABASE_URL must begin with postgresql:// or sqlite:// "
        f"(it begins with {parts.scheme or 'nothing'!r})."
    )


def _sqlite(path: Path) -> Options:
    return {
        "ENGINE": "sufflor.project.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 3,
            "init_command": SQLITE_PRAGMAS,
        },
        # As Django does for its own SQLite; test runners know that one by its name alone.
        "TEST": {"NAME": ":memory:"},
    }
