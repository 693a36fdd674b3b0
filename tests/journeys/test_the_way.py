"""The whole way in a real browser, on the product as `make run` starts it: from a question to a figure that rises by one.

The founder holds a phone of 360 px, in English and again in Arabic; the adviser sits at the desk, in Chinese.
"""

import os
from pathlib import Path

import psycopg
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.adviser import LICENCE, Adviser
from tests.journeys.founder import Founder
from tests.journeys.product import Product, running
from tests.journeys.test_look import AXE, CHROMIUM

GIVEN = os.environ.get("KUDOSBAY_TEST_DATABASE_URL") or "postgresql://postgres@127.0.0.1:5432/postgres"
SERVER = GIVEN.rpartition("/")[0]  # the database that is named need not exist: ours is made beside it
DATABASE = "kudosbay_journey"
# Two people, two languages, both databases.
WAYS = [("en", "sqlite", "Amara Nwosu", LICENCE), ("ar", "postgresql", "أمارا نوسو", LICENCE)]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]


@pytest.fixture(params=WAYS, ids=["english-sqlite", "arabic-postgresql"])
def way(request):
    return request.param


@pytest.fixture
def product(way, tmp_path):
    with running(tmp_path, database=database_of(way[1]), anew=True) as started:
        yield started


def database_of(kind: str) -> str:
    if kind == "sqlite":
        return ""
    try:
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{DATABASE}"')
    except psycopg.OperationalError:
        pytest.skip(f"no PostgreSQL answers at {SERVER}")
    return f"{SERVER}/{DATABASE}"


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield opened
        opened.close()


class Eyes:
    """Look at every page once: axe, the console, sideways scrolling; and keep a picture where a folder is named."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen: set[str] = set()
        self.found: dict[str, list[str]] = {}
        self.folder = os.environ.get("JOURNEY_SHOTS", "")

    def __call__(self, page: Page, what: str) -> None:
        if what in self.seen:
            return
        self.seen.add(what)
        if self.folder:
            page.screenshot(path=f"{self.folder}/{self.name}-{what}.png", full_page=True)
        faults = self.faults(page)
        if faults:
            self.found[what] = faults

    def faults(self, page: Page) -> list[str]:
        page.evaluate(AXE)
        axe = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        said = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in axe]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return said + ([f"scrolls sideways by {wide}px"] if wide > 0 else [])


def phone(browser: Browser, *, dark: bool) -> Page:
    look = "dark" if dark else "light"
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=look, has_touch=True, is_mobile=True
    )
    return context.new_page()


def desk(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script("window.name = 'desk'")
    return context.new_page()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "passport.jpg"
    Image.effect_noise((1700, 1200), 70).convert("RGB").save(path, quality=70)
    return path


def bring_and_look(founder: Founder, adviser: Adviser, scan: Path, eyes: Eyes) -> None:
    """Send the first papers; one comes back, is sent again, and all are accepted."""
    for paper in founder.papers_to_bring():
        founder.bring(paper, scan)
    papers = adviser.papers_to_check(founder.case)
    adviser.send_back(papers[0])
    founder.go(f"case/{founder.case}/")
    eyes(founder.page, "case-home-sent-back")
    for paper in founder.papers_to_bring():
        founder.page.goto(paper)
        if founder.page.locator(".tag-bad").count():
            eyes(founder.page, "paper-sent-back")
            founder.bring(paper, scan)
    for paper in papers:
        adviser.accept(paper)


def test_from_a_question_to_a_company(way, product: Product, browser: Browser, scan: Path) -> None:
    lang, _kind, name, code = way
    eyes = Eyes(f"{lang}")
    founder = Founder(phone(browser, dark=lang == "ar"), base=product.address, lang=lang, look=eyes)
    adviser = Adviser(desk(browser), base=product.address, look=eyes)

    founder.find_the_way()
    founder.begin(f"amara-{lang}@example.org", name)
    founder.ask_for_the_agreement()

    adviser.sign_in()
    before = adviser.figure()
    adviser.offer_agreement(founder.case)
    founder.sign_the_agreement(scan)
    adviser.confirm_signature(founder.case)

    bring_and_look(founder, adviser, scan, eyes)
    for _round in range(8):
        adviser.finish_steps(founder.case, until="amr.licence")
        if adviser.may_submit(founder.case, "amr.licence"):
            break
        for paper in founder.papers_to_bring():
            founder.bring(paper, scan)
        for paper in adviser.papers_to_check(founder.case):
            adviser.accept(paper)
    adviser.submit(founder.case, "amr.licence")
    founder.go(f"case/{founder.case}/")
    eyes(founder.page, "case-home-waiting")
    adviser.record_licence(founder.case, code=code)
    assert adviser.figure() == before + 1

    for _round in range(6):
        adviser.finish_steps(founder.case)
        for paper in founder.papers_to_bring():
            founder.bring(paper, scan)
        for paper in adviser.papers_to_check(founder.case):
            adviser.accept(paper)
    for step in ("bank.basic", "tax.confirm", "seal.make"):
        adviser.open(founder.case, f"steps/{step}/")
        assert not adviser.page.locator('form[action$="/done/"]').count(), step
    founder.go(f"case/{founder.case}/")
    eyes(founder.page, "case-home-after-licence")
    founder.page.locator('main a[href*="/company/"], nav a[href*="/company/"]').first.click()
    eyes(founder.page, "company")

    assert "holds" in product.command("audit", "verify")
    assert not eyes.found
