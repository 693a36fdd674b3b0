"""The story, walked: what one entry of article.yaml says is looked for on a screen, made there, counted, and refused."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page
from stdnum.cn import uscc

from tests.journeys.article_reading import OK, Entry, Reader, last_part
from tests.journeys.product import Product

FORM = "main form[method=post]"
SEND = "button:not([type=button]):not([name=act])"
OPEN_UP = """it => {
  for (let d = it.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
  return it.type;
}"""
PATIENCE = 60_000  # milliseconds until the worker has made what a page waits for
Fill = Callable[[Any], Any]


def credit_code(turn: int) -> str:
    """Return a code that no firm has; its check digit is right."""
    body = f"91310117MA9{turn:06d}"
    return body + str(uscc.calc_check_digit(body))


class Walk(Reader):
    """`done` holds the claims walked; each act has a turn of its own, so that what it writes is new."""

    def __init__(self, product: Product, browser: Browser) -> None:
        super().__init__(product, browser)
        self.turns, self.done, self.once = count(1), set[str](), set[str]()

    # --- what is done there -----------------------------------------------------------------------------------------

    def act(self, told: Entry) -> None:
        """Walk the steps of an act through the screens, and look at where it ends."""
        page, status, filled = self.walk(told)
        text = page.locator("main").inner_text()
        assert status < 400, f"{page.url}: {status}\n{text[:1500]}"
        assert re.search(filled(told.get("lands", "")), page.url), page.url
        missing = [one for one in map(filled, told.get("says", ())) if one not in text]
        assert not missing, f"{page.url} does not say {missing}:\n{text[:1500]}"

    def walk(self, told: Entry) -> tuple[Page, int, Fill]:
        """Take the steps, each by whose turn it is; return where they end and the state of the last answer."""
        page, status, turn = self.page(told["role"]), OK, next(self.turns)
        for step in told["steps"]:
            assert status < 400, f"{page.url}: {status}\n{page.locator('main').inner_text()[:1500]}"
            if "once" in step and step["once"] in self.once:
                continue
            page = self.page(step["role"]) if "role" in step else page
            status = self.step(page, step, self.filler(page, turn))
            self.once |= {step["once"]} if "once" in step else set()
        return page, status, self.filler(page, turn)

    def filler(self, page: Page, turn: int) -> Fill:
        """Return what puts a new number, a new credit code and the page's own address into a text as well."""

        def filled(value: Any) -> Any:
            if not isinstance(value, str):
                return value
            own = {"here": urlsplit(page.url).path, "turn": f"{turn:04d}", "credit_code": credit_code(turn)}
            for name, word in own.items():
                value = value.replace(f"<{name}>", word)
            return self.filled(value)

        return filled

    def step(self, page: Page, step: Entry, filled: Fill) -> int:
        """Take one step; return the state of the answer to what was sent, else that of the page."""
        status = self.move(page, step, filled)
        page.wait_for_timeout(step.get("wait", 0))
        if "until" in step:
            page.wait_for_selector(step["until"], timeout=PATIENCE)
        if "fill" in step or "send" in step:
            status = self.send(page, step, filled)
        if "take" in step:
            self.take(page, step["take"])
        if "keep" in step:
            self.kept[step["keep"]] = last_part(page.url)
        return status

    def move(self, page: Page, step: Entry, filled: Fill) -> int:
        """Open a page, or look for it along a list; then follow a link of it."""
        status = OK
        path = self.found(page, step["seek"]) if "seek" in step else filled(step.get("open", ""))
        if path:
            answer = page.goto(self.base + path, wait_until="domcontentloaded")
            status = answer.status if answer else 0
        if "click" in step:
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.locator(filled(step["click"])).first.click()
        return status

    def found(self, page: Page, told: Entry) -> str:
        """Return the address of the first of a list on whose page there is what is looked for."""
        role = next(name for name, one in self.pages.items() if one is page)
        links = [
            str(link["href"])
            for link in self.soup(role, self.filled(told["list"])).select(told.get("link", "main tr a[href]"))
        ]
        return next(link for link in dict.fromkeys(links) if self.soup(role, link).select(told["has"]))

    def send(self, page: Page, step: Entry, filled: Fill) -> int:
        form = page.locator(step.get("send", FORM)).first
        for name, value in step.get("fill", {}).items():
            put(form, name, filled(value))
        button = form.locator(step.get("button", SEND)).first
        button.evaluate(OPEN_UP)
        with page.expect_navigation(wait_until="domcontentloaded") as answered:
            button.click()
        return answered.value.status if answered.value else 0

    def take(self, page: Page, link: str) -> None:
        """Download what a link leads to."""
        href = page.locator(link).first.get_attribute("href")
        answer = page.context.request.get(f"{self.base}{href}")
        assert answer.status == OK, href
        assert len(answer.body()) > 1000, href

    # --- what is refused --------------------------------------------------------------------------------------------

    def refuse(self, told: Entry) -> None:
        """Nobody who may not, and nothing that may not be, comes through: by the form, or past it."""
        before = self.trail(told["verb"])
        if "steps" in told:
            page, status, _filled = self.walk(told)
            text = page.locator("main").inner_text()
        else:
            status, text = self.push(told)
        assert status == told["status"], f"{told}: {status}\n{text[:1500]}"
        assert told.get("says", "") in text, f"{told}:\n{text[:1500]}"
        assert self.trail(told["verb"]) == before, f"{told}: refused, and still done"

    def push(self, told: Entry) -> tuple[int, str]:
        """Send past the screen what no screen offers, with a token that holds."""
        ask = self.page(told["role"]).context.request
        if "get" in told:
            answer = ask.get(self.base + self.filled(told["get"]), max_redirects=0)
            return answer.status, answer.text()
        headers = {"X-CSRFToken": self.token(told["role"]), "Referer": self.base}
        data = {name: self.filled(value) for name, value in told.get("data", {}).items()}
        address = self.base + self.filled(told["post"])
        answer = ask.post(address, form=data, headers=headers, max_redirects=0)
        return answer.status, answer.text()

    def token(self, role: str) -> str:
        """Return the token of the pages that the role has opened; a page with a form gives one to who has none."""
        if not (held := self.tokens(role)):
            self.ask(role, "/en/sign-in/")
            held = self.tokens(role)
        return held[0]

    def tokens(self, role: str) -> list[str]:
        return [one["value"] for one in self.contexts[role].cookies() if "csrf" in one["name"]]


def put(form: Locator, name: str, value: Any) -> None:
    field = form.locator(f"[name='{name}']")
    kind = field.first.evaluate(OPEN_UP)
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
