import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

import kudosbay
from kudosbay.faces.styleguide import LOOKS, SpecimenForm, specimens
from kudosbay.faces.styleguide_words import AR, EN, ZH

STATIC = Path(kudosbay.__file__).parent / "static"
LIMIT = 150 * 1024
pytestmark = pytest.mark.django_db


def soup_of(client, **query):
    answer = client.get("/styleguide", query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("lang", "written", "direction"), [("en", "en", "ltr"), ("zh-Hans", "zh-Hans", "ltr"), ("ar", "ar", "rtl")]
)
def test_each_look_is_drawn_in_each_direction(client, look, lang, written, direction):
    page = soup_of(client, look=look, lang=lang, theme="dark")
    assert (page.html["lang"], page.html["dir"], page.html["data-bs-theme"]) == (written, direction, "dark")
    sheets = " ".join(link["href"] for link in page.find_all("link", rel="stylesheet"))
    assert ("bootstrap.rtl.min" in sheets) == (direction == "rtl")
    assert not page.find_all(style=True)
    assert all(script.get("src") for script in page.find_all("script"))


def test_every_language_says_everything():
    assert EN.keys() == ZH.keys() == AR.keys()


def test_ids_are_not_doubled(client):
    ids = [tag["id"] for tag in soup_of(client, look="portal", lang="en").find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_page_whose_form_failed_says_so_first():
    def title(form):
        page = render_to_string("styleguide/portal.html", specimens(EN) | {"form": form, "shown_theme": "light"})
        return BeautifulSoup(page, "html.parser").title.text

    assert title(SpecimenForm(EN, {"bad-full_name": ""})).startswith("Error: ")
    assert not title(SpecimenForm(EN)).startswith("Error")


def test_the_summary_repeats_each_error_and_leads_to_its_field(client):
    page = soup_of(client, look="portal", lang="en")
    summary = page.find(class_="error-summary")
    for link in summary.find_all("a"):
        field = page.find(id=link["href"][1:])
        assert field["aria-invalid"] == "true"
        box = field.find_parent(class_="field")
        assert link.text in box.find(class_="field-error").text
    assert len(summary.find_all("a")) == 2


def test_the_tracker_says_where_the_case_stands(client):
    page = soup_of(client, look="portal", lang="en")
    now = page.find_all("li", attrs={"aria-current": "step"})
    assert [step.h3.text for step in now] == ["Documents complete"]
    assert now[0].find(class_="tag-turn").text.strip() == "Your turn"


def test_the_first_portal_page_fits_a_slow_line(client):
    """All that the page asks for, as the server sends it: compressed, without the fonts that the device has."""
    page = client.get("/styleguide", {"look": "portal", "lang": "en"})
    names = {name.removeprefix("/static/") for name in re.findall(r"/static/[\w./-]+", page.content.decode())}
    assert {"kudosbay.js", "icons.svg", "tokens.css"} <= names
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names}
    assert len(gzip.compress(page.content)) + sum(sizes.values()) < LIMIT


def test_a_stranger_gets_no_cookie(client):
    for path in ("/en/", "/styleguide?look=portal"):
        assert client.get(path).cookies == {}


def test_somebody_signed_in_finds_their_account_and_the_way_out(get, cast):
    page = BeautifulSoup(get(cast.amara, "/en/").content, "html.parser")
    header = page.find("header", class_="top")
    assert header.find(class_="account-name").text == "Amara"
    assert header.find("form")["action"] == "/en/sign-out/"
    assert page.find(class_="theme-form").find(attrs={"aria-pressed": "true"})["value"] == "auto"
