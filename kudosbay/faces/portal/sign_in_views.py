"""One door for everyone: link, code, password or passkey. What is answered never tells whether an account exists."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from kudosbay.accounts import doors
from kudosbay.accounts.commands import SignInLetter
from kudosbay.accounts.limits import TooManyTries
from kudosbay.accounts.models import Device, User
from kudosbay.accounts.policy import STRANGER
from kudosbay.accounts.queries import demo_logins, sign_in_by_link
from kudosbay.faces import sessions
from kudosbay.faces.answers import attempt
from kudosbay.faces.letters import send_sign_in
from kudosbay.faces.levelled import levelled
from kudosbay.faces.portal.entering import enter, remember_next
from kudosbay.faces.portal.sign_in_forms import AddressForm, CodeForm, PasswordForm
from kudosbay.faces.requests import place_of
from kudosbay.kernel.errors import Refused

ASKED = "sign_in_address"
Answer = TypeVar("Answer")

private = cache_control(no_store=True)


def _page(request: HttpRequest, name: str, form: Any, **more: Any) -> HttpResponse:
    """The page with its form: 422 where something is to be mended, 429 where one must wait."""
    status = 429 if getattr(form, "must_wait", False) else 422 if form.is_bound and form.errors else 200
    return render(request, f"accounts/{name}.html", {"form": form, **more}, status=status)


def _tried(form: Any, act: Callable[[], Answer]) -> Answer | None:
    def noted() -> Answer:
        try:
            return act()
        except TooManyTries:
            form.must_wait = True
            raise

    return attempt(form, noted)


@private
@levelled
def sign_in(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    remember_next(request)
    if request.method == "POST" and form.is_valid() and _asked(request, form, doors.ask_letter):
        return redirect("portal:sign_in_code")
    return _page(request, "sign_in", form, logins=demo_logins(now=timezone.now()))


@private
@levelled
def open_account(request: HttpRequest) -> HttpResponse:
    """For whoever starts. An address that has an account already gets its letter all the same."""
    form = AddressForm(request.POST or None)
    remember_next(request)
    opening = partial(doors.open_and_ask, language=request.LANGUAGE_CODE)
    if request.method == "POST" and form.is_valid() and _asked(request, form, opening):
        return redirect("portal:sign_in_code")
    return _page(request, "open_account", form)


def _asked(request: HttpRequest, form: AddressForm, ask: Callable[..., list[SignInLetter]]) -> bool:
    address, place, now = form.cleaned_data["address"], place_of(request), timezone.now()
    letters = _tried(form, lambda: ask(address, place=place, now=now))
    for letter in letters or ():
        send_sign_in(letter, by=STRANGER, now=now, onward=request.session.get(sessions.NEXT, ""))
    request.session[ASKED] = address
    return letters is not None


@private
@levelled
def sign_in_code(request: HttpRequest) -> HttpResponse:
    known = request.session.get(ASKED, "")
    form = CodeForm(request.POST or None, known=known)
    user = _by_code(request, form) if request.method == "POST" and form.is_valid() else None
    if user:
        return enter(request, user, way=Device.Way.LINK)
    return _page(request, "sign_in_code", form, known=known)


def _by_code(request: HttpRequest, form: CodeForm) -> User | None:
    said, place, now = form.cleaned_data, place_of(request), timezone.now()
    return _tried(form, lambda: doors.enter_by_code(said["address"], said["code"], place=place, now=now))


@private
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button: mail scanners that open the link spend nothing. Works on another phone."""
    remember_next(request)
    if request.method != "POST":
        usable = sign_in_by_link(token, now=timezone.now()) is not None
        return render(request, "accounts/sign_in_link.html", {"usable": usable}, status=200 if usable else 410)
    try:
        user = doors.enter_by_link(token, now=timezone.now())
    except Refused:
        return render(request, "accounts/sign_in_link.html", {"usable": False}, status=410)
    return enter(request, user, way=Device.Way.LINK)


@private
@levelled
def sign_in_password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    user = _by_password(request, form) if request.method == "POST" and form.is_valid() else None
    if user:
        return enter(request, user, way=Device.Way.PASSWORD)
    return _page(request, "sign_in_password", form, logins=demo_logins(now=timezone.now()))


def _by_password(request: HttpRequest, form: PasswordForm) -> User | None:
    said, place, now = form.cleaned_data, place_of(request), timezone.now()
    return _tried(form, lambda: doors.enter_by_password(said["address"], said["password"], place=place, now=now))


def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.end(request)
    return redirect("portal:sign_in")
