"""Where one is in the main menu: also behind the scene, and where the answers are."""

from __future__ import annotations

import pytest
from django.test import Client

from sufflor.organization.models import User


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "Finn hjelp"),
        ("/svar/", "Spørretimer"),
        ("/mine/henvendelser/", "Mine henvendelser"),
        ("/mine/vakter/", "Bak scenen"),
        ("/arbeid/henvendelser/", "Bak scenen"),
        ("/innsikt/", "Bak scenen"),
    ],
)
def test_the_menu_shows_where_one_is(
    client: Client, liv_first_line: User, address: str, name: str
) -> None:
    client.force_login(liv_first_line)

    menu = client.get(address).content.decode().partition("site-nav")[2].partition("</nav>")[0]

    [current] = [part for part in menu.split("<a ") if 'aria-current="page"' in part]
    assert name in current
