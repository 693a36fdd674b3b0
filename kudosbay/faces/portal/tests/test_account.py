"""One's own account page."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from kudosbay.faces.portal.tests.doing import (
    ACCOUNT,
    SECOND,
    SIGN_IN,
    WORDS,
    code_of,
    is_in,
    letter_to,
    link,
    with_totp,
)


def test_language_look_and_shortcuts_are_kept_and_followed(cast, signed_in):
    client = signed_in(cast.amara)
    answer = client.post(ACCOUNT, {"language": "ar", "theme": "dark"})
    assert answer.url == "/ar/account/"
    cast.amara.refresh_from_db()
    assert (cast.amara.language, cast.amara.theme, cast.amara.shortcuts) == ("ar", "dark", False)
    page = client.get(answer.url).content.decode()
    assert 'dir="rtl"' in page
    assert 'data-bs-theme="dark"' in page


@pytest.mark.parametrize("wrong", [{"language": "xx", "theme": "dark"}, {"language": "en", "theme": "pink"}])
def test_what_cannot_be_chosen_is_said_beside_its_field(cast, signed_in, wrong):
    answer = signed_in(cast.amara).post(ACCOUNT, wrong)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_devices_are_named_and_this_one_is_marked(cast, browser):
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    browser.defaults["HTTP_USER_AGENT"] = agent
    browser.post(link(letter_to(cast.amara).link_token))
    page = browser.get(ACCOUNT).content.decode()
    assert "Chrome · Android" in page
    assert "this device" in page


def test_after_a_while_a_proof_is_asked_before_the_password_changes(cast, signed_in):
    client = signed_in(cast.amara)
    assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        for answer in (client.get("/en/account/password/"), client.post("/en/account/password/", {"password": WORDS})):
            assert answer.url == SIGN_IN
    cast.amara.refresh_from_db()
    assert not cast.amara.check_password(WORDS)


def test_with_a_second_factor_that_is_the_proof(cast, signed_in):
    secret = with_totp(cast.amara)
    client = signed_in(cast.amara)
    assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.get("/en/account/password/").url == SECOND
        assert client.post(SECOND, {"code": code_of(secret)}).url == "/en/account/password/"
        assert client.get("/en/account/password/").status_code == 200


def test_codes_from_an_app_are_turned_on_renewed_and_off(cast, signed_in):
    client = signed_in(cast.amara)
    client.get("/en/account/codes/")
    shown = client.post("/en/account/codes/", {"code": code_of(client.session["new_totp_secret"])})
    assert shown.content.decode().count("<bdi") >= 10
    assert "10 recovery codes are left" in client.get(ACCOUNT).content.decode()
    assert client.post("/en/account/recovery-codes/").status_code == 200
    assert client.post("/en/account/codes/off/").url == ACCOUNT
    assert "recovery codes are left" not in client.get(ACCOUNT).content.decode()


def test_a_weak_password_is_refused_beside_its_field(cast, signed_in):
    answer = signed_in(cast.amara).post("/en/account/password/", {"password": "short"})
    assert answer.status_code == 422
    assert 'id="id_password-error"' in answer.content.decode()
