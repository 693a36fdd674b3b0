"""Nobody learns whether an account exists, and nobody may try for ever."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kudosbay.accounts.commands import (
    set_password,
)
from kudosbay.faces.portal.tests.doing import (
    CODE,
    PASSWORD,
    SIGN_IN,
    WORDS,
    by_password,
)
from kudosbay.messaging.models import Delivery


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
