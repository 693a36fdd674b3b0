"""Guides of each form and pages of each place: from the rules alone, in every language, and quick to fetch again."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kudosbay.cases import guides
from kudosbay.centre.commands import seed_centre
from kudosbay.faces.context import forget_places, places

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans", "ar")
HEAVY = 150 * 1024


@pytest.fixture(autouse=True)
def _named_places() -> None:
    seed_centre()
    forget_places()


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    assert len(response.content) < HEAVY
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [one.id for one in guides.forms()])
def test_each_form_has_a_guide_in_the_language_of_the_page(get: Any, form: str, language: str) -> None:
    page = soup(get(None, f"/{language}/set-up/{form}/"))
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"/{language}/set-up/{form}/")
    assert {one["hreflang"] for one in page.select("head link[hreflang]")} == {"en", "zh-Hans", "ar"}
    assert '"HowTo"' in str(page.select_one('script[type="application/ld+json"]'))
    assert len(page.select(".numbered > li")) >= 2
    assert not page.select("main [lang]"), "a text of the rules lacks this language"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["FR", "EG", "HK", "MO", "TW", "BZ", "BD", "CN", "GB"])
def test_each_place_tells_its_routes(get: Any, code: str, language: str) -> None:
    page = soup(get(None, f"/{language}/countries-and-regions/{code}/"))
    assert dict(places(language))[code] in page.h1.get_text()
    assert len(page.select(".routes dt")) == 5
    assert not page.select("main [lang]"), "a text of the rules lacks this language"


def test_hong_kong_macao_and_taiwan_go_ways_of_their_own(get: Any) -> None:
    for code, words in (("HK", "attesting officer"), ("MO", "Notary in Macao"), ("TW", "two associations")):
        said = soup(get(None, f"/en/countries-and-regions/{code}/")).main.get_text()
        assert words in said
        assert "Notary and apostille" not in said
        assert "embassy" not in said


def test_the_way_changed_on_the_day_the_convention_came_into_force(get: Any) -> None:
    said = soup(get(None, "/en/countries-and-regions/CA/")).main.get_text(" ", strip=True)
    assert "Apostille in force with the mainland since 11 January 2024" in said
    assert "until 10 January 2024" in said


def test_what_nobody_verified_says_so(get: Any) -> None:
    assert "not verified" in soup(get(None, "/en/countries-and-regions/MO/")).main.get_text()
    assert "not verified" in soup(get(None, "/en/set-up/wfoe_llc/")).main.get_text()


def test_lists_are_searched_counted_and_say_when_nothing_fits(get: Any) -> None:
    whole = soup(get(None, "/en/countries-and-regions/"))
    assert str(len(places("en"))) in whole.h1.get_text()
    found = soup(get(None, "/en/countries-and-regions/?q=埃及"))
    assert [one.get_text() for one in found.select(".task-name")] == ["Egypt"]
    narrowed = soup(get(None, "/en/countries-and-regions/?route=hk_attest"))
    assert len(narrowed.select(".task-name")) == 1
    assert "No country or region has these words" in get(None, "/en/countries-and-regions/?q=atlantis").content.decode()
    assert "No guide has these words" in get(None, "/en/set-up/?q=circus").content.decode()
    assert len(soup(get(None, "/ar/set-up/?q=合伙")).select(".shelf > li")) == 1


def test_what_does_not_exist_is_not_there(get: Any) -> None:
    for address in ("set-up/circus/", "countries-and-regions/ZZ/", "countries-and-regions/fr/"):
        assert get(None, f"/en/{address}").status_code == 404


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    for address in (
        "/en/set-up/wfoe_llc/",
        "/en/countries-and-regions/FR/",
        "/en/set-up/",
        "/en/countries-and-regions/",
    ):
        first = Client().get(address)
        again = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304


def test_a_guide_begins_a_plan() -> None:
    client = Client()
    page = soup(client.get("/en/set-up/rep_office/"))
    start = page.select_one(".task-name")["href"]
    assert client.get(start).headers["Location"] != "/en/find-your-way/q/owner/"
    assert client.session["way"]["answers"] == {"owner": "office"}
    client.get("/en/find-your-way/with/?country=FR&owner=circus")
    assert client.session["way"]["answers"] == {"country:founder": "FR", "owner": "office"}
    client.get("/en/find-your-way/with/?country=Atlantis")
    assert client.session["way"]["answers"] == {"country:founder": "FR", "owner": "office"}
