"""A pack that lets one more country's papers be apostilled, from its upload to the founder who reads why in Arabic."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import accession, zipped_pack
from tests.journeys.product import Product, running
from tests.journeys.test_every_page import sign_in
from tests.journeys.test_look import CHROMIUM

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]
COUNTRY = "NG"
# Amara applies from abroad: her passport needs a proof. What everything planned anew finds is asked of the same database.
ABROAD = """
from django.utils import timezone
from kudosbay.accounts.models import User
from kudosbay.cases import commands
from kudosbay.cases.models import Case
case = Case.objects.open().filter(founder__user__email__startswith="amara").first()
facts = dict(case.facts)
facts["investors"] = [{**facts["investors"][0], "in_china": False}]
wei = User.objects.get(email__startswith="wei")
commands.change_facts(case, facts, seen=case.version, by=wei, now=timezone.now())
print(case.reference)
"""
EVERYTHING = """
from django.utils.timezone import localdate
from kudosbay.cases.models import Case
from kudosbay.cases.replanning.situations import situations
from kudosbay.law.laying import rules_with
from kudosbay.law.models import LawPack
from kudosbay.rulebook.facts import read_facts
from kudosbay.rulebook.outcomes import outcome
from kudosbay.rulebook.plan import make_plan
pack = LawPack.objects.get(name="test-pack", status="loaded")
old, new = rules_with(pack.base), rules_with(pack)
for one in situations(Case.objects.open(), since=localdate()):
    given = read_facts(one.facts)
    if outcome(make_plan(old, given)) != outcome(make_plan(new, given)):
        print(Case.objects.get(pk=one.case).reference)
"""


@pytest.fixture
def product(tmp_path):
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield opened
        opened.close()


def asked(product: Product, program: str) -> str:
    """What a program says that looks into the same database."""
    words = [sys.executable, "-m", "django", "shell", "-v0", "-c", program]
    return subprocess.run(words, env=product.environment, capture_output=True, text=True, check=True).stdout


def page_of(browser: Browser, product: Product, role: str) -> Page:
    page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
    sign_in(page, product.address, role)
    return page


def load(page: Page, product: Product, archive: Path) -> str:
    page.goto(f"{product.address}/desk/law/new/?lang=en")
    page.set_input_files("[name=file]", str(archive))
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()
    return page.url


def text(page: Page) -> str:
    return page.locator("main").inner_text()


def test_a_change_of_law_reaches_exactly_those_whom_it_concerns(product: Product, browser: Browser, tmp_path: Path):
    case = asked(product, ABROAD).split()[-1]
    today = asked(product, "from django.utils.timezone import localdate; print(localdate())")
    day = today.strip().splitlines()[-1]
    files = accession(COUNTRY, day)
    bad, good = tmp_path / "bad.zip", tmp_path / "good.zip"
    bad.write_bytes(zipped_pack({name: held.replace(day, "2026-02-30") for name, held in files.items()}))
    good.write_bytes(zipped_pack(files, takes_effect=day))

    manager = page_of(browser, product, "manager")
    load(manager, product, bad)
    assert "2026-02-28" in text(manager)  # the nearest real day
    pack = load(manager, product, good)
    assert not manager.locator('form[action$="/approve/"]').count()  # not by whoever loaded it
    shown = manager.locator("td.main a[href*='/desk/cases/']").all_inner_texts()
    everything = asked(product, EVERYTHING).split()
    assert sorted(shown) == sorted(everything)
    assert case in everything

    second = page_of(browser, product, "administrator")
    second.goto(pack)
    second.locator('form[action$="/approve/"] button').click()
    second.wait_for_load_state()

    adviser = page_of(browser, product, "adviser")
    adviser.goto(f"{product.address}/desk/cases/{case}/")
    adviser.locator("main .notice a").first.click()
    adviser.wait_for_load_state()
    adviser.locator('form[action$="/accept/"] button').click()
    adviser.wait_for_load_state()
    adviser.goto(f"{product.address}/desk/cases/{case}/?as_of=2020-01-01")
    assert adviser.locator(".empty").count()
    adviser.goto(f"{product.address}/desk/cases/{case}/?as_of={yesterday(day)}")
    assert "test-pack" not in adviser.locator("aside, main").last.inner_text()

    founder = page_of(browser, product, "founder")
    founder.goto(f"{product.address}/ar/case/{case}/")
    assert "تغيّرت القائمة" in text(founder)
    assert founder.locator("html").get_attribute("dir") == "rtl"


def yesterday(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
