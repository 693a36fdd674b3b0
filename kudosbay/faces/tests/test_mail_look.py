from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from kudosbay.faces.mail_look import mail_colours

LETTER = {
    "subject": "A paper is waiting",
    "paragraphs": ["Dear <Bao>,", Markup("Case <bdi>SJ-2026-00417</bdi> waits for you.")],
    "link": "https://centre.example/en/case/7",
    "button": "Open the case",
    "operator": SimpleNamespace(company={"en": "Songjiang Founders' Service"}),
    "unsubscribe_href": "https://centre.example/en/stop/x",
}


def test_messages_take_their_colours_from_the_tokens():
    assert mail_colours()["brand"] == "#0F5C63"
    assert mail_colours("dark")["brand"] == "#5CC3CB"
    assert mail_colours().keys() == mail_colours("dark").keys()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")])
def test_a_letter_is_one_column_without_pictures_or_outside_addresses(language, direction):
    with translation.override(language):
        page = BeautifulSoup(render_to_string("mail/letter.html", LETTER), "html.parser")
    assert page.html["dir"] == direction
    assert not page.find_all(["img", "script", "link"])
    assert {link["href"] for link in page.find_all("a")} == {LETTER["link"], LETTER["unsubscribe_href"]}
    assert "Dear <Bao>," in page.text
    assert page.bdi.text == "SJ-2026-00417"


def test_its_twin_in_text_says_the_same():
    with translation.override("en"):
        text = render_to_string("mail/letter.txt", LETTER | {"paragraphs": ["Dear <Bao>,", "It's your turn."]})
    assert text.split("\n")[:4] == ["Dear <Bao>,", "", "It's your turn.", ""]
    assert "Open the case:\nhttps://centre.example/en/case/7\n" in text
    assert "Stop these messages: https://centre.example/en/stop/x" in text
    assert "-- \nKudosbay · Songjiang Founders' Service" in text
