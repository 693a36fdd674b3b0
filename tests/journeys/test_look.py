"""The styleguide in a real browser: readable, nothing cut off, nothing that the content policy stops."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = next((ROOT / "tests" / "vendor").glob("axe-core-*/axe.min.js")).read_text(encoding="utf-8")
STATIC = ROOT / "kudosbay" / "static"
CHROMIUM = Path("/usr/bin/chromium")
ORIGIN = "http://localhost"  # trusted by the browser, as https would be
SHOTS = [
    (look, lang, theme, width)
    for look in ("portal", "desk", "site")
    for lang, theme, width in (
        ("en", "light", 360),
        ("zh-Hans", "dark", 1366),
        ("ar", "auto", 360),
        ("ar", "dark", 1366),
    )
]
LOWER_THAN = """([what, limit]) => [...document.querySelectorAll(what)]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < limit)
    .map((one) => one.outerHTML.slice(0, 90))"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]


def address(look, lang, theme):
    return f"/styleguide?look={look}&lang={lang}&theme={theme}"


@pytest.fixture
def pages(client: Client):
    """Every page, made before the browser starts: under its event loop Django asks no database."""
    made = {address(*shot[:3]): client.get(address(*shot[:3])) for shot in SHOTS}
    assert {answer.status_code for answer in made.values()} == {200}
    return made


@pytest.fixture
def browser(pages):
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield opened
        opened.close()


def serve(route, pages):
    path = route.request.url.removeprefix(ORIGIN)
    if path.startswith(settings.STATIC_URL):
        route.fulfill(path=STATIC / path.removeprefix(settings.STATIC_URL))
    else:
        answer = pages[path]
        route.fulfill(status=answer.status_code, body=answer.content, headers=dict(answer.headers))


def opened(browser, pages, shot):
    """Return the page and, as they come, what its console complained of."""
    look, lang, theme, width = shot
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark")
    page, complaints = context.new_page(), []
    page.route("**/*", lambda route: serve(route, pages))
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(ORIGIN + address(look, lang, theme))
    return page, complaints


def faults(page):
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]


def test_each_look_can_be_read_by_everybody(browser, pages):
    found = {}
    for shot in SHOTS:
        page, complaints = opened(browser, pages, shot)
        found[shot] = [*faults(page), *complaints]
        page.context.close()
    assert not {shot: said for shot, said in found.items() if said}


def test_nothing_is_wider_than_the_smallest_phone(browser, pages):
    wide = []
    for look in ("portal", "desk", "site"):
        page, _complaints = opened(browser, pages, (look, "ar", "auto", 320))
        wide += [look] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
        page.context.close()
    assert not wide


def test_targets_are_large_enough_for_a_thumb(browser, pages):
    page, _complaints = opened(browser, pages, ("portal", "en", "light", 360))
    small = page.evaluate(LOWER_THAN, [".btn, .form-control, .form-select, .tabs a, summary, .chip", 24])
    low = page.evaluate(LOWER_THAN, ["main .btn:not(.btn-quiet, .btn-toast), .form-control, .tabs a", 44])
    assert not small + low


def test_the_desk_is_worked_by_keys(browser, pages):
    page, _complaints = opened(browser, pages, ("desk", "zh-Hans", "dark", 1366))
    page.evaluate("document.activeElement.blur()")
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("tr.chosen").count() == 1
    assert page.locator("tr.chosen .check input").get_attribute("value") == "2"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "desk-search"


def test_shortcuts_can_be_switched_off(browser, pages):
    page, _complaints = opened(browser, pages, ("desk", "zh-Hans", "dark", 1366))
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.check("[data-shortcuts-off]")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("tr[data-cursor]").count() == 0


def test_a_second_click_sends_nothing(browser, pages):
    page, _complaints = opened(browser, pages, ("portal", "en", "light", 360))
    refused = page.evaluate("""() => [1, 2].map(() => {
        const submit = new SubmitEvent('submit', { cancelable: true, bubbles: true });
        document.querySelector('main form[method=post]').dispatchEvent(submit);
        return submit.defaultPrevented;
    })""")
    assert refused == [False, True]


def test_a_code_is_copied(browser, pages):
    page, _complaints = opened(browser, pages, ("portal", "en", "light", 360))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-copy]")
    assert page.evaluate("navigator.clipboard.readText()") == "91310117MA1J2KXX0P"
    assert page.inner_text("[data-copy]") == "Copied"


def test_a_file_goes_on_after_the_signal_was_lost(browser, pages):
    page, _complaints = opened(browser, pages, ("portal", "en", "light", 360))
    ranges, size = [], 1_200_000

    def begin(route):
        route.fulfill(json={"id": "f7", "received": 0, "address": "/styleguide/pieces/f7/bytes/"})

    def keep(route):
        ranges.append(route.request.headers["content-range"])
        if len(ranges) == 2:
            route.abort("connectionreset")
        else:
            route.fulfill(json={"received": int(ranges[-1].split("-")[1].split("/")[0]) + 1})

    page.route("**/styleguide/pieces", begin)
    page.route("**/styleguide/pieces/f7/bytes/", keep)
    page.set_input_files("input[type=file]", {"name": "护照.jpg", "mimeType": "image/jpeg", "buffer": b"x" * size})
    page.wait_for_selector(".upload input[type=hidden][value=f7]", state="attached")
    assert ranges == [
        "bytes 0-524287/1200000",
        "bytes 524288-1048575/1200000",
        "bytes 524288-1048575/1200000",
        "bytes 1048576-1199999/1200000",
    ]
    assert page.inner_text(".upload-words") == "The file has arrived"
