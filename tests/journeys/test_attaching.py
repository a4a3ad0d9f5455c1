"""Files are chosen, pasted, refused, removed, sent too early; and four large ones come at once."""

from __future__ import annotations

import io
import os
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Site, Visit, axe_findings, sideways_pixels

MB = 1024 * 1024
MOST_GROWN = 150 * MB
PASTE = """async (field) => {
  const canvas = document.createElement("canvas");
  const picture = await new Promise((done) => canvas.toBlob(done));
  const pasted = new DataTransfer();
  pasted.items.add(new File([picture], "image.png", {type: "image/png"}));
  const event = {clipboardData: pasted, bubbles: true, cancelable: true};
  field.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def picture(size=(60, 40), **options) -> bytes:
    content = io.BytesIO()
    Image.effect_noise(size, 200).convert("RGB").save(content, "PNG", **options)
    return content.getvalue()


def attached(page: Page, name: str):
    return page.locator(".file-list .file", has_text=name)


def kept(page: Page, name: str):
    return page.locator(".file-kept", has_text=name)


def laid(folder: Path, **files: bytes) -> list[Path]:
    """On the disk, as files are chosen: a browser is slow to be handed large ones."""
    paths = [folder / name.replace("_", ".") for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return paths


def test_files_are_uploaded_while_the_form_is_written(visit: Visit, tmp_path: Path):
    ingrid = visit("case_handler", width=360)
    ingrid.goto("/filer/")
    field = ingrid.get_by_label("Filer", exact=True)

    field.set_input_files(
        laid(
            tmp_path,
            skjerm_png=picture(),
            feil_txt=b"Hei",
            rapport_exe=b"MZ\x90\x00\xff" + bytes(90),
            film_bin=bytes(25 * MB + 1),
        )
    )
    expect(attached(ingrid, "rapport.exe")).to_contain_text("Programmer kan ikke legges ved.")
    expect(attached(ingrid, "film.bin")).to_contain_text("er større enn 25 MB")
    expect(attached(ingrid, "skjerm.png").get_by_role("checkbox")).to_be_checked()
    field.evaluate(PASTE)
    expect(attached(ingrid, "Skjermbilde").get_by_role("checkbox")).to_be_checked()
    expect(ingrid.locator("[data-files-said]")).to_contain_text("er lastet opp")
    assert axe_findings(ingrid) == []
    assert sideways_pixels(ingrid) <= 0

    attached(ingrid, "feil.txt").get_by_role("button").click()
    expect(attached(ingrid, "feil.txt")).to_have_count(0)
    expect(field).to_be_focused()
    ingrid.get_by_role("button", name="Last opp").click()

    expect(kept(ingrid, "skjerm.png")).to_be_visible()
    expect(kept(ingrid, "Skjermbilde")).to_be_visible()
    expect(kept(ingrid, "feil.txt")).to_have_count(0)


def test_a_form_that_is_sent_too_early_waits_for_its_files(visit: Visit, tmp_path: Path):
    ingrid = visit("case_handler")
    on_the_way: list[Route] = []

    def hold(route: Route) -> None:
        if "hx-request" in route.request.headers:
            on_the_way.append(route)
        else:
            route.continue_()

    ingrid.route("**/filer/", hold)
    ingrid.goto("/filer/")
    ingrid.get_by_label("Filer", exact=True).set_input_files(laid(tmp_path, treg_txt=b"Hei"))
    expect(attached(ingrid, "treg.txt").get_by_role("progressbar")).to_be_visible()
    ingrid.get_by_role("button", name="Last opp").click()
    said = ingrid.locator("[data-files-said]")
    expect(said).to_have_text("Det blir sendt så snart filene er lastet opp.")

    on_the_way.pop().continue_()

    expect(kept(ingrid, "treg.txt")).to_be_visible()


def test_a_form_that_waits_is_not_sent_without_a_file_that_did_not_come(
    visit: Visit, tmp_path: Path
):
    ingrid = visit("case_handler")
    on_the_way: list[Route] = []

    def hold(route: Route) -> None:
        on_the_way.append(route)

    ingrid.goto("/filer/")
    ingrid.route("**/filer/", hold)
    ingrid.get_by_label("Filer", exact=True).set_input_files(laid(tmp_path, borte_txt=b"Hei"))
    expect(attached(ingrid, "borte.txt").get_by_role("progressbar")).to_be_visible()
    ingrid.get_by_role("button", name="Last opp").click()

    on_the_way.pop().abort()

    expect(attached(ingrid, "borte.txt")).to_contain_text("kunne ikke lastes opp")
    expect(ingrid.locator("[data-waits]")).to_have_count(0)
    assert on_the_way == []


def test_without_javascript_the_form_brings_the_files(visit: Visit, tmp_path: Path):
    ingrid = visit("case_handler", javascript=False)
    ingrid.goto("/filer/")

    ingrid.get_by_label("Filer", exact=True).set_input_files(laid(tmp_path, notat_txt=b"Hei"))
    ingrid.get_by_role("button", name="Last opp").click()
    expect(kept(ingrid, "notat.txt")).to_be_visible()
    kept(ingrid, "notat.txt").get_by_role("button", name="Fjern").click()

    expect(kept(ingrid, "notat.txt")).to_have_count(0)


def test_four_large_files_at_once_cost_little_memory(visit: Visit, site: Site):
    ingrid = visit("case_handler")
    ingrid.goto("/filer/")
    token = ingrid.locator("form[enctype] input[name=csrfmiddlewaretoken]").input_value()
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in ingrid.context.cookies())
    photograph = io.BytesIO()
    Image.new("RGB", (6_000, 8_000)).save(photograph, "JPEG")
    screen = picture((2_900, 2_800), compress_level=0)
    large = [screen, photograph.getvalue(), os.urandom(25 * MB), bytes(25 * MB)]
    before = memory(site, "VmRSS")
    Path(f"/proc/{site.process.pid}/clear_refs").write_text("5")

    def send(content: bytes) -> int:
        mark = uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="stor"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        request = urllib.request.Request(
            f"{site.url}/filer/",
            b"".join((head.encode(), content, f"\r\n--{mark}--\r\n".encode())),
            {
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "Cookie": cookies,
                "X-CSRFToken": token,
                "HX-Request": "true",
            },
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status

    with ThreadPoolExecutor(4) as senders:
        statuses = list(senders.map(send, large))

    grown = memory(site, "VmHWM") - before
    assert statuses == [200] * 4
    assert grown < MOST_GROWN, f"{grown / MB:.0f} MB"


def memory(site: Site, what: str) -> int:
    """In bytes: what the server has now (VmRSS), or has had at most since it was asked (VmHWM)."""
    lines = Path(f"/proc/{site.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{what}:"))
