"""The 45 claims of the centre's story, each walked on the product as a new user starts it.

Of each claim: its page says it in Chinese and in English to the role that may open it; it stands in a list with a count;
the role makes such a row on a screen; the trail and the figure of the day have it; one refusal holds.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from kudosbay.statistics.claims import Claim, story
from tests.journeys.article import LANGUAGES, Walk, entries
from tests.journeys.product import running
from tests.journeys.test_look import CHROMIUM

# Claims that no page shows yet. It must be empty.
OPEN: set[str] = set()
CLAIMS: dict[str, Claim] = {claim.id: claim for _part, claim in story().claims}
ENTRIES = entries()
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
        print(f"\n{len(walked.done)} of {len(CLAIMS)}")  # noqa: T201 - what whoever runs it wants to read


def test_every_claim_has_its_entry() -> None:
    assert sorted(CLAIMS) == [f"A{number:02d}" for number in range(1, 46)]
    assert set(ENTRIES) | OPEN == set(CLAIMS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_news_leads_to_each_page(walk: Walk, lang: str) -> None:
    page = walk.open("anonymous", NEWS.format(lang), lang)
    said = {"zh-hans": "zh-Hans", "en": "en"}[lang]
    for name, entry in ENTRIES.items():
        link = page.locator("main li a").filter(has_text=CLAIMS[name].words[said])
        assert link.first.get_attribute("href") == CLAIMS[name].shown, name
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
    walk.look(entry)
    check_figure(walk, claim, entry)
    before = walk.listed(entry)
    assert before == entry["list"].get("is", before)
    if "act" in entry:
        check_act(walk, name, entry, before=before)
    assert walk.trail(entry["trail"]) > 0, f"nothing stands in the trail as {entry['trail']}"
    walk.refuse({"verb": entry["trail"], **entry["refusal"]})
    if "nothing_before" in entry:
        nothing = entry["nothing_before"]
        assert walk.figure(nothing["key"], f"as_of={nothing['as_of']}") == ("0", 0)
    walk.done.add(name)


def check_figure(walk: Walk, claim: Claim, entry) -> None:
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


def check_act(walk: Walk, name: str, entry, *, before: int) -> None:
    act, today = entry["act"], f"as_of={walk.today}"
    acts, value = walk.trail(entry["trail"]), walk.figure(entry["figure"]["key"], today)[1]
    walk.act(act)
    assert walk.trail(entry["trail"]) > acts, f"{name}: the trail does not know it"
    assert walk.listed(entry) == before + act.get("adds", 1), f"{name}: the list does not show it"
    after = walk.figure(entry["figure"]["key"], today)[1]
    assert after == value + act.get("raises", 0), f"{name}: the figure went from {value} to {after}"
