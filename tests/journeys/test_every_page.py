"""Every page that can be reached by links: read by axe, in every language, light and dark, by everybody who may open it.

One page of each kind is opened: addresses that differ only in a reference or a number are of one kind.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from tests.journeys.product import Product, running
from tests.journeys.test_look import CHROMIUM
from tests.journeys.test_the_way import Eyes

MOST = 70
OK = 200
# Whose pages, in which language, on which screen; each language is seen light and dark.
WALKS = [
    ("stranger", "en", 360, "light"),
    ("stranger", "zh-hans", 1366, "dark"),
    ("stranger", "ar", 360, "dark"),
    ("founder", "en", 360, "dark"),
    ("founder", "zh-hans", 360, "light"),
    ("founder", "ar", 360, "light"),
    ("manager", "zh-hans", 1366, "light"),
    ("manager", "en", 1366, "dark"),
]
STARTS = {
    "stranger": ("/{}/", "/{}/find-your-way/", "/{}/sign-in/", "/{}/plan/"),
    "founder": ("/{}/cases/", "/{}/account/"),
    "manager": (
        "/desk/?team=1",
        "/desk/cases/",
        "/desk/people/",
        "/desk/enterprises/",
        "/desk/overview/",
        "/desk/centre/",
    ),
}
REFERENCE = re.compile(
    r"/(?:[A-Z]{1,2}-[0-9]{4}-[0-9]+-\w|[0-9]+|[0-9A-Z]{3}-[0-9A-Z]{3}|[\w-]{30,}|[a-z]+\.[a-z_.]+)(?=/)"
)
NAMED = re.compile(
    r"(/countries-and-regions|/set-up|/trade|/places|/policies|/news|/guides|/research|/answers|/services|/parameters|/overview(?!/pr)|/fees|/q)/[^/]+"
)
FILES = r"/(paper|pdf|file|export|page/\d+|generated|copy)/?$|\.(csv|xlsx|pdf|json|atom|ics)$"
LEAVE_OUT = re.compile(FILES + r"|/theme|sign-out|/download")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]


@pytest.fixture(scope="module")
def product(tmp_path_factory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("pages")) as started:
        yield started


def kind_of(address: str) -> str:
    return NAMED.sub(r"\1/*", REFERENCE.sub("/*", urlsplit(address).path))


def links(page: Page, base: str) -> list[str]:
    found = page.locator("a[href]").evaluate_all(
        "all => all.map((it) => new URL(it.getAttribute('href'), document.baseURI).href)"  # a drawing's links too
    )
    return [link.partition("#")[0] for link in found if link.startswith(base + "/")]


def stays(link: str, role: str, lang: str) -> bool:
    path = urlsplit(link).path
    inside = path.startswith("/desk/") if role == "manager" else path.startswith(f"/{lang}/")
    return inside and not LEAVE_OUT.search(path)


def sign_in(page: Page, base: str, role: str) -> None:
    """Sign in as the demonstration's page shows it."""
    page.goto(f"{base}/en/sign-in/password/")
    shown = [text.strip() for text in page.locator(f"tr[data-role={role}] td").all_inner_texts()]
    page.fill("[name=address]", shown[1])
    page.fill("[name=password]", shown[2])
    page.locator("main form[method=post] button.btn-primary").first.click()
    if "/second/" in page.url:
        code = page.locator(f"tr[data-role={role}] td").nth(3).inner_text().strip()
        page.fill("[name=code]", code)
        page.locator("main form[method=post] button.btn-primary").first.click()
    page.wait_for_load_state()


def walk(page: Page, product: Product, role: str, lang: str, eyes: Eyes) -> dict[str, int]:
    """Open one page of each kind; return their kinds with the answers' states."""
    waiting = [product.address + start.format(lang) for start in STARTS[role]]
    seen: dict[str, int] = {}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        try:
            answer = page.goto(address)
        except Error as told:  # a file to keep, no page
            if "Download is starting" not in str(told):
                raise
            seen[kind_of(address)] = OK
            continue
        seen[kind_of(address)] = answer.status if answer else 0
        eyes(page, re.sub(r"\W+", "-", kind_of(address)))
        waiting += [link for link in links(page, product.address) if stays(link, role, lang)]
    return seen


@pytest.mark.parametrize(("role", "lang", "width", "scheme"), WALKS)
def test_pages_can_be_read_by_everybody(product: Product, role: str, lang: str, width: int, scheme: str) -> None:
    eyes = Eyes(f"all-{role}-{lang}")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        if role != "stranger":
            sign_in(page, product.address, role)
        context.add_cookies([{"name": "kudosbay_language", "value": lang, "url": product.address}])
        seen = walk(page, product, role, lang, eyes)
        browser.close()
    assert len(seen) >= len(STARTS[role])
    assert {kind: state for kind, state in seen.items() if state != OK} == {}
    assert not eyes.found, "\n".join(f"{page}: {faults}" for page, faults in eyes.found.items())


@pytest.mark.parametrize("width", [640, 1240, 1366, 1480])
def test_the_head_of_a_page_fits_with_all_its_ways(product: Product, width: int) -> None:
    """Whoever is signed in has the longest head; its ways may run on under a finger, the page never."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        sign_in(page, product.address, "founder")
        for lang in ("en", "zh-hans", "ar"):
            page.goto(f"{product.address}/{lang}/services/")
            page.locator(".account-name").first.evaluate(
                "one => one.textContent = 'ekaterina.konstantinova@example.org'"
            )
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, lang
        browser.close()
