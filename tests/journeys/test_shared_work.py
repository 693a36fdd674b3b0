"""Needs that met offers, on one started product: a lead of a fair, a zone project, a work package, a student.

Staff sit at the desk in Chinese; whoever needs or offers something holds a telephone, in her or his own language.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.journeys.article import Walk
from tests.journeys.founder import Founder
from tests.journeys.people import in_hand, open_account, same_person, telephone
from tests.journeys.product import running
from tests.journeys.test_look import CHROMIUM
from tests.journeys.test_the_way import Eyes
from tests.journeys.works import HALL, LEAD, MENTOR, PROJECT, SERVICE, STUDENT, STUDIES, WORK

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]
ADVISER = "trade_talent"


@pytest.fixture(scope="module")
def walk(tmp_path_factory) -> Iterator[Walk]:
    with running(tmp_path_factory.mktemp("work")) as product, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield Walk(product, browser)
        browser.close()


def figures(walk: Walk, *keys: str) -> list[float]:
    """Return figures of today as the command tells them."""
    told = json.loads(walk.product.command("statistics", "--json"))["values"]
    return [told[key] for key in keys]


def press(page: Page, form: str) -> None:
    """Send the form whose address ends so."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.locator(f"main form[action$='{form}'] button").first.click()


def review(walk: Walk, notice: str, eyes: Eyes) -> Page:
    """Read what was handed in, as the desk's queue leads to it, and publish it."""
    desk = walk.open(ADVISER, "/desk/introductions/notices/?status=review", "zh-hans")
    eyes(desk, "to-review")
    desk.locator(f"main td a[href$='/{notice}/']").click()
    eyes(desk, "review")
    press(desk, "/publish/")
    return desk


# --- a lead of a fair ------------------------------------------------------------------------------------------------


def type_in(page: Page, given: dict[str, object]) -> None:
    for name, value in given.items():
        field = page.locator(f"main form[data-away] [name={name}]")
        kind = field.first.evaluate("it => it.type")
        if kind == "checkbox":
            for one in [f"[value={each}]" for each in value] if isinstance(value, list) else [""]:
                page.check(f"main form[data-away] [name={name}]{one}")
        elif kind == "select-one":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def test_a_lead_of_a_fair_is_kept_without_a_network_and_becomes_a_case(walk: Walk) -> None:
    eyes, before = Eyes("lead"), figures(walk, "leads", "leads_with_case")
    walk.open(ADVISER, "/desk/introductions/", "zh-hans")
    phone, sent = same_person(walk, ADVISER, "zh-hans"), []
    phone.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    phone.goto(f"{walk.base}/desk/introductions/")
    phone.locator("main a[href$='/leads/new/']").click()
    eyes(phone, "form")
    phone.context.set_offline(True)
    phone.locator("[data-speak=ar]").click()
    type_in(phone, LEAD)
    keep = phone.locator("main form[data-away] button[type=submit]")
    keep.click()
    lacks = phone.locator("[name=consent_service]").evaluate("it => it.validationMessage")
    assert lacks == "此项必填，填写后方可暂存。", "nothing is kept of whom nobody asked"
    phone.check("[name=consent_service]")
    eyes(phone, "filled-offline")
    keep.click()
    eyes(phone, "kept-offline")
    assert "1" in phone.locator("[data-kept-count]").inner_text()
    type_in(
        phone,
        LEAD
        | {"full_name": "Second Visitor", "address": "no address at all", "consent_service": True, "language": "en"},
    )
    keep.click()
    assert "2" in phone.locator("[data-kept-count]").inner_text()
    assert not sent
    phone.context.set_offline(False)
    mend = phone.locator("[data-kept-mend]")
    mend.wait_for()
    eyes(phone, "one-not-taken")
    assert len(sent) == 2
    assert "1" in phone.locator("[data-kept-count]").inner_text()
    mend.click()
    assert phone.input_value("[name=full_name]") == "Second Visitor"
    phone.fill("main form[data-away] [name=address]", "second@example.org")
    with phone.expect_navigation():
        keep.click()
    eyes(phone, "mended")
    phone.context.close()
    follow_up_the_same_evening(walk, eyes)
    case = begin_a_case(walk, eyes)
    assert LEAD["full_name"] in walk.open("adviser", f"/desk/cases/{case}/", "zh-hans").locator("main").inner_text()
    assert figures(walk, "leads", "leads_with_case") == [before[0] + 2, before[1] + 1]
    assert not eyes.found


def lead_page(walk: Walk, role: str) -> Page:
    page = walk.open(role, f"/desk/introductions/?kind=fair_lead&q={LEAD['company']}", "zh-hans")
    page.locator("main tr[data-row]", has_text=LEAD["company"]).locator("a").last.click()
    page.wait_for_load_state()
    return page


def follow_up_the_same_evening(walk: Walk, eyes: Eyes) -> None:
    desk = lead_page(walk, ADVISER)
    eyes(desk, "kept")
    care_for(desk, "talking", "当晚已用阿拉伯语回信")
    eyes(desk, "followed-up")


def begin_a_case(walk: Walk, eyes: Eyes) -> str:
    """Go from the lead through what it left open to the counter, where person and plan are filled in."""
    desk = lead_page(walk, "adviser")
    press(desk, "/case/")
    Founder(desk, base=walk.base, lang="zh-hans", look=eyes).answer_what_is_asked()
    assert "question-country" not in eyes.seen, "the lead said it already"
    eyes(desk, "counter")
    assert desk.input_value("[name=code]")
    assert desk.input_value("[name=language]") == LEAD["language"]
    assert LEAD["full_name"] in desk.locator("main .notice").inner_text()
    desk.fill("[name=company_name]", "上海哈尔西香料有限公司")
    desk.locator("[name=agreed]").first.check()
    with desk.expect_navigation():
        desk.locator("main form[data-keep] button.btn-primary").click()
    eyes(desk, "case")
    case = desk.url.rstrip("/").rpartition("/")[2]
    assert case in lead_page(walk, "adviser").locator("main").inner_text()
    return case


# --- a project for the bonded zone -----------------------------------------------------------------------------------


def own_notice(walk: Walk, phone: Page, kind: str, given: dict[str, Any]) -> str:
    """Fill in the form that is open, hand it in, and return its reference."""
    walk.step(phone, {"fill": given, "keep": kind}, walk.filled)
    assert "/notices/" in phone.url, phone.locator("main").inner_text()
    return walk.kept[kind]


def ask_both(desk: Page, title: str) -> str:
    """Of those who fit, bring one together with the notice that is open; return the introduction's reference."""
    fits = desk.locator("details", has=desk.locator("summary", has_text=title)).first
    fits.locator("summary").click()
    with desk.expect_navigation():
        fits.locator("form[action$='/propose/'] button").click()
    return desk.url.rstrip("/").rpartition("/")[2]


def say_yes(walk: Walk, phone: Page, lang: str, pair: str) -> None:
    phone.goto(f"{walk.base}/{lang}/introductions/")
    phone.locator(f"main a[href$='/{pair}/']").click()
    with phone.expect_navigation():
        phone.locator("form:has([value=yes]) button").click()


def test_a_project_for_the_zone_from_enquiry_to_aftercare(walk: Walk) -> None:
    eyes, before = Eyes("zone"), figures(walk, "zone_projects", "introductions_made")
    phone, filled = in_hand(walk, "founder", "en"), walk.filled
    phone.goto(f"{walk.base}/en/introductions/")
    phone.locator("main a[href$='/new/zone_project/need/']").click()
    eyes(phone, "enquiry")
    project = own_notice(walk, phone, "project", PROJECT)
    eyes(phone, "in-review")

    walk.open(ADVISER, "/desk/introductions/notices/new/zone_project/offer/", "zh-hans")
    hall = own_notice(walk, walk.page(ADVISER, "zh-hans"), "hall", HALL)
    review(walk, hall, eyes)
    desk = review(walk, project, eyes)
    eyes(desk, "scored")
    assert "优质" in desk.locator("main").inner_text()
    pair = ask_both(desk, HALL["title_zh-Hans"])
    eyes(desk, "proposed")
    say_yes(walk, phone, "en", pair)
    assert "Bonded Zone" not in phone.locator("main dl.facts").first.inner_text(), "named before both agreed"
    desk.goto(f"{walk.base}/desk/introductions/{pair}/")
    press(desk, "/agree/")
    desk.locator("main a[href$='/receipt/']").click()
    today = str(walk.today)
    receipt = {"number": "松综保收〔2026〕900号", "receipt_from": "松江综合保税区管理办公室", "received_on": today}
    walk.step(desk, {"fill": receipt}, filled)
    eyes(desk, "received")
    for outcome, note in (("admitted", "已入区"), ("operating", "已开业运营")):
        desk.locator("main a[href$='/outcome/']").click()
        told = {"outcome": outcome, "on": today, "value": 2000000, "currency": "USD", "note": note}
        walk.step(desk, {"fill": told}, filled)
    care_for(desk, "talking", "用房已交付，缺一名叉车司机，已转诉求")
    eyes(desk, "cared-for")
    phone.goto(f"{walk.base}/en/introductions/{pair}/")
    eyes(phone, "receipt-on-the-phone")
    shown = phone.locator("main").inner_text()
    assert receipt["number"] in shown
    assert "Operating in the zone" in shown
    assert figures(walk, "zone_projects", "introductions_made") == [before[0] + 1, before[1] + 1]
    assert not eyes.found


def care_for(desk: Page, answer: str, note: str) -> None:
    """Note at the desk how it goes, at the first follow-up that is open."""
    form = desk.locator("form[action$='/follow-up/']").first
    desk.locator("details", has=form).locator("summary").first.click()
    form.locator("[name=answer]").select_option(answer)
    form.locator("[name=note]").fill(note)
    with desk.expect_navigation():
        form.locator("button").click()
    assert note in desk.locator("main").inner_text()


# --- a work package of a Chinese enterprise --------------------------------------------------------------------------


def test_a_work_package_of_a_chinese_enterprise_to_a_recorded_saving(walk: Walk) -> None:
    eyes, before = Eyes("work"), figures(walk, "work_packages_done", "outsourcing_saving")
    provider, filled = in_hand(walk, "founder", "en"), walk.filled
    provider.goto(f"{walk.base}/en/introductions/new/work_package/offer/")
    service = own_notice(walk, provider, "service", SERVICE)
    review(walk, service, eyes)

    firm = telephone(walk.browser, walk.base, "zh-hans")
    firm.goto(f"{walk.base}/zh-hans/trade/")
    firm.locator("main a[href$='/trade/enterprises/']").click()
    eyes(firm, "for-enterprises")
    firm.locator("main a[href$='/new/work_package/need/']").click()
    open_account(firm, walk.base, "zh-hans", "bao.ming@example.org")
    eyes(firm, "form")
    who = {"full_name": "包明", "nationality": "CN"}
    work = own_notice(walk, firm, "work", who | WORK)
    eyes(firm, "in-review")
    english = {"title_en": "Certificates for pumps sold in Kenya", "words_en": "Test three pumps by Kenya’s standard"}
    walk.open(ADVISER, f"/desk/introductions/notices/{work}/change/", "zh-hans")
    walk.step(walk.page(ADVISER, "zh-hans"), {"fill": english}, filled)
    desk = review(walk, work, eyes)
    eyes(desk, "published")

    provider.goto(f"{walk.base}/en/trade/{work}/")
    eyes(provider, "work-found")
    assert english["title_en"] in provider.locator("h1").inner_text()
    provider.locator("main a[href*='/introductions/answer/']").click()
    eyes(provider, "answer")
    walk.step(provider, {"fill": {"own": service, "words": "Nine years of it."}, "keep": "pair"}, filled)
    pair = walk.kept["pair"]
    eyes(provider, "answered")
    desk.goto(f"{walk.base}/desk/introductions/{pair}/")
    eyes(desk, "answer-at-the-desk")
    press(desk, "/pass-on/")
    say_yes(walk, firm, "zh-hans", pair)
    eyes(firm, "introduced")
    provider.goto(f"{walk.base}/en/introductions/{pair}/")
    eyes(provider, "introduced-provider")
    assert WORK["company"] in provider.locator("main").inner_text()

    desk.goto(f"{walk.base}/desk/introductions/{pair}/")
    desk.locator("main a[href$='/outcome/']").click()
    eyes(desk, "outcome")
    done = {"outcome": "delivered", "on": str(walk.today), "value": 80000, "saving": 60000, "currency": "CNY"}
    walk.step(desk, {"fill": done | {"note": "证书已交付"}}, filled)
    eyes(desk, "delivered")
    firm.goto(f"{walk.base}/zh-hans/introductions/{pair}/")
    eyes(firm, "saved")
    assert "60,000" in firm.locator("main").inner_text()
    provider.reload()
    assert "60,000" not in provider.locator("main").inner_text(), "what the enterprise saved is its own matter"
    assert figures(walk, "work_packages_done", "outsourcing_saving") == [before[0] + 1, before[1] + 60000]
    assert not eyes.found


# --- a student who founds --------------------------------------------------------------------------------------------


def test_a_student_finds_a_mentor_and_begins_a_case(walk: Walk) -> None:
    eyes, before = Eyes("student"), figures(walk, "students_guided")
    walk.open(ADVISER, "/desk/introductions/notices/new/mentor/offer/", "zh-hans")
    mentor = own_notice(walk, walk.page(ADVISER, "zh-hans"), "mentor", MENTOR)
    review(walk, mentor, eyes)

    phone = telephone(walk.browser, walk.base, "ar")
    phone.goto(f"{walk.base}/ar/talents/")
    eyes(phone, "route")
    assert "2015" in phone.locator("main ol.process").inner_text(), "since when a rule holds"
    phone.locator("main a[href$='/new/mentor/need/']").click()
    open_account(phone, walk.base, "ar", "salma@example.org")
    who = {"full_name": "سلمى عبد الله", "nationality": "EG"}
    need = own_notice(walk, phone, "need", who | STUDENT)
    eyes(phone, "in-review")
    desk = review(walk, need, eyes)
    pair = ask_both(desk, MENTOR["title_zh-Hans"])
    phone.goto(f"{walk.base}/ar/introductions/")
    eyes(phone, "my-turn")
    say_yes(walk, phone, "ar", pair)
    eyes(phone, "agreed")
    desk.goto(f"{walk.base}/desk/introductions/{pair}/")
    press(desk, "/agree/")
    phone.reload()
    eyes(phone, "introduced")
    assert MENTOR["company"] in phone.locator("main").inner_text()

    student = Founder(phone, base=walk.base, lang="ar", look=eyes, told=STUDIES)
    student.find_the_way()
    begin(student)
    eyes(phone, "case")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    desk.goto(f"{walk.base}/desk/introductions/{pair}/outcome/")
    founded = {"outcome": "founded", "on": str(walk.today), "note": "已立案"}
    walk.step(desk, {"fill": founded}, walk.filled)
    assert student.case in walk.open("adviser", "/desk/cases/?q=سلمى", "zh-hans").locator("main").inner_text()
    assert figures(walk, "students_guided") == [before[0] + 1]
    assert not eyes.found


def begin(student: Founder) -> None:
    """Make the plan her case; she is known, and signed in."""
    student.page.locator('main a[href*="/begin/"]').click()
    student.look(student.page, "begin")
    assert student.page.input_value("[name=full_name]"), "nobody is asked her name twice"
    student.page.check("[name=consent_service]")
    student.send()
    student.case = student.page.url.split("/case/")[1].strip("/")
