"""What may answer a request before it is sent."""

from __future__ import annotations


def test_what_looks_like_it_is_suggested_from_what_everyone_may_read(client, world):
    page = client.get("/hjelp/lignende/?felt-what=Registrere ferie").content.decode()

    assert "Kanskje dette løser det?" in page
    assert "Registrere ferie" in page


def test_a_few_letters_say_nothing(client, world):
    for text in ("", "Re", "   ", "xyzzyx" * 200):
        page = client.get("/hjelp/lignende/", {"felt-what": text}).content.decode()
        assert "Registrere" not in page
