"""Sessions that the place where people sign in may end."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from sufflor.lib.single_sign_on import Identity, SignedOut, SignOnSpent
from sufflor.organization.models import Sitting, ToldOfSignOut


def begin_sitting(*, session_key: str, identity: Identity) -> None:
    """Note what a session came of: the last time, where somebody signs in anew in the same window.
    A sign-in that has ended there meanwhile begins nothing here."""
    Sitting.objects.update_or_create(
        session_id=session_key,
        defaults={
            "issuer": identity.issuer,
            "subject": identity.subject,
            "name": identity.sitting,
        },
    )
    # Written before it is asked: whoever ends it at this moment, on another machine, either finds
    # what was written or is found.
    ended = ToldOfSignOut.objects.filter(issuer=identity.issuer, sitting=identity.sitting)
    if identity.sitting and ended.exists():
        raise SignOnSpent("the sign-in has ended there meanwhile")


def end_sittings(*, told: SignedOut) -> int:
    """End the sessions here that a sign-out there is about, and say how many they were.

    The same token a second time is refused: by then the person may have come in anew.
    """
    with transaction.atomic():
        _told, is_new = ToldOfSignOut.objects.get_or_create(
            issuer=told.issuer,
            token=told.name,
            defaults={"sitting": told.sitting, "good_until": told.good_until},
        )
        if not is_new:
            raise SignOnSpent("the token was used before (jti)")
        ended = _end(told)
    # Who came in while this was written saw nothing of it.
    return ended + _end(told)


def forget_sessions(*, before: datetime) -> int:
    """Take away what has run out: in it may stand what another place said of somebody."""
    ToldOfSignOut.objects.filter(good_until__lt=before).delete()
    deleted, _by_model = Session.objects.filter(expire_date__lt=before).delete()
    return deleted


def _end(told: SignedOut) -> int:
    """One sign-in of theirs, with those that were never called anything there, or else all."""
    found = Sitting.objects.filter(issuer=told.issuer)
    if told.subject:
        found = found.filter(subject=told.subject)
    if told.sitting:
        found = found.filter(name__in=[told.sitting, ""] if told.subject else [told.sitting])
    sessions = Session.objects.filter(pk__in=found.values("session"))
    _deleted, by_model = sessions.delete()
    return by_model.get(Session._meta.label, 0)
