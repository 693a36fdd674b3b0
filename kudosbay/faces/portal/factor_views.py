"""The second factor: given at sign-in, and set up at the first one."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kudosbay.accounts import doors, passkeys, totp
from kudosbay.accounts.commands import set_up_totp
from kudosbay.accounts.models import User
from kudosbay.accounts.queries import demo_logins, has_second_factor, own_factors
from kudosbay.faces import sessions
from kudosbay.faces.answers import attempt
from kudosbay.faces.portal.entering import go_on, onward, remember_next
from kudosbay.faces.portal.sign_in_forms import FactorForm, SetUpForm
from kudosbay.faces.requests import host_of, place_of, user_of

NEW_SECRET = "new_totp_secret"  # noqa: S105 - the name of a place in the session


def second_factor(request: HttpRequest) -> HttpResponse:
    user, form = user_of(request), FactorForm(request.POST or None)
    if not has_second_factor(user):
        return redirect("portal:second_factor_set_up")
    remember_next(request)
    if request.method == "POST" and form.is_valid() and _given(request, form):
        return go_on(request)
    return render(request, "accounts/second_factor.html", {"form": form, **_known(request, user)}, status=_status(form))


def _known(request: HttpRequest, user: User) -> dict[str, Any]:
    shown = [login for login in demo_logins(now=timezone.now()) if login.email == user.email]
    return {"own": own_factors(user), "passkeys_work": passkeys.is_possible_on(host_of(request)), "logins": shown}


def _given(request: HttpRequest, form: FactorForm) -> bool:
    user, place, now = user_of(request), place_of(request), timezone.now()
    given = attempt(form, lambda: doors.give_second_factor(user, form.cleaned_data["code"], place=place, now=now))
    if given:
        sessions.give_factor(request, now=now)
    return bool(given)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


def second_factor_set_up(request: HttpRequest) -> HttpResponse:
    """First sign-in of staff: who has a factor already must give that one, and changes it on the account page."""
    user = user_of(request)
    if has_second_factor(user):
        return redirect("portal:second_factor")
    return show_set_up(request, user)


def show_set_up(request: HttpRequest, user: User) -> HttpResponse:
    form = SetUpForm(request.POST or None)
    codes = _set_up(request, user, form) if request.method == "POST" and form.is_valid() else []
    if codes:
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": onward(request)})
    secret = request.session.setdefault(NEW_SECRET, totp.new_secret())
    return render(request, "accounts/set_up_codes.html", {"form": form, **_shown(user, secret)}, status=_status(form))


def _shown(user: User, secret: str) -> dict[str, str]:
    address = totp.address_for_app(secret, account=user.email or user.phone or "")
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"qr": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white"), "secret": groups}


def _set_up(request: HttpRequest, user: User, form: SetUpForm) -> list[str]:
    now, secret, code = timezone.now(), request.session.get(NEW_SECRET, ""), form.cleaned_data["code"]
    codes = attempt(form, lambda: set_up_totp(user, secret, code, by=user, now=now)) or []
    if codes:
        request.session.pop(NEW_SECRET, None)
        user.refresh_from_db()
        sessions.keep_this_only(request, user)
        sessions.give_factor(request, now=now)
    return codes
