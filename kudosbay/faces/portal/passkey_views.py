"""Passkeys: as the only thing to sign in with, as second factor, and kept on the account page."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from kudosbay.accounts import doors, passkeys, queries
from kudosbay.accounts.commands import add_passkey, remove_passkey
from kudosbay.accounts.models import Device, User
from kudosbay.faces import sessions
from kudosbay.faces.answers import attempt
from kudosbay.faces.portal.entering import enter, go_on
from kudosbay.faces.portal.sign_in_forms import NewPasskeyForm, PasskeyForm
from kudosbay.faces.proving import proven_recently
from kudosbay.faces.requests import host_of, place_of, user_of

STATE = "passkey_state"
Known = Iterable[Authenticator] | None


def _page(request: HttpRequest, name: str, form: PasskeyForm, *, asked: passkeys.Asked) -> HttpResponse:
    request.session[STATE] = asked.state
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"accounts/{name}.html", {"form": form, "options": asked.options}, status=status)


def _proven(request: HttpRequest, form: PasskeyForm, known: Known) -> User | None:
    """Check the answer against the session's challenge, which is spent by it."""
    state, answer, now = request.session.pop(STATE, {}), form.cleaned_data["answer"], timezone.now()
    proof = passkeys.Proof(answer, state, host_of(request))
    return attempt(form, lambda: doors.enter_by_passkey(proof, known=known, place=place_of(request), now=now))


@cache_control(no_store=True)
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    form = PasskeyForm(request.POST or None)
    user = _proven(request, form, None) if request.method == "POST" and form.is_valid() else None
    if user:
        return enter(request, user, way=Device.Way.PASSKEY)
    return _page(request, "sign_in_passkey", form, asked=passkeys.ask_to_prove(host=host_of(request)))


def second_factor_passkey(request: HttpRequest) -> HttpResponse:
    form, own = PasskeyForm(request.POST or None), queries.passkeys(user_of(request))
    if request.method == "POST" and form.is_valid() and _proven(request, form, own):
        sessions.give_factor(request, now=timezone.now())
        return go_on(request)
    return _page(request, "sign_in_passkey", form, asked=passkeys.ask_to_prove(host=host_of(request), known=own))


@proven_recently
def own_passkey(request: HttpRequest) -> HttpResponse:
    user, form = user_of(request), NewPasskeyForm(request.POST or None)
    if not passkeys.is_possible_on(host_of(request)):
        raise Http404
    if request.method == "POST" and form.is_valid() and _added(request, user, form):
        return redirect("portal:account")
    known = queries.passkeys(user)
    return _page(request, "own_passkey", form, asked=passkeys.ask_to_register(user, host=host_of(request), known=known))


def _added(request: HttpRequest, user: User, form: NewPasskeyForm) -> bool:
    said, state = form.cleaned_data, request.session.pop(STATE, {})
    proof = passkeys.Proof(said["answer"], state, host_of(request))
    kept = attempt(form, lambda: add_passkey(user, passkeys.check_registration(proof), name=said["name"], by=user))
    if kept:
        user.refresh_from_db()
        sessions.keep_this_only(request, user)
        sessions.give_factor(request, now=timezone.now())
    return bool(kept)


@proven_recently
def own_passkey_remove(request: HttpRequest, passkey_id: int) -> HttpResponse:
    user = user_of(request)
    passkey = get_object_or_404(queries.passkeys(user), pk=passkey_id)
    sessions.keep_this_only(request, remove_passkey(passkey, by=user))
    return redirect("portal:account")
