"""What people type never runs: twelve hostile texts in every field, then each page that shows them, in a real browser."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import sync_playwright

from kudosbay.cases.commands import note_on_case, start_case, write_to_adviser, write_to_founder
from kudosbay.centre.commands import seed_centre
from kudosbay.enterprises.models import Enterprise
from kudosbay.kernel.trail import MACHINE
from kudosbay.people.commands import change_person
from tests.house.samples import FACTS

STATIC = Path(__file__).resolve().parent.parent.parent / "kudosbay" / "static"
CHROMIUM = Path("/usr/bin/chromium")
ORIGIN = "http://localhost"
HOSTILE = [
    "<img src=x onerror=window.__x=1>",
    '"><script>window.__x=1</script>',
    "javascript:window.__x=1",
    "<a href=javascript:window.__x=1>x</a>",
    "{{7*7}}",
    "{% raw %}${window.__x=1}",
    "[x](javascript:window.__x=1)",
    "' onfocus=window.__x=1 autofocus '",
    "<svg/onload=window.__x=1>",
    "</textarea></title><script>window.__x=1</script>",
    "\u202egnp.exe",
    "<iframe srcdoc='<script>top.__x=1</script>'>",
]
ALL = " ".join(HOSTILE)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]


@pytest.fixture
def pages(cast, signed_in):
    """Every page with the hostile texts, made before the browser starts; a stale form among them."""
    seed_centre(by=MACHINE)
    now, day, amara = timezone.now(), timezone.localdate(), cast.amara.person
    names = {"full_name": ALL[:400], "call_me": HOSTILE[1], "latin_name": ALL[:400], "chinese_name": HOSTILE[0]}
    change_person(amara, seen=1, by=cast.wei, values=dict(names))
    amara.refresh_from_db()
    case = start_case(amara, facts=FACTS, by=cast.amara, now=now, company_name=ALL[:200])
    write_to_adviser(case, ALL, by=cast.amara, now=now)
    write_to_founder(case, ALL, by=cast.wei, now=now, language="en")
    note_on_case(case, ALL, by=cast.wei, now=now)
    company = Enterprise.objects.create(
        reference="E-TEST", name_zh=ALL[:200], name_en=ALL[:200], licensed_on=day, known_since=day, origin="converted"
    )
    case.enterprise = company
    case.save(update_fields=["enterprise"])
    shown = {cast.amara: founder_pages(case), cast.wei: desk_pages(case, amara, company)}
    made = {path: signed_in(who).get(path) for who, paths in shown.items() for path in paths}
    change = f"/desk/people/{amara.reference}/change/"
    stale = names | {"nationality": "NG", "language": "en", "source": "counter", "version": 1, "call_me": HOSTILE[0]}
    made["/conflict"] = signed_in(cast.wei).post(change, stale)
    assert made["/conflict"].status_code == 409
    return made


def founder_pages(case):
    own = [f"/en/case/{case.reference}/{rest}" for rest in ("", "papers/", "messages/", "agreement/", "history/")]
    return ["/en/account/", *own]


def desk_pages(case, person, company):
    finding = ["/desk/", "/desk/people/", "/desk/people/?q=img", "/desk/find/?q=img", "/desk/cases/"]
    things = [f"/desk/cases/{case.reference}/", f"/desk/cases/{case.reference}/licence/"]
    return [
        *finding,
        *things,
        f"/desk/people/{person.reference}/",
        f"/desk/people/{person.reference}/change/",
        f"/desk/people/{person.reference}/code/",
        "/desk/enterprises/",
        f"/desk/enterprises/{company.reference}/",
    ]


def serve(route, pages):
    path = route.request.url.removeprefix(ORIGIN)
    if path.startswith(settings.STATIC_URL):
        route.fulfill(path=STATIC / path.removeprefix(settings.STATIC_URL))
    elif path in pages:
        answer = pages[path]
        route.fulfill(status=200, body=answer.content, headers=dict(answer.headers))
    else:
        route.fulfill(status=404, body="")


def test_nothing_that_was_typed_runs(pages):
    wrong = [f"{path}: {answer.status_code}" for path, answer in pages.items() if answer.status_code not in {200, 409}]
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        page = browser.new_page()
        page.route("**/*", lambda route: serve(route, pages))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        for path in pages:
            page.goto(ORIGIN + path)
            ran = page.evaluate("window.__x !== undefined || !!document.querySelector('a[href^=\"javascript:\" i]')")
            made = page.locator("img[src=x], svg[onload], iframe, [onfocus], [onerror]").count()
            wrong += [f"{path}: ran {ran}, made {made}"] if ran or made else []
        browser.close()
    assert not wrong


def test_the_texts_were_really_shown(pages):
    for path in ("/conflict", "/desk/people/", "/desk/cases/"):
        assert "&lt;img src=x onerror=window.__x=1&gt;" in pages[path].content.decode(), path
