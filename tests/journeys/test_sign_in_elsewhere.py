"""Signing in where one works, in a browser: there, to where one was going, and out of both."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import tables
from tests.journeys.conftest import Site, Visit, axe_findings, running_with, sideways_pixels
from tests.sign_on_place import EPPN, SECRET, Place, place_to_sign_in

ACCOUNT = "case_handler"


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with place_to_sign_in() as there:
        there.userinfo = {EPPN: f"{ACCOUNT}@nidelva.example"}
        yield there


@pytest.fixture(scope="module")
def site(
    demo_folder: Path, tmp_path_factory: pytest.TempPathFactory, place: Place
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    # Nobody else can say who the accounts of the demo are; this one was loaded from a file.
    with closing(sqlite3.connect(folder / tables.STORE)) as store, store:
        store.execute(
            "UPDATE organization_user SET issuer = '', subject = '' WHERE username = ?", [ACCOUNT]
        )
    told = {
        "OIDC_ISSUER": place.issuer,
        "OIDC_CLIENT_ID": "sufflor",
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_DOMAIN": "nidelva.example",
    }
    with running_with(folder, **told) as site:
        yield site


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)], ids=["wide", "narrow"])
def test_in_to_where_one_was_going_and_out_of_both(visit: Visit, place: Place, width, dark) -> None:
    page = visit(width=width, dark=dark)
    page.goto("/mine/henvendelser/")
    page.get_by_role("link", name="Logg inn med Feide").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Her logger alle inn")

    page.get_by_role("button", name="Jeg er Kari").click()

    page.wait_for_url("**/mine/henvendelser/")
    page.go_back()
    page.get_by_role("button", name="Jeg er Kari").click()
    expect(page.locator(".lead")).to_have_text("Du er allerede logget inn.")
    page.locator(f"[popovertarget={'menu-person' if width > 1000 else 'menu-site'}]").click()
    page.get_by_role("button", name="Logg ut").locator("visible=true").click()
    page.wait_for_url("**/logg-ut/ferdig/")
    expect(page.locator(".lead")).to_have_text(
        "Du er fortsatt logget inn med Feide i denne nettleseren."
    )
    assert sideways_pixels(page) <= 0
    assert axe_findings(page) == []

    page.get_by_role("link", name="Logg ut av Feide også").click()

    expect(page.locator(".lead")).to_have_text("Du er logget ut her og av Feide.")
    assert place.asked[-1][0] == "/ut"
    page.goto("/mine/henvendelser/")
    page.wait_for_url("**/logg-inn/**")


def test_who_breaks_off_there_comes_in_with_a_password(visit: Visit) -> None:
    page = visit(javascript=False)
    page.goto("/nn/mine/henvendelser/")
    page.get_by_role("link", name="Logg inn med Feide").click()
    page.get_by_role("button", name="Avbryt").click()
    expect(page.locator(".lead")).to_contain_text("vart broten av")

    page.get_by_role("link", name="Vel ein annan måte").click()
    page.locator("input[name=username]:visible").fill("admin")
    page.locator("input[name=password]:visible").fill("demo")
    page.locator("input[name=password]:visible").press("Enter")

    page.wait_for_url("**/nn/mine/henvendelser/")
