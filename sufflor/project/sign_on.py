"""The institution's own sign-in, as the environment says where it is."""

from __future__ import annotations

from sufflor.lib.single_sign_on import SignOn, SignOnFailed, require_safe
from sufflor.project.environment import env, env_flag


def sign_on() -> SignOn | None:
    """Nothing where people have only the passwords that are kept here."""
    place = SignOn(
        issuer=env(
            "OIDC_ISSUER",
            "",
            "Where people sign in, by OpenID Connect: https://auth.dataporten.no, or "
            "https://login.microsoftonline.com/TENANT/v2.0; empty: with passwords kept here alone",
        ),
        client_id=env("OIDC_CLIENT_ID", "", "What this installation is called there"),
        client_secret=env("OIDC_CLIENT_SECRET", "", "The secret that it was given there"),
        name=env("OIDC_NAME", "Feide", "What people call that sign-in: on the button"),
        scope=env(
            "OIDC_SCOPE",
            "openid profile email userid-feide",
            "What is asked for there; without userid-feide where it is not Feide",
        ),
        account_claim=env(
            "OIDC_ACCOUNT_CLAIM",
            "https://n.feide.no/claims/eduPersonPrincipalName",
            "The claim that holds the account name, to find people by the first time; "
            "preferred_username in Entra",
        ),
        domain=env(
            "OIDC_DOMAIN", "", "Ends account names there and not here: kari@nidelva.no is kari"
        ),
        opens_accounts=env_flag(
            "OIDC_OPENS_ACCOUNTS", "0", "Let in people of OIDC_DOMAIN whom no file has brought"
        ),
    )
    if not place.issuer:
        return None
    if not (place.client_id and place.client_secret):
        raise SystemExit("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it.")
    if place.opens_accounts and not place.domain:
        raise SystemExit("OIDC_OPENS_ACCOUNTS needs OIDC_DOMAIN: else everyone there is let in.")
    try:
        require_safe(place.issuer)
    except SignOnFailed:
        raise SystemExit("OIDC_ISSUER must begin with https://.") from None
    return place
