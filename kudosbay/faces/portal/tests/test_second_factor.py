"""Staff give a second factor before anything opens."""

import re

from django.test import Client

from kudosbay.accounts.commands import (
    reset_second_factors,
)
from kudosbay.faces.portal.tests.doing import (
    ACCOUNT,
    HOME,
    SECOND,
    SET_UP,
    SIGN_IN,
    by_password,
    code_of,
    is_in,
    letter_to,
    link,
    with_totp,
)
from kudosbay.kernel.trail import MACHINE


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
    reset_second_factors(wei, reason="The phone was lost", by=MACHINE)
    assert browser.post(link(letter_to(wei).link_token)).url == SET_UP
    assert not is_in(browser)


def test_a_founder_with_codes_from_an_app_must_give_them_too(cast, browser):
    secret = with_totp(cast.amara)
    assert browser.post(link(letter_to(cast.amara).link_token)).url == SECOND
    assert not is_in(browser)
    assert browser.post(SECOND, {"code": code_of(secret)}).url == HOME
