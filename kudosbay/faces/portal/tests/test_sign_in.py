"""Signing in over the pages, as a browser does it: by link and code, and where one is led."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kudosbay.accounts.commands import (
    hand_over_code,
    lock_account,
)
from kudosbay.accounts.models import SignIn
from kudosbay.faces.portal.tests.doing import (
    ACCOUNT,
    CODE,
    HOME,
    SIGN_IN,
    is_in,
    letter_to,
    link,
)
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.models import Delivery


def test_a_founder_asks_and_gets_a_letter_with_link_and_code(cast, browser):
    answer = browser.post(SIGN_IN, {"address": " Amara@Example.ORG "})
    assert (answer.status_code, answer.url) == (302, CODE)
    letter = Delivery.objects.get(user=cast.amara, template="sign_in")
    assert "/sign-in/link/" in letter.data["link"]
    assert re.fullmatch(r"\d{6}", letter.data["code"])
    browser.post(CODE, {"address": cast.amara.email, "code": letter.data["code"]})
    assert is_in(browser)


def test_a_phone_number_is_known_in_any_format(cast, browser):
    cast.amara.phone = "+8613812345678"
    cast.amara.save()
    browser.post(SIGN_IN, {"address": "138 1234-5678"})
    assert SignIn.objects.filter(user=cast.amara).count() == 1


def test_the_link_opens_on_another_phone_and_only_by_the_button(cast, browser):
    letter = letter_to(cast.amara)
    assert "Sign in on this device" in browser.get(link(letter.link_token)).content.decode()
    assert SignIn.objects.get().used_at is None
    assert browser.post(link(letter.link_token)).url == HOME
    assert is_in(browser)
    cast.amara.refresh_from_db()
    assert cast.amara.confirmed_at


def test_a_link_works_once(cast):
    letter = letter_to(cast.amara)
    assert Client().post(link(letter.link_token)).status_code == 302
    second = Client()
    assert second.post(link(letter.link_token)).status_code == 410
    assert second.get(link(letter.link_token)).status_code == 410
    assert not is_in(second)


def test_using_the_link_spends_the_code_and_older_letters(cast, browser):
    older, letter = letter_to(cast.amara), letter_to(cast.amara)
    Client().post(link(letter.link_token))
    for code in (letter.code, older.code):
        assert browser.post(CODE, {"address": cast.amara.email, "code": code}).status_code == 422
    assert browser.post(link(older.link_token)).status_code == 410


def test_a_link_is_too_old_after_ten_minutes(cast, browser):
    letter = letter_to(cast.amara)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        assert browser.get(link(letter.link_token)).status_code == 410
        assert browser.post(link(letter.link_token)).status_code == 410
        assert browser.post(CODE, {"address": cast.amara.email, "code": letter.code}).status_code == 422
    assert not is_in(browser)


def test_five_wrong_codes_spend_the_code_but_not_the_link(cast, browser):
    letter = letter_to(cast.amara)
    wrong = "000000" if letter.code != "000000" else "000001"
    for _try in range(SignIn.TRIES):
        assert browser.post(CODE, {"address": cast.amara.email, "code": wrong}).status_code == 422
    assert browser.post(CODE, {"address": cast.amara.email, "code": letter.code}).status_code == 422
    assert Client().post(link(letter.link_token)).status_code == 302


def test_a_code_may_be_typed_in_arabic_figures_and_with_spaces(cast, browser):
    code = letter_to(cast.amara).code
    typed = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    browser.post(CODE, {"address": cast.amara.email, "code": f" {typed[:3]} {typed[3:]} "})
    assert is_in(browser)


def test_a_code_from_the_counter_signs_a_founder_in(cast, browser):
    handed = hand_over_code(cast.amara, by=cast.wei, now=timezone.now())
    browser.post(CODE, {"address": cast.amara.email, "code": handed.code})
    assert is_in(browser)


def test_one_founders_code_does_not_open_anothers_account(cast, browser):
    code = letter_to(cast.amara).code
    assert browser.post(CODE, {"address": cast.bao.email, "code": code}).status_code == 422
    assert not is_in(browser)


def test_the_database_knows_neither_link_nor_code(cast):
    letter = letter_to(cast.amara)
    kept = str(SignIn.objects.values().get())
    assert letter.link_token not in kept
    assert letter.code not in kept.replace(str(timezone.now().year), "")


def test_a_locked_account_gets_no_letter_and_uses_none(cast, browser):
    letter = letter_to(cast.amara)
    lock_account(cast.amara, by=MACHINE)
    assert browser.post(link(letter.link_token)).status_code == 410
    browser.post(SIGN_IN, {"address": cast.amara.email})
    assert not Delivery.objects.filter(user=cast.amara).exists()


BYPASSES = [
    "http://evil.example", "https://evil.example/", "//evil.example", "///evil.example", "////evil.example",
    "\\\\evil.example", "/\\evil.example", "/\\/evil.example", "\\/evil.example", "/\t/evil.example",
    "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", "\x00//evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "http:evil.example",
    "https:/evil.example", "http:///evil.example", "evil.example", "evil.example/desk/", "//evil.example@127.0.0.1",
    "//127.0.0.1@evil.example", "/\u2028/evil.example", "//evil%2eexample", "ftp://evil.example", "http://127.0.0.1\\@evil.example",
    "https://evil.example#/en/", "?//evil.example", "\u00a0//evil.example", "/\x0b/evil.example",
]  # fmt: skip


@pytest.mark.parametrize("target", BYPASSES)
def test_no_address_from_outside_is_followed_after_signing_in(cast, browser, target):
    browser.get(SIGN_IN, {"next": target})
    answer = browser.post(link(letter_to(cast.amara).link_token) + "?next=")
    assert answer.url == HOME


def test_the_page_that_was_asked_for_opens_after_signing_in(cast, browser):
    asked = browser.get(ACCOUNT)
    assert asked.url == f"{SIGN_IN}?next=/en/account/".replace("/en/account/", "%2Fen%2Faccount%2F")
    browser.get(asked.url)
    assert browser.post(link(letter_to(cast.amara).link_token)).url == ACCOUNT
