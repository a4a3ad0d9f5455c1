"""Who asks for the pages of those who help, what lies there, and the clock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from sufflor.desk.models import Request
from sufflor.organization.models import CaseArea, User
from tests.requests import submitted


@pytest.fixture
def at_the_desk(client: Client, nine_in_the_morning: None) -> Callable[[User], Client]:
    def sign_in(who: User) -> Client:
        client.force_login(who)
        return client

    return sign_in


@pytest.fixture
def host(client: Client, hilde_host: User) -> Client:
    client.force_login(hilde_host)
    return client


@pytest.fixture
def liv(client: Client, liv_first_line: User) -> Client:
    client.force_login(liv_first_line)
    return client


@pytest.fixture
def send(kari: User, personnel: CaseArea, liv_first_line: User) -> Callable[..., Request]:
    """Kari sends one, to the first line, since nobody is adviser."""

    def sent(text: str = "Gjelder Per.", **more: object) -> Request:
        return submitted(kari, text, **{"area": personnel, **more})

    return sent
