"""Django's sessions in the database, read with a statement that is written once: each page of
somebody who is signed in begins with it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from sufflor.lib.prepared import Values, prepared_rows


class SessionStore(db.SessionStore):
    """`SESSION_ENGINE` asks for this name."""

    def _get_session_from_db(self) -> Session | None:
        found = _read(self.session_key or "", timezone.now())
        if found is None:
            self._session_key = None
        return found


def _read(key: str, at: datetime) -> Session | None:
    def kept(to: Values) -> QuerySet[Session]:
        return Session.objects.filter(session_key=to.texts["key"], expire_date__gt=to.times["at"])

    values = Values(texts={"key": key}, times={"at": at})
    return next(iter(prepared_rows("session", values, kept)), None)
