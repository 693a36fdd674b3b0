"""What an adviser does at the desk, in Chinese."""

import re

from playwright.sync_api import Page

LICENCE = "91310117MA1J2T5U14"


class Adviser:
    def __init__(self, page: Page, *, base: str, look, role: str = "adviser") -> None:
        self.page, self.base, self.look, self.role = page, base, look, role

    def sign_in(self) -> None:
        self.page.goto(f"{self.base}/zh-hans/sign-in/password/")
        mail, password, _code = self.shown()
        self.page.fill("[name=address]", mail)
        self.page.fill("[name=password]", password)
        self.send()
        self.page.fill("[name=code]", self.shown()[2])
        self.send()
        self.page.goto(f"{self.base}/desk/")
        assert self.page.locator("main table, main .empty").count()

    def shown(self) -> list[str]:
        row = self.page.locator(f"tr[data-role={self.role}] td")
        return [text.strip() for text in row.all_inner_texts()][1:]

    def send(self, form: str = "main form[method=post]") -> None:
        self.page.locator(f"{form} button.btn-primary, {form} button.btn-secondary").first.click()
        self.page.wait_for_load_state()

    def open(self, case: str, path: str = "") -> None:
        self.page.goto(f"{self.base}/desk/cases/{case}/{path}")

    def figure(self) -> int:
        self.page.goto(f"{self.base}/desk/overview/")
        value = self.page.locator('a.kpi-value[href*="/enterprises/"]').first.inner_text()
        return int(re.sub(r"\D", "", value))

    def offer_agreement(self, case: str) -> None:
        self.open(case, "agreement/")
        self.look(self.page, "desk-agreement")
        self.send('form[action$="/agreement/offer/"]')

    def confirm_signature(self, case: str) -> None:
        self.open(case, "agreement/")
        self.send('form[action$="/agreement/sign/"]')
        assert not self.page.locator('form[action$="/agreement/sign/"]').count()

    def papers_to_check(self, case: str) -> list[str]:
        self.open(case)
        self.look(self.page, "desk-case")
        links = self.page.locator('.row-act a[href*="/papers/"]').evaluate_all("all => all.map((it) => it.href)")
        return list(dict.fromkeys(links))

    def send_back(self, paper: str) -> None:
        self.page.goto(paper)
        self.look(self.page, "desk-paper")
        self.page.locator("summary").filter(has=self.page.locator("strong")).first.click()
        self.page.check("[name=reason][value=stamp_cut_off]")
        form = self.page.locator('form[action$="/send-back/"]')
        form.locator("summary").click()
        for name, value in (("page", "1"), ("x", "600"), ("y", "650"), ("width", "250"), ("height", "200")):
            self.page.fill(f"[name={name}]", value)
        form.locator("button.btn-danger").click()
        self.page.wait_for_load_state()

    def accept(self, paper: str) -> None:
        self.page.goto(paper)
        self.send('form[action$="/accept/"]')

    def finish_steps(self, case: str, *, until: str = "") -> None:
        """Work off what is ready, one after another, until the named step's turn has come."""
        for _step in range(60):
            self.open(case)
            if until and self.page.locator(f'form[action$="/steps/{until}/submit/"]').count():
                return
            ready = self.page.locator('form[action$="/done/"]')
            if not ready.count():
                return
            ready.first.locator("button").click()
            self.page.wait_for_load_state()

    def may_submit(self, case: str, step: str) -> bool:
        self.open(case)
        return bool(self.page.locator(f'form[action$="/steps/{step}/submit/"]').count())

    def submit(self, case: str, step: str) -> None:
        self.open(case, f"steps/{step}/")
        self.look(self.page, "desk-step")
        self.send(f'form[action$="/steps/{step}/submit/"]')

    def record_licence(self, case: str, *, code: str = LICENCE) -> None:
        self.open(case, "licence/")
        self.look(self.page, "desk-licence")
        self.page.fill("[name=credit_code]", code)
        self.page.fill("[name=name_zh]", "上海阿玛拉商务咨询有限公司")
        self.page.fill("[name=name_en]", "Amara Consulting (Shanghai) Co., Ltd.")
        self.page.fill("[name=address]", "上海市松江区示范路9号")
        self.send()
