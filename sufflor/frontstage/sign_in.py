"""Signing in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from sufflor.organization import queries
from sufflor.organization.models import User

LONGEST = 150

# What each account of the demo is for, in the order of the help itself.
TRIES = {
    "case_handler": _("asks, votes and finds answers"),
    "manager": _("asks on behalf of a unit"),
    "adviser": _("helps colleagues near by"),
    "first_line": _("takes what comes in"),
    "second_line": _("knows one case area well"),
    "vendor_contact": _("talks to the vendor"),
    "host": _("runs the question hours"),
    "editor": _("writes and publishes"),
    "admin": _("runs the installation"),
}


class SignInForm(AuthenticationForm):
    """The same sentence whether the account is unknown, closed or has another password."""

    error_messages = {
        "invalid_login": _("The username or the password is wrong. Mind capital letters."),
        "inactive": _("The username or the password is wrong. Mind capital letters."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own, passed on
        self.fields["username"].label = _("Username")
        self.fields["username"].widget.attrs |= {"autofocus": False, "autocapitalize": "none"}
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """What is longer than any username is wrong, and is not noted as an attempt at one."""
        username: str = self.cleaned_data["username"]
        if len(username) > LONGEST:
            raise self.get_invalid_login_error()
        return username


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """Django's, which also sees to it that `next` leads to our own host and nowhere else."""

    template_name = "frontstage/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = False

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        context["next"] = self.get_redirect_url()
        context["place"] = settings.SIGN_ON
        context["demo_accounts"] = _demo_accounts() if settings.DEMO else []
        return context


def _demo_accounts() -> list[tuple[User, str]]:
    return [(account, str(TRIES.get(account.username, ""))) for account in queries.demo_accounts()]


urls = [
    path("logg-inn/", SignIn.as_view(), name="sign_in"),
]
