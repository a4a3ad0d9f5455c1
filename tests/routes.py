"""Who looks, and where they begin: the checks of pages follow the links from here."""

from __future__ import annotations

# The empty name is somebody who has not signed in.
ACCOUNTS = ("", "case_handler", "host", "editor", "admin")

# The front page in each language, and addresses that no link leads to.
SEEDS = (
    "/",
    "/nn/",
    "/en/",
    "/sok?q=postliste",
    "/sok?q=xyzzyx",
    "/finnes-ikke/",
    "/nn/finst-ikkje/",
    "/en/not-there/",
    "/logg-inn/",
)
