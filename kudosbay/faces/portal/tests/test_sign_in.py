"""Signing in over the pages, as a browser does it."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kudosbay.accounts import totp
from kudosbay.accounts.commands import (
    ask_sign_in,
    give_roles,
    hand_over_code,
    lock_account,
    reset_second_factors,
    set_password,
    set_up_totp,
)
from kudosbay.accounts.models import SignIn
from kudosbay.accounts.policy import STRANGER
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE
from kudosbay.messaging.models import Delivery

SIGN_IN = "/en/sign-in/"
CODE = "/en/sign-in/code/"
PASSWORD = "/en/sign-in/password/"
SECOND = "/en/sign-in/second/"
SET_UP = "/en/sign-in/second/set-up/"
ACCOUNT = "/en/account/"
WORDS = "plum harbour seven lanterns"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("kudosbay.faces.levelled.FLOOR_SECONDS", 0)


@pytest.fixture
def browser():
    return Client()


def letter_to(user):
    return ask_sign_in(user, by=STRANGER, now=timezone.now())


def link(token):
    return reverse("portal:sign_in_link", args=[token])


def is_in(client):
    return client.get(ACCOUNT).status_code == 200


def with_totp(user):
    """Give the user codes from an app; return the secret. The code used is one step old, so the current one is free."""
    secret = totp.new_secret()
    before = timezone.now() - timedelta(seconds=totp.PERIOD)
    set_up_totp(user, secret, totp.code_at(secret, totp.counter_of(before)), by=user, now=before)
    user.refresh_from_db()
    return secret


def code_of(secret):
    return totp.code_at(secret, totp.counter_of(timezone.now()))


def by_password(client, user, password=WORDS):
    return client.post(PASSWORD, {"address": user.email, "password": password})


# --- founders: link and code


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
    assert browser.post(link(letter.link_token)).url == "/en/"
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


# --- nobody learns whether an account exists


def stripped(answer, address):
    """The page without what differs on purpose: the form's token and the address that was typed."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
    headers["Content-Security-Policy"] = re.sub(r"nonce-[^']*", "", headers["Content-Security-Policy"])
    return answer.status_code, body.replace(address, "ADDRESS"), headers, sorted(answer.cookies)


@pytest.mark.parametrize(
    ("path", "more"), [(SIGN_IN, {}), (CODE, {"code": "123456"}), (PASSWORD, {"password": "wrong and long enough"})]
)
def test_a_known_and_an_unknown_address_get_the_same_bytes(cast, path, more):
    answers = []
    for address in ("amara@example.org", "nobod@example.org"):
        browser = Client()
        browser.get(path)
        answer = browser.post(path, {"address": address, **more})
        answers.append(stripped(answer, address))
        if answer.status_code == 302:
            answers.append(stripped(browser.get(answer.url), address))
    half = len(answers) // 2
    assert answers[:half] == answers[half:]


def test_asking_takes_as_long_for_nobody_as_for_somebody(cast, monkeypatch):
    slept = []
    monkeypatch.setattr("kudosbay.faces.levelled.FLOOR_SECONDS", 5.0)
    monkeypatch.setattr("kudosbay.faces.levelled.time.sleep", slept.append)
    for address in ("amara@example.org", "nobody@example.org"):
        Client().post(SIGN_IN, {"address": address})
    assert all(4 < pause <= 5 for pause in slept), slept


# --- limits


def test_ten_wrong_tries_in_a_quarter_of_an_hour_and_then_a_wait(cast, browser):
    set_password(cast.wei, WORDS, by=cast.wei)
    answers = [by_password(browser, cast.wei, "wrong and long enough").status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]
    assert by_password(browser, cast.wei).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert by_password(browser, cast.wei).status_code == 302


def test_the_owner_signs_in_from_elsewhere_while_somebody_guesses(cast):
    set_password(cast.wei, WORDS, by=cast.wei)
    for _try in range(12):
        by_password(Client(REMOTE_ADDR="198.51.100.7"), cast.wei, "wrong and long enough")
    assert by_password(Client(REMOTE_ADDR="203.0.113.9"), cast.wei).status_code == 302


def test_a_forged_forwarding_header_changes_nothing(cast):
    answers = [
        Client(headers={"X-Forwarded-For": f"203.0.113.{number}"})
        .post(PASSWORD, {"address": cast.wei.email, "password": "wrong and long enough"})
        .status_code
        for number in range(11)
    ]
    assert answers[-1] == 429


def test_behind_our_own_proxy_its_last_entry_counts(cast, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(12):
        forged = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}
        by_password(Client(headers=forged), cast.wei, "wrong and long enough")
    other = {"X-Forwarded-For": "198.51.100.7, 203.0.113.50"}
    assert by_password(Client(headers=other), cast.wei, "wrong and long enough").status_code == 422


def test_one_place_may_try_a_hundred_times_an_hour(cast, browser):
    with patch("kudosbay.accounts.limits.PER_PLACE", 3):
        answers = [
            browser.post(SIGN_IN, {"address": f"somebody{number}@example.org"}).status_code for number in range(4)
        ]
    assert answers == [302, 302, 302, 429]


def test_nobodys_mailbox_is_flooded_from_many_places(cast):
    for number in range(15):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(SIGN_IN, {"address": cast.amara.email})
    assert Delivery.objects.filter(user=cast.amara).count() == 10


# --- staff: a second factor before anything opens


@pytest.fixture
def wei(cast):
    set_password(cast.wei, WORDS, by=cast.wei)
    cast.wei.refresh_from_db()
    return cast.wei


def test_staff_give_password_and_code(wei, browser):
    secret = with_totp(wei)
    assert by_password(browser, wei).url == SECOND
    assert browser.get(ACCOUNT).url.startswith(SECOND)
    assert browser.post(SECOND, {"code": code_of(secret)}).url == "/desk/"
    assert is_in(browser)


def test_between_the_two_factors_nothing_opens(wei, browser):
    with_totp(wei)
    by_password(browser, wei)
    for path in ("/en/", ACCOUNT, SIGN_IN, "/en/account/password/", "/en/account/codes/"):
        assert browser.get(path).url.startswith(SECOND), path
        assert browser.post(path).status_code in {302, 405}, path
    assert not is_in(browser)


def test_neither_link_nor_set_up_page_goes_round_the_second_factor(wei, browser):
    with_totp(wei)
    assert browser.post(link(letter_to(wei).link_token)).url == SECOND
    assert browser.get(SET_UP).url == SECOND
    assert browser.post(SET_UP, {"code": "123456"}).url == SECOND
    assert not is_in(browser)


def test_a_session_without_mark_of_a_factor_is_not_trusted(cast, browser):
    browser.force_login(cast.wei)
    assert browser.get(ACCOUNT).url.startswith(SECOND)


def test_a_code_from_the_app_works_once(wei):
    secret = with_totp(wei)
    first, second = Client(), Client()
    for client in (first, second):
        by_password(client, wei)
    code = code_of(secret)
    first.post(SECOND, {"code": code})
    assert second.post(SECOND, {"code": code}).status_code == 422
    assert is_in(first)
    assert not is_in(second)


def test_guessing_codes_of_the_app_is_limited(wei, browser):
    secret = with_totp(wei)
    by_password(browser, wei)
    for _try in range(11):
        browser.post(SECOND, {"code": "000000"})
    assert browser.post(SECOND, {"code": code_of(secret)}).status_code == 422
    assert not is_in(browser)


def test_the_first_sign_in_of_staff_sets_up_codes_and_shows_recovery_codes_once(wei, browser):
    assert by_password(browser, wei).url == SET_UP
    page = browser.get(SET_UP).content.decode()
    secret = browser.session["new_totp_secret"]
    assert 'src="data:image/svg+xml' in page
    shown = browser.post(SET_UP, {"code": code_of(secret)}).content.decode()
    codes = re.findall(r"[0-9A-Z]{5}-[0-9A-Z]{5}", shown)
    assert len(set(codes)) == 10
    assert is_in(browser)
    for expected in (302, 422):
        other = Client()
        by_password(other, wei)
        assert other.post(SECOND, {"code": codes[0].lower().replace("-", " ")}).status_code == expected


def test_after_a_reset_the_link_leads_to_set_up_and_opens_nothing_before(wei, browser):
    with_totp(wei)
    reset_second_factors(wei, by=MACHINE)
    assert browser.post(link(letter_to(wei).link_token)).url == SET_UP
    assert not is_in(browser)


def test_a_founder_with_codes_from_an_app_must_give_them_too(cast, browser):
    secret = with_totp(cast.amara)
    assert browser.post(link(letter_to(cast.amara).link_token)).url == SECOND
    assert not is_in(browser)
    assert browser.post(SECOND, {"code": code_of(secret)}).url == "/en/"


# --- sessions end when they should


def signed_in_with_factor(user, secret):
    client = Client()
    client.post(link(letter_to(user).link_token))
    with time_machine.travel(timezone.now() + timedelta(seconds=totp.PERIOD)):
        client.post(SECOND, {"code": code_of(secret)})
    return client


CHANGES = {
    "password": lambda user: set_password(user, WORDS, by=user),
    "second factor": with_totp,
    "reset of factors": lambda user: reset_second_factors(user, by=MACHINE),
    "roles": lambda user: give_roles(user, [Role.EVENTS], by=MACHINE),
    "lock": lambda user: lock_account(user, by=MACHINE),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_the_account_is_ends_its_sessions(cast, signed_in, change):
    client = signed_in(cast.zoe)
    assert is_in(client)
    CHANGES[change](cast.zoe)
    assert client.get(ACCOUNT).url.startswith(SIGN_IN)


def test_who_changes_the_password_stays_and_others_go(cast, signed_in):
    here, there = signed_in(cast.amara), signed_in(cast.amara)
    assert is_in(here)
    assert is_in(there)
    assert here.post("/en/account/password/", {"password": WORDS}).url == ACCOUNT
    assert is_in(here)
    assert not is_in(there)


def test_sign_out_everywhere_else(cast, signed_in):
    here, there = signed_in(cast.wei), signed_in(cast.wei)
    here.post("/en/account/sign-out-elsewhere/")
    assert is_in(here)
    assert not is_in(there)


def test_sign_out_is_a_button_and_no_link(cast, signed_in):
    client = signed_in(cast.amara)
    assert client.get("/en/sign-out/").status_code == 405
    client.post("/en/sign-out/")
    assert not is_in(client)


@pytest.mark.parametrize(("who", "minutes", "stays"), [("wei", 29, True), ("wei", 31, False), ("amara", 600, True)])
def test_an_idle_session_ends(cast, signed_in, who, minutes, stays):
    client = signed_in(getattr(cast, who))
    assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert is_in(client) is stays


def test_a_founders_idle_session_ends_after_a_fortnight(cast, signed_in):
    client = signed_in(cast.amara)
    assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert not is_in(client)


@pytest.mark.parametrize(("who", "hours", "step"), [("wei", 12, 0.4), ("amara", 30 * 24, 72)])
def test_a_session_in_steady_use_ends_too(cast, signed_in, who, hours, step):
    client, began, passed = signed_in(getattr(cast, who)), timezone.now(), 0.0
    while passed < hours:
        with time_machine.travel(began + timedelta(hours=passed)):
            assert is_in(client), passed
        passed += step
    with time_machine.travel(began + timedelta(hours=hours, minutes=5)):
        assert not is_in(client)


# --- links inside


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
    assert answer.url == "/en/"


def test_the_page_that_was_asked_for_opens_after_signing_in(cast, browser):
    asked = browser.get(ACCOUNT)
    assert asked.url == f"{SIGN_IN}?next=/en/account/".replace("/en/account/", "%2Fen%2Faccount%2F")
    browser.get(asked.url)
    assert browser.post(link(letter_to(cast.amara).link_token)).url == ACCOUNT
