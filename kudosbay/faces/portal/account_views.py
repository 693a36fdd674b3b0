"""One's own account: language and look, devices, password and second factors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kudosbay.accounts import passkeys, queries
from kudosbay.accounts.commands import (
    choose_ways,
    end_other_sessions,
    remove_totp,
    renew_recovery_codes,
    set_password,
)
from kudosbay.accounts.models import User
from kudosbay.faces import sessions
from kudosbay.faces.answers import attempt
from kudosbay.faces.portal.entering import with_ways
from kudosbay.faces.portal.factor_views import show_set_up
from kudosbay.faces.portal.sign_in_forms import NewPasswordForm, WaysForm
from kudosbay.faces.proving import proven_recently
from kudosbay.faces.requests import host_of, user_of
from kudosbay.messaging.queries import told_to
from kudosbay.people.models import Person


def account(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = WaysForm(request.POST or None, initial=_ways(user))
    if request.method == "POST" and form.is_valid():
        return _with_new_ways(choose_ways(user, by=user, **form.cleaned_data))
    status = 422 if form.errors else 200
    return render(request, "accounts/account.html", {"form": form, **_shown(request, user)}, status=status)


def _ways(user: User) -> dict[str, object]:
    return {"language": user.language, "theme": user.theme, "shortcuts": user.shortcuts}


def _with_new_ways(user: User) -> HttpResponse:
    """Come back in the language that was chosen."""
    with translation.override(user.language):
        return with_ways(redirect("portal:account"), user)


def _shown(request: HttpRequest, user: User) -> dict[str, object]:
    return {
        "own": queries.own_factors(user),
        "devices": queries.devices(user, now=timezone.now()),
        "this_device": request.session.get(sessions.DEVICE),
        "passkeys_work": passkeys.is_possible_on(host_of(request)),
    }


def told(request: HttpRequest) -> HttpResponse:
    """What we wrote to this person among many, and why."""
    people = Person.objects.visible_to(user_of(request)).filter(user=user_of(request))
    return render(request, "portal/told.html", {"rows": told_to(*people)})


def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    sessions.keep_this_only(request, end_other_sessions(user, by=user))
    messages.success(request, _("Every other device is signed out."))
    return redirect("portal:account")


@proven_recently
def own_password(request: HttpRequest) -> HttpResponse:
    user, form = user_of(request), NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _password_set(request, user, form):
        messages.success(request, _("The new password holds from now on. Every other device is signed out."))
        return redirect("portal:account")
    return render(request, "accounts/own_password.html", {"form": form}, status=422 if form.errors else 200)


def _password_set(request: HttpRequest, user: User, form: NewPasswordForm) -> bool:
    changed = attempt(form, lambda: set_password(user, form.cleaned_data["password"], by=user))
    if changed:
        sessions.keep_this_only(request, changed)
    return changed is not None


@proven_recently
def own_codes(request: HttpRequest) -> HttpResponse:
    request.session[sessions.NEXT] = reverse("portal:account")
    return show_set_up(request, user_of(request))


@proven_recently
def own_codes_off(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    sessions.keep_this_only(request, remove_totp(user, by=user))
    messages.success(request, _("Codes from an app are off."))
    return redirect("portal:account")


@proven_recently
def own_recovery_codes(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    codes = renew_recovery_codes(user, by=user)
    user.refresh_from_db()
    sessions.keep_this_only(request, user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": reverse("portal:account")})
