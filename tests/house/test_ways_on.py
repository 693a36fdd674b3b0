"""No page shows a way that its reader may not go: each link and each form of each page, as each role."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from kudosbay.accounts.matrix import ANONYMOUS, allowed
from tests.house.asking import WHO, Browser, Page, asked_pages, roles_of, undone
from tests.house.samples import World, arguments

pytestmark = pytest.mark.django_db

REFUSED = (403, 404, 405)
Way = tuple[str, str]  # method, address with its query
SHOWPIECES = {"site:styleguide"}  # its buttons do nothing
# Ways that lead elsewhere: a file of the collected static files, an act of the browser.
OUTSIDE = ("/static/", "mailto:", "tel:", "#")
MOST = 4  # ways of one kind that are gone: what stands in a list of hundreds answers alike


class Ways(HTMLParser):
    """Collect what can be clicked or sent on a page."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found, self.method = here, set(), "GET"

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self._note("GET", given["href"])
        if tag == "form" and (given.get("method") or "").lower() != "dialog":
            self.method = (given.get("method") or "get").upper()
            self._note(self.method, given.get("action") or self.here)
        if tag in {"button", "input"} and given.get("formaction"):
            self._note(self.method, given["formaction"])
        for name, method in (("hx-get", "GET"), ("hx-post", "POST")):
            if given.get(name):
                self._note(method, given[name])

    def _note(self, method: str, href: str) -> None:
        if not href.startswith(OUTSIDE):
            self.found.add((method, urljoin(self.here, href)))


def ways_of(response: Any, here: str) -> set[Way]:
    if response.status_code != 200 or not response.headers.get("Content-Type", "").startswith("text/html"):
        return set()
    reader = Ways(here)
    reader.feed(response.content.decode())
    return {(method, way) for method, way in reader.found if not urlsplit(way).netloc}


def view_of(way: str) -> str | None:
    path = urlsplit(way).path
    with translation.override(translation.get_language_from_path(path) or "en"):
        try:
            return resolve(path).view_name
        except Resolver404:
            return None


def refused(way: Way, *, who: str) -> str:
    view = view_of(way[1])
    if view is None:
        return "no page has this address"
    led_to_the_door = who == ANONYMOUS and way[0] == "GET"
    return "" if led_to_the_door or allowed(view, method=way[0], roles=roles_of(who)) else f"{view} is not theirs"


def kind_of(way: Way) -> tuple[str, str, frozenset[str]]:
    """Ways of one kind differ in the record or in the values that a filter is set to; without a page, each is its own."""
    parts = urlsplit(way[1])
    return way[0], view_of(way[1]) or parts.path, frozenset(parse_qs(parts.query))


def untried(ways: set[Way], tried: Counter[Any]) -> set[Way]:
    """Return at most so many of each kind that MOST are tried in all."""
    found = set()
    for way in sorted(ways):
        kind = kind_of(way)
        if tried[kind] < MOST:
            tried[kind] += 1
            found.add(way)
    return found


def seen(client: Any, page: Page, path: str) -> set[Way]:
    return {(method, way.partition("#")[0]) for method, way in ways_of(client.get(path), path)}


def faults(client: Any, ways: set[Way], *, who: str) -> Iterator[str]:
    """The matrix answers for each way; the record behind it, which may be nobody's to see, for each page."""
    for way in sorted(ways):
        said = refused(way, who=who)
        if not said and way[0] == "GET":
            with undone():
                answer = client.get(way[1])
                status = answer.status_code
                for close in answer._resource_closers:  # a table that is streamed from a file
                    close()
            said = f"answers {status}" if status in REFUSED else ""
        if said:
            yield f"{way[0]} {way[1]}: {said}"


@pytest.mark.parametrize("who", WHO)
def test_no_way_on_a_page_leads_to_a_refusal(world: World, signed_in: Browser, who: str) -> None:
    user, wrong, known = world.users.get(who), [], set()
    tried: Counter[Any] = Counter()
    client = signed_in(user)
    for page in asked_pages():
        if page.view in SHOWPIECES or not allowed(page.view, method="GET", roles=roles_of(who)):
            continue
        with undone():
            path = page.path(arguments(page.view, list(page.names), world, user))
            ways = seen(client, page, path) - known
            wrong += [f"{who} on {page.view}: {fault}" for fault in faults(client, untried(ways, tried), who=who)]
            known |= ways
    assert known, "nothing was read"
    assert not wrong, "Ask may(view) in the template before the way is shown:\n" + "\n".join(wrong)
