"""Back stage in a house in which nothing is yet: what comes first is said."""

import pytest
from django.test import Client

pytestmark = pytest.mark.once


def test_where_no_way_in_is_described_that_comes_first(pia_planner) -> None:
    client = Client()
    client.force_login(pia_planner)

    page = client.get("/styring/innforing/").content.decode()

    assert "Beskriv den første" in page
    assert "Åpne eller steng en dør for hånd" not in page
