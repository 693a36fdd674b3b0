"""Who walks: a telephone in the hand, somebody who opens an account on it, a member of staff with a second screen."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.article import Walk
from tests.journeys.founder import Founder
from tests.journeys.test_every_page import sign_in

TELEPHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}


def telephone(browser: Browser, base: str, lang: str, **more: object) -> Page:
    context: BrowserContext = browser.new_context(**TELEPHONE, **more)
    context.add_cookies([{"name": "kudosbay_language", "value": lang, "url": base}])
    return context.new_page()


def in_hand(walk: Walk, role: str, lang: str) -> Page:
    """Give the founder a telephone instead of a desk; she is signed in."""
    page = telephone(walk.browser, walk.base, lang)
    walk.contexts[role], walk.pages[role] = page.context, page
    sign_in(page, walk.base, role)
    return walk.page(role, lang)


def same_person(walk: Walk, role: str, lang: str) -> Page:
    """Give a member of staff, signed in at the desk, a telephone as well."""
    return telephone(walk.browser, walk.base, lang, storage_state=walk.page(role, lang).context.storage_state())


def open_account(page: Page, base: str, lang: str, address: str) -> None:
    """From wherever a stranger is led to the door: open an account with the code that comes by mail, and be led back."""
    if "/sign-in/new/" not in page.url:
        page.locator('main a[href*="/sign-in/new/"]').first.click()
    founder = Founder(page, base=base, lang=lang, look=None)
    page.fill("[name=address]", address)
    founder.send()
    page.fill("[name=code]", founder.code_for(address))
    founder.send()
    assert "/sign-in/" not in urlsplit(page.url).path, page.url


def post(page: Page, path: str, data: dict[str, str]) -> int:
    """Send a form of the site without drawing it: what a walk does fifty times."""
    base = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    token = next(one["value"] for one in page.context.cookies() if "csrf" in one["name"])
    headers = {"X-CSRFToken": token, "Referer": base}
    return page.request.post(base + path, form=data, headers=headers, max_redirects=0).status
