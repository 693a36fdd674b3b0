"""Sessions end when they should."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kudosbay.accounts import totp
from kudosbay.accounts.commands import (
    give_roles,
    lock_account,
    reset_second_factors,
    set_password,
)
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
from kudosbay.kernel.permissions import Role
from kudosbay.kernel.trail import MACHINE


def signed_in_with_factor(user, secret):
    client = Client()
    client.post(link(letter_to(user).link_token))
    with time_machine.travel(timezone.now() + timedelta(seconds=totp.PERIOD)):
        client.post(SECOND, {"code": code_of(secret)})
    return client


CHANGES = {
    "password": lambda user: set_password(user, WORDS, by=user),
    "second factor": with_totp,
    "reset of factors": lambda user: reset_second_factors(user, reason="Lost", by=MACHINE),
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
