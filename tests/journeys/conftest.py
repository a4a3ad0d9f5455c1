"""A real server with the demo institution, and a real browser in front of it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from unittest import mock

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests import programs, tables
from tests.journeys import clocked
from tests.programs import Program
from tests.shared import made_once
from tools.door import debian
from tools.door.processes import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the same page can fail at in other colours, or where there is less room.
OF_COLORS_AND_ROOM = [
    "color-contrast",
    "link-in-text-block",
    "target-size",
    "scrollable-region-focusable",
]
# Of what axe can fetch beforehand, sound and film are asked for; no rule here reads stylesheets.
RUN_AXE = """(rules) => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: rules,
  preload: {assets: ["media"]},
})"""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 30
CLOCK = "clock"
MILLISECOND = timedelta(milliseconds=1)
CLOCKED = "tests.journeys.clocked"
# What a page is told of the time goes by the clock of its server; what it waits for does not.
MOVED_DATE = """(() => {
  const ahead = %d;
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) {
      super(...(given.length ? given : [Real.now() + ahead]));
    }
    static now() {
      return Real.now() + ahead;
    }
  };
})()"""


@dataclass
class Site:
    """A running server, its address and its data folder."""

    url: str
    folder: Path
    process: Program
    signed_in: dict[str, StorageState] = field(default_factory=dict)

    @property
    def clock(self) -> Path:
        """How many seconds it is ahead of the real time, in everything that is started here."""
        return self.folder / CLOCK

    def now(self) -> datetime:
        return datetime.now(UTC) + clocked.read(self.clock)

    def manage(self, *command: str) -> None:
        _manage(self.folder, *command)

    def run(self, module: str) -> None:
        _run(self.folder, module)

    def help_with(self, number: int, *deeds: str) -> None:
        """Those who help do these with a request, behind the curtain."""
        _run(self.folder, "tests.journeys.helping", str(number), *deeds)

    def pass_a_minute(self, number: int) -> None:
        """What was said in this request can no longer be held back."""
        self.help_with(number)

    @contextmanager
    def days_later(self, days: int) -> Iterator[None]:
        """As it will be after some days: everything stored moves back in time, and forth again."""
        self.pass_days(days)
        try:
            yield
        finally:
            self.pass_days(-days)

    def pass_days(self, days: int) -> None:
        _run(self.folder, "tests.journeys.days", str(-days))


@dataclass
class ClockedSite(Site):
    """One whose clock a test moves, with a worker that goes by it too."""

    def set_clock(self, at: datetime) -> None:
        """From now on it is this instant, and time goes on from there."""
        clocked.set_clock(self.clock, at)

    def letters(self) -> list[EmailMessage]:
        """Every mail that has left, as its receiver would read it."""
        paths = sorted((self.folder / "mail").glob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo institution, filled once for all test processes and copied."""

    def fill(folder: Path) -> None:
        shutil.copy(tables.on_disk(), folder / tables.STORE)
        clocked.set_clock(folder / CLOCK, clocked.BEGINS)
        _manage(folder, "demo")

    return made_once(tmp_path_factory, "demo-institution", fill)


@pytest.fixture(scope="module")
def site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For those who leave it in a state that others would stumble over."""
    with _running(demo_folder, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def common_site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For those who only read, and for those who tidy up: it is started once."""
    with _running(demo_folder, tmp_path_factory.mktemp("common")) as site:
        yield site


@pytest.fixture(scope="module")
def site_of_module(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For those of one module who tidy up, and would stumble over what others have answered."""
    with _running(demo_folder, tmp_path_factory.mktemp("module")) as site:
        yield site


@pytest.fixture
def clocked_site(
    demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ClockedSite]:
    """Server and worker by a clock that the test sets; `letters()` is what was mailed."""
    folder = tmp_path_factory.mktemp("clocked")
    with _running(demo_folder, folder) as site, _worker(folder):
        yield ClockedSite(site.url, folder, site.process)


@contextmanager
def running_with(folder: Path, **settings: str) -> Iterator[Site]:
    """What lies in the folder, set up so; it knows its own address."""
    port = _free_port()
    with _serving(folder, port, PUBLIC_URL=f"http://127.0.0.1:{port}", **settings) as site:
        yield site


@contextmanager
def _running(demo_folder: Path, folder: Path) -> Iterator[Site]:
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    with _serving(folder, _free_port()) as site:
        yield site


@contextmanager
def _serving(folder: Path, port: int, **settings: str) -> Iterator[Site]:
    process = started("sufflor.project.serving", folder, PORT=str(port), **settings)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process)
        yield Site(url, folder, process)
    finally:
        process.end()


@contextmanager
def _worker(folder: Path) -> Iterator[None]:
    process = started("sufflor.messaging", folder)
    try:
        yield
    finally:
        process.end()


@contextmanager
def mailing_to(site: Site, url: str) -> Iterator[None]:
    """The site's worker, with a mail server of the test's own."""
    process = started("sufflor.messaging", site.folder, MAIL_URL=url)
    try:
        yield
    finally:
        process.end()


def started(module: str, folder: Path, **settings: str) -> Program:
    """One of our programs, by the clock that lies in its folder."""
    return programs.begin(CLOCKED, module, env=_environment(folder) | settings)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = debian.browser()
    if not path:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; `python3 do.py test` installs it when run as root.")
        pytest.skip(f"No Chromium here: install Debian's {debian.HEADLESS}, or set CHROME.")
    # Playwright leaves a loop running in this thread, and other tests of this process want a store.
    with (
        mock.patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="1"),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """Open a window as somebody: `visit("case_handler", width=360, dark=True, javascript=False)`.

    Every window fails the test on an error in its console or a page that crashed. Nothing moves in
    it unless `motion` is asked for: a dot that pulses keeps a whole core busy.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(
        account: str = "",
        *,
        width: int = 1280,
        dark: bool = False,
        javascript: bool = True,
        motion: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="no-preference" if motion else "reduce",
            java_script_enabled=javascript,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            storage_state=site.signed_in.get(account),
        )
        context.set_default_timeout(10_000)
        context.add_init_script(MOVED_DATE % (clocked.read(site.clock) / MILLISECOND))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if _is_fault(said) else None)
        if account and account not in site.signed_in:
            _sign_in_unseen(context, account)
            site.signed_in[account] = context.storage_state()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not problems, problems


def _sign_in_unseen(context: BrowserContext, account: str) -> None:
    """No page is drawn for it: what signing in looks like has journeys of its own."""
    context.request.get("/logg-inn/")
    [token] = [each["value"] for each in context.cookies() if each["name"] == "csrftoken"]
    form = {"username": account, "password": "demo", "csrfmiddlewaretoken": token}
    assert context.request.post("/logg-inn/", form=form, max_redirects=0).status == 302


def sign_in(page: Page, account: str, password: str = "demo") -> None:
    """On the sign-in page that is open, or else by going there."""
    if "/logg-inn/" not in page.url:
        page.goto("/logg-inn/")
    page.locator("input[name=username]:visible").fill(account)
    page.locator("input[name=password]:visible").fill(password)
    page.locator("input[name=password]:visible").press("Enter")
    page.wait_for_url(lambda url: "/logg-inn/" not in url)


def axe_findings(page: Page, rules: Sequence[str] = STANDARDS) -> list[str]:
    """What axe has against the page at WCAG 2.2 AA, one line per rule with its first place."""
    if not page.evaluate("'axe' in window"):
        # Straight to the engine, which keeps what it has compiled for the next page.
        engine = page.context.new_cdp_session(page)
        engine.send("Runtime.evaluate", {"expression": AXE.read_text()})
        engine.detach()
    result = page.evaluate(RUN_AXE, rules)
    return [
        f"{page.url}: {found['id']}: {found['help']}: {json.dumps(found['nodes'][0]['html'])[:200]}"
        for found in result["violations"]
    ]


def sideways_pixels(page: Page) -> int:
    """How far the page can be scrolled sideways, which nobody should have to."""
    page.wait_for_load_state()  # without its stylesheet every page is too wide
    width: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def _is_fault(said: object) -> bool:
    kind = getattr(said, "type", "")
    text = getattr(said, "text", "")
    return kind == "error" and "status of 4" not in text and "ERR_" not in text


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {
        "SUFFLOR_DATA_DIR": str(folder),
        "SUFFLOR_DEMO": "1",
        clocked.FILE: str(folder / CLOCK),
    }


def _manage(folder: Path, *command: str) -> None:
    _run(folder, "sufflor", *command)


def _run(folder: Path, module: str, *words: str) -> None:
    programs.run(CLOCKED, module, *words, env=_environment(folder))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(url: str, process: Program) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended at once, with code {process.returncode}")
        try:
            urllib.request.urlopen(f"{url}/logg-inn/", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"no page at {url} within {START_SECONDS} s")
