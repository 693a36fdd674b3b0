"""What a person does at the door, as tests write it."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kudosbay.accounts import totp
from kudosbay.accounts.commands import SignInLetter, ask_sign_in, set_up_totp
from kudosbay.accounts.models import User
from kudosbay.accounts.policy import STRANGER

SIGN_IN = "/en/sign-in/"
CODE = "/en/sign-in/code/"
PASSWORD = "/en/sign-in/password/"
SECOND = "/en/sign-in/second/"
SET_UP = "/en/sign-in/second/set-up/"
ACCOUNT = "/en/account/"
HOME = "/en/cases/"
WORDS = "plum harbour seven lanterns"


def letter_to(user: User) -> SignInLetter:
    return ask_sign_in(user, by=STRANGER, now=timezone.now())


def link(token: str) -> str:
    return reverse("portal:sign_in_link", args=[token])


def is_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def with_totp(user: User) -> str:
    """Give the user codes from an app; return the secret. The code used is one step old, so the current one is free."""
    secret = totp.new_secret()
    before = timezone.now() - timedelta(seconds=totp.PERIOD)
    set_up_totp(user, secret, totp.code_at(secret, totp.counter_of(before)), by=user, now=before)
    user.refresh_from_db()
    return secret


def code_of(secret: str) -> str:
    return totp.code_at(secret, totp.counter_of(timezone.now()))


def by_password(client: Client, user: User, password: str = WORDS) -> Any:
    return client.post(PASSWORD, {"address": user.email, "password": password})
