"""The 45 claims of the centre's story, each walked on the product as a new user starts it.

Of each claim: its page says it in Chinese and in English to the role that may open it; it stands in a list with a count;
the role makes such a row on a screen; the trail and the figure of the day have it; one refusal holds.
"""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from kudosbay.statistics.claims import Claim, story
from tests.journeys.article import Walk
from tests.journeys.article_reading import LANGUAGES, Entry, entries, number
from tests.journeys.product import running
from tests.journeys.test_look import CHROMIUM

# Claims that no page shows yet. It must be empty.
OPEN: set[str] = set()
CLAIMS: dict[str, Claim] = {claim.id: claim for _part, claim in story().claims}
ENTRIES = entries()
TRIES = 60  # at half a second
NEWS = "/{}/news/a-visit-to-the-centre/"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium: apt install chromium"),
]


@pytest.fixture(scope="module")
def walk(tmp_path_factory) -> Iterator[Walk]:
    with running(tmp_path_factory.mktemp("article")) as product, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        walked = Walk(product, browser)
        yield walked
        browser.close()
        acted = sum("act" in ENTRIES[name] for name in walked.done)
        print(f"\n{len(walked.done)} of {len(CLAIMS)}, {acted} with an act")  # noqa: T201 - for whoever runs it


def test_every_claim_has_its_entry() -> None:
    assert sorted(CLAIMS) == [f"A{number:02d}" for number in range(1, 46)]
    assert set(ENTRIES) | OPEN == set(CLAIMS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_news_leads_to_each_page(walk: Walk, lang: str) -> None:
    page = walk.open("anonymous", NEWS.format(lang), lang)
    said = {"zh-hans": "zh-Hans", "en": "en"}[lang]
    for name, entry in ENTRIES.items():
        link = page.locator("main li a").filter(has_text=CLAIMS[name].words[said])
        assert link.first.get_attribute("href") == CLAIMS[name].link, name
        assert CLAIMS[name].shown == entry["page"], name


def test_a_stranger_is_led_through_the_door_to_the_page(walk: Walk) -> None:
    context = walk.browser.new_context()
    page = context.new_page()
    page.goto(walk.base + NEWS.format("en"))
    page.locator("main li a", has_text=CLAIMS["A32"].words["en"]).click()
    assert "/sign-in/" in page.url
    assert "next=" in page.url
    page.locator("a[href*='/sign-in/password/']").first.click()
    shown = [text.strip() for text in page.locator("tr[data-role=visitor] td").all_inner_texts()]
    page.fill("[name=address]", shown[1])
    page.fill("[name=password]", shown[2])
    page.locator("main form[method=post] button.btn-primary").first.click()
    page.wait_for_load_state()
    assert page.url == walk.base + CLAIMS["A32"].shown
    assert "309" in page.locator("h1").inner_text()
    context.close()


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_a_claim_is_true(walk: Walk, name: str) -> None:
    entry, claim = ENTRIES[name], CLAIMS[name]
    assert entry["role"] == claim.role
    walk.look(entry, link=claim.link)
    check_figure(walk, claim, entry)
    check_act(walk, name, entry, listed=check_list(walk, entry))
    assert walk.trail(entry["trail"]) > 0, f"nothing stands in the trail as {entry['trail']}"
    walk.refuse({"verb": entry["trail"], **entry["refusal"]})
    if "nothing_before" in entry:
        nothing = entry["nothing_before"]
        assert walk.figure(nothing["key"], f"as_of={nothing['as_of']}") == ("0", 0)
    walk.done.add(name)


def check_figure(walk: Walk, claim: Claim, entry: Entry) -> None:
    """As of its day; the value is what the entry says where the small demonstration holds the whole of it."""
    told = entry["figure"]
    assert told["key"] == claim.figure
    asked = claim.asked(story().as_of, told_on=story().as_of)
    query = f"as_of={asked.as_of}" + (f"&known_on={asked.known_on}" if asked.known_on else "")
    value, rows = walk.figure(claim.figure, query)
    assert value == told.get("says", value), value
    assert rows == told.get("rows", rows), rows
    assert rows > 0
    if "rows" not in told:
        assert value.replace(",", "") == str(rows), f"{claim.figure}: {value}, and {rows} rows"


def check_list(walk: Walk, entry: Entry) -> int:
    """The list of such rows says how many there are; where it is that of the day, as many as the entry says."""
    found = walk.listed(entry["list"], role=entry["role"])
    assert found == entry["list"].get("is", found)
    return found


def check_act(walk: Walk, name: str, entry: Entry, *, listed: int) -> None:
    """The act is found in the trail, adds its rows to the list or to its own, and moves the figure of today."""
    act: Entry = {"list": entry["list"], "figure": entry["figure"]["key"], "trail": entry["trail"]} | entry["act"]
    listed = walk.listed(act["list"], role=entry["role"]) if "list" in entry["act"] else listed
    acts = walk.trail(act["trail"])
    value = walk.figure(act["figure"], f"as_of={walk.today}")
    walk.act(act)
    assert walk.trail(act["trail"]) > acts, f"{name}: the trail does not know it"
    found = walk.listed(act["list"], role=entry["role"])
    assert found == listed + act.get("adds", 1), f"{name}: the list went from {listed} to {found}"
    check_move(walk, name, act, before=value)
    if "back" in act:
        walk.act({"role": act["role"], "steps": act["back"]})
        assert walk.figure(act["figure"], f"as_of={walk.today}") == value, f"{name}: not as before"


def check_move(walk: Walk, name: str, act: Entry, *, before: tuple[str, int]) -> None:
    """The rows behind the figure rise by as many as the act says, as soon as the worker has done its part.

    `moves`: by how much the value itself rises; `changes`: that it is another one.
    """
    value, rows = before
    wanted = rows + act.get("raises", 0)
    for _try in range(TRIES):
        after, counted = walk.figure(act["figure"], f"as_of={walk.today}")
        if counted == wanted:
            break
        time.sleep(0.5)
    assert counted == wanted, f"{name}: the rows went from {rows} to {counted}"
    if "moves" in act:
        assert number(after) == number(value) + act["moves"], f"{name}: the figure went from {value} to {after}"
    assert (after != value) == act.get("changes", after != value), f"{name}: the figure went from {value} to {after}"
