"""What a founder does on her phone. Found by address and name of the field, so that it is the same in each language."""

import re
from pathlib import Path

from playwright.sync_api import Page

ANSWERS = {
    "owner": "me_alone",
    "presence": "visa_free",
    "country": "NG",
    "leader": "me_no_permit",
    "activities": "consulting",
    "address": "ours",
    "capital": "500000",
    "trade": "none",
}


class Founder:
    """`told`: what she answers otherwise than ANSWERS."""

    def __init__(self, page: Page, *, base: str, lang: str, look, told: dict[str, str] | None = None) -> None:
        self.answers = ANSWERS | (told or {})
        self.page, self.base, self.lang, self.look = page, base, lang, look
        self.case = ""

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}/{self.lang}/{path}")

    def send(self, form: str = "main form[method=post]") -> None:
        self.page.locator(f"{form} button.btn-primary").first.click()
        self.page.wait_for_load_state()

    def find_the_way(self) -> None:
        self.go("")
        self.look(self.page, "home")
        self.go("find-your-way/")
        self.answer_what_is_asked()
        assert "/plan/" in self.page.url
        self.look(self.page, "plan")

    def answer_what_is_asked(self) -> None:
        """From the first open question to the plan."""
        for _question in range(12):
            if "/q/" not in self.page.url:
                break
            self.answer(re.search(r"/q/([a-z_]+)", self.page.url)[1])
        assert self.page.url.endswith("/answers/")
        self.look(self.page, "answers")
        self.send('form[action$="/find-your-way/plan/"]')

    def answer(self, name: str) -> None:
        self.look(self.page, f"question-{name}")
        given, field = self.answers[name], self.page.locator("[name=answer]")
        kind = field.first.get_attribute("type") or field.first.evaluate("it => it.tagName")
        if kind in {"radio", "checkbox"}:
            self.page.check(f"[name=answer][value={given}]")
        elif kind == "SELECT":
            field.select_option(given)
        else:
            field.fill(given)
        self.send()

    def begin(self, address: str, name: str) -> None:
        self.page.locator('main a[href*="/begin/"]').click()
        if "/sign-in/new/" not in self.page.url:
            self.page.locator('main a[href*="/sign-in/new/"]').click()
        self.look(self.page, "open-account")
        self.page.fill("[name=address]", address)
        self.send()
        self.look(self.page, "code")
        code = self.code_for(address)
        self.page.fill("[name=code]", code)
        self.send()
        assert "/begin/" in self.page.url, self.page.url
        self.look(self.page, "begin")
        self.page.fill("[name=full_name]", name)
        self.page.check("[name=consent_service]")
        self.send()
        self.case = re.search(r"/case/([^/]+)/", self.page.url)[1]
        self.look(self.page, "case-home")

    def code_for(self, address: str) -> str:
        """Read the code where the demonstration keeps its mail, as the worker delivers it."""
        other = self.page.context.new_page()
        for _try in range(60):
            other.goto(f"{self.base}/demo/mail")
            for card in other.locator("section.card, .card").filter(has_text=address).all():
                found = re.search(r"\b(\d{6})\b", card.inner_text().replace(" ", ""))
                if found:
                    other.close()
                    return found[1]
            other.wait_for_timeout(500)
        raise AssertionError(f"no code came for {address}")

    def ask_for_the_agreement(self) -> None:
        self.go(f"case/{self.case}/agreement/")
        self.look(self.page, "quote")
        self.send('form[action$="/agreement/ask/"]')

    def sign_the_agreement(self, scan: Path) -> None:
        self.go(f"case/{self.case}/agreement/")
        self.look(self.page, "agreement")
        self.choose(scan)
        self.send("main form[enctype]")
        self.look(self.page, "agreement-sent")

    def choose(self, scan: Path) -> None:
        """Choose a file and wait until it has arrived in pieces."""
        self.page.set_input_files("main input[type=file]", scan)
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('[name$=_sent]')].some((it) => it.value)", timeout=20_000
        )

    def papers_to_bring(self) -> list[str]:
        self.go(f"case/{self.case}/papers/")
        self.look(self.page, "papers")
        links = self.page.locator('main a[href*="/papers/"]').evaluate_all("all => all.map((it) => it.href)")
        return list(dict.fromkeys(link for link in links if re.search(r"/papers/\d+/$", link)))

    def bring(self, paper: str, scan: Path) -> None:
        self.page.goto(paper)
        if not self.page.locator("main form[enctype]").count():
            return
        self.look(self.page, "paper")
        if self.page.locator("[name=words]").count():
            self.page.fill("[name=words]", "上海好顾问 / 上海新顾问 / 上海真顾问")
        else:
            self.choose(scan)
        if self.page.locator("[name=expires_on_year]").count():
            for part, value in (("day", "1"), ("month", "6"), ("year", "2033")):
                self.page.fill(f"[name=expires_on_{part}]", value)
        self.send("main form[enctype]")
        self.look(self.page, "paper-check")
        self.send("main form[data-once]:has([name=file])")
        assert "/receipt/" in self.page.url or "/papers/" in self.page.url, self.page.url
        self.look(self.page, "receipt")
