"""What stands on the screens of the story: pages as they are seen, lists, figures, the trail, and numbers of records.

Whatever is looked at or clicked happens in the browser. Where only a number or an address is read (how many rows a list
has, what a figure says), the same page is asked for with the same cookies and not drawn.
"""

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, SoupStrainer
from django.utils.timezone import localdate
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page

from kudosbay.rulebook.yaml12 import read_yaml_file
from tests.journeys.product import Product
from tests.journeys.test_every_page import sign_in

OK = 200
LANGUAGES = ("zh-hans", "en")
Entry = dict[str, Any]


def told() -> dict[str, Entry]:
    return read_yaml_file(Path(__file__).with_name("article.yaml"))


def entries() -> dict[str, Entry]:
    return {name: one for name, one in told().items() if name != "named"}


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def last_part(address: str) -> str:
    return urlsplit(address).path.rstrip("/").rpartition("/")[2]


def days_around(today: date) -> dict[str, Any]:
    june = today.replace(year=today.year - 1, month=6, day=4)
    near = {"today": today, "tomorrow": today + timedelta(days=1), "next_year": today + timedelta(days=300)}
    near |= {"yesterday": today - timedelta(days=1)}
    return near | {"year_end": today.replace(month=12, day=31), "last_june": june, "last": june.year}


class Reader:
    """One product, one browser; whoever signed in stays so."""

    def __init__(self, product: Product, browser: Browser) -> None:
        self.product, self.base, self.browser = product, product.address, browser
        self.contexts: dict[str, BrowserContext] = {}
        self.pages: dict[str, Page] = {}
        self.kept: dict[str, str] = {}  # references that a step keeps for the next
        self.named: dict[str, Entry] = told()["named"]
        self.today = localdate()

    # --- whoever looks ----------------------------------------------------------------------------------------------

    def page(self, role: str, lang: str = "en") -> Page:
        if role not in self.pages:
            context = self.browser.new_context(viewport={"width": 1366, "height": 800}, reduced_motion="reduce")
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

    def ask(self, role: str, path: str) -> APIResponse:
        answer = self.page(role).context.request.get(self.base + path)
        assert answer.status == OK, f"{role} at {path}: {answer.status}"
        return answer

    def soup(self, role: str, path: str) -> BeautifulSoup:
        return BeautifulSoup(self.ask(role, path).text(), "lxml", parse_only=SoupStrainer("main"))

    # --- what stands on a screen ------------------------------------------------------------------------------------

    def look(self, entry: Entry, *, link: str) -> None:
        """The page to which the story leads, and each that belongs to it, says it to whoever may open it."""
        self.read(entry | {"page": link}, role=entry["role"], ends=self.filled(entry["page"]))
        for one in entry.get("also", ()):
            self.read(one, role=one.get("role", entry["role"]))

    def read(self, told: Entry, *, role: str, ends: str = "") -> None:
        for lang in LANGUAGES:
            page = self.open(role, self.filled(told["page"]), lang)
            assert page.url.endswith(ends.removeprefix("/go")), page.url
            assert page.locator("html").get_attribute("lang") == {"zh-hans": "zh-Hans", "en": "en"}[lang], page.url
            text = "\n".join(page.locator("main, footer").all_inner_texts())
            missing = [one for one in told["says"][lang] if one not in text]
            assert not missing, f"{page.url} in {lang} does not say {missing}:\n{text[:1500]}"

    def listed(self, told: Entry, *, role: str) -> int:
        """Return how many the list says that there are; as many rows as one page holds must stand in it."""
        path = self.filled(told["path"])
        page = self.soup(told.get("role", role), path)
        rows = len(page.select(told.get("rows", "main tr[data-row]")))
        said = number(page.select(told["count"])[0].get_text()) if "count" in told else rows
        assert rows == said or 0 < rows < said, f"{path}: {rows} rows, and it says {said}"
        return said

    def figure(self, key: str, query: str, role: str = "manager") -> tuple[str, int]:
        """Return a figure's value as it is read, and how many rows stand behind it."""
        page = self.soup(role, f"/desk/overview/{key}/?{query}")
        value = page.select("h1")[0].get_text(" ", strip=True).rpartition(": ")[2]
        counted = page.select("main [data-count]")
        return value, int(counted[0]["data-count"]) if counted else 0

    def trail(self, verb: str) -> int:
        """Return how many acts of this kind stand in the trail."""
        file = Path(self.product.environment["KUDOSBAY_DATA_DIR"]) / "kudosbay.sqlite3"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as told:
            found = told.execute("SELECT count(*) FROM kernel_trailentry WHERE verb = ?", [verb]).fetchone()
        return int(found[0])

    # --- what a text stands for --------------------------------------------------------------------------------------

    def filled(self, value: Any) -> Any:
        """Put days, what steps kept, and the numbers that named records have in this product into a text."""
        if not isinstance(value, str):
            return value
        for name, word in (days_around(self.today) | self.kept).items():
            value = value.replace(f"<{name}>", str(word))
        for name in re.findall(r"<(\w+)>", value):
            if name in self.named:
                value = value.replace(f"<{name}>", self.number_of(name))
        return value

    def number_of(self, name: str) -> str:
        """Return a record's number as a list, or a link of the story, has it: the last part of its address."""
        told = self.named[name]
        if "story" in told:
            self.kept[name] = last_part(self.ask(told["role"], f"/desk/claims/{told['story']}/").url)
        else:
            found = self.soup(told["role"], told["path"]).select(told["link"])
            self.kept[name] = last_part(str(found[0]["href"]))
        return self.kept[name]
