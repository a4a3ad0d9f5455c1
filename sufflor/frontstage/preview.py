"""Show the site as somebody sees it on a date: for those who plan, to see what people will see.

While somebody looks ahead they only read: every deed is refused, also those that are their own to
do. A deed done on a page that shows another day and another person would happen now and as
oneself, which is exactly what nobody expects there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.design.fields import MomentField
from sufflor.frontstage.organization import INDENT, directory
from sufflor.lib.deeds import form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.http import Request, SignedInRequest
from sufflor.organization.models import Unit, User, WorkRole
from sufflor.organization.rules import Someone
from sufflor.rollout.rules import may_plan

# The cookie says that the session is worth opening; what it holds is in the session alone.
PREVIEW_KEY = "preview"
PREVIEW_COOKIE = "sufflor_preview"
# These pages are always oneself and now: here a preview is chosen, changed and ended.
PREVIEW_DOOR = "/styring/forhandsvisning/"
ALLOWED = frozenset({"preview", "preview_end", "sign_out"})

MYSELF = ""
SIGNED_OUT = "signed_out"
ROLES = (WorkRole.CASE_HANDLER, WorkRole.MANAGER, WorkRole.RECORDS_OFFICER)
# No row has this key, so nothing in the house belongs to the person who stands in for a role.
NOBODY = 0


class OnlyLooking(Refusal):
    reason = gettext_lazy(
        "You are looking at a preview, so nothing is sent or stored. Go back to now first, with"
        " the button at the top."
    )


@dataclass(frozen=True)
class Preview:
    """Through whose eyes the site is seen, and when."""

    at: datetime
    who: str = MYSELF
    unit: Unit | None = None

    @property
    def seen_as(self) -> str:
        """Who it is, as a part of a sentence."""
        if self.who == MYSELF:
            return _("yourself")
        if self.who == SIGNED_OUT:
            return _("somebody who has not signed in")
        role = str(WorkRole(self.who).label).lower()
        if self.unit is None:
            return _("%(role)s without a unit") % {"role": role}
        return _("%(role)s at %(unit)s") % {"role": role, "unit": self.unit.local_name}

    def eyes(self, planner: User) -> Someone:
        """A person with the rights that everyone has and nothing of their own."""
        if self.who == MYSELF:
            return planner
        if self.who == SIGNED_OUT:
            return AnonymousUser()
        role = WorkRole(self.who)
        return User(pk=NOBODY, first_name=str(role.label), unit=self.unit, work_role=role)


@dataclass(frozen=True)
class Stored:
    """A preview as the session keeps it."""

    at: str
    who: str
    unit: int | None


def preview_of(request: HttpRequest) -> Preview | None:
    """What this person looks at, as long as they may: the right is asked for each time.

    Signing out ends the session, and with it the preview; a cookie without a session behind it
    means nothing.
    """
    if not request.COOKIES.get(PREVIEW_COOKIE):
        return None
    kept = request.session.get(PREVIEW_KEY)
    if not kept or not may_plan(request.user):
        return None
    stored = Stored(**kept)
    unit = Unit.objects.filter(pk=stored.unit).first() if stored.unit else None
    return Preview(at=datetime.fromisoformat(stored.at), who=stored.who, unit=unit)


class PreviewForm(forms.Form):
    moment = MomentField(label=gettext_lazy("Date and time"))
    who = forms.ChoiceField(label=gettext_lazy("Seen by"), required=False, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("For the roles: decides who helps nearest."),
        required=False,
    )

    def __init__(self, posted: QueryDict | None = None, *, request: Request) -> None:
        initial = {name: request.GET.get(name, "") for name in ("moment", "who", "unit")}
        super().__init__(posted, initial=initial)
        self.fields["who"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, as above
            (MYSELF, _("Myself")),
            (SIGNED_OUT, _("Somebody who has not signed in")),
            *((role.value, str(role.label)) for role in ROLES),
        ]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]  # as above
            ("", _("No unit")),
            *(
                (unit.code, INDENT * max(unit.depth - 1, 0) + unit.name)
                for unit in directory(request).units
            ),
        ]

    def stored(self) -> Stored:
        chosen = self.cleaned_data
        unit = Unit.objects.filter(code=chosen["unit"]).first() if chosen["unit"] else None
        is_role = chosen["who"] in {role.value for role in ROLES}
        return Stored(
            at=chosen["moment"].isoformat(),
            who=chosen["who"],
            unit=unit.pk if unit and is_role else None,
        )


@login_required
@looked_at_or_sent
def preview(request: SignedInRequest) -> HttpResponse:
    """From now on this person reads every page as the one they chose, and writes nothing."""
    require(may_plan(request.user))
    form = PreviewForm(posted(request), request=request)
    if not form.is_valid():
        return form_page(request, "frontstage/preview.html", form)
    request.session[PREVIEW_KEY] = asdict(form.stored())
    response = redirect("home")
    response.set_cookie(
        PREVIEW_COOKIE,
        "1",
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return response


@require_POST
def preview_end(request: Request) -> HttpResponse:
    """Back to now; also for those whose sign-in has run out in the meantime."""
    request.session.pop(PREVIEW_KEY, None)
    response = redirect("home")
    response.delete_cookie(PREVIEW_COOKIE, samesite="Lax")
    return response


urls = [
    path("styring/forhandsvisning/", preview, name="preview"),
    path("styring/forhandsvisning/slutt/", preview_end, name="preview_end"),
]
