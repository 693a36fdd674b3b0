"""Forty seats, fifty-five people: a line in order of arrival, an offer taken, a door without a network, a certificate."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import pypdfium2
import pytest
from playwright.sync_api import Page, Request, sync_playwright

from kudosbay.kernel.formats import HOME_ZONE
from tests.journeys.article import Walk
from tests.journeys.people import in_hand, open_account, post, same_person, telephone
from tests.journeys.product import running
from tests.journeys.test_look import CHROMIUM
from tests.journeys.test_the_way import Eyes

SEATS, PEOPLE = 40, 55
TITLE = "外资企业年度申报实务"
NAME = "Nadia Al-Harthi"
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


def attendance(walk: Walk) -> tuple[int, int]:
    """Return how many came to all meetings, as the command tells it and as rows stand behind the figure's page."""
    told = json.loads(walk.product.command("statistics", "--json"))
    return told["values"]["attendance"], walk.figure("attendance", f"as_of={walk.today}")[1]


def plan(walk: Walk, eyes: Eyes) -> str:
    """Plan it for tomorrow and open it; return its reference."""
    desk, filled = walk.page("events", "zh-hans"), walk.filled
    training = {
        "title_zh": TITLE,
        "title_en": "The year’s reports of a foreign-owned firm",
        "title_ar": "تقارير السنة لشركة ذات رأس مال أجنبي",
        "day": "<tomorrow>",
        "begins": "14:00",
        "ends": "16:00",
        "place": "酷豆湾二楼报告厅 / Kudosbay, hall on the second floor",
        "teacher": "税务合作机构 / The tax partner",
        "about_zh": "逐项讲解年度报告、汇算清缴与外汇存量登记。",
        "about_en": "Annual report, tax settlement and the stock of foreign exchange, one by one.",
        "about_ar": "التقرير السنوي والتسوية الضريبية وأرصدة النقد الأجنبي، بندًا بندًا.",
        "capacity": str(SEATS),
    }
    desk.goto(f"{walk.base}/desk/gatherings/")
    desk.locator("summary:has(+ * a[href$='/new/training/'])").click()
    walk.step(desk, {"click": "main a[href$='/new/training/']"}, filled)
    eyes(desk, "planning")
    walk.step(desk, {"fill": training, "keep": "training"}, filled)
    eyes(desk, "draft")
    walk.step(desk, {"send": "form[action$='/move/']:has([value=open])", "button": "[value=open]"}, filled)
    return walk.kept["training"]


def known_people(walk: Walk, count: int) -> list[str]:
    """Return references of people as the list at the desk shows them."""
    page, found = walk.open("events", "/desk/people/", "zh-hans"), dict[str, None]()
    while True:
        links = page.locator("main tr[data-row] td.main a").evaluate_all("all => all.map(it => it.pathname)")
        found |= dict.fromkeys(link.split("/")[-2] for link in links)
        if len(found) >= count:
            break
        with page.expect_navigation():
            page.locator("main a[rel=next]").click()
    return list(found)[:count]


def sign_up(walk: Walk, event: str, people: list[str]) -> None:
    desk = walk.page("events", "zh-hans")
    for person in people:
        assert post(desk, f"/desk/gatherings/{event}/guests/new/", {"person": person}) == 302, person


def places(walk: Walk, event: str, state: str) -> dict[str, int]:
    """Return who stands in such a state on the desk's page: the link to the person, and the order of arrival."""
    page = walk.open("events", f"/desk/gatherings/{event}/", "zh-hans")
    rows = page.locator("main tr[data-row]", has=page.locator(".tag", has_text=re.compile(f"^\\s*{state}\\s*$")))
    return {
        row.locator("td.main a").get_attribute("href").split("/")[-2]: int(row.locator("td.num").first.inner_text())
        for row in rows.all()
    }


@dataclass
class Sent:
    """What the door's page sent to tell of notes, and in how many goes."""

    notes: list[dict[str, str]] = field(default_factory=list)
    goes: int = 0

    def __call__(self, request: Request) -> None:
        if request.url.endswith("/door/told/"):
            self.goes += 1
            self.notes += json.loads(request.post_data or "[]")


def let_in(page: Page, ticket: str, act: str = "in") -> None:
    """Type what stands on a ticket."""
    form = page.locator("form.door-form")
    form.locator("[name=ticket]").fill(ticket)
    form.locator(f"button[value={act}]").click()


def hold_it_yesterday(walk: Walk, event: str) -> datetime:
    """The clock cannot be moved, so the training is: to yesterday. Return when it began."""
    desk, day = walk.page("events", "zh-hans"), walk.today - timedelta(days=1)
    walk.step(desk, {"open": f"/desk/gatherings/{event}/change/", "fill": {"day": str(day)}}, walk.filled)
    return datetime.combine(day, time(14), tzinfo=HOME_ZONE)


def stand_at_the_door(walk: Walk, event: str, eyes: Eyes, *, code: str) -> Sent:
    """Without a network: a ticket is typed, three come by name, one leaves. Then there is a network again."""
    began = hold_it_yesterday(walk, event)
    phone, sent = same_person(walk, "events", "zh-hans"), Sent()
    phone.on("request", sent)
    phone.goto(f"{walk.base}/desk/gatherings/{event}/door/")
    eyes(phone, "door")
    phone.clock.set_fixed_time(began - timedelta(minutes=5))
    phone.context.set_offline(True)
    let_in(phone, code.lower())
    for row in phone.locator("[data-door-guests] li:has(form)").all()[:3]:
        row.locator("button[value=in]").click()
    phone.clock.set_fixed_time(began + timedelta(minutes=115))
    let_in(phone, code, "out")
    eyes(phone, "door-offline")
    assert phone.locator("[data-door-queue]").inner_text() == "待上传：5条"
    assert sent.goes == 0
    phone.context.set_offline(False)
    phone.locator("[data-door-queue]").wait_for(state="hidden")
    eyes(phone, "door-online")
    assert phone.locator("[data-door-in]").inner_text() == "4"
    phone.context.close()
    return sent


def test_a_training_with_more_people_than_seats(walk: Walk) -> None:
    eyes, before = Eyes("training"), attendance(walk)
    event = plan(walk, eyes)
    known = known_people(walk, PEOPLE - 2)
    sign_up(walk, event, known[: SEATS - 1])

    founder = in_hand(walk, "founder", "ar")
    founder.goto(f"{walk.base}/ar/events/{event}/")
    eyes(founder, "event-ar")
    founder.locator("form[action$='/sign-up/'] button").click()
    founder.wait_for_url("**/tickets/*/")
    eyes(founder, "ticket-ar")

    newcomer = telephone(walk.browser, walk.base, "en")
    newcomer.goto(f"{walk.base}/en/events/{event}/")
    eyes(newcomer, "event-full")
    newcomer.locator("main a[href$='/sign-up/']").click()
    open_account(newcomer, walk.base, "en", "nadia@example.org")
    assert newcomer.url.endswith("/sign-up/")
    eyes(newcomer, "sign-up")
    newcomer.fill("[name=full_name]", NAME)
    newcomer.select_option("[name=nationality]", "OM")
    newcomer.locator("main form[method=post] button.btn-primary").click()
    newcomer.wait_for_url("**/tickets/*/")
    eyes(newcomer, "waiting")
    sign_up(walk, event, known[SEATS - 1 :])
    line = places(walk, event, "候补中")
    assert list(line.values()) == list(range(SEATS + 1, PEOPLE + 1)), "the line is not in order of arrival"
    assert list(line)[1:] == known[SEATS - 1 :]
    eyes(walk.page("events"), "full")

    founder.locator("form[action$='/cancel/'] button").click()
    founder.wait_for_load_state()
    eyes(founder, "given-back-ar")
    newcomer.reload()
    eyes(newcomer, "offered")
    assert list(places(walk, event, "已提供席位")) == list(line)[:1]
    newcomer.locator("form[action$='/accept/'] button").click()
    newcomer.wait_for_load_state()
    eyes(newcomer, "accepted")
    assert len(places(walk, event, "已确认")) == SEATS
    assert len(places(walk, event, "候补中")) == PEOPLE - SEATS - 1

    sent = stand_at_the_door(walk, event, eyes, code=newcomer.locator(".ticket-said strong").inner_text())
    assert (sent.goes, len(sent.notes)) == (1, 5)
    desk = walk.page("events", "zh-hans")
    held = {"open": f"/desk/gatherings/{event}/", "send": "form[action$='/move/']:has([value=held])"}
    walk.step(desk, held | {"button": "[value=held]"}, walk.filled)
    eyes(desk, "held")
    assert len(places(walk, event, "已到场")) == 4
    row = desk.locator("main tr[data-row]", has_text=NAME).inner_text()
    assert "13:55" in row, "the phone's own moments are kept"
    assert "15:55" in row

    newcomer.reload()
    eyes(newcomer, "over")
    with newcomer.expect_download() as kept:
        newcomer.locator("form[action$='/certificate/'] button").click()
    with pypdfium2.PdfDocument(kept.value.path()) as paper:
        words = "".join(page.get_textpage().get_text_bounded() for page in paper)
        if eyes.folder:
            paper[0].render(scale=1.5).to_pil().save(f"{eyes.folder}/training-certificate.png")
    assert NAME in words
    assert TITLE in words
    assert attendance(walk) == (before[0] + 4, before[1] + 4)
    assert not eyes.found
