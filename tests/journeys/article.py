"""The story, walked: what one entry of article.yaml says is looked for on a screen, made there, counted, and refused."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from kudosbay.rulebook.yaml12 import read_yaml_file
from tests.journeys.product import Product
from tests.journeys.test_every_page import sign_in

OK = 200
LANGUAGES = ("zh-hans", "en")
FORM = "main form[method=post]"
SEND = "button:not([type=button]):not([name=act])"
OPEN_UP = "it => { for (let d = it.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; }"
Entry = Mapping[str, Any]


def entries() -> dict[str, Entry]:
    told: dict[str, Entry] = read_yaml_file(Path(__file__).with_name("article.yaml"))
    return told


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


class Walk:
    """One product, one browser; whoever signed in stays so. `turn` makes what is written different each time."""

    def __init__(self, product: Product, browser: Browser) -> None:
        self.product, self.base, self.browser = product, product.address, browser
        self.contexts: dict[str, BrowserContext] = {}
        self.pages: dict[str, Page] = {}
        self.turns, self.done = count(1), set[str]()
        self.kept: dict[str, str] = {}  # references that a step keeps for the next
        self.today = localdate()

    # --- whoever looks ----------------------------------------------------------------------------------------------

    def page(self, role: str, lang: str = "en") -> Page:
        if role not in self.pages:
            context = self.browser.new_context(viewport={"width": 1366, "height": 800})
            self.contexts[role], self.pages[role] = context, context.new_page()
            if role != "anonymous":
                sign_in(self.pages[role], self.base, role)
        self.contexts[role].add_cookies([{"name": "kudosbay_language", "value": lang, "url": self.base}])
        return self.pages[role]

    def open(self, role: str, path: str, lang: str = "en") -> Page:
        page = self.page(role, lang)
        answer = page.goto(self.base + path, wait_until="domcontentloaded")
        assert answer is not None, path
        assert answer.status == OK, f"{role} at {path}: {answer.status}"
        return page

    # --- what stands on a screen ------------------------------------------------------------------------------------

    def look(self, entry: Entry) -> None:
        """The page, and each that belongs to it, says it in both languages to whoever may open it."""
        for told in (entry, *entry.get("also", ())):
            for lang in LANGUAGES:
                self.read(told, role=told.get("role", entry["role"]), lang=lang)

    def read(self, told: Entry, *, role: str, lang: str) -> None:
        page = self.open(role, told["page"], lang)
        assert page.locator("html").get_attribute("lang") == {"zh-hans": "zh-Hans", "en": "en"}[lang], page.url
        text = "\n".join(page.locator("main, footer").all_inner_texts())
        missing = [one for one in told["says"][lang] if one not in text]
        assert not missing, f"{page.url} in {lang} does not say {missing}:\n{text[:1500]}"

    def listed(self, entry: Entry) -> int:
        """Return how many the list says that there are; as many rows as one page holds must stand in it."""
        told = entry["list"]
        page = self.open(told.get("role", entry["role"]), told["path"])
        rows = page.locator(told.get("rows", "main tr[data-row]")).count()
        said = number(page.locator(told["count"]).first.inner_text()) if "count" in told else rows
        assert rows == said or 0 < rows < said, f"{page.url}: {rows} rows, and it says {said}"
        return said

    def figure(self, key: str, query: str, role: str = "manager") -> tuple[str, int]:
        """Return a figure's value as it is read, and how many rows stand behind it."""
        page = self.open(role, f"/desk/overview/{key}/?{query}")
        value = page.locator("h1").inner_text().rpartition(": ")[2].strip()
        counted = page.locator("main [data-count]")
        return value, int(counted.get_attribute("data-count") or 0) if counted.count() else 0

    def trail(self, verb: str) -> int:
        """Return how many acts of this kind stand in the trail."""
        file = Path(self.product.environment["KUDOSBAY_DATA_DIR"]) / "kudosbay.sqlite3"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as told:
            found = told.execute("SELECT count(*) FROM kernel_trailentry WHERE verb = ?", [verb]).fetchone()
        return int(found[0])

    # --- what is done there -----------------------------------------------------------------------------------------

    def act(self, told: Entry) -> Page:
        """Walk the steps of an act through the screens; return the page on which it ends."""
        page, filled = self.page(told["role"]), self.filler()
        for step in told["steps"]:
            page = self.page(step["role"]) if "role" in step else page
            status = self.step(page, step, filled)
            assert status < 400, f"{page.url}: {status}\n{page.locator('main').inner_text()[:1500]}"
        assert re.search(told.get("lands", ""), page.url), page.url
        text = page.locator("main").inner_text()
        missing = [one for one in (filled(one, page) for one in told.get("says", ())) if one not in text]
        assert not missing, f"{page.url} does not say {missing}:\n{text[:1500]}"
        return page

    def step(self, page: Page, step: Entry, filled: Any) -> int:
        """Take one step; return the state of the answer to what was sent, else that of the page."""
        status = OK
        if "open" in step:
            answer = page.goto(self.base + filled(step["open"], page), wait_until="domcontentloaded")
            status = answer.status if answer else 0
        if "click" in step:
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.locator(step["click"]).first.click()
        page.wait_for_timeout(step.get("wait", 0))
        if "fill" in step or "send" in step:
            status = self.send(page, step, filled)
        if "keep" in step:
            self.kept[step["keep"]] = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
        return status

    def send(self, page: Page, step: Entry, filled: Any) -> int:
        form = page.locator(step.get("send", FORM)).first
        for name, value in step.get("fill", {}).items():
            put(form, name, filled(value, page))
        button = form.locator(step.get("button", SEND)).first
        button.evaluate(OPEN_UP)
        with page.expect_navigation(wait_until="domcontentloaded") as answered:
            button.click()
        return answered.value.status if answered.value else 0

    def filler(self) -> Any:
        """Return what puts today, tomorrow, a new number and the page's own address into a text."""
        turn = next(self.turns)
        days = {"today": self.today, "tomorrow": self.today + timedelta(days=1)}
        days |= {"year_end": self.today.replace(month=12, day=31), "next_year": self.today + timedelta(days=300)}

        def filled(value: Any, page: Page) -> Any:
            if not isinstance(value, str):
                return value
            here = urlsplit(page.url).path
            own = {"here": here, "reference": here.rstrip("/").rpartition("/")[2], "turn": f"{turn:04d}"}
            for name, word in (days | own | self.kept).items():
                value = value.replace(f"<{name}>", str(word))
            return value

        return filled

    # --- what is refused --------------------------------------------------------------------------------------------

    def refuse(self, told: Entry) -> None:
        """Nobody who may not, and nothing that may not be, comes through: by the form, or past it."""
        before = self.trail(told["verb"])
        if "steps" in told:
            page, filled = self.page(told["role"]), self.filler()
            status = [self.step(page, step, filled) for step in told["steps"]][-1]
            text = page.locator("main").inner_text()
        else:
            status, text = self.push(told)
        assert status == told["status"], f"{told}: {status}\n{text[:1500]}"
        assert told.get("says", "") in text, f"{told}:\n{text[:1500]}"
        assert self.trail(told["verb"]) == before, f"{told}: refused, and still done"

    def push(self, told: Entry) -> tuple[int, str]:
        """Send past the screen what no screen offers, with a token that holds."""
        context = self.page(told["role"]).context
        if "get" in told:
            answer = context.request.get(self.base + told["get"], max_redirects=0)
            return answer.status, answer.text()
        self.page(told["role"]).goto(f"{self.base}/en/sign-in/")
        token = next(one["value"] for one in context.cookies() if "csrf" in one["name"])
        headers = {"X-CSRFToken": token, "Referer": self.base}
        data = told.get("data", {})
        answer = context.request.post(self.base + told["post"], form=data, headers=headers, max_redirects=0)
        return answer.status, answer.text()


def put(form: Locator, name: str, value: Any) -> None:
    field = form.locator(f"[name='{name}']")
    field.first.evaluate(OPEN_UP)
    kind = field.first.evaluate("it => it.type")
    if kind in {"radio", "checkbox"}:
        for one in boxes(field, form, name, value):
            one.check()
    elif kind == "select-one":
        field.select_option(str(value))
    elif kind == "file":
        field.set_input_files(value)
    else:
        field.first.fill(str(value))


def boxes(field: Locator, form: Locator, name: str, value: Any) -> Iterator[Locator]:
    if value is True:
        yield field.first
        return
    for one in value if isinstance(value, list) else [value]:
        yield form.locator(f"[name='{name}'][value='{one}']")
