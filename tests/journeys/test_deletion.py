"""Something is to be deleted: two people decide, the sender is told, and others know a number."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels
from tests.journeys.deletions import TEXT

TYPE = "Hjelp til bruk av Elements"
GROUNDS = "Dokumentet er ført på feil person, og det er ikke sendt noe sted."
ANSWER = "Vi sletter dokument 7. Du trenger ikke gjøre noe."


def whole(page: Page) -> None:
    assert sideways_pixels(page) <= 0
    assert axe_findings(page) == []


def test_two_people_decide_on_a_deletion(site: Site, visit: Visit):
    site.run("tests.journeys.deletions")
    first_line, sender = visit("first_line"), visit("case_handler", width=360)
    vera, hilde = visit("vendor_contact"), visit("host", width=360, dark=True)

    # The first line has it, and knows its number and what kind it is.
    first_line.goto("/arbeid/henvendelser/fortrolige/")
    sealed = first_line.get_by_role("main").get_by_role("listitem").filter(has_text=TYPE)
    expect(sealed).to_contain_text(TYPE)
    expect(first_line.get_by_role("main")).not_to_contain_text(TEXT)
    whole(first_line)
    number = int(sealed.locator("strong").inner_text().removeprefix("H-"))
    request = f"/arbeid/henvendelser/{number}/"
    for page in ("", "avgjorelse/", "sammenslaing/", "arkiv/pakke.zip"):
        assert first_line.request.get(f"{request}{page}").status == 404

    # One of the two proposes, and cannot go on alone.
    vera.goto(f"{request}avgjorelse/")
    expect(vera.get_by_role("main")).to_contain_text(TEXT)
    vera.get_by_label("Innvilget").check()
    vera.get_by_label("På hvilket grunnlag?").fill(GROUNDS)
    whole(vera)
    vera.get_by_role("button", name="Foreslå").click()
    expect(vera.get_by_role("main")).to_contain_text("Det venter på en annen")
    expect(vera.get_by_role("button", name="Avgjør som foreslått")).to_have_count(0)

    # The other reads the grounds, and decides.
    hilde.goto(f"{request}avgjorelse/")
    expect(hilde.get_by_role("main")).to_contain_text(GROUNDS)
    whole(hilde)
    hilde.get_by_label("Hva sier du?").fill(ANSWER)
    hilde.get_by_role("button", name="Avgjør som foreslått").click()
    hilde.goto(f"{request}avgjorelse/")
    expect(hilde.get_by_role("main")).to_contain_text("Avgjort av Hilde Aasen")
    whole(hilde)

    # The sender is told what was decided, in words for them, when it can no longer be held back.
    site.pass_a_minute(number)
    sender.goto(f"/mine/henvendelser/{number}/")
    expect(sender.get_by_role("main")).to_contain_text(ANSWER)
    expect(sender.get_by_role("main")).not_to_contain_text(GROUNDS)

    # The record goes to the archive with who proposed and who decided.
    vera.goto(f"{request}arkiv/")
    whole(vera)
    with vera.expect_download() as download:
        vera.get_by_role("link", name="Last ned pakken").click()
    with ZipFile(BytesIO(Path(download.value.path()).read_bytes())) as package:
        decision = json.loads(package.read("metadata.json"))["decision"]
    assert decision["proposed_by"] == "vendor_contact"
    assert decision["decided_by"] == "host"
    assert decision["grounds"] == GROUNDS
