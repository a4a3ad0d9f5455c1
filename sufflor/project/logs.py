"""Log lines carry the id of the request, and nothing that points at a person or opens a door."""

from __future__ import annotations

import logging
import traceback
from contextvars import ContextVar
from types import TracebackType

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="-")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RequestFilter(logging.Filter):
    """Adds the request id, also after the request, and drops the request object, whose repr holds
    path and query."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        record.request_id = getattr(request, "request_id", None) or request_id.get()
        return True


class Formatter(JsonFormatter):
    """A fault is told by its kind and the lines it went through, never by its own words.

    The words of an exception hold what it was given: what somebody typed, a row with a name in it,
    an address with a password. The kind and the place are enough to find it.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - Python's own name
        told = []
        problem = ei[1]
        while problem is not None:
            where = "".join(traceback.format_tb(problem.__traceback__))
            told.append(f"{where}{type(problem).__module__}.{type(problem).__qualname__}")
            problem = problem.__cause__ or problem.__context__
        return "\ncaused by\n".join(told)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "sufflor.project.logs.Formatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "filters": {"request": {"()": "sufflor.project.logs.RequestFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "sufflor": {"level": "INFO"},
        # A refusal is an answer, not a fault: only what is ours to mend is logged.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
}
