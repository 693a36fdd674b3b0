"""A wish for a home, from a telephone in Arabic to the words of whoever asked: it is closed only when she says so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.article import Walk
from tests.journeys.product import running
from tests.journeys.test_every_page import sign_in
from tests.journeys.test_look import CHROMIUM
from tests.journeys.test_the_way import Eyes

ANSWER = "وجدنا شقتين قرب المبنى، وزيارتهما يوم الثلاثاء"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]


@pytest.fixture
def walk(tmp_path) -> Iterator[Walk]:
    with running(tmp_path) as product, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield Walk(product, browser)
        browser.close()


def hold_a_telephone(walk: Walk) -> None:
    """Let the founder look at everything on a screen of 360 px."""
    context = walk.browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    walk.contexts["founder"], walk.pages["founder"] = context, context.new_page()
    sign_in(walk.pages["founder"], walk.base, "founder")


def test_a_wish_for_a_home_is_kept_and_confirmed(walk: Walk) -> None:
    hold_a_telephone(walk)
    eyes, care = Eyes("wish"), walk.figure("promises_care", f"as_of={walk.today}")[1]
    phone, filled = walk.page("founder", "ar"), walk.filled
    asked = {"words": "أبحث عن شقة لثلاثة أشخاص قرب المبنى", "people": 3, "needed_on": "<next_year>"}
    walk.step(phone, {"open": "/ar/services/housing/", "fill": asked}, filled)
    walk.step(phone, {"open": "/ar/requests/", "click": "main li a[href*='/requests/PR-']", "keep": "wish"}, filled)
    eyes(phone, "asked")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    assert not phone.locator("form[action$='/confirm/']").count(), "nothing is answered yet"

    before = walk.trail("promise.confirmed")
    desk, wish = walk.page("adviser", "zh-hans"), f"/desk/requests/{walk.kept['wish']}/"
    too_early = {"role": "founder", "post": f"/ar/requests/{walk.kept['wish']}/confirm/"}
    walk.push(too_early)
    assert walk.trail("promise.confirmed") == before, "confirmed before there is an answer"
    walk.step(desk, {"open": wish, "send": "form[action$='/accept/']"}, filled)
    reply = {"text": ANSWER, "outcome": "done", "evidence": "两处房源链接"}
    walk.step(desk, {"open": wish, "fill": reply, "send": "form[action$='/reply/']"}, filled)

    walk.page("founder", "ar")
    walk.step(phone, {"open": f"/ar/requests/{walk.kept['wish']}/"}, filled)
    assert ANSWER in phone.locator("main").inner_text()
    eyes(phone, "answered")
    walk.step(phone, {"send": "form[action$='/confirm/']"}, filled)
    eyes(phone, "kept")
    assert walk.trail("promise.confirmed") == before + 1
    assert walk.figure("promises_care", f"as_of={walk.today}")[1] == care + 1
    assert not eyes.found
