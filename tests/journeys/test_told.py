"""A policy told to exactly those whom it concerns, an answer recalled, a reply answered: on the desk, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.journeys.product import Product, running
from tests.journeys.test_every_page import sign_in
from tests.journeys.test_look import CHROMIUM
from tests.journeys.test_the_way import Eyes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]
POLICY = "exhibition-industry-regulations"


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("told")) as started:
        yield started


@pytest.fixture(scope="module")
def page(product: Product) -> Iterator[Page]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=options)
        opened = browser.new_page(viewport={"width": 1366, "height": 900})
        sign_in(opened, product.address, "communications")
        yield opened
        browser.close()


@pytest.fixture
def eyes() -> Iterator[Eyes]:
    opened = Eyes("told")
    yield opened
    assert not opened.found, opened.found


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def fact(page: Page, label: str) -> int:
    row = page.locator("dl.facts > div", has=page.get_by_text(label, exact=True)).first
    return number(row.locator("dd").inner_text())


def press(page: Page, form: str) -> None:
    page.locator(f"form[action$='{form}'] button").first.click()
    page.wait_for_load_state()


def open_policy(page: Page, product: Product) -> None:
    page.goto(f"{product.address}/desk/publications/?kind=policy&q={POLICY}&lang=en")
    page.locator("main table tbody a").first.click()
    page.wait_for_load_state()


def test_a_policy_is_told_to_exactly_those_whom_it_concerns(page: Page, product: Product, eyes: Eyes) -> None:
    open_policy(page, product)
    page.goto(page.url.partition("?")[0] + "editions/1/concerned/?lang=en")
    certain = number(page.locator(".kpi-value").first.inner_text())
    eyes(page, "concerned")
    page.locator("a[href$='/tell/']").first.click()
    eyes(page, "to-tell")
    assert number(page.locator(".kpi-value").first.inner_text()) == certain
    page.locator("main form[method=post] button.btn-primary").click()
    page.wait_for_load_state()
    draft = page.url
    eyes(page, "draft")
    concerned, left_out = fact(page, "Concerned"), fact(page, "Left out")
    assert concerned == certain
    reasons = page.locator("section.card", has_text="Who gets it").locator("ul li").all_inner_texts()
    assert sum(number(reason) for reason in reasons) == left_out
    press(page, "/approve/")
    for _turn in range(40):
        page.goto(draft + "?lang=en")
        ended = [fact(page, label) for label in ("Waiting", "Gone out", "Failed", "Not sent")]
        if fact(page, "To be written to") == 0:
            break
        page.wait_for_timeout(1000)
    eyes(page, "told")
    assert sum(ended) == concerned - left_out
    open_policy(page, product)
    eyes(page, "policy")
    assert re.search(rf"told [\d,]+ of {concerned:,}", page.locator("main").inner_text())


def test_an_answer_is_recalled_from_everybody_who_was_given_it(page: Page, product: Product, eyes: Eyes) -> None:
    page.goto(f"{product.address}/desk/publications/recall/?lang=en")
    listed = page.locator("main section.card ul.plain-list").first.locator("li").count()
    assert listed
    eyes(page, "to-recall")
    button = page.locator("main form[action$='/correct/'] button").first
    assert number(button.inner_text()) == listed
    button.click()
    page.wait_for_load_state()
    assert number(page.locator("[role=status], .notice-ok").first.inner_text()) == listed
    assert page.locator("main form[action$='/correct/']").count() == 0
    eyes(page, "recalled")


def test_a_reply_is_answered(page: Page, product: Product, eyes: Eyes) -> None:
    page.goto(f"{product.address}/desk/publications/replies/?state=received&lang=en")
    page.locator("main table tbody a").first.click()
    page.wait_for_load_state()
    eyes(page, "reply")
    page.fill("main form[action$='/answer/'] textarea", "Thank you. We invite you to the next tour.")
    press(page, "/answer/")
    assert "Thank you. We invite you to the next tour." in page.locator("main").inner_text()
    assert page.locator("main form[action$='/answer/']").count() == 0
    eyes(page, "answered")
