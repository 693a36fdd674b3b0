"""Passkeys over the pages: made, used alone, used as second factor, removed."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kudosbay.accounts.commands import set_password
from kudosbay.faces.portal.tests.doing import ACCOUNT, HOME, SECOND, WORDS, by_password, is_in, with_totp
from kudosbay.faces.portal.tests.softkey import SoftKey

NEW = "/en/account/passkeys/new/"
ENTER = "/en/sign-in/passkey/"
SECOND_KEY = "/en/sign-in/second/passkey/"


def at_home(client):
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def options_of(client, path):
    page = client.get(path).content.decode()
    return json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page)[1]))


def add(client, key, name="My phone"):
    return client.post(NEW, {"answer": json.dumps(key.create(options_of(client, NEW))), "name": name})


def enter(client, key, path=ENTER):
    return client.post(path, {"answer": json.dumps(key.get(options_of(client, path)))})


@pytest.fixture
def key():
    return SoftKey()


@pytest.fixture
def amara(cast, signed_in):
    return at_home(signed_in(cast.amara))


def test_a_passkey_is_made_and_then_signs_in_alone(cast, amara, key):
    assert add(amara, key).url == ACCOUNT
    assert "My phone" in amara.get(ACCOUNT).content.decode()
    elsewhere = at_home(Client())
    assert enter(elsewhere, key).url == HOME
    assert is_in(elsewhere)


def test_staff_sign_in_with_a_passkey_alone(cast, signed_in, key):
    add(at_home(signed_in(cast.wei)), key)
    elsewhere = at_home(Client())
    assert enter(elsewhere, key).url == "/desk/"
    assert is_in(elsewhere)


def test_a_passkey_is_a_second_factor(cast, signed_in, key):
    set_password(cast.wei, WORDS, by=cast.wei)
    cast.wei.refresh_from_db()
    add(at_home(signed_in(cast.wei)), key)
    browser = at_home(Client())
    assert by_password(browser, cast.wei).url == SECOND
    assert not is_in(browser)
    assert enter(browser, key, SECOND_KEY).url == "/desk/"
    assert is_in(browser)


def test_anothers_passkey_is_no_second_factor(cast, signed_in, key):
    add(at_home(signed_in(cast.zoe)), key)
    with_totp(cast.wei)
    set_password(cast.wei, WORDS, by=cast.wei)
    browser = at_home(Client())
    by_password(browser, cast.wei)
    assert enter(browser, key, SECOND_KEY).status_code == 422
    assert not is_in(browser)


@pytest.mark.parametrize(
    "wrong",
    [SoftKey("evil.example"), SoftKey(origin="http://evil.example"), SoftKey(verifies=False)],
    ids=["another name", "another origin", "nobody was asked for finger or number"],
)
def test_a_passkey_of_another_place_or_kind_is_refused(cast, amara, wrong):
    assert add(amara, wrong).status_code == 422
    assert not Authenticator.objects.exists()


def test_an_answer_counts_once_and_only_in_its_own_session(cast, amara, key):
    add(amara, key)
    browser = at_home(Client())
    answer = {"answer": json.dumps(key.get(options_of(browser, ENTER)))}
    assert at_home(Client()).post(ENTER, answer).status_code == 422
    assert browser.post(ENTER, answer).status_code == 302
    browser.post("/en/sign-out/")
    assert browser.post(ENTER, answer).status_code == 422


def test_a_copied_passkey_is_noticed(cast, amara, key):
    add(amara, key)
    enter(at_home(Client()), key)
    key.count = 0
    browser = at_home(Client())
    assert enter(browser, key).status_code == 422
    assert not is_in(browser)


@pytest.mark.parametrize(
    "answer", ["", "{", "[]", "{}", '{"response": {}}', '{"response": {"userHandle": "!!"}}', "null"]
)
def test_what_is_no_answer_is_refused_calmly(cast, answer):
    browser = at_home(Client())
    browser.get(ENTER)
    assert browser.post(ENTER, {"answer": answer}).status_code == 422


def test_a_locked_accounts_passkey_opens_nothing(cast, amara, key):
    add(amara, key)
    cast.amara.refresh_from_db()
    cast.amara.is_active = False
    cast.amara.save()
    assert enter(at_home(Client()), key).status_code == 422


def test_a_removed_passkey_opens_nothing_and_the_last_one_of_staff_stays(cast, amara, signed_in, key):
    add(amara, key)
    passkey = Authenticator.objects.get()
    assert amara.post(f"/en/account/passkeys/{passkey.pk}/remove/").url == ACCOUNT
    assert enter(at_home(Client()), key).status_code == 422
    wei = at_home(signed_in(cast.wei))
    add(wei, key)
    assert wei.post(f"/en/account/passkeys/{Authenticator.objects.get().pk}/remove/").status_code == 409
    assert Authenticator.objects.exists()


def test_a_new_passkey_ends_every_other_session(cast, amara, signed_in, key):
    there = signed_in(cast.amara)
    assert is_in(there)
    add(amara, key)
    assert is_in(amara)
    assert not is_in(there)


def test_where_the_site_is_an_address_of_numbers_no_passkey_is_offered(cast, signed_in):
    client = signed_in(cast.amara)
    client.defaults["HTTP_HOST"] = "127.0.0.1"
    assert NEW not in client.get(ACCOUNT).content.decode()
    assert client.get(NEW).status_code == 404
