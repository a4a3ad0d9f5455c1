"""How many wrong passwords are too many: for an account from one place, for an account from
anywhere, and from one place for whichever accounts."""

from __future__ import annotations

from collections.abc import Mapping

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import IntegerField, Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest

# Somebody who guesses from many places, or one password for all accounts, is stopped too. Many
# people share an address: the limit of a place is for more than they mistype between them, since
# whoever gets in is no longer counted.
OF_AN_ACCOUNT = 50
OF_A_PLACE = 100


class WrongPasswords(AxesDatabaseHandler):
    """Counted as the share of each limit, so that the one that is nearest decides."""

    def get_failures(
        self, request: HttpRequest, credentials: Mapping[str, object] | None = None
    ) -> int:
        account = Q(username=get_client_username(request, credentials))
        place = Q(ip_address=request.axes_ip_address)  # type: ignore[attr-defined]  # set by axes
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        counted = recent.filter(account | place).aggregate(
            pair=_sum(account & place), account=_sum(account), place=_sum(place)
        )
        limit = settings.AXES_FAILURE_LIMIT
        nearest: int = max(
            counted["pair"],
            counted["account"] * limit // OF_AN_ACCOUNT,
            counted["place"] * limit // OF_A_PLACE,
        )
        return nearest


def _sum(which: Q) -> Coalesce:
    return Coalesce(Sum("failures_since_start", filter=which), 0, output_field=IntegerField())
