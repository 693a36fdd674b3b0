"""Sends the link and code of a sign-in: accounts makes them, messaging carries them."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation

from kudosbay.accounts.commands import SignInLetter
from kudosbay.accounts.models import User
from kudosbay.accounts.policy import INVITATION_LIFE, LINK_LIFE
from kudosbay.kernel.trail import Actor
from kudosbay.messaging.commands import notify

TEMPLATE = "sign_in"
INVITATION = "invitation"


def send_sign_in(letter: SignInLetter, *, by: Actor, now: datetime, onward: str = "") -> None:
    """Queue the letter in the account's language. `onward` is a path of this site to open after signing in."""
    with translation.override(letter.user.language):
        path = reverse("portal:sign_in_link", args=[letter.link_token])
    notify(
        template=TEMPLATE,
        key=f"sign_in:{letter.sign_in.pk}",
        by=by,
        now=now,
        data={
            "link": path + (f"?{urlencode({'next': onward})}" if onward else ""),
            "code": letter.code,
            "minutes": str(LINK_LIFE // timedelta(minutes=1)),
        },
        user=letter.user,
    )


def send_invitation(letter: SignInLetter, *, by: User, now: datetime) -> None:
    """Queue the first link of a new colleague, in the account's language."""
    with translation.override(letter.user.language):
        link = reverse("portal:sign_in_link", args=[letter.link_token])
    hours = str(INVITATION_LIFE // timedelta(hours=1))
    data = {"link": link, "sender": str(by), "hours": hours}
    notify(template=INVITATION, key=f"invitation:{letter.sign_in.pk}", by=by, now=now, data=data, user=letter.user)
